import type { ReadLanguage } from '../../language/detect.ts'
import type { Word } from '../../language/words.ts'
import type { Document } from '../document.ts'
import type { Marks } from './marks.ts'
import { groupOf, lastBefore, type MentionOf, type MentionsIndex } from './mentions-index.ts'
import type { Gender, Person } from './person.ts'
import type { PeopleTables } from './tables.ts'

/** Words that tell that somebody is held, and how: see config/lexicons. */
export interface Cue {
  kind: 'verb' | 'state' | 'noun' | 'before'
  first: number
  after: number
  /** It is the name of a place of detention. */
  place: boolean
}

/** What is needed to find out whom a cue is about. */
export interface Reader {
  document: Document
  /** What the sentences say outright is read first; only then what the nearness of a name to a prison tells. */
  outright: boolean
  index: MentionsIndex
  marks: Marks
  tables: PeopleTables
}

export interface Bounds {
  first: number
  after: number
}

const UNLIKELY = new Set([
  'judge',
  'prosecutor',
  'investigator',
  'prison',
  'spokesperson',
  'official',
  'police',
  'lawyer',
  'doctor',
  'relative',
  'defender',
])

/** Somebody whom only plain words ("was arrested") make a prisoner, not the mere nearness of a prison. */
export const isUnlikely = (person: Person): boolean =>
  person.byline ||
  person.roles.some((role) => UNLIKELY.has(role.kind)) ||
  person.relations.some((relation) => relation.kind !== 'friend')

/** Kin of somebody who is held already: the mother of a prisoner, the prisoner's own son. */
export const isKinOfHeld = (person: Person, people: readonly Person[]): boolean =>
  person.relations.some(({ kind, to }) => isKin(kind) && people[to]?.held === true) ||
  people.some((other) => other.held && other.relations.some(({ kind, to }) => isKin(kind) && to === person.id))

const isKin = (kind: string): boolean => kind !== 'friend' && kind !== 'lawyer'

/** The mention that covers a word, with those it is listed with; none where the word names nobody. */
export function groupAt(word: number, reader: Reader): MentionOf[] {
  const found = reader.index.byWord.get(word)
  return found ? groupOf(reader.document, reader.index, found, (i) => standsBetween(i, reader)) : []
}

export const single = (found: MentionOf | null): MentionOf[] => (found ? [found] : [])

