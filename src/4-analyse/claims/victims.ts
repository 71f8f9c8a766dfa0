import { type Document, quoteAt } from '../document.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import { type Group, groupsIn, rowMeant } from './groups.ts'
import { hasSpoken, isHeldVictim, mayBeHeld } from './may-be-held.ts'
import { listedWith, type Named, namedIn } from './named.ts'
import { bothMeant, personMeant, rowBefore, THEY } from './pronouns.ts'
import { heldPeople, relativesOf } from './relatives.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import type { Speaker, Stretch } from './speaker.ts'
import { SPEECH } from './speech.ts'

/** To whom a claim's act was done. */
export interface Victims {
  people: Person[]
  group: string | null
  why: string
}

/** Of these the victim may be a relative or lawyer who is free. */
const MAY_BE_FREE = new Set(['threat'])
// To these a visitor or lawyer comes, and is no victim.
const VISITED = new Set(['denied_visit', 'denied_counsel', 'denied_correspondence'])
// A group that stands so much nearer to the cue than a name is the victim.
const MUCH_NEARER = 40
// "journalists", "women" are victims where they stand right beside the cue.
const BESIDE = 25
// How many sentences back the held person may have been named.
const LOOKS_BACK = 8

/**
 * The victims of a claim told within a span of a sentence, by who the sentence is about: who tells it of himself, who is
 * named there, whom a pronoun or "her son" means, whom the speaker speaks for, the group, or the held person whom the lines
 * before are about. Two who fit equally are none.
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
  const told = ofTeller(document, cued, type, span, speaker, groups)
  if (told) return told
  const named = namedIn(document, cued.sentence.index)
  const others = named.filter(
    ({ person, start }) => !person.byline && !(speaker?.person === person && start === speaker.start),
  )
  if (free) {
    const frightened = relativeNamed(others, span) ?? relativeMeant(document, cued, span)
    if (frightened) return frightened
  }
  const possible = others.filter(
    (name) =>
      mayBeHeld(document, name.person) &&
      // "Рудь, по её воспоминаниям, не могла …": told by the one whom it is about.
      (name.person !== speaker?.person || (isHeldVictim(name.person) && speaker.subject !== true)) &&
      !isOfficial(cued, name),
  )
  const sure = possible.filter(({ person }) => isHeldVictim(person))
  const direct = sure.filter((name) => !owns(document, name))
  const named1 = direct.length > 0 ? nearestOf(document, direct, groups, span) : null
  if (named1) return named1
  const both = bothMeant(document, cued)
  if (both.length > 0) return { people: both, group: null, why: 'the two who were named together' }
  const meant = meantIn(document, cued, span, speaker, groups, { free, sureOnly: VISITED.has(type) })
  const plain = groups.find((group) => group.plain && !group.others)
  if (meant && !(plain && plain.gap < meant.gap)) return meant
  const unsure =
    sure.length > 0
      ? []
      : possible.filter((name) => !owns(document, name) && (free || !hasSpoken(document, name.person)))
  if (unsure.length > 0) return nearestOf(document, unsure, groups, span)!
  const kin = spokenFor(speaker, document)
  if (kin && occurrences(cued, 'family').length > 0 && !plain) return kin
  const group = groups.find(({ others: contrasted }) => !contrasted) ?? groups[0] ?? null
  const ofGroup = group ? byGroup(document, cued, group) : null
  if (ofGroup) return ofGroup
  if (sure.length > 0)
    return {
      people: [...new Set(sure.map((name) => name.person))],
      group: null,
      why: 'spoken of as somebody’s relative or client',
    }
  const self = selfReported(document, cued, speaker)
  if (self?.people.some(({ held }) => held)) return self
  const topic = kin ?? topicOf(document, cued, speaker) ?? self
  if (group && (group.gap < BESIDE || !topic))
    return { people: [], group: group.text, why: `the words "${group.text}"` }
  return topic ?? { people: [], group: null, why: 'nobody is named' }
}

/** What somebody tells in the first person: of himself or herself, or of "my husband". */
function ofTeller(
  document: Document,
  cued: CuedSentence,
  type: string,
  span: Stretch,
  speaker: Speaker | null,
  groups: readonly Group[],
): Victims | null {
  if (!speaker?.person || speaker.authority || !saysWe(document, cued, span)) return null
  const { person } = speaker
  const text = textOf(document, cued)
  const dear = spokenFor(speaker, document)
  if (MAY_BE_FREE.has(type)) {
    if (person.held || TO_ME.test(text) || dear === null)
      return mayBeHeld(document, person) || TO_ME.test(text)
        ? { people: [person], group: null, why: `${person.name} tells what was said to him or her` }
        : null
    return null
  }
  if (dear) return dear
  if (person.held)
    return {
      people: [person],
      group: groups.find(({ others }) => !others)?.text ?? null,
      why: `${person.name} speaks of himself or herself`,
    }
  if (mayBeHeld(document, person) && !THIRD_PERSON.test(text) && occurrences(cued, 'family').length === 0)
    return { people: [person], group: null, why: `${person.name} tells what was done to him or her` }
  return null
}

