import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'

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

interface Named extends Stretch {
  person: Person
}

/** The people named within a stretch, in their order. */
export function peopleIn(document: Document, cued: CuedSentence, { start, end }: Stretch): Named[] {
  const found: Named[] = []
  for (const person of document.people)
    for (const mention of person.mentions)
      if (mention.sentence === cued.sentence.index && mention.start >= start && mention.end <= end)
        found.push({ person, start: mention.start, end: mention.end })
  return found.sort((a, b) => a.start - b.start)
}

/** The words for roles ("lawyer", "the family", "ministry") within a stretch, in their order. */
export function rolesIn(cued: CuedSentence, { start, end }: Stretch): Stretch[] {
  const { tokens } = cued
  return occurrences(cued, 'role')
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
  const owns = ({ end }: Stretch) => /^['’`]s?\s/.test(document.text.slice(end, end + 3))
  const pick = <T>(row: T[]): T | undefined => (lang === 'az' ? row[0] : row.at(-1))
  const person = pick(
    peopleIn(document, cued, stretch).filter(
      (n) => !owns(n) && isSubject(document, cued, n) && isNominative(document, cued, n),
    ),
  )
  const role = pick(
    rolesIn(cued, stretch)
      .map((r) => ({ start: ownerOf(document, cued, stretch, r), end: r.end }))
      .filter((r) => isSubject(document, cued, r) && isSubjectForm(document.text.slice(r.start, r.end), lang)),
  )
  if (person && (!role || role.start < person.end || role.start - person.end > 40))
    return asSpeaker(cued, person.person, person, why)
  if (role) return byRole(document, cued, role, why)
  if (person) return asSpeaker(cued, person.person, person, why)
  const organisation = capitalised(document, cued, stretch)
  return organisation && isSubject(document, cued, organisation) ? bySpan(document, cued, organisation, why) : null
}

const PREPOSITION =
  /(?:^|\s)(?:in|at|from|of|to|for|with|by|on|about|against|into|inside|near|в|во|на|с|со|от|из|к|ко|у|по|о|об|для|за|под|при|про|через|между)\s(?:the\s|a\s|an\s|his\s|her\s|their\s|its\s)?$/i

const isSubject = (document: Document, cued: CuedSentence, { start }: Stretch): boolean =>
  !PREPOSITION.test(document.text.slice(Math.max(cued.sentence.start, start - 16), start))

// Of a name in Russian and Azerbaijani only the nominative is part of the person's dictionary form.
function isNominative(document: Document, cued: CuedSentence, { person, start, end }: Named): boolean {
  const { lang } = cued.sentence
  const mention = document.text.slice(start, end)
  if (lang === 'en' || person.name.includes(mention) || mention.includes('.')) return true
  return (
    lang === 'ru' && isSubjectForm(mention, lang) && !(person.gender === 'm' && /(?:[оеё]в|[иы]н)а$/u.test(mention))
  )
}

const OBLIQUE: Record<string, RegExp> = {
  ru: /(?:у|ю|ом|ем|ой|ей|ами|ями|ах|ях|ам|ям|ого|его|ему|ому|ых|их|ою|ею)$/u,
  az: /(?:[nıiuü]n|d[aə]|d[aə]n|l[aə]r[ıiuü]n|n[ıi]|y[aə]|n[aə])$/u,
}

function isSubjectForm(words: string, lang: string | null): boolean {
  const oblique = lang ? OBLIQUE[lang] : undefined
  const last = words.split(/\s+/).at(-1) ?? ''
  return !oblique?.test(last.toLowerCase())
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
export function byRole(document: Document, cued: CuedSentence, role: Stretch, why: string): Speaker {
  const words = document.text.slice(role.start, role.end)
  // "activists", "a woman": several, or somebody whom the text does not name.
  const open = /^(?:an?|another|some|several|two|three)\s/i.test(words) || isPlural(words, cued.sentence.lang)
  const person = open ? null : resolve(document, words, role.start).person
  return person ? asSpeaker(cued, person, role, why) : bySpan(document, cued, withName(document, role), why)
}

// "the centre “Support”", "“Azad səs” təşkilatı": the name in quotation marks beside the word for what it is.
function withName(document: Document, { start, end }: Stretch): Stretch {
  const after = /^\s?[«“"„][^«»“”"\n]{2,40}[»”"]/.exec(document.text.slice(end, end + 46))
  if (after) return { start, end: end + after[0].length }
  const before = /[«“"„][^«»“”"\n]{2,40}[»”"]\s$/.exec(document.text.slice(Math.max(0, start - 46), start))
  return before ? { start: start - before[0].length, end } : { start, end }
}

const PLURAL: Record<string, RegExp> = {
  en: /(?:[^s']s|men|women|people)$/,
  ru: /(?:ы|и|ые|ие)$/,
  az: /l[aə]r(?:[ıi])?$/,
}

const isPlural = (words: string, lang: string | null): boolean =>
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
