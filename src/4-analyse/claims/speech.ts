import { type Document, quoteAt } from '../document.ts'
import type { Person } from '../people/person.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import {
  afterwards,
  asSpeaker,
  azerbaijaniSpeaker,
  clauseEnd,
  isPlural,
  peopleIn,
  rolesIn,
  type Speaker,
  type Stretch,
  speakerIn,
} from './speaker.ts'
import { lastSpeaker, pronounSpeaker, SUBJECT_PRONOUN } from './speaker-before.ts'
import { ownClause } from './subject-azerbaijani.ts'

// A quotation shorter than this is a phrase, not a speech.
export const SPEECH = 25
// A quotation longer than this is somebody's report, with quotations of its own.
const WHOLE = 600

interface Attribution {
  speaker: Speaker
  /** Stands in a clause that another governs ("if they complained", "what his friend writes"). */
  governed: boolean
}

/** Who speaks in a sentence by its own words, or null. `before`: the speakers of the sentences before it. */
export function ownSpeaker(
  document: Document,
  cued: CuedSentence,
  before: readonly (Speaker | null)[],
  inQuotes = false,
): Speaker | null {
  const outside = (at: number) => inQuotes || outsideQuotes(document, at)
  const all = [
    ...subjectsOfSpeech(document, cued, before, outside),
    ...accordingTo(document, cued, before, outside).map((speaker) => ({ speaker, governed: false })),
  ]
  const free = all.filter(({ governed }) => !governed)
  const found = (free.length > 0 ? free : all).map(({ speaker }) => speaker)
  if (found.length === 0 && !inQuotes) return beforeColon(document, cued, before)
  if (found.length < 2) return found[0] ?? null
  // "Police told her …, Hu said": what an authority says within another's words is part of what is told.
  const others = found.filter((speaker) => !speaker.authority)
  const [first] = others.length > 0 ? others : found
  const closing = others.find((speaker) => cued.sentence.end - speaker.end < 40 && speaker !== first && speaker.person)
  return closing && first!.person === null ? closing : first!
}

