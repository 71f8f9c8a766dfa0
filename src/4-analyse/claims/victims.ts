import { type Document, quoteAt } from '../document.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import type { Speaker } from './speaker.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'

/** To whom a claim's act was done. */
export interface Victims {
  people: Person[]
  group: string | null
  why: string
}

/** Types of which the one kept from or frightened is a relative or lawyer too. */
const MAY_BE_FREE = new Set(['threat'])

interface Named {
  person: Person
  start: number
  end: number
}

/**
 * The victims of a claim told between two positions of a sentence: who is named there, who a pronoun or "her son"
 * means, the group, or the held person whom the lines before are about. Two who fit equally are none.
 */
export function findVictims(
  document: Document,
  cued: CuedSentence,
  type: string,
  span: { start: number; end: number },
  speaker: Speaker | null,
): Victims {
  const { sentence } = cued
  const named = namedIn(document, sentence.index).filter(({ person }) => !person.byline)
  const selfTold = saysWe(document, cued, span)
  const notSpeaker = named.filter(({ person, start }) => !(speaker?.person === person && start === speaker.start))
  const free = MAY_BE_FREE.has(type)

  if (selfTold && speaker?.person && (speaker.person.held || free)) {
    const group = groupIn(document, cued, span)
    return { people: [speaker.person], group, why: `${speaker.person.name} speaks of himself or herself` }
  }
  const held = notSpeaker.filter(({ person }) => person.held && !(speaker?.person === person && !selfTold && named.length > 1))
  const candidates = free ? withRelatives(document, notSpeaker, held, span) : held
  if (candidates.length > 0) {
    const chosen = nearestRow(document, candidates, span)
    const group = groupIn(document, cued, span)
    if (group && nearer(cued, span, chosen)) return { people: [], group, why: `"${group}" stands nearest` }
    return { people: chosen.map((n) => n.person), group: null, why: `named in the sentence` }
  }
  const group = groupIn(document, cued, span)
  const pronoun = pronounIn(cued, span)
  if (pronoun) {
    const resolved = resolve(document, pronoun.lower, pronoun.start)
    if (resolved.person && (resolved.person.held || free) && resolved.person !== speaker?.person)
      return { people: [resolved.person], group: null, why: `"${pronoun.lower}": ${resolved.why}` }
  }
  if (group) return { people: [], group, why: `the words "${group}"` }
  const before = heldBefore(document, sentence.index)
  if (before) return before
  return { people: [], group: null, why: 'nobody is named' }
}

function namedIn(document: Document, index: number): Named[] {
  const named: Named[] = []
  for (const person of document.people)
    for (const mention of person.mentions)
      if (mention.sentence === index) named.push({ person, start: mention.start, end: mention.end })
  return named.sort((a, b) => a.start - b.start)
}

// Of a threat the victim may be the relative whom it was spoken to.
function withRelatives(_document: Document, named: Named[], held: Named[], span: { start: number; end: number }): Named[] {
  if (named.length === 0) return held
  const before = named.filter((n) => n.end <= span.end)
  return before.length > 0 && before.some((n) => !n.person.held && n.person.relations.length > 0)
    ? before.filter((n) => !n.person.held)
    : held
}

/** The named who stand nearest to the cue, with those they are listed with ("A, B and C"). */
function nearestRow(document: Document, named: Named[], span: { start: number; end: number }): Named[] {
  const distance = ({ start, end }: Named) =>
    end <= span.start ? span.start - end : start >= span.end ? (start - span.end) * 1.5 : 0
  let nearest = named[0]!
  for (const candidate of named) if (distance(candidate) < distance(nearest)) nearest = candidate
  const row = [nearest]
  const at = named.indexOf(nearest)
  for (let i = at - 1; i >= 0 && listed(document, named[i]!, row[0]!); i--) row.unshift(named[i]!)
  for (let i = at + 1; i < named.length && listed(document, row.at(-1)!, named[i]!); i++) row.push(named[i]!)
  return [...new Map(row.map((n) => [n.person.id, n])).values()]
}

