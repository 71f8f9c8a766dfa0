import type { PhraseFound } from '../../language/phrases.ts'
import type { Word } from '../../language/words.ts'
import { numberAt, numberInCode, quotedAt } from './numbers.ts'
import type { PlaceSpan } from './place-span.ts'
import type { FacilityWords, Head } from './tables.ts'

// Words for an office that names a place of detention only where somebody is in it.
const OFFICES = new Set([
  'police department',
  'police office',
  'police headquarters',
  'district police',
  'district police department',
  'police post',
  'police division',
  'police precinct',
])
const INSIDE = new Set(['in', 'at', 'to', 'from', 'inside', 'into'])
const INDEFINITE = new Set(['a', 'an', 'another', 'one', 'any', 'some', 'every', 'each', 'no'])
const MOST_NAMING_WORDS = 6

/** The place that an English head word ("prison") names together with what stands around it, or null where it names none. */
export function englishPlace(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  found: PhraseFound<Head>,
  tables: FacilityWords,
  isTown: (word: Word) => boolean,
  isCommon: (word: Word) => boolean,
  isCountry: (first: number, after: number) => boolean,
): PlaceSpan | null {
  const { value: head } = found
  const lastWord = words[found.after - 1]!
  const inCode = numberInCode(lastWord)
  const capital = words[found.first]!.capital && words[found.first]!.index > bounds.first
  const number = inCode
    ? { number: inCode, after: found.after }
    : numberAt(words, found.after, bounds.after, capital || lastWord.capital)
  // "prisons" names none; barracks and headquarters only look like many.
  if (!number && /[^s]s$/.test(lastWord.lower) && !/(?:quarters|barracks)$/.test(lastWord.lower)) return null
  const named = namingWords(words, bounds.first, found.first, tables)
  const before = words[named.first - 1]
  // "Dire prison conditions": the capital is the sentence's own.
  const opener = named.naming.length === 1 && named.naming[0]!.index === bounds.first && isCommon(named.naming[0]!)
  if (opener && !number) return null
  const quotedBefore = !named.naming.length && !number ? quotedBeforeHead(words, bounds.first, found.first) : null
  const quotedAfter = !number && !head.weak ? quotedAt(words, found.after, bounds.after) : null
  const calledAfter = quotedAfter && words[quotedAfter.first]!.capital ? quotedAfter : null
  if (calledAfter) return calledSo(text, words, head, found, calledAfter)
  if (!number && !quotedBefore) {
    if (head.weak || named.naming.length === 0) return null
    // "Sri Lanka prison officials"
    if (isCountry(named.naming[0]!.index, found.first)) return null
    if (before && before.index >= bounds.first && INDEFINITE.has(before.lower)) return null
    if (OFFICES.has(head.phrase) && !isInside(words, named.first, bounds.first)) return null
    // "the Moscow prison" is any prison of that town; "Amol prison" is a name.
    const onlyTown = named.naming.length === 1 && isTown(named.naming[0]!)
    if (
      onlyTown &&
      !lastWord.capital &&
      found.after - found.first === 1 &&
      before?.lower === 'the' &&
      before.index >= bounds.first
    )
      return null
    if (onlyTown && head.kind === 'police' && !isInside(words, named.first, bounds.first)) return null
  }
  const first = quotedBefore ? quotedBefore.first - 1 : named.first
  const after = number?.after ?? found.after
  const start = words[first]!.start
  const end = words[after - 1]!.end
  return {
    kind: head.kind,
    first,
    after,
    start,
    end,
    name: text.slice(start, end).replace(/\s+/g, ' '),
    number: number?.number ?? null,
    distinct: quotedBefore
      ? words.slice(quotedBefore.first, quotedBefore.last + 1).map((word) => word.stem)
      : named.naming.map((word) => word.stem),
    weak: head.weak,
    known: null,
  }
}

// the penitentiary "Getak-Kentron"
function calledSo(
  text: string,
  words: readonly Word[],
  head: Head,
  found: PhraseFound<Head>,
  quoted: { first: number; last: number; after: number },
): PlaceSpan {
  const start = words[found.first]!.start
  const end = words[quoted.after - 1]!.end
  const distinct = words.slice(quoted.first, quoted.last + 1).map((word) => word.stem)
  return {
    kind: head.kind,
    first: found.first,
    after: quoted.after,
    start,
    end,
    name: text.slice(words[quoted.first]!.start, words[quoted.last]!.end),
    number: null,
    distinct,
    weak: false,
    known: null,
  }
}

// Capital words (and the adjectives among them) that stand right before the head: "Turner Guilford Knight" Correctional Center.
function namingWords(
  words: readonly Word[],
  from: number,
  head: number,
  tables: FacilityWords,
): { first: number; naming: Word[] } {
  const naming: Word[] = []
  let first = head
  for (let i = head - 1; i >= from && head - i <= MOST_NAMING_WORDS; i--) {
    const word = words[i]!
    // "Rustavi Women's Prison"
    if ((word.text === "'s" || word.text === '’s') && /^(?:wo)?men$/.test(words[i - 1]?.lower ?? '')) {
      i--
      continue
    }
    if (word.kind !== 'word' || !words[i + 1]!.spaced || tables.notNames.has(word.lower)) break
    const adjective = tables.adjectives.has(word.lower)
    if (!word.capital && !adjective && !isArticleName(word)) break
    if (!adjective || word.capital) first = i
    if (!adjective && (word.capital || isArticleName(word))) naming.unshift(word)
  }
  // "Pudong New District": the adjectives within a name are part of it, those before it are too where capital.
  return {
    first: naming.length > 0 ? Math.min(first, naming[0]!.index) : firstAdjective(words, from, head, tables),
    naming,
  }
}

const isArticleName = (word: Word): boolean => /^(?:al|el)-\p{Lu}/u.test(word.text)

function firstAdjective(words: readonly Word[], from: number, head: number, tables: FacilityWords): number {
  let first = head
  while (first > from && words[first - 1]!.capital && tables.adjectives.has(words[first - 1]!.lower)) first--
  return first
}

function quotedBeforeHead(words: readonly Word[], from: number, head: number): { first: number; last: number } | null {
  if (head - 1 < from || !'”"»’'.includes(words[head - 1]!.text)) return null
  for (let i = head - 2; i >= Math.max(from, head - 5); i--) {
    const quoted = quotedAt(words, i, head)
    if (quoted && quoted.after === head && words[quoted.first]!.capital) return quoted
  }
  return null
}

function isInside(words: readonly Word[], first: number, from: number): boolean {
  let i = first - 1
  if (i >= from && words[i]!.lower === 'the') i--
  return i >= from && INSIDE.has(words[i]!.lower)
}
