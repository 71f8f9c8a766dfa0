import { type Document, quoteAt } from '../document.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import { groupsIn, rowMeant } from './groups.ts'
import { listedWith, type Named, namedIn } from './named.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import type { Speaker, Stretch } from './speaker.ts'

/** To whom a claim's act was done. */
export interface Victims {
  people: Person[]
  group: string | null
  why: string
}

/** Of these the victim may be a relative or lawyer who is free. */
const MAY_BE_FREE = new Set(['threat'])
// A group that stands so much nearer to the cue than a name is the victim.
const MUCH_NEARER = 40
// "journalists", "women" are victims where they stand right beside the cue.
const BESIDE = 25
// How many sentences back the held person may have been named.
const LOOKS_BACK = 8

/**
 * The victims of a claim told within a span of a sentence: who is named there, whom a pronoun or "her son" means, the
 * group, whom the speaker speaks for, or the held person whom the lines before are about. Two who fit equally are none.
 */
export function findVictims(
  document: Document,
  cued: CuedSentence,
  type: string,
  span: Stretch,
  speaker: Speaker | null,
): Victims {
  const free = MAY_BE_FREE.has(type)
  const groups = groupsIn(document, cued, span)
  const selfTold = saysWe(document, cued, span)
  if (
    selfTold &&
    speaker?.person &&
    (speaker.person.held || (free && /\bme\b|мне|меня|mənə|məni/.test(textOf(document, cued))))
  )
    return {
      people: [speaker.person],
      group: groups[0]?.text ?? null,
      why: `${speaker.person.name} speaks of himself or herself`,
    }

  if (selfTold && OF_ONESELF.has(type) && speaker?.person && speaksOnlyOfSelf(document, cued, speaker.person))
    return { people: [speaker.person], group: null, why: `${speaker.person.name} tells what was done to him or her` }

  const named = namedIn(document, cued.sentence.index)
  const others = named.filter(
    ({ person, start }) => !person.byline && !(speaker?.person === person && start === speaker.start),
  )
  if (free) {
    const frightened = relativeNamed(others, span) ?? relativeMeant(document, cued, span)
    if (frightened) return frightened
  }
  const held = others.filter(
    (name) => isVictim(name.person) && name.person !== speaker?.person && !isOfficial(cued, name),
  )
  const direct = held.filter((name) => !owns(document, name))
  if (direct.length > 0) {
    const row = listedWith(document, direct, span)
    const gap = Math.min(...row.map((name) => gapBetween(name, span)))
    const nearest = groups[0]
    if (nearest?.plain && nearest.gap < gap && gap > MUCH_NEARER)
      return { people: [], group: nearest.text, why: `"${nearest.text}" stands nearest` }
    return { people: row.map((name) => name.person), group: null, why: 'named in the sentence' }
  }
  const meant = meantIn(document, cued, span, speaker, free)
  if (meant && !(groups[0]?.plain && groups[0].gap < meant.gap)) return meant
  const group = groups[0]
  if (group) {
    const row = group.plain ? null : rowMeant(document, cued.sentence.index, group)
    if (row)
      return {
        people: row,
        group: group.text,
        why: `"${group.text}": the ${row.length} held people who are named together`,
      }
    const anybody = /^(?:a|an) (?:man|person|prisoner)$/i.test(group.text)
      ? heldBefore(document, cued.sentence.index)
      : null
    if (anybody) return anybody
    if (group.plain || group.indefinite || row)
      return { people: [], group: group.text, why: `the words "${group.text}"` }
  }
  if (held.length > 0)
    return {
      people: [...new Set(held.map((name) => name.person))],
      group: null,
      why: 'spoken of as somebody’s relative or client',
    }
  const topic = spokenFor(speaker, document) ?? heldBefore(document, cued.sentence.index)
  if (group && (group.gap < BESIDE || !topic))
    return { people: [], group: group.text, why: `the words "${group.text}"` }
  return topic ?? { people: [], group: null, why: 'nobody is named' }
}

// What somebody tells of himself or herself who has been let out again.
const OF_ONESELF = new Set(['ill_treatment', 'denied_medical_care', 'punishment_cell'])

const speaksOnlyOfSelf = (document: Document, cued: CuedSentence, person: Person): boolean => {
  const text = textOf(document, cued)
  return (
    person.relations.length === 0 &&
    !person.roles.some(({ kind }) => ON_DUTY.has(kind)) &&
    occurrences(cued, 'family').length === 0 &&
    /(?<!\p{L})(?:i|me|my|я|меня|мне|мной|mən|məni|mənə|mənim)(?!\p{L})/u.test(text) &&
    !/(?<!\p{L})(?:he|she|him|her|his|they|them|he’s|он|она|его|её|ее|ему|ей|их|им|они|onu|ona|onun|onlar\p{L}*)(?!\p{L})/u.test(
      text,
    )
  )
}

const textOf = (document: Document, { sentence }: CuedSentence): string =>
  document.text.slice(sentence.start, sentence.end).toLowerCase()

const owns = (document: Document, { end }: Named): boolean =>
  /^['’`]s?\s+(?:family|wife|husband|mother|father|sister|brother|lawyer|lawyers|relatives|parents|son|daughter)/.test(
    document.text.slice(end, end + 14),
  )