const LINK = /^[\s,]*(?:(?:and|и|və|ilə|a|также|as well as|или|or)\s+)?(?:[\p{L}«»"“”-]+\s){0,3}$/u

function listed(document: Document, before: Named, after: Named): boolean {
  if (after.start < before.end) return false
  const between = document.text.slice(before.end, after.start)
  return between.length < 60 && (LINK.test(between) || /^\s*(?:and|и|və)\s/.test(between) || /^,\s/.test(between)) && !/[.;:]/.test(between)
}

function nearer(cued: CuedSentence, span: { start: number; end: number }, chosen: Named[]): boolean {
  const groups = groupsOf(cued)
  const gap = (start: number, end: number) => (end <= span.start ? span.start - end : start >= span.end ? start - span.end : 0)
  const ofGroup = Math.min(...groups.map((o) => gap(cued.tokens[o.from]!.start, cued.tokens[o.to]!.end)))
  const ofNamed = Math.min(...chosen.map((n) => gap(n.start, n.end)))
  return ofGroup < ofNamed && ofNamed > 40
}

const groupsOf = (cued: CuedSentence) => occurrences(cued, 'group')

/** The words of the sentence for a group or an unnamed victim, with what belongs to them ("all political prisoners"). */
function groupIn(document: Document, cued: CuedSentence, span: { start: number; end: number }): string | null {
  const found = [...groupsOf(cued), ...occurrences(cued, 'unnamed')]
  if (found.length === 0) return null
  const { tokens } = cued
  const gap = (o: { from: number; to: number }) => {
    const start = tokens[o.from]!.start
    const end = tokens[o.to]!.end
    return end <= span.start ? span.start - end : start >= span.end ? start - span.end : 0
  }
  const nearest = found.reduce((best, o) => (gap(o) < gap(best) ? o : best))
  let first = nearest.from
  while (first > 0 && nearest.from - first < 3 && tokens[first]!.start - tokens[first - 1]!.end === 1 && belongs(document, tokens[first - 1]!))
    first--
  return document.text.slice(tokens[first]!.start, tokens[nearest.to]!.end)
}

const belongs = (document: Document, token: { start: number; end: number; lower: string }): boolean =>
  /^(?:all|two|three|four|five|six|seven|eight|nine|ten|many|most|some|several|other|political|former|women|female|male|dozens|hundreds|thousands|of|the|все|всех|всем|двое|трое|несколько|многие|политические|bütün|siyasi|bəzi|bir|neçə|digər|\d+)$/u.test(
    token.lower,
  ) && document.text.slice(token.start, token.end).length > 0

// "I", "we", "our" speak of the speaker where they stand in the same quotation as the cue.
function saysWe(document: Document, cued: CuedSentence, span: { start: number; end: number }): boolean {
  const quote = quoteAt(document, span.start)
  return occurrences(cued, 'we').some(({ from }) => {
    const own = quoteAt(document, cued.tokens[from]!.start)
    return own?.start === quote?.start
  })
}

function pronounIn(cued: CuedSentence, span: { start: number; end: number }) {
  const { tokens } = cued
  const all = occurrences(cued, 'he_she').map((o) => tokens[o.from]!)
  if (all.length === 0) return null
  const gap = (t: { start: number; end: number }) => (t.end <= span.start ? span.start - t.end : t.start >= span.end ? t.start - span.end : 0)
  return all.reduce((best, t) => (gap(t) < gap(best) ? t : best))
}

// How many sentences back the held person may have been named.
const LOOKS_BACK = 8

function heldBefore(document: Document, index: number): Victims | null {
  for (let i = index - 1; i >= 0 && index - i <= LOOKS_BACK; i--) {
    const held = namedIn(document, i).filter(({ person }) => person.held && !person.byline)
    if (held.length === 0) continue
    const people = [...new Set(held.map((n) => n.person))]
    if (people.length === 1) return { people, group: null, why: `the only held person named since sentence ${i + 1}` }
    const row = nearestRow(document, held, { start: held.at(-1)!.start, end: held.at(-1)!.end })
    const last = row.map((n) => n.person)
    return { people: last, group: null, why: `the held person named last, in sentence ${i + 1}` }
  }
  const all = document.people.filter((person) => person.held && !person.byline)
  if (all.length === 1) return { people: all, group: null, why: 'the only held person of the article' }
  return null
}