/** "She hides no fear: “…”": whose words follow a colon, though no verb of speech stands there. */
function beforeColon(document: Document, cued: CuedSentence, before: readonly (Speaker | null)[]): Speaker | null {
  const { sentence, tokens } = cued
  const text = document.text.slice(sentence.start, sentence.end)
  const colon = /:\s*[«“"]/.exec(text)
  const first = tokens[0]
  if (!colon || !first || text.length - colon.index < SPEECH || quoteAt(document, sentence.start)) return null
  const end = sentence.start + colon.index
  const speaker = SUBJECT_PRONOUN.test(first.lower)
    ? pronounSpeaker(document, cued, first, 'her or his words after the colon', before)
    : speakerIn(document, cued, { start: sentence.start, end }, 'whose words follow the colon')
  const official = speaker?.person?.roles.some(({ kind }) => DOES_IT.has(kind))
  return speaker?.person && !speaker.authority && !official ? speaker : null
}

const DOES_IT = new Set(['police', 'prison', 'investigator', 'prosecutor', 'judge'])

// A paragraph that is one quotation (of another outlet, say) has speakers of its own.
const outsideQuotes = (document: Document, position: number): boolean => {
  const quote = quoteAt(document, position)
  return quote === null || quote.end - quote.start < SPEECH || (quote.depth === 0 && quote.end - quote.start > WHOLE)
}

function accordingTo(
  document: Document,
  cued: CuedSentence,
  before: readonly (Speaker | null)[],
  outside: (at: number) => boolean,
): Speaker[] {
  const { tokens, sentence } = cued
  const speakers: Speaker[] = []
  for (const { from, to } of occurrences(cued, 'according')) {
    if (!outside(tokens[from]!.start)) continue
    const why = document.text.slice(tokens[from]!.start, tokens[to]!.end)
    const near = sentence.lang === 'az' ? tokens.slice(Math.max(0, from - 1), from) : tokens.slice(from, to + 2)
    const pronoun = near.find(
      (token) => isPronoun(cued, token.lower) && !(token.start > tokens[to]!.end && isOwner(document, token)),
    )
    const left = { start: leftEdge(document, cued, from), end: tokens[from]!.start }
    const found =
      (pronoun && pronounSpeaker(document, cued, pronoun, why, before)) ??
      (sentence.lang === 'az'
        ? (azerbaijaniSpeaker(document, cued, left, why, 'genitive') ??
          azerbaijaniSpeaker(document, cued, left, why, 'nominative'))
        : pronoun && to > from
          ? null
          : afterwards(document, cued, to, why))
    if (found) speakers.push(teller(document, cued, found, before))
  }
  return speakers
}

// "according to his mother": whose she is, not who says so.
const isOwner = (document: Document, { lower, end }: { lower: string; end: number }): boolean =>
  /^(?:his|her|their|its|его|ее|её|их)$/.test(lower) && /^\s\p{L}/u.test(document.text.slice(end, end + 2))

const isPronoun = (cued: CuedSentence, lower: string): boolean =>
  occurrences(cued, 'he_she').some(({ from }) => cued.tokens[from]!.lower === lower)

function subjectsOfSpeech(
  document: Document,
  cued: CuedSentence,
  before: readonly (Speaker | null)[],
  outside: (at: number) => boolean,
): Attribution[] {
  const { tokens, sentence } = cued
  const found: Attribution[] = []
  for (const { from, to } of occurrences(cued, 'say')) {
    const verb = tokens[from]!
    if (!outside(verb.start) || isPassive(cued, from) || isNoSaying(document, cued, from, to)) continue
    const why = document.text.slice(verb.start, tokens[to]!.end)
    const left = leftOf(document, cued, from, why, before)
    const right = () =>
      sentence.lang === 'az' || NEEDS_HEARER.test(verb.lower) ? null : rightOf(document, cued, to, why, before)
    const mark = markBefore(document, verb.start)
    // '…,” said his mother' turns the order round; after a comma alone the subject may stand before it too.
    const spoken =
      mark === 'quote'
        ? (right() ?? left)
        : mark === 'comma'
          ? left && (!endsSoon(document, cued, to) || besideComma(document, left, verb.start))
            ? left
            : (right() ?? left)
          : (left ?? (sentence.lang === 'ru' ? right() : null))
    if (spoken && !isEvent(document, cued, spoken, to))
      found.push({
        speaker: { ...teller(document, cued, spoken, before), subject: true },
        governed: isGoverned(document, cued, spoken),
      })
  }
  return found
}

const WE = /^(?:we|i|мы|я|biz|mən)$/
const PRINTS = /^(?:publish|post|report|writ|wrote)/

// "we spoke", "the paper published a letter", "a First Information Report": nobody is quoted.
function isNoSaying(document: Document, cued: CuedSentence, from: number, to: number): boolean {
  const { tokens, sentence } = cued
  const verb = tokens[from]!
  if (WE.test(tokens[from - 1]?.lower ?? '') && !sentence.quoted) return true
  if (sentence.lang !== 'en') return false
  if (
    from > 0 &&
    /^\p{Lu}/u.test(document.text.slice(verb.start)) &&
    !/[“"«]\s*$/.test(document.text.slice(0, verb.start))
  )
    return true
  if (!PRINTS.test(verb.lower) || markBefore(document, verb.start)) return false
  const next = document.text.slice(tokens[to]!.end, tokens[to]!.end + 12)
  return /^\s(?:a|an|the|his|her|its|about|to)\s/.test(next)
}

const HEARER: Record<string, RegExp> = {
  en: /^\s(?:to\s)?(?:him|her|them|me|us|his|their|the (?:mother|father|lawyer|family|wife|families|relatives))(?!\p{L})/iu,
  ru: /^\s(?:ему|ей|им|мне|нам|его|её|ее|их|меня|нас|матери|жене|отцу|адвокату|родным|семье|сестре|брату)(?!\p{L})/iu,
}
const HEARER_BEFORE = /(?<!\p{L})(?:ему|ей|им|мне|нам|ona|onlara|mənə|bizə|anasına|atasına|həyat yoldaşına)\s$/iu
const ANYBODY =
  /^(?:an?|one|two|three|another|some)\s|(?:^|\s)(?:somebody|someone|men|man|voice|people|clerk|caller|мужчин\p{L}*|голос|человек|люди|дежурн\p{L}*|kimsə|adam|səs|növbətçi\p{L}*)(?:\s|$)/iu

// "The duty officer told her to wait": part of what happened, not somebody's account of it.
function isEvent(
  document: Document,
  cued: CuedSentence,
  { person, authority, name, start, end }: Speaker,
  to: number,
): boolean {
  const { tokens, sentence } = cued
  if (person && !authority) return false
  const guards = occurrences(cued, 'guard').some((o) => tokens[o.from]!.start >= start && tokens[o.to]!.end <= end)
  if (!authority && !guards && !ANYBODY.test(name)) return false
  const verb = tokens[to]!
  const after = sentence.lang ? HEARER[sentence.lang] : undefined
  return (
    (after?.test(document.text.slice(verb.end, verb.end + 24)) ?? false) ||
    (sentence.lang !== 'en' &&
      HEARER_BEFORE.test(document.text.slice(Math.max(sentence.start, verb.start - 18), verb.start)))
  )
}

// "told the newspaper": who stands after it hears.
const NEEDS_HEARER = /^(?:told|tell|tells|telling|informed|informs|assured|assures)$/

// "Мать, Хеда Дударкаева, рассказала": the subject ends where the comma before the verb stands.
const besideComma = (document: Document, { end, person }: Speaker, verb: number): boolean =>
  person !== null &&
  /^\s*,\s*$/.test(document.text.slice(end, verb)) &&
  /\p{Lu}/u.test(document.text.slice(end - 20, end))

const GOVERNS = /(?:^|[\s,(])(?:if|what|which|whom|whether|если|которы[ейх]|которую|которое|которого)\s+$/i

const isGoverned = (document: Document, cued: CuedSentence, { start }: Speaker): boolean =>
  GOVERNS.test(document.text.slice(Math.max(cued.sentence.start, start - 12), start))

/**
 * "The woman said", "the former prisoner continues", "По сведениям центра": whoever of that kind spoke or was named just
 * before, where the words name nobody.
 */
function teller(
  document: Document,
  cued: CuedSentence,
  speaker: Speaker,
  before: readonly (Speaker | null)[],
): Speaker {
  if (speaker.person) return speaker
  const { sentence } = cued
  const words = document.text.slice(speaker.start, speaker.end)
  const bare = words.replace(/^(?:the|та же|тот же|эта|этот|это|həmin|bu)\s+/i, '').toLowerCase()
  if (bare.split(/\s+/).length > 2 || /\p{Lu}/u.test(words.slice(1))) return speaker
  if (ORGANISATION.test(bare)) {
    const name = organisationMeant(document, bare, sentence.start)
    return name ? { ...speaker, name } : speaker
  }
  if (speaker.authority || isPlural(words, sentence.lang)) return speaker
  const called = LAWYER.test(bare) ? 'lawyer' : KIN.test(bare) ? 'kin' : GENERIC.test(bare) ? 'anybody' : null
  const definite = sentence.lang !== 'en' || /^(?:the|his|her|their)\s/i.test(words)
  if (called === null || !definite) return speaker
  const near = (fits: (person: Person) => boolean) =>
    lastSpeaker(before, sentence.index, ({ person, authority }) => person !== null && !authority && fits(person))
  const last =
    called === 'lawyer'
      ? (near(isLawyer) ?? near(({ held }) => !held))
      : called === 'kin'
        ? (near(isKin) ?? near(({ held }) => !held))
        : near(() => true)
  return last ? { ...last, start: speaker.start, end: speaker.end, why: speaker.why } : speaker
}

const isLawyer = ({ roles, relations }: Person): boolean =>
  roles.some(({ kind }) => kind === 'lawyer' || kind === 'defender') || relations.some(({ kind }) => kind === 'lawyer')
const isKin = ({ roles, relations }: Person): boolean =>
  roles.some(({ kind }) => kind === 'relative') || relations.some(({ kind }) => kind !== 'lawyer')

const LAWYER =
  /(?:^|\s)(?:lawyer|attorney|defender|advocate|адвокат\p{L}*|защитни\p{L}*|юрист\p{L}*|vəkil\p{L}*|müdafiəçi\p{L}*|hüquqşünas\p{L}*)$/u
const KIN =
  /(?:^|\s)(?:woman|man|mother|wife|father|sister|brother|husband|son|daughter|relative|мать|матери|жена|жены|отец|отца|сестра|сестры|брат|брата|муж|мужа|женщина|женщины|мужчина|супруга|супруги|qadın\p{L}*|kişi\p{L}*|ana\p{L}*|ata\p{L}*|bacı\p{L}*|qardaş\p{L}*|həyat yoldaş\p{L}*|oğl\p{L}*|qız\p{L}*)$/u
const GENERIC =
  /(?:^|\s)(?:(?:former )?(?:prisoner|inmate|detainee|convict|defendant|activist|journalist|student|teacher|politician)|подсудим\p{L}*|обвиняем\p{L}*|осужд[её]нн\p{L}*|заключ[её]нн\p{L}*|собеседни\p{L}*|рассказчи\p{L}*|правозащитни\p{L}*|активист\p{L}*|девушк\p{L}*|məhbus|məhkum|dustaq|xanım|həmsöhbət)$/u
const ORGANISATION =
  /(?:^|\s)(?:group|organi[sz]ation|centre|center|committee|union|foundation|association|watchdog|outlet|agency|центр\p{L}*|организаци\p{L}*|проект\p{L}*|издани\p{L}*|агентств\p{L}*|комитет\p{L}*|фонд\p{L}*|təşkilat\p{L}*|mərkəz\p{L}*|agentli\p{L}*|komitə\p{L}*|birli\p{L}*|fond\p{L}*)$/u
// How far back an organisation may have been named.
const NAMED_WITHIN = 2500

// "the group" ← "the advocacy group Defend the Defenders", "центр" ← "Правозащитный центр «Мемориал»".
function organisationMeant(document: Document, bare: string, position: number): string | null {
  const word = (bare.split(/\s+/).at(-1) ?? '').slice(0, 5)
  const head = `[${word[0]!.toUpperCase()}${word[0]}]${word.slice(1)}`
  const text = document.text.slice(Math.max(0, position - NAMED_WITHIN), position)
  const named = new RegExp(
    `(?<!\\p{L})${head}\\p{L}{0,4}\\s(?:[«“"][^»”"\\n]{2,40}[»”"]|\\p{Lu}[\\p{L}'’.-]*(?:\\s(?:the|of|for|and|\\p{Lu}[\\p{L}'’.-]*)){0,5})|[«“"][^»”"\\n]{2,40}[»”"]\\s${head}\\p{L}{0,4}(?!\\p{L})`,
    'gu',
  )
  let last: string | null = null
  for (const [found] of text.matchAll(named)) if (/[«“"]|\s\p{Lu}/u.test(found)) last = found.replace(/^[a-z]+\s/, '')
  return last
}

// '…, said the lawyer.': nothing but the speaker follows the verb.
function endsSoon(document: Document, cued: CuedSentence, verb: number): boolean {
  const end = clauseEnd(document, cued, verb)
  const rest = cued.tokens.filter((token) => token.start > cued.tokens[verb]!.end && token.end <= end)
  // "…, said police threatened her" goes on with what is said.
  const goesOn =
    cued.sentence.lang === 'en' &&
    rest.some((token) => /ed$|^(?:was|were|had|has|have|will|would|that|is|are)$/.test(token.lower))
  return (
    rest.length <= (peopleIn(document, cued, { start: cued.tokens[verb]!.end, end }).length > 0 ? 14 : 6) && !goesOn
  )
}

// "was told", "to say", "fearing": no subject of speech stands before such forms.
function isPassive(cued: CuedSentence, verb: number): boolean {
  if (cued.sentence.lang === 'ru')
    return /(?:ть|ться|ти|вший|вшая|вшие|вшего|ющий|ющая)$/.test(cued.tokens[verb]!.lower)
  if (cued.sentence.lang !== 'en') return false
  if (cued.tokens[verb]!.lower.endsWith('ing')) return true
  const before = cued.tokens[verb - 1]?.lower ?? ''
  if (cued.tokens[verb]!.lower === 'quoted' && cued.tokens[verb + 1]?.lower === 'as') return false
  // "was visited at work and urged to …"
  if (
    before === 'and' &&
    cued.tokens
      .slice(Math.max(0, verb - 12), verb)
      .some(({ lower }, i, row) => /^(?:was|were|been)$/.test(lower) && /(?:ed|en)$/.test(row[i + 1]?.lower ?? ''))
  )
    return true
  return /^(?:was|were|is|are|be|been|being|to|not|the|a|of|his|her|their|by|for|an|its|no|from)$/.test(before)
}

function markBefore(document: Document, position: number): 'quote' | 'comma' | null {
  for (let at = position - 1; at >= 0 && position - at < 6; at--) {
    const sign = document.text[at]!
    if (sign === ' ' || sign === '\u00a0') continue
    if ('”"»’–—'.includes(sign)) return 'quote'
    if (sign !== ',') return null
    return '”"»’'.includes(document.text[at - 1] ?? '') ? 'quote' : 'comma'
  }
  return null
}

function rightOf(
  document: Document,
  cued: CuedSentence,
  after: number,
  why: string,
  before: readonly (Speaker | null)[],
): Speaker | null {
  const { tokens } = cued
  const next = tokens[after + 1]
  const end = clauseEnd(document, cued, after)
  if (!next || next.start >= end) return null
  if (SUBJECT_PRONOUN.test(next.lower)) return pronounSpeaker(document, cued, next, why, before)
  const stretch = { start: next.start, end }
  if (
    peopleIn(document, cued, stretch).length + rolesIn(cued, stretch).length === 0 &&
    !/^\p{Lu}/u.test(document.text.slice(next.start))
  )
    return null
  return afterwards(document, cued, after, why, true)
}

/** The subject before a verb of speech: in the words next to it, or before what stands between commas there. */
function leftOf(
  document: Document,
  cued: CuedSentence,
  verb: number,
  why: string,
  before: readonly (Speaker | null)[],
): Speaker | null {
  const { tokens } = cued
  const near = tokens[verb - 1]
  if (!near) return null
  const edge = leftEdge(document, cued, verb)
  if (near.start >= edge && SUBJECT_PRONOUN.test(near.lower)) return pronounSpeaker(document, cued, near, why, before)
  if (cued.sentence.lang === 'az') {
    const end = tokens[verb]!.start
    return speakerIn(document, cued, { start: ownClause(document.text, edge, end), end }, why)
  }
  const parts = partsBetween(document, edge, tokens[verb]!.start)
  const beside = parts.length > 1 && document.text.slice(near.end, tokens[verb]!.start).includes(',')
  for (let i = parts.length - (beside ? 2 : 1); i >= 0; i--) {
    const found = speakerIn(document, cued, parts[i]!, why)
    if (!found) continue
    // "Мать, Хеда Дударкаева, рассказала": the name stands between the commas.
    const next = parts[i + 1]
    const earlier = parts[i - 1]
    const owner = found.person === null && earlier ? peopleIn(document, cued, earlier).at(-1) : undefined
    // "Angela Quintal, the coordinator said": the name stands before its role.
    if (owner && earlier && earlier.end - owner.end < 2) return asSpeaker(cued, owner.person, owner, why)
    const named = found.person === null && beside && next ? peopleIn(document, cued, next)[0] : undefined
    return named && named.start - next!.start < 3 ? asSpeaker(cued, named.person, named, why) : found
  }
  if (beside) return speakerIn(document, cued, parts.at(-1)!, why)
  return null
}

// Where the words that may hold the subject begin: after a quotation, a semicolon, or the sentence's start.
function leftEdge(document: Document, cued: CuedSentence, verb: number): number {
  const { sentence, tokens } = cued
  let from = sentence.start
  for (const quote of document.paragraphs[sentence.paragraph]!.quotes)
    if (quote.end <= tokens[verb]!.start && quote.end > from && quote.end - quote.start > SPEECH) from = quote.end
  const semicolon = document.text.lastIndexOf(';', tokens[verb]!.start)
  return semicolon > from ? semicolon + 1 : from
}

function partsBetween(document: Document, from: number, to: number): Stretch[] {
  const parts: Stretch[] = []
  let start = from
  for (let at = from; at < to; at++)
    if (document.text[at] === ',') {
      parts.push({ start, end: at })
      start = at + 1
      while (document.text[start] === ' ') start++
    }
  if (start < to) parts.push({ start, end: to })
  return parts.slice(-6)
}