const OF_HIM = /(?<!\p{L})(?:he|him|his|он|его|ему|него|нему)(?!\p{L})/u
const OF_HER = /(?<!\p{L})(?:she|her|она|её|ее|ей|неё|нее|ней)(?!\p{L})/u
const TO_ME = /(?<!\p{L})(?:me|мне|меня|mənə|məni|if i|если я)(?!\p{L})/u
const THIRD_PERSON =
  /(?<!\p{L})(?:he|she|him|her|his|they|them|he’s|он|она|его|её|ее|ему|ей|их|им|они|onu|ona|onun|onlar\p{L}*)(?!\p{L})/u

const textOf = (document: Document, { sentence }: CuedSentence): string =>
  document.text.slice(sentence.start, sentence.end).toLowerCase()

// "I", "we", "our" speak of the speaker where they stand in the same quotation as the cue.
function saysWe(document: Document, cued: CuedSentence, span: Stretch): boolean {
  const quote = quoteAt(document, span.start)
  const inQuote = (start: number) => quoteAt(document, start)?.start === quote?.start
  if (occurrences(cued, 'we').some(({ from }) => inQuote(cued.tokens[from]!.start))) return true
  // "karserdə qaldım": Azerbaijani says "I" by the verb.
  return cued.sentence.lang === 'az' && cued.tokens.some(({ lower, start }) => I_DID.test(lower) && inQuote(start))
}

const I_DID =
  /^\p{L}{2,}(?:d[ıiuü][mqk]|m[ıiuü]ş(?:am|əm|ıq|ik|uq|ük)|[ıiuü]r(?:am|əm|ıq|ik|uq|ük)|[aə]c[aə][ğy](?:am|əm|ıq|ik))$/u
// "o vaxt", "o gün": that, not he.
const THAT = /^(?:vaxt|gün|zaman|dövr|il|ay|biri|qədər|saat|adam|cümlədən|tərəf|yer)/

/** "Yemelyanov also told that he was beaten": reported of oneself, where nobody else is spoken of. */
function selfReported(document: Document, cued: CuedSentence, speaker: Speaker | null): Victims | null {
  if (!speaker?.person || speaker.authority || !mayBeHeld(document, speaker.person)) return null
  const { gender } = speaker.person
  const text = textOf(document, cued)
  if (gender === 'f' ? OF_HIM.test(text) : gender === 'm' && OF_HER.test(text)) return null
  const here = speaker.start >= cued.sentence.start && speaker.end <= cued.sentence.end
  return here || speaker.person.held
    ? { people: [speaker.person], group: null, why: `${speaker.person.name} tells it of himself or herself` }
    : null
}

// Those who stand nearest with those listed with them, unless a group stands much nearer.
function nearestOf(document: Document, named: Named[], groups: readonly Group[], span: Stretch): Victims | null {
  const row = listedWith(document, named, span)
  const gap = Math.min(...row.map((name) => gapBetween(name, span)))
  const nearest = groups[0]
  if (nearest?.plain && !nearest.others && nearest.gap < gap && gap > MUCH_NEARER)
    return { people: [], group: nearest.text, why: `"${nearest.text}" stands nearest` }
  return { people: row.map((name) => name.person), group: null, why: 'named in the sentence' }
}

function byGroup(document: Document, cued: CuedSentence, group: Group): Victims | null {
  const row = group.plain && group.count === null ? null : rowMeant(document, cued.sentence.index, group)
  if (row)
    return {
      people: row,
      group: group.text,
      why: `"${group.text}": the ${row.length} held people who are named together`,
    }
  const anybody = /^(?:a|an) (?:man|person|prisoner)$/i.test(group.text) ? topicOf(document, cued, null) : null
  if (anybody) return anybody
  return group.plain || group.indefinite ? { people: [], group: group.text, why: `the words "${group.text}"` } : null
}

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