const SIGNS_BETWEEN = new Set([',', '—', '–', '-', ':', '(', ')'])
const EN_BETWEEN =
  /^(?:the|a|an|one|another|his|her|their|our|my|two|three|four|five|six|seven|eight|nine|ten|several|other|fellow|former|young|well-known|of|'s|’s|[a-z]+(?:ist|ian|ese|ish|ed|ing|al|ic|ive|ous|ent|ant|ary))$/
const RU_BETWEEN =
  /^(?:дв[ауе]\p{L}*|тр[иоёе]\p{L}*|четыр\p{L}*|четвер\p{L}*|пят\p{L}*|его|её|ее|их|ещё|еще)$|(?:ый|ий|ая|ого|его|ой|ую|ых|их|ым|ими|ыми|ому|ых|ое|ые|ие)$/u
// Azerbaijani says its verb last, so every small word but a verb may stand before a name.
const AZ_BETWEEN = /^(?!.*(?:[ıiuü]b|d[ıiuü]r?|m[ıiuü]r|[ıiuü]rl[aə]r|bl[aə]r|ki|isə)$)/

/** Words of roles, ages and nations, and small words, may stand between the names of a list. */
export function standsBetween(i: number, reader: Reader): boolean {
  const { document, marks, tables } = reader
  const word = document.words[i]!
  if (word.kind === 'number') return true
  if (marks.acts.has(i) || marks.said.has(i)) return false
  if (word.kind === 'punct') return SIGNS_BETWEEN.has(word.text)
  const lang = document.sentences[word.sentence]!.lang
  if (lang === null) return false
  for (let at = i; at >= i - 3; at--) {
    const mark = marks.roleFrom.get(at)
    if (mark && i < mark.after) return true
    const kin = marks.kinFrom.get(at)
    if (kin && i < kin.after) return true
  }
  if (standsAsTrade(i, lang, reader)) return true
  if (word.capital || tables[lang].demonyms.has(word.lower) || /^\d/.test(word.lower)) return true
  return (lang === 'en' ? EN_BETWEEN : lang === 'ru' ? RU_BETWEEN : AZ_BETWEEN).test(word.lower)
}

// Words that can be no trade: verbs, by their endings, and small words.
const NO_TRADE: Record<ReadLanguage, RegExp> = {
  en: /^(?:.*(?:ed|ing|ly)|in|on|at|of|by|for|from|to|with|was|were|is|are|be|been|has|have|had|who|whose|that|which|as|after|before|since|not|will|would|said|says|told|wrote|met|saw|came|went|left|took|gave|got)$/,
  ru: /(?:[аеиуыюяё]т|[аеиыяуё]л[аио]?|с[ья]|ть|но|вш[иы]|ав|ив)$|^(?:в|во|на|из|за|от|до|по|с|со|к|о|об|у|при|для|без|под|над|через|что|как|где|когда|если|то|не|но|чьи|чей|чья|чьё|ему|ей|им|него|неё)$/,
  az: /(?:[ıiuü]b|d[ıiuü]r?|m[ıiuü]r|[ıiuü]rl[aə]r|bl[aə]r|ki|isə|[ae]n|ən|da|də|dan|dən|nın|nin|nun|nün)$/,
}

// "физик Гульзат Мамбеталиева", "trade union activist Afiyaddin Mammadov": trades that are on no list, between a comma and a name.
const TRADE_WITHIN = 3
function standsAsTrade(i: number, lang: ReadLanguage, { document: { words }, index, marks }: Reader): boolean {
  const may = (at: number): boolean =>
    words[at]?.kind === 'word' && !NO_TRADE[lang].test(words[at]!.lower) && !marks.acts.has(at) && !marks.said.has(at)
  if (!may(i)) return false
  let after = i + 1
  while (after - i < TRADE_WITHIN && !index.byWord.has(after) && may(after)) after++
  let before = i - 1
  while (i - before < TRADE_WITHIN && may(before) && !JOINS.has(words[before]!.lower)) before--
  return index.byWord.has(after) && JOINS.has(words[before]?.lower ?? '')
}
const JOINS = new Set([',', 'and', 'и', 'və', 'также', '—', '–'])

/** The first person named after a cue, with those listed beside; only roles and the like may stand before the name. */
export function namedAfter(from: number, within: number, limit: number, reader: Reader): MentionOf[] {
  for (let i = from; i < Math.min(limit, from + within); i++) {
    if (reader.index.byWord.has(i)) return groupAt(i, reader)
    if (!standsBetween(i, reader)) return []
  }
  return []
}

/** Whether a person is named as the one who speaks: beside a verb of saying, or after "according to". */
export function speaks({ mention }: MentionOf, { marks, document: { words } }: Reader): boolean {
  if (marks.said.has(mention.afterWord) || marks.said.has(mention.firstWord - 1)) return true
  const before = words[mention.firstWord - 1]?.lower
  return (
    before === 'словам' ||
    (before === 'to' && words[mention.firstWord - 2]?.lower === 'according') ||
    (words[mention.afterWord]?.lower.startsWith('sözlərinə') ?? false)
  )
}

// How many sentences a pronoun looks back.
const REACH = 3

/**
 * Whom a pronoun most likely means where somebody is told to be held: the one named last of that sex who neither
 * speaks nor holds an office. Only used to see who is held; claims ask `resolve`, which never picks one of two.
 */
export function heldByPronoun(word: Word, sex: Gender | null, reader: Reader): MentionOf | null {
  const { index } = reader
  for (let i = lastBefore(index, word.start); i >= 0; i--) {
    const found = index.all[i]!
    if (word.sentence - found.mention.sentence > REACH) break
    if (sex !== null && found.person.gender !== null && found.person.gender !== sex) continue
    if (speaks(found, reader)) continue
    if (isUnlikely(found.person) && !found.person.held && !isTopic(found, word, reader)) continue
    return found
  }
  return null
}

// "Oğlu Tural 26 yaşında idi. Onu iyulda tutublar": the sentence before was about the son, and of his kin none is held.
function isTopic({ person, mention }: MentionOf, word: Word, { index, document: { people } }: Reader): boolean {
  if (
    word.sentence - mention.sentence > 1 ||
    person.roles.some(({ kind }) => UNLIKELY.has(kind) && kind !== 'relative')
  )
    return false
  return index.bySentence.get(mention.sentence)?.[0]?.person === person && !isKinOfHeld(person, people)
}

const AMONG = [
  'в том числе',
  'среди них',
  'в их числе',
  'в числе которых',
  'including',
  'among them',
  'o cümlədən',
  'aralarında',
]

/** "восемь человек, в том числе Андрей Новичков": those picked out of the many that the cue is about. */
export function pickedOut(cue: Cue, { after }: Bounds, reader: Reader): MentionOf[] {
  const { words, text } = reader.document
  for (let i = cue.after; i < Math.min(after, cue.after + 14); i++) {
    const word = words[i]!
    const found = AMONG.find(
      (phrase) =>
        phrase.startsWith(word.lower) && text.slice(word.start, word.start + phrase.length).toLowerCase() === phrase,
    )
    if (found) return namedAfter(i + found.split(' ').length, 7, after, reader)
  }
  return []
}

/** Whom "they" means: the last two or more who were named together. */
export function heldByPlural(word: Word, reader: Reader): MentionOf[] {
  const { index } = reader
  for (let i = lastBefore(index, word.start); i >= 0; i--) {
    const found = index.all[i]!
    if (word.sentence - found.mention.sentence > 1) break
    const group = groupAt(found.mention.firstWord, reader)
    if (group.length > 1) return group.filter(({ person }) => !isUnlikely(person))
  }
  return []
}
