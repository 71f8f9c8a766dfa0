import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { listedWith, namedIn } from './named.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import type { Stretch } from './speaker.ts'

/** Words for victims who are not named. */
export interface Group {
  text: string
  start: number
  end: number
  /** How far from the cue, in characters. */
  gap: number
  /** Prisoners as such, not "the two journalists" who may be named elsewhere. */
  plain: boolean
  /** "a prisoner", "another woman": somebody whom the text does not name at all. */
  indefinite: boolean
  /** "two", "10": how many. */
  count: number | null
  /** "other prisoners": told of beside the one whom the text is about. */
  others: boolean
}

/** The groups that a sentence speaks of, nearest to a span first. */
export function groupsIn(document: Document, cued: CuedSentence, span: Stretch): Group[] {
  const { tokens } = cued
  const of = (concept: string, kind: { plain: boolean; indefinite: boolean }) =>
    occurrences(cued, concept)
      .filter(({ from }) => !isAddressee(tokens[from - 1]?.lower, tokens[from - 2]?.lower))
      .filter(({ to }) => !occurrences(cued, 'guard').some((guard) => guard.from === to + 1 && beside(cued, to)))
      .map((o): Group => {
        const first = widen(cued, o.from)
        const start = tokens[first]!.start
        const end = tokens[o.to]!.end
        const gap = end <= span.start ? span.start - end : start >= span.end ? start - span.end : 0
        const words = tokens.slice(first, o.to).map((token) => token.lower)
        const others = OTHER.test(words[0] ?? '') || OTHER.test(tokens[first - 1]?.lower ?? '')
        return { text: document.text.slice(start, end), start, end, gap, count: countIn(words), others, ...kind }
      })
  return [
    ...of('group', { plain: true, indefinite: false }),
    ...of('named_group', { plain: false, indefinite: false }),
    ...of('unnamed', { plain: false, indefinite: true }),
  ].sort((a, b) => a.gap - b.gap)
}

const OTHER = /^(?:other|fellow|друг(?:ие|их|им|ими)|остальн\p{L}*|başqa|digər)$/u

// "a woman guard" is a guard.
const beside = ({ tokens }: CuedSentence, i: number): boolean =>
  tokens[i + 1] !== undefined && tokens[i + 1]!.start - tokens[i]!.end === 1

// "told journalists", "by the soldiers": those who are told or who do it.
const isAddressee = (before: string | undefined, earlier: string | undefined): boolean =>
  /^(?:told|telling|tell|tells|by|assured|informed|журналистам)$/.test(before ?? '') ||
  (before === 'the' && earlier === 'by')

const BELONGS =
  /^(?:all|both|two|three|four|five|six|seven|eight|nine|ten|many|most|some|several|other|political|former|women|female|male|dozens|hundreds|thousands|millions|of|the|these|those|detained|imprisoned|arrested|young|все|всех|всем|двое|двух|трое|трех|трёх|четверо|четырех|пять|шесть|несколько|нескольких|многие|многих|политические|российских|bütün|siyasi|bəzi|iki|üç|dörd|beş|altı|neçə|digər|qadın|\d+)$/u

function widen({ tokens }: CuedSentence, from: number): number {
  let first = from
  while (
    first > 0 &&
    from - first < 4 &&
    tokens[first]!.start - tokens[first - 1]!.end === 1 &&
    BELONGS.test(tokens[first - 1]!.lower)
  )
    first--
  return first
}

const NUMBERS: Record<string, number> = {
  both: 2,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  двое: 2,
  двух: 2,
  трое: 3,
  трех: 3,
  трёх: 3,
  четверо: 4,
  iki: 2,
  üç: 3,
  dörd: 4,
}

function countIn(words: string[]): number | null {
  for (const word of words) {
    if (Object.hasOwn(NUMBERS, word)) return NUMBERS[word]!
    if (/^\d{1,3}$/.test(word)) return Number(word)
  }
  return null
}

/** The held people whom "the two students" means: named together, near by, as many as the words say; or nobody. */
export function rowMeant(document: Document, sentence: number, { count }: Group): Person[] | null {
  for (const i of outward(sentence, document.sentences.length)) {
    const held = namedIn(document, i).filter(({ person }) => person.held && !person.byline)
    if (held.length < 2) continue
    const row = listedWith(document, held, held.at(-1)!).map((name) => name.person)
    if (row.length > 1 && (count === null || row.length === count || (count > row.length && count > 6))) return row
  }
  const all = document.people.filter((person) => person.held && !person.byline)
  return count !== null && count > 1 && all.length === count ? all : null
}

// The sentences around one, nearest first, before it first.
function* outward(from: number, count: number): Generator<number> {
  yield from
  for (let step = 1; step <= 12; step++) {
    if (from - step >= 0) yield from - step
    if (from + step < count && step <= 6) yield from + step
  }
}
