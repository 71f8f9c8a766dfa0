import type { Claim, ClaimStatus, EventDate, Quote } from '../../domain/claim.ts'
import type { DateLexicon } from '../dates/date-words.ts'
import { datesIn, nearestDate } from '../dates/event-date.ts'
import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { findSpeakers } from './attribution.ts'
import type { ClaimLexicon, CueRule } from './claim-lexicon.ts'
import type { CueMatch } from './cue-matcher.ts'
import type { Occurrence } from './cue-words.ts'
import { hearerOf } from './hearer.ts'
import { namedIn } from './named.ts'
import { joinSameClaims } from './same-claim.ts'
import { type CuedSentence, cueSentences, has, occurrences } from './sentence-cues.ts'
import { readSettings, type Setting } from './setting.ts'
import type { Speaker } from './speaker.ts'
import { readStatus } from './status.ts'
import { findVictims, type Victims } from './victims.ts'
import { placeOf } from './where.ts'
import { readWhereabouts, type Whereabouts } from './whereabouts.ts'

/** One sentence that tells one type of claim, with all its fields; several of them make one claim. */
export interface Telling {
  type: string
  sentence: number
  evidence: Quote
  confidence: number
  people: Person[]
  /** The victims stand in the sentence by name. */
  named: boolean
  group: string | null
  facility: number | null
  speaker: Speaker | null
  status: ClaimStatus
  eventDate: EventDate | null
  general: boolean
  why: string[]
}

// How near another telling of the claim must stand for its speaker to be the source.
const SAME_TELLER = 2
// Below this a telling is no suggestion: reviewers would reject most of them.
const LEAST = 0.5

/** The claims of a document: cues, their setting and fields, tellings of one claim joined. */
export function findClaims(document: Document, lexicon: ClaimLexicon, dates: DateLexicon): Document {
  const cued = cueSentences(document, lexicon)
  const settings = readSettings(document, cued)
  const speakers = findSpeakers(document, cued)
  const whereabouts = readWhereabouts(document, cued)
  const tellings: Telling[] = []
  for (const sentence of cued) {
    if (!sentence || sentence.matches.length === 0) continue
    const index = sentence.sentence.index
    const speaker = speakers[index] ?? null
    const matches = sentence.matches.filter((match) => !madeOfSpeaker(sentence, match, speaker))
    for (const match of strongestOfEachType(matches)) {
      const telling = tell(document, cued, sentence, match, settings.of(index), speaker, whereabouts, dates)
      if (telling.confidence >= LEAST) tellings.push(telling)
    }
  }
  const claims = joinSameClaims(spelledOut(tellings)).map((joined) => asClaim(document, joined))
  return { ...document, claims }
}

// What is done to somebody, not kept from him: only there does "not" take the claim back ("do not know if he is alive").
const DONE = new Set(['ill_treatment', 'punishment_cell'])
// "was not placed in a cell": a cue that asks for no negation stands on negated words.
const contradicted = ({ rule, pattern, at }: CueMatch<CueRule>): boolean =>
  DONE.has(rule.type) &&
  pattern.elements.every(({ any }) => any.every(({ negated }) => negated !== true)) &&
  at[0]!.negated

// How far on the text may spell out what it called "pressure".
const SPELLED_OUT = 3

/** Without general words ("pressure") that the text goes on to spell out: they are no claim of their own. */
function spelledOut(tellings: Telling[]): Telling[] {
  return tellings.filter(
    (telling) =>
      !telling.general ||
      !tellings.some(
        ({ general, sentence }) =>
          !general && sentence >= telling.sentence && sentence - telling.sentence <= SPELLED_OUT,
      ),
  )
}

// "…, the lawyer said": who speaks is not who was kept out, unless the cue has nobody else.
const KEPT_OUT = new Set(['denied_counsel', 'denied_visit', 'denied_medical_care'])

const madeOfSpeaker = (cued: CuedSentence, { rule, at }: CueMatch<CueRule>, speaker: Speaker | null): boolean =>
  KEPT_OUT.has(rule.type) && spoken(cued, at, speaker) && !tellsOfSelf(cued)

// "I met him twice, an operative sat by, the lawyer said": the speaker is the one who was kept out.
const tellsOfSelf = (cued: CuedSentence): boolean => has(cued, 'we')

/** Whether one of a cue's words is the speaker. */
function spoken({ tokens }: CuedSentence, at: readonly Occurrence[], speaker: Speaker | null): boolean {
  if (!speaker || speaker.authority) return false
  return at.some((o) => tokens[o.from]!.start >= speaker.start && tokens[o.to]!.end <= speaker.end)
}