// "the head of the unit N", "investigator N": those who do it.
const isOfficial = (cued: CuedSentence, { start }: Named): boolean =>
  occurrences(cued, 'guard').some((o) => {
    const gap = start - cued.tokens[o.to]!.end
    return gap >= 0 && gap <= 2
  })

const JUDGES = new Set(['judge', 'prosecutor', 'investigator', 'prison'])
const ON_DUTY = new Set([...JUDGES, 'lawyer', 'official', 'spokesperson', 'doctor', 'police'])
const OFFICER = /officer|policem[ae]n|policewoman|sheriff|полицейск|участков|polis/i

// A judge or a guard who is held himself is told of as one accused, seldom as one ill-treated.
const isVictim = ({ held, roles }: Person): boolean =>
  held && !roles.some(({ kind, text }) => JUDGES.has(kind) || (kind === 'police' && OFFICER.test(text)))

const gapBetween = ({ start, end }: Stretch, span: Stretch): number =>
  end <= span.start ? span.start - end : start >= span.end ? start - span.end : 0

// "I", "we", "our" speak of the speaker where they stand in the same quotation as the cue.
function saysWe(document: Document, cued: CuedSentence, span: Stretch): boolean {
  const quote = quoteAt(document, span.start)
  return occurrences(cued, 'we').some(({ from }) => quoteAt(document, cued.tokens[from]!.start)?.start === quote?.start)
}

// Of a threat the victim may be the relative or lawyer to whom it was spoken.
function relativeNamed(named: Named[], span: Stretch): Victims | null {
  const relatives = named.filter(({ person, end }) => !person.held && end <= span.end && person.relations.length > 0)
  return relatives.length > 0
    ? {
        people: [...new Set(relatives.map((n) => n.person))],
        group: null,
        why: 'the relative or lawyer named in the sentence',
      }
    : null
}

// "police threatened Xu's sister": a relative without a name.
function relativeMeant(document: Document, cued: CuedSentence, span: Stretch): Victims | null {
  const { tokens } = cued
  const kin = occurrences(cued, 'family').find(
    (o) => tokens[o.from]!.start >= span.start && tokens[o.from]!.start - span.start < 60,
  )
  const verb = occurrences(cued, 'threaten').find((o) => tokens[o.from]!.start >= span.start - 2)
  if (!kin || !verb || kin.from < verb.from || kin.from - verb.to > 4) return null
  const words = document.text.slice(tokens[verb.to + 1]!.start, tokens[kin.to]!.end)
  const { person } = resolve(document, words, tokens[verb.to + 1]!.start)
  return person
    ? { people: [person], group: null, why: `"${words}"` }
    : { people: [], group: words, why: `the words "${words}"` }
}

/** Whom a pronoun or a phrase ("the journalist", "her husband", "осуждённый") near the cue means. */
function meantIn(
  document: Document,
  cued: CuedSentence,
  span: Stretch,
  speaker: Speaker | null,
  free: boolean,
): (Victims & { gap: number }) | null {
  const { tokens } = cued
  const several = new Set([...occurrences(cued, 'group'), ...occurrences(cued, 'named_group')].map((o) => o.to))
  const phrases = [...occurrences(cued, 'he_she'), ...occurrences(cued, 'the_one').filter((o) => !several.has(o.to))]
    .map((o) => ({ start: tokens[o.from]!.start, end: tokens[o.to]!.end }))
    .sort((a, b) => gapBetween(a, span) - gapBetween(b, span))
  for (const phrase of phrases.slice(0, 4)) {
    const words = document.text.slice(phrase.start, phrase.end)
    const { person, why } = resolve(document, words, phrase.start)
    const spokenOf = /client|подзащитн|müvəkkil/i.test(words)
    if (!person || !(person.held || free || spokenOf) || person === speaker?.person || person.byline) continue
    return { people: [person], group: null, why: `"${words}": ${why}`, gap: gapBetween(phrase, span) }
  }
  return null
}

// A lawyer, wife or mother speaks of her client, husband, son.
function spokenFor(speaker: Speaker | null, document: Document): Victims | null {
  const [relation, ...more] = (speaker?.person?.relations ?? []).filter(
    ({ to }) => document.people[to] && !document.people[to]!.byline && document.people[to] !== speaker?.person,
  )
  const victim = relation && more.length === 0 ? document.people[relation.to] : undefined
  return victim
    ? { people: [victim], group: null, why: `${speaker!.name} is ${relation!.kind} of ${victim.name}` }
    : null
}

function heldBefore(document: Document, index: number): Victims | null {
  for (let i = index - 1; i >= 0 && index - i <= LOOKS_BACK; i--) {
    const held = namedIn(document, i).filter(({ person }) => isVictim(person) && !person.byline)
    if (held.length === 0) continue
    const people = [...new Set(held.map((name) => name.person))]
    if (people.length === 1) return { people, group: null, why: `the only held person named since sentence ${i + 1}` }
    const last = held.at(-1)!
    return {
      people: listedWith(document, held, last).map((name) => name.person),
      group: null,
      why: `the held people named last, in sentence ${i + 1}`,
    }
  }
  if (index >= 3) return null
  const all = document.people.filter((person) => isVictim(person) && !person.byline)
  const [only] = all
  return all.length === 1 ? { people: [only!], group: null, why: 'the only held person of the article' } : null
}