const gapBetween = ({ start, end }: Stretch, span: Stretch): number =>
  end <= span.start ? span.start - end : start >= span.end ? start - span.end : 0

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
  groups: readonly Group[],
  { free, sureOnly }: { free: boolean; sureOnly: boolean },
): (Victims & { gap: number }) | null {
  const { tokens } = cued
  const several = new Set([...occurrences(cued, 'group'), ...occurrences(cued, 'named_group')].map((o) => o.to))
  const pronouns = new Set(occurrences(cued, 'he_she').map(({ from }) => from))
  const phrases = [
    ...occurrences(cued, 'he_she'),
    ...occurrences(cued, 'the_one').filter((o) => !several.has(o.to) && !pronouns.has(o.from)),
  ]
    .map((o) => ({ pronoun: pronouns.has(o.from), start: tokens[o.from]!.start, end: tokens[o.to]!.end }))
    .sort((a, b) => gapBetween(a, span) - gapBetween(b, span))
  const quote = quoteAt(document, span.start)
  for (const phrase of phrases.slice(0, 4)) {
    const words = document.text.slice(phrase.start, phrase.end)
    if (words.toLowerCase() === 'o' && THAT.test(document.text.slice(phrase.end + 1, phrase.end + 9))) continue
    // "…,” she quotes him": beside a quotation other people are spoken of than in it.
    if (phrase.pronoun && quote && quote.end - quote.start > SPEECH && quoteAt(document, phrase.start) !== quote)
      continue
    const gap = gapBetween(phrase, span)
    if (phrase.pronoun && THEY.test(words.toLowerCase()) && meansItsSentence(cued, groups, phrase.start)) continue
    if (phrase.pronoun) {
      const people = personMeant(document, cued, words.toLowerCase(), phrase.start, speaker, sureOnly)
      if (people.length > 0) return { people, group: null, why: `"${words}": the one named nearest before`, gap }
    }
    const { person, why } = resolve(document, words, phrase.start)
    const spokenOf = /client|подзащитн|müvəkkil/i.test(words)
    if (!person || !(person.held || free || spokenOf) || person === speaker?.person || person.byline) continue
    return { people: [person], group: null, why: `"${words}": ${why}`, gap }
  }
  return null
}

// "All political prisoners … they can only …": the group named before it. "Complaints are not sent to their addressees": things.
const meansItsSentence = ({ tokens }: CuedSentence, groups: readonly Group[], position: number): boolean =>
  groups.some(({ plain, others, end }) => plain && !others && end <= position) || THINGS.test(tokens[0]!.lower)
const THINGS =
  /^(?:complaints|letters|parcels|appeals|petitions|applications|requests|calls|visits|meetings|books|жалобы|письма|посылки|обращения|заявления|передачи|звонки|свидания|şikayətlər|məktublar|bağlamalar|müraciətlər)$/

// A lawyer, wife or mother speaks of her client, husband, son.
function spokenFor(speaker: Speaker | null, document: Document): Victims | null {
  const person = speaker?.person
  if (!person) return null
  const all = relativesOf(document, person)
  const held = all.filter(({ other }) => isHeldVictim(other))
  // A prisoner speaks for himself, and for his own people only where they are held too.
  const fitting =
    held.length > 0 || isHeldVictim(person)
      ? held
      : all.filter(({ kind, other }) => kind.endsWith(' of') && mayBeHeld(document, { ...other, relations: [] }))
  const people = [...new Set(fitting.map(({ other }) => other))]
  const [victim] = people
  return people.length === 1 && victim
    ? { people, group: null, why: `${person.name} is ${fitting[0]!.kind} ${victim.name}` }
    : null
}

/** The held people whom the lines before are about. */
function topicOf(document: Document, { sentence }: CuedSentence, speaker: Speaker | null): Victims | null {
  const { firstSentence } = document.paragraphs[sentence.paragraph]!
  for (let i = sentence.index - 1; i >= 0 && sentence.index - i <= LOOKS_BACK; i--) {
    const here = namedIn(document, i).filter(({ person }) => person !== speaker?.person)
    const held = here.filter(({ person }) => isHeldVictim(person))
    // In its own paragraph even somebody of whom no words say that he is held.
    const row =
      held.length > 0 || i < firstSentence
        ? held
        : here.filter(({ person }) => mayBeHeld(document, person) && !hasSpoken(document, person))
    if (row.length === 0) continue
    const people = [...new Set(row.map((name) => name.person))]
    if (people.length === 1) return { people, group: null, why: `the only held person named since sentence ${i + 1}` }
    return { people: rowBefore(document, row), group: null, why: `the held people named last, in sentence ${i + 1}` }
  }
  if (sentence.index >= 3) return null
  const all = heldPeople(document)
  const [only] = all
  return all.length === 1 ? { people: [only!], group: null, why: 'the only held person of the article' } : null
}