function strongestOfEachType(matches: CueMatch<CueRule>[]): CueMatch<CueRule>[] {
  const best = new Map<string, CueMatch<CueRule>>()
  for (const match of matches) {
    const known = best.get(match.rule.type)
    if (!known || match.rule.strength > known.rule.strength) best.set(match.rule.type, match)
  }
  return [...best.values()]
}

function tell(
  document: Document,
  all: readonly (CuedSentence | null)[],
  cued: CuedSentence,
  match: CueMatch<CueRule>,
  setting: Setting,
  speaker: Speaker | null,
  whereabouts: Whereabouts,
  dates: DateLexicon,
): Telling {
  const { sentence, tokens } = cued
  const span = { start: tokens[match.from]!.start, end: tokens[match.to]!.end }
  const found = findVictims(document, cued, match.rule.type, span, speaker)
  const type = typeTold(document, all, cued, match.rule.type, found, speaker)
  const victims = type === 'threat' ? found : forClients(document, found)
  const status = contradicted(match)
    ? { status: 'denied' as const, why: 'denied: the act itself is negated' }
    : readStatus(document, cued, type, match.from, match.to, speaker)
  const words = match.at.map((o) => document.text.slice(tokens[o.from]!.start, tokens[o.to]!.end)).join('” + “')
  let confidence = match.rule.strength * setting.factor
  const doubts: string[] = []
  const doubt = (factor: number, because: string) => {
    confidence *= factor
    doubts.push(because)
  }
  for (const { rule, pattern, at } of cued.doubts)
    if ((rule.type === 'any' || rule.type === type) && !spoken(cued, at, speaker))
      doubt(rule.factor, `cue ${pattern.text}`)
  if ((match.rule.status ?? status.status) === 'denied' && !speaker?.authority && !setting.authority)
    doubt(0.3, 'no authority denies it')
  if (has(cued, 'norm') && victims.why !== 'named in the sentence') doubt(0.5, 'speaks of law')
  if (has(cued, 'kidnap')) doubt(0.4, 'kidnapping by others')
  else if (kidnapToldOf(all, cued)) doubt(0.5, 'kidnapping by others is told of just before')
  if (match.rule.type === 'threat' && setting.factor < CLOSE_BY && !concernsHeld(document, cued, victims.people))
    doubt(0.5, 'threatened is nobody who is held, nor a relative or lawyer')
  if (victims.people.length === 0 && victims.group === null)
    doubt(setting.factor > 0.8 && document.people.some((person) => person.held) ? 0.85 : 0.6, 'no victim in view')
  if (
    (TO_ANYBODY.has(type) || type === 'denied_medical_care') &&
    victims.why !== 'named in the sentence' &&
    !tied(document, cued)
  )
    doubt(cued.cues.untied, 'nothing ties the sentence to anybody held')
  if (
    type !== 'threat' &&
    victims.people.length > 0 &&
    victims.people.every(({ held }) => !held) &&
    !speaksOfCustody(cued)
  )
    doubt(0.78, 'no words say that the victim is held')
  if (has(cued, 'protest_place') && !has(cued, 'custody'))
    doubt(has(cued, 'detainee') || victims.people.length > 0 ? 0.7 : 0.5, 'a protest, not a place of detention')
  if (
    TO_ANYBODY.has(match.rule.type) &&
    victims.people.length === 0 &&
    victims.group !== null &&
    !speaksOfCustody(cued)
  )
    doubt(0.65, 'a group of people of whom nothing says that they are held')
  if (TO_ANYBODY.has(type) && FROM_BEFORE.test(victims.why) && !speaksOfCustody(cued)) {
    if (has(cued, 'outsiders')) doubt(0.5, 'speaks of people outside')
    else if (type === 'ill_treatment' && match.rule.strength < WEAK)
      doubt(0.65, 'weak words, and the victim is only taken over from before')
  }
  if (has(cued, 'usual')) doubt(0.7, 'care, calls or visits as usual')
  return {
    type,
    sentence: sentence.index,
    evidence: { quote: document.text.slice(sentence.start, sentence.end), start: sentence.start, end: sentence.end },
    confidence: Math.round(confidence * 100) / 100,
    people: victims.people,
    named: victims.why === 'named in the sentence',
    group: victims.group,
    facility: placeOf(document, whereabouts, cued, type, span, victims),
    speaker,
    status: match.rule.status ?? status.status,
    eventDate: nearestDate(datesIn(document, sentence, dates), span.start, span.end),
    general: match.rule.general,
    why: [
      `${match.rule.type}: “${words}”, sentence ${sentence.index + 1} (cue ${match.pattern.text})`,
      `setting: ${setting.why}`,
      `victim: ${victims.why}`,
      `source: ${speaker ? `${speaker.name} (“${speaker.why}”)` : 'the article itself'}`,
      ...(status.why ? [`status ${status.why}`] : []),
      ...doubts.map((because) => `less sure: ${because}`),
    ],
  }
}

