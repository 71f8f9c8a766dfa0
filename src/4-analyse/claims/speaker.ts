import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import { type Named, namedIn } from './named.ts'
import { onlyParent } from './relatives.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import { type AzerbaijaniCase, azerbaijaniCase, caseOfName, withoutGenitive } from './subject-azerbaijani.ts'

/** Who says what a sentence tells, as the article puts it. */
export interface Speaker {
  /** A person's full name, or the words for an organisation, a relative, a lawyer. */
  name: string
  person: Person | null
  /** A prison service, ministry or court: what it denies stays an allegation. */
  authority: boolean
  /** Where the text names the speaker, for the reviewer. */
  start: number
  end: number
  why: string
  /** Who passes it on: a lawyer who quotes a client, an outlet that was told it; null where nobody stands between. */
  via?: Speaker | null
  /** The subject of a verb of speech, so that "he" in what is said may be the speaker; not "according to". */
  subject?: boolean
}

export interface Stretch {
  start: number
  end: number
}

/** A person as a speaker, named at a stretch of the text. */
export function asSpeaker(cued: CuedSentence, person: Person, { start, end }: Stretch, why: string): Speaker {
  const { tokens } = cued
  // "the service's spokesman N" speaks for the service.
  const authority = occurrences(cued, 'authority').some(
    (o) => tokens[o.to]!.end <= start && start - tokens[o.to]!.end < 60,
  )
  return { name: person.name, person, authority, start, end, why }
}

/** The people named within a stretch, in their order. */
export const peopleIn = (document: Document, cued: CuedSentence, { start, end }: Stretch): Named[] =>
  namedIn(document, cued.sentence.index).filter((named) => named.start >= start && named.end <= end)

// Of the words for those who hold people the ones that are persons, not the prison itself.
const WHO_GUARDS =
  /^(?:officers?|guards?|wardens?|warders?|wardress|polic\p{L}*|investigators?|inspectors?|jailers?|interrogators?|agents?|soldiers?|commandant|надзирател\p{L}*|конвоир\p{L}*|охранник\p{L}*|оперативник\p{L}*|дежурн\p{L}*|инспектор\p{L}*|следовател\p{L}*|nəzarətçi\p{L}*|müstəntiq\p{L}*|zabit\p{L}*|mühafizəçi\p{L}*|növbətçi\p{L}*)$/u

/** The words for roles ("lawyer", "the family", "ministry") within a stretch, in their order. */
export function rolesIn(cued: CuedSentence, { start, end }: Stretch): Stretch[] {
  const { tokens } = cued
  const guards = occurrences(cued, 'guard').filter((o) => WHO_GUARDS.test(tokens[o.to]!.lower))
  return [...occurrences(cued, 'role'), ...occurrences(cued, 'authority'), ...guards]
    .map((o) => ({ start: tokens[o.from]!.start, end: tokens[o.to]!.end }))
    .filter((role) => role.start >= start && role.end <= end)
    .sort((a, b) => a.start - b.start)
}

/**
 * Who is named in a stretch that holds the subject of a verb of speech: a person, a relative ("Younesi's family"), an
 * office or an organisation. The last one named is the subject (the first in Azerbaijani, where the verb comes last); an
 * owner ("Younesi's"), somebody in another case and what follows a preposition are none.
 */
