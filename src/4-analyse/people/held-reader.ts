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

/** The mention that covers a word, with those it is listed with; none where the word names nobody. */
export function groupAt(word: number, reader: Reader): MentionOf[] {
  const found = reader.index.byWord.get(word)
  return found ? groupOf(reader.document, reader.index, found, (i) => standsBetween(i, reader)) : []
}

export const single = (found: MentionOf | null): MentionOf[] => (found ? [found] : [])

const SIGNS_BETWEEN = new Set([',', '—', '–', '-', ':', '(', ')'])
const EN_BETWEEN =
  /^(?:the|a|an|his|her|their|our|my|two|three|four|five|six|seven|eight|nine|ten|several|other|fellow|former|young|well-known|of|'s|’s|[a-z]+(?:ist|ian|ese|ish|ed|ing|al|ic|ive|ous|ent|ant|ary))$/
const RU_BETWEEN = /(?:ый|ий|ая|ого|его|ой|ую|ых|их|ым|ими|ыми|ому|ых|ое|ые|ие)$/
// Azerbaijani says its verb last, so every small word but a verb may stand before a name.
const AZ_BETWEEN = /^(?!.*(?:[ıiuü]b|d[ıiuü]r?|m[ıiuü]r|[ıiuü]rl[aə]r|bl[aə]r|ki|isə)$)/

/** Words of roles, ages and nations, and small words, may stand between the names of a list. */
export function standsBetween(i: number, { document, marks, tables }: Reader): boolean {
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
  if (word.capital || tables[lang].demonyms.has(word.lower) || /^\d/.test(word.lower)) return true
  return (lang === 'en' ? EN_BETWEEN : lang === 'ru' ? RU_BETWEEN : AZ_BETWEEN).test(word.lower)
}

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
    if (isUnlikely(found.person) || speaks(found, reader)) continue
    return found
  }
  return null
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