// How far on a story of private captivity is told.
const CAPTIVITY = 4

// "He was kept in slavery … He was not given a telephone": whoever did that is no prison.
function kidnapToldOf(all: readonly (CuedSentence | null)[], cued: CuedSentence): boolean {
  if (speaksOfCustody(cued)) return false
  const { index } = cued.sentence
  return all
    .slice(Math.max(0, index - CAPTIVITY), index)
    .some((sentence) => sentence && has(sentence, 'private_captivity'))
}

// The victim stands in an earlier sentence, no word in this one means him.
const FROM_BEFORE = /^the (?:only held person|held people)/
// Words that tell such a claim only where somebody is known to be held.
const WEAK = 0.8

// Custody is told of in the sentence or not far before it.
const CLOSE_BY = 0.9

// What is done to people who are free as well; visits, calls and letters are refused to those who are held.
const TO_ANYBODY = new Set(['ill_treatment', 'threat', 'incommunicado'])

const speaksOfCustody = (cued: CuedSentence): boolean => has(cued, 'custody') || has(cued, 'detainee')

const TIES = ['custody', 'detainee', 'he_she', 'we', 'family', 'counsel', 'unnamed', 'the_one', 'group'] as const

/** Whether a sentence has a word for somebody held or for those around him, a pronoun, or a held person's name. */
const tied = (document: Document, cued: CuedSentence): boolean =>
  TIES.some((concept) => has(cued, concept)) ||
  namedIn(document, cued.sentence.index).some(
    ({ person }) => person.held || person.relations.some(({ to }) => document.people[to]?.held),
  )

/** Whether somebody deprived of liberty, or a relative or the lawyer of such a person, is meant or spoken of. */
const concernsHeld = (document: Document, cued: CuedSentence, people: readonly Person[]): boolean =>
  speaksOfCustody(cued) ||
  has(cued, 'family') ||
  people.some((person) => person.held || person.relations.some(({ to }) => document.people[to]?.held)) ||
  namedIn(document, cued.sentence.index).some(({ person }) => person.held)

// "A meeting was refused": where a lawyer asked for it and no relative is spoken of, it is counsel that was denied.
function typeTold(
  document: Document,
  all: readonly (CuedSentence | null)[],
  cued: CuedSentence,
  type: string,
  { people }: Victims,
  speaker: Speaker | null,
): string {
  if (type !== 'denied_visit') return type
  if (people.some((person) => clientOf(document, person))) return 'denied_counsel'
  if (has(cued, 'family')) return type
  if (occurrences(cued, 'counsel').some((o) => !spoken(cued, [o], speaker))) return 'denied_counsel'
  const before = all[cued.sentence.index - 1]
  const lawyerAsks =
    before &&
    !has(cued, 'he_she') &&
    before.sentence.paragraph === cued.sentence.paragraph &&
    has(before, 'counsel') &&
    !has(before, 'family')
  return lawyerAsks ? 'denied_counsel' : type
}

/** The held person whose lawyer somebody is, where that one is free. */
function clientOf(document: Document, person: Person): Person | null {
  if (person.held) return null
  const clients = person.relations.filter(({ kind, to }) => kind === 'lawyer' && document.people[to]?.held)
  return clients.length === 1 ? document.people[clients[0]!.to]! : null
}

// A lawyer who is sent away is not the victim: the client is.
function forClients(document: Document, victims: Victims): Victims {
  const people = [...new Set(victims.people.map((person) => clientOf(document, person) ?? person))]
  return { ...victims, people }
}

function asClaim(document: Document, joined: { main: Telling; also: Telling[] }): Claim {
  const { main, also } = joined
  // Where the sentence itself names nobody, whoever tells the claim beside it is its source.
  const speaker =
    main.speaker ??
    also.find(
      (telling) =>
        telling.speaker && !telling.speaker.authority && Math.abs(telling.sentence - main.sentence) <= SAME_TELLER,
    )?.speaker ??
    null
  return {
    type: main.type,
    status: main.status,
    victims: main.people.map((person) => person.name),
    victimGroup: main.group,
    facility: main.facility === null ? null : (document.facilities[main.facility]?.name ?? null),
    source: speaker?.name ?? null,
    sourceChain: speaker
      ? [
          {
            name: speaker.name,
            relation: relationTo(speaker, main.people),
            via: speaker.via?.name ?? hearerOf(document, speaker),
          },
        ]
      : [],
    eventDate: main.eventDate,
    confidence: main.confidence,
    evidence: main.evidence,
    also: also.map((telling) => telling.evidence),
    why: main.why,
  }
}

function relationTo({ person }: Speaker, victims: Person[]): string | null {
  if (!person) return null
  if (victims.includes(person)) return 'self'
  return person.relations.find((relation) => victims.some((victim) => victim.id === relation.to))?.kind ?? null
}