export function speakerIn(document: Document, cued: CuedSentence, stretch: Stretch, why: string): Speaker | null {
  const { lang } = cued.sentence
  if (lang === 'az') return azerbaijaniSpeaker(document, cued, stretch, why, 'nominative')
  const owns = ({ end }: Stretch) => /^['’`]s?\s/.test(document.text.slice(end, end + 3))
  const person = peopleIn(document, cued, stretch)
    .filter((n) => !owns(n) && isSubject(document, cued, n) && isNominative(document, cued, n))
    .at(-1)
  const role = rolesIn(cued, stretch)
    .map((r) => ({ start: ownerOf(document, cued, stretch, r), end: r.end }))
    .filter((r) => isSubject(document, cued, r) && isSubjectForm(document.text.slice(r.start, r.end), lang))
    .at(-1)
  if (person && (!role || role.start < person.end)) return asSpeaker(cued, person.person, person, why)
  if (role) return byRole(document, cued, role, why)
  if (person) return asSpeaker(cued, person.person, person, why)
  const organisation = capitalised(document, cued, stretch)
  if (!organisation || !isSubject(document, cued, organisation)) return null
  const words = document.text.slice(organisation.start, organisation.end)
  return canBeSubject(words, lang) ? bySpan(document, cued, organisation, why) : null
}

interface Candidate extends Stretch {
  named: Named | null
  is: AzerbaijaniCase
}

/**
 * Who speaks in a stretch before an Azerbaijani verb of speech: the first in the nominative, since the verb comes last and
 * whatever else is named belongs to what is said; with "sözlərinə görə" the last in the genitive.
 */
export function azerbaijaniSpeaker(
  document: Document,
  cued: CuedSentence,
  stretch: Stretch,
  why: string,
  wanted: AzerbaijaniCase,
): Speaker | null {
  const found = wanted === 'nominative' ? nounsIn(document, cued, stretch) : nounsIn(document, cued, stretch).reverse()
  const first = found.find(({ is }) => is === wanted)
  if (!first) return null
  // "İnsan haqları müdafiəçisi, hazırda Ankarada yaşayan Babək Səlimnejad": one noun beside the other is the same person.
  const beside = found.find(
    ({ is, named, start }) => is === wanted && named && start >= first.end && start - first.end < 60,
  )
  const speaker = first.named || wanted !== 'nominative' ? first : (beside ?? first)
  if (speaker.named) return asSpeaker(cued, speaker.named.person, speaker, why)
  const named = byRole(document, cued, speaker, why)
  return wanted === 'genitive' && named.person === null ? { ...named, name: withoutGenitive(named.name) } : named
}

// The people, roles and organisations of a stretch. "Xidmətin rəsmisi Mahir Teymurlu" is one noun: the name.
function nounsIn(document: Document, cued: CuedSentence, stretch: Stretch): Candidate[] {
  const named = peopleIn(document, cued, stretch)
  const nouns = named.map((one): Candidate => ({ ...one, named: one, is: caseOfName(document, one.person.name, one) }))
  for (const role of rolesIn(cued, stretch)) {
    if (named.some((one) => (one.start - role.end >= 0 && one.start - role.end < 2) || overlap(one, role))) continue
    const word = document.text.slice(role.start, role.end).toLowerCase()
    const is = AS_ONE.test(document.text.slice(role.end, role.end + 10)) ? 'other' : azerbaijaniCase(word)
    nouns.push({ start: ownerOf(document, cued, stretch, role), end: role.end, named: null, is })
  }
  const organisation = nouns.length === 0 ? capitalised(document, cued, stretch) : null
  if (organisation)
    nouns.push({
      ...organisation,
      named: null,
      is: caseOfName(document, document.text.slice(organisation.start, organisation.end), organisation),
    })
  return nouns.sort((a, b) => a.end - b.end)
}

// "şahid qismində", "jurnalist kimi": as one.
const AS_ONE = /^\s(?:qismində|kimi)/

const overlap = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end

const PREPOSITION =
  /(?:^|\s)(?:in|at|from|of|to|for|with|by|on|about|against|into|inside|near|в|во|на|с|со|от|из|к|ко|у|по|о|об|для|за|под|при|про|через|между)\s(?:the\s|a\s|an\s|his\s|her\s|their\s|its\s)?$/i

const isSubject = (document: Document, cued: CuedSentence, { start }: Stretch): boolean =>
  !PREPOSITION.test(document.text.slice(Math.max(cued.sentence.start, start - 16), start))

// Of a name in Russian and Azerbaijani only the nominative is part of the person's dictionary form.
function isNominative(document: Document, cued: CuedSentence, { person, start, end }: Named): boolean {
  const { lang } = cued.sentence
  const mention = document.text.slice(start, end)
  if (lang === 'en' || person.name.includes(mention) || mention.includes('.')) return true
  return isSubjectForm(mention, lang) && !(person.gender === 'm' && /(?:[оеё]в|[иы]н)а$/u.test(mention))
}

const OBLIQUE_RUSSIAN = /(?:у|ю|ом|ем|ой|ей|ами|ями|ах|ях|ам|ям|ого|его|ему|ому|ых|их|ою|ею)$/u

function isSubjectForm(words: string, lang: string | null): boolean {
  const last = words.split(/\s+/).at(-1) ?? ''
  return lang !== 'ru' || !OBLIQUE_RUSSIAN.test(last.toLowerCase())
}

// "Younesi’s family", "the rights group": what belongs to a role stands before it.
function ownerOf(document: Document, cued: CuedSentence, stretch: Stretch, role: Stretch): number {
  const { tokens } = cued
  let first = tokens.findIndex((token) => token.start === role.start)
  let start = role.start
  for (let steps = 0; first > 0 && steps < 4; steps++) {
    const before = tokens[first - 1]!
    const between = document.text.slice(before.end, start)
    if (before.start < stretch.start || !/^(?:['’]s?)?\s$/.test(between)) break
    if (
      occurrences(cued, 'say').some((o) => o.from === first - 1) ||
      /^(?:that|who|which|and|as|что|и|как|ki)$/.test(before.lower)
    )
      break
    first--
    start = before.start
    // "in Colony No. 46 her husband says": the owner is said.
    if (/^(?:his|her|their|my|our|its|the)$/.test(before.lower)) break
  }
  return start
}

const SMALL = new Set(['of', 'for', 'the', 'and', 'without', 'in', 'on'])

// A run of capitalised words: an organisation that says so. The first word of a sentence is a capital anyway.
function capitalised(document: Document, cued: CuedSentence, { start, end }: Stretch): Stretch | null {
  const tokens = cued.tokens.filter((token) => token.start >= start && token.end <= end)
  const isCapital = (i: number) => /^[\p{Lu}“"«]/u.test(document.text.slice(tokens[i]!.start, tokens[i]!.end))
  let last = tokens.length - 1
  while (last >= 0 && !isCapital(last) && tokens.length - last < 4) last--
  if (last < 0 || !isCapital(last)) return null
  let first = last
  while (first > 0 && (isCapital(first - 1) || SMALL.has(tokens[first - 1]!.lower))) first--
  while (first < last && (!isCapital(first) || SMALL.has(tokens[first]!.lower))) first++
  const found = { start: tokens[first]!.start, end: tokens[last]!.end }
  const word = document.text.slice(found.start, found.end)
  if (first === last && found.start === cued.sentence.start && !/^\p{Lu}{2,}/u.test(word)) return null
  return found
}

/** Whom the words for a role mean: a person of the article ("the lawyer", "his wife"), or nobody by name. */
export function byRole(document: Document, cued: CuedSentence, role: Stretch, why: string, genitive = false): Speaker {
  const words = document.text.slice(role.start, role.end)
  // "activists", "a woman": several, or somebody whom the text does not name. "По словам сестры" is one sister.
  const several =
    genitive && cued.sentence.lang === 'ru' ? SEVERAL_GENITIVE.test(words) : isPlural(words, cued.sentence.lang)
  const open = several || /^(?:an?|another|some|several|two|three)\s/i.test(words)
  const meant = open ? null : resolve(document, words, role.start).person
  // A prisoner is nobody's lawyer here, whatever stood beside his name.
  const person = (meant?.held && LAWYER.test(words) ? null : meant) ?? (open ? null : parentMeant(document, words))
  return person ? asSpeaker(cued, person, role, why) : bySpan(document, cued, withName(document, role), why)
}

// "the centre “Support”", "“Azad səs” təşkilatı": the name in quotation marks beside the word for what it is.
function withName(document: Document, { start, end }: Stretch): Stretch {
  const after = /^\s?[«“"„][^«»“”"\n]{2,40}[»”"]/.exec(document.text.slice(end, end + 46))
  if (after) return { start, end: end + after[0].length }
  const before = /[«“"„][^«»“”"\n]{2,40}[»”"]\s$/.exec(document.text.slice(Math.max(0, start - 46), start))
  return before ? { start: start - before[0].length, end } : { start, end }
}

const MOTHER = /(?<!\p{L})(?:mother|мать|матери|матерью|мама|ana|anası|anasının)$/u
const FATHER = /(?<!\p{L})(?:father|отец|отца|отцу|ata|atası|atasının)$/u

// "his mother", where the text has named the son as hers.
function parentMeant(document: Document, words: string): Person | null {
  const sex = MOTHER.test(words.toLowerCase()) ? 'f' : FATHER.test(words.toLowerCase()) ? 'm' : null
  return sex === null ? null : onlyParent(document, sex)
}

const LAWYER = /(?:lawyer|attorney|адвокат|защитни|юрист|vəkil|müdafiəçi|hüquqşünas)\p{L}*$/iu
const SEVERAL_GENITIVE = /(?:ов|ев|ей|их|ых|цев|иц|ок)$/

const PLURAL: Record<string, RegExp> = {
  en: /(?:[^s']s|men|women|people)$/,
  ru: /(?:ы|и|ые|ие|ов|ев|ых|их|ам|ям|ами|ями|ах|ях|телей|юдей)$/,
  az: /l[aə]r(?:[ıi])?$/,
}

export const isPlural = (words: string, lang: string | null): boolean =>
  (lang ? PLURAL[lang]?.test(words.toLowerCase()) : false) ?? false

/** A speaker who is no named person, by the words of the text. */
export function bySpan(document: Document, cued: CuedSentence, { start, end }: Stretch, why: string): Speaker {
  const name = document.text.slice(start, end).replace(/^(?:the|a|an)\s+/i, '')
  const { tokens } = cued
  const authority = occurrences(cued, 'authority').some(
    (o) => tokens[o.from]!.start >= start && tokens[o.to]!.end <= end,
  )
  return { name, person: null, authority, start, end, why }
}

/**
 * The person or the words after "according to" or after a verb of speech, with a name that stands beside them ("his wife,
 * the poet Liu Xia"). As a subject they must be able to be one: no other case, no preposition.
 */
export function afterwards(
  document: Document,
  cued: CuedSentence,
  to: number,
  why: string,
  asSubject = false,
): Speaker | null {
  const { tokens, sentence } = cued
  const next = tokens[to + 1]
  if (!next) return null
  const end = clauseEnd(document, cued, to)
  const here = { start: next.start, end }
  const roles = rolesIn(cued, here)
  const [person] = peopleIn(document, cued, here).filter((one) => !asSubject || isNominative(document, cued, one))
  const possessed = person && /^['’]s\s/.test(document.text.slice(person.end, person.end + 3))
  if (person && !possessed) return asSpeaker(cued, person.person, person, why)
  if (roles.length > 0) {
    const [beside] = peopleIn(document, cued, { start: end, end: sentence.end })
    if (beside && !possessed && isApposed(document, end, beside)) return asSpeaker(cued, beside.person, beside, why)
  }
  let last = to + 1
  while (last + 1 < tokens.length && tokens[last + 1]!.end <= end && last - to < 6) last++
  const words = { start: next.start, end: tokens[last]!.end }
  if (roles.length > 0 && roles[0]!.start < words.end) {
    const role = { start: words.start, end: Math.max(words.end, roles[0]!.end) }
    return !asSubject || canBeSubject(document.text.slice(role.start, roles[0]!.end), sentence.lang)
      ? byRole(document, cued, role, why, !asSubject)
      : null
  }
  if (asSubject && !canBeSubject(document.text.slice(words.start, words.end), sentence.lang)) return null
  return NO_NOUN.test(next.lower) ? null : bySpan(document, cued, words, why)
}

// What begins so is no one who speaks.
const NO_NOUN =
  /^(?:to|in|on|at|by|for|from|with|about|that|which|who|what|how|why|when|if|as|and|but|через|в|во|на|что|как|о|об|у|к|по|из|для|от|с|со|если|когда|и|а|но|где|куда|почему)$/

const canBeSubject = (words: string, lang: string | null): boolean =>
  !NO_NOUN.test(/^[\p{L}]+/u.exec(words.toLowerCase())?.[0] ?? '') && isSubjectForm(words, lang)

// "his wife, the poet Liu Xia, said": the name stands between commas, with what its bearer is before it.
function isApposed(document: Document, end: number, { start, end: after }: Stretch): boolean {
  return (
    /^[\s,–—-]*(?:[\p{Ll}-]+\s){0,3}$/u.test(document.text.slice(end, start)) &&
    /^\s*(?:[,.;:)»”"–—(]|$)/.test(document.text.slice(after, after + 3))
  )
}

/** Where the clause ends in which a word stands: at the next sign that parts clauses; what brackets hold is passed over. */
export function clauseEnd(document: Document, cued: CuedSentence, after: number): number {
  const { tokens, sentence } = cued
  let bracket = false
  for (let i = after + 2; i < tokens.length; i++) {
    const between = document.text.slice(tokens[i - 1]!.end, tokens[i]!.start)
    if (between.includes('(')) bracket = true
    if (between.includes(')')) bracket = false
    if (!bracket && /[,;:–—“"«]/.test(between)) return tokens[i - 1]!.end
  }
  return sentence.end
}
