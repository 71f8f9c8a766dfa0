import type { ReadLanguage } from '../../language/detect.ts'
import { findPhrase } from '../../language/phrases.ts'
import type { Word } from '../../language/words.ts'
import type { Document, Sentence } from '../document.ts'
import type { Marks } from './marks.ts'
import { groupOf, lastBefore, type MentionOf, type MentionsIndex } from './mentions-index.ts'
import type { Gender, Person } from './person.ts'
import type { PeopleTables } from './tables.ts'

type Kind = 'verb' | 'state' | 'noun' | 'before'

interface Cue {
  kind: Kind
  first: number
  after: number
}

interface Reader {
  document: Document
  index: MentionsIndex
  marks: Marks
  tables: PeopleTables
}

/** Marks the people who are or were deprived of liberty, each with the words that say so. */
export function addHeld(document: Document, index: MentionsIndex, marks: Marks, tables: PeopleTables): void {
  const reader: Reader = { document, index, marks, tables }
  for (const sentence of document.sentences) {
    if (sentence.lang === null || sentence.words.length === 0) continue
    for (const cue of cuesIn(sentence, sentence.lang, reader)) {
      if (isDenied(cue, sentence, sentence.lang, reader)) continue
      for (const person of patientsOf(cue, sentence, sentence.lang, reader)) {
        if (person.held) continue
        person.held = true
        const start = document.words[cue.first]!.start
        const end = document.words[cue.after - 1]!.end
        person.heldBecause = { sentence: sentence.index, start, end, text: document.text.slice(start, end) }
      }
    }
  }
}

function cuesIn(sentence: Sentence, lang: ReadLanguage, { document, tables }: Reader): Cue[] {
  const { held } = tables[lang]
  const limit = sentence.words.at(-1)!.index + 1
  const cues: Cue[] = []
  for (const { index, kind } of sentence.words) {
    if (kind === 'punct') continue
    for (const type of ['verb', 'state', 'noun', 'before'] as const) {
      const found = findPhrase(held[type], document.words, index, limit)
      if (found) cues.push({ kind: type, first: found.first, after: found.after })
    }
  }
  for (const facility of document.facilities)
    for (const mention of facility.mentions)
      if (mention.sentence === sentence.index)
        cues.push({ kind: 'state', first: mention.firstWord, after: mention.afterWord })
  return cues
}

// "was not arrested", "could be jailed", "an arrest warrant". Only the few words before it count.
const DENIED_WITHIN = 4

function isDenied(cue: Cue, sentence: Sentence, lang: ReadLanguage, { document: { words }, tables }: Reader): boolean {
  if (cue.kind === 'before') return false
  if (lang === 'az')
    return words.slice(cue.first, cue.after).some((word) => word.negated) || words[cue.after]?.lower === 'deyil'
  const first = sentence.words[0]!.index
  for (let i = cue.first - 1; i >= Math.max(first, cue.first - DENIED_WITHIN); i--) {
    const word = words[i]!
    if (word.kind === 'punct' && word.text !== "'s" && word.text !== '’s') break
    if (tables[lang].held.not.has(word.stem) || word.negated)
      return !(lang === 'ru' && cue.kind === 'state' && word.lower === 'не')
  }
  return lang === 'en' && words[cue.after]?.stem === 'warrant'
}

function patientsOf(cue: Cue, sentence: Sentence, lang: ReadLanguage, reader: Reader): Person[] {
  const found =
    lang === 'en'
      ? englishPatients(cue, sentence, reader)
      : lang === 'ru'
        ? russianPatients(cue, sentence, reader)
        : azerbaijaniPatients(cue, sentence, reader)
  return found.map(({ person }) => person)
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
  'defender',
  'expert',
  'doctor',
])

/** Somebody whom only plain words ("was arrested") make a prisoner, not the mere nearness of a prison. */
const isUnlikely = (person: Person): boolean =>
  person.byline || person.roles.some((role) => UNLIKELY.has(role.kind)) || person.relations.length > 0

const BE = new Set(['be', 'get'])
const isHelper = (word: Word): boolean =>
  BE.has(word.stem) ||
  word.stem === 'hav' ||
  /ly$/.test(word.lower) ||
  ['also', 'first', 'then', 'later', 'again', 'already', 'still', 'now', 'reportedly'].includes(word.lower)

function englishPatients(cue: Cue, sentence: Sentence, reader: Reader): MentionOf[] {
  const { document, index } = reader
  const { words } = document
  const first = sentence.words[0]!.index
  const limit = sentence.words.at(-1)!.index + 1
  const word = words[cue.first]!
  const previous = cue.first > first ? words[cue.first - 1]! : null
  if (cue.kind === 'before') return namedAfter(cue.after, 7, limit, reader)
  if (cue.kind === 'noun') {
    if (previous && (previous.text === "'s" || previous.text === '’s')) return groupAt(cue.first - 2, reader)
    const own = index.byWord.get(cue.first - 1)
    if (own && document.text.slice(own.mention.end, word.start).trim() !== '') return []
    if (previous && ['his', 'her'].includes(previous.lower))
      return single(pronoun(previous, previous.lower === 'his' ? 'm' : 'f', reader))
    if (words[cue.after]?.lower === 'of') return namedAfter(cue.after + 1, 8, limit, reader)
    return []
  }
  if (cue.kind === 'state') return subjectBefore(cue.first, first, reader, true)
  let back = cue.first - 1
  let passive = false
  while (back >= first && isHelper(words[back]!)) {
    if (BE.has(words[back]!.stem)) passive = true
    back--
  }
  if (passive) return subjectBefore(back + 1, first, reader, false)
  const after = namedAfter(cue.after, 8, limit, reader)
  const past = /(?:ed|held|kept|sent|put|taken|took|thrown|found)$/.test(word.lower)
  const frees = ['releas', 'fre', 'pardon'].includes(word.stem)
  if (past || frees || word.lower.endsWith('ing') || /s$/.test(word.lower)) {
    if (after.length > 0 && previous?.text !== ',' && !index.byWord.has(cue.first - 1)) return after
    if (past && previous) {
      // "Zhang Zhan and Fang Bin—all detained", "X, arrested in May", "journalist X detained in Minsk"
      const reduced = subjectBefore(cue.first, Math.max(first, cue.first - 4), reader, false)
      if (reduced.length > 0) return reduced
    }
    return after
  }
  return []
}

const single = (found: MentionOf | null): MentionOf[] => (found ? [found] : [])

function groupAt(word: number, reader: Reader): MentionOf[] {
  const found = reader.index.byWord.get(word)
  return found ? groupOf(reader.document, reader.index, found, (i) => standsBetween(i, reader)) : []
}

// Words of roles, ages, nations and small words may stand between the names of a list.
function standsBetween(i: number, { document, marks, tables }: Reader): boolean {
  const word = document.words[i]!
  if (word.kind === 'number') return true
  if (marks.acts.has(i) || marks.said.has(i)) return false
  if (word.kind === 'punct')
    return (
      word.text === ',' ||
      word.text === '—' ||
      word.text === '–' ||
      word.text === '-' ||
      word.text === ':' ||
      word.text === '(' ||
      word.text === ')'
    )
  const lang = document.sentences[word.sentence]!.lang
  if (lang === null) return false
  if (marks.roleFrom.has(i) || tables[lang].demonyms.has(word.lower)) return true
  for (const [, mark] of roleCovering(marks, i)) if (mark.first <= i && i < mark.after) return true
  return (
    word.capital ||
    /^\d/.test(word.lower) ||
    (lang === 'en'
      ? EN_ADJECTIVES.test(word.lower)
      : /(?:ый|ий|ая|ого|его|ой|ую|ых|их|ым|ими|ыми|ому|л[ıi]|sı|si)$/.test(word.lower))
  )
}
function* roleCovering(marks: Marks, i: number): Generator<[number, { first: number; after: number }]> {
  for (let at = i; at >= i - 3; at--) {
    const mark = marks.roleFrom.get(at)
    if (mark) yield [at, mark]
  }
}
const EN_ADJECTIVES =
  /^(?:the|a|an|two|three|four|five|six|seven|eight|nine|ten|several|other|fellow|prominent|former|young|well-known|veteran|independent|political|human|rights|civil|opposition|local|another|of|[a-z]+(?:ist|ian|ese|ish|ed|ing|al|ic|ive|ous|ent|ant|ary))$/

function namedAfter(from: number, within: number, limit: number, reader: Reader): MentionOf[] {
  for (let i = from; i < Math.min(limit, from + within); i++) {
    const found = reader.index.byWord.get(i)
    if (found) return groupOf(reader.document, reader.index, found, (at) => standsBetween(at, reader))
    if (!standsBetween(i, reader)) return []
  }
  return []
}

/** Whom the words before `at` make the one that something happens to. `near` looks further back, for where somebody is. */
function subjectBefore(at: number, first: number, reader: Reader, near: boolean): MentionOf[] {
  const { document, index, marks, tables } = reader
  const { words } = document
  for (let i = at - 1; i >= first; i--) {
    const word = words[i]!
    const found = index.byWord.get(i)
    if (found) {
      // "Ali Younesi's sister was arrested"
      if (words[i + 1]?.text === "'s" || words[i + 1]?.text === '’s') {
        if (!near) return []
        continue
      }
      const group = groupOf(document, index, found, (j) => standsBetween(j, reader))
      return near ? group.filter(({ person }) => !isUnlikely(person)) : group
    }
    const sex = tables.en.pronouns.get(word.lower)
    if (sex && word.lower !== 'his' && word.lower !== 'her') {
      if (word.lower === 'who' || word.lower === 'whom') continue
      if (word.lower === 'they' || word.lower === 'them' || word.lower === 'their') return []
      return single(pronoun(word, sex === 'u' ? null : (sex as Gender), reader))
    }
    if (marks.kinBefore.has(i + 1)) return []
    const role = marks.roleBefore.get(i + 1)
    if (role && role.first >= first) {
      const before = words[role.first - 1]
      // "the journalist": the only one named so far; "journalists", "a student": others.
      if (before?.lower === 'the' && !/s$/.test(word.lower)) return single(byRole(role.kind, word.start, reader))
      if (index.byWord.has(role.after)) continue
      if (!near) return isAppositive(words, role.first, first) ? subjectAcross(role.first, first, reader) : []
      i = role.first
      continue
    }
    if (word.text === ';' || word.text === ':') return []
    if (near || word.kind === 'punct' || isHelper(word) || SMALL.has(word.lower)) continue
    if (isAppositive(words, i, first)) return subjectAcross(i, first, reader)
    return []
  }
  return []
}
const SMALL = new Set([
  'all',
  'both',
  'which',
  'that',
  'was',
  'and',
  'also',
  'the',
  'who',
  'whom',
  'had',
  'since',
  'himself',
  'herself',
  'together',
])

// "Xu Zhiyong, a legal scholar, has been detained": over what stands between two commas.
const isAppositive = (words: readonly Word[], at: number, first: number): boolean => {
  for (let i = at; i >= Math.max(first, at - 14); i--) if (words[i]!.text === ',') return true
  return false
}
function subjectAcross(at: number, first: number, reader: Reader): MentionOf[] {
  const { words } = reader.document
  for (let i = at; i >= Math.max(first, at - 25); i--) {
    if (words[i]!.text === ';') return []
    const found = reader.index.byWord.get(i)
    if (found && (words[found.mention.afterWord]?.text === ',' || words[found.mention.afterWord]?.text === '('))
      return [found]
  }
  return []
}

function byRole(kind: string, position: number, { document, index }: Reader): MentionOf | null {
  const fitting = document.people.filter(
    (person) => person.roles.some((role) => role.kind === kind) && person.mentions[0]!.start < position,
  )
  if (fitting.length !== 1) return null
  const found = index.all.find(({ person }) => person === fitting[0])
  return found ?? null
}

// The person last named before, of the sex told, in this sentence or the two before it; who speaks or is an official is passed over.
function pronoun(word: Word, sex: Gender | null, { document, index, marks }: Reader): MentionOf | null {
  let passed: MentionOf | null = null
  for (let i = lastBefore(index, word.start); i >= 0; i--) {
    const found = index.all[i]!
    if (word.sentence - found.mention.sentence > 3) break
    if (sex !== null && found.person.gender !== null && found.person.gender !== sex) continue
    if (found.person.byline) continue
    const speaks = marks.said.has(found.mention.afterWord) || marks.said.has(found.mention.firstWord - 1)
    if (isUnlikely(found.person) || (speaks && found.mention.sentence === word.sentence)) {
      passed ??= found
      continue
    }
    return found
  }
  const held = document.people.filter(
    (person) => person.held && (sex === null || person.gender === null || person.gender === sex),
  )
  if (held.length === 1) return null
  return null
}

function russianPatients(cue: Cue, sentence: Sentence, reader: Reader): MentionOf[] {
  const { document, index, tables } = reader
  const { words } = document
  const first = sentence.words[0]!.index
  const limit = sentence.words.at(-1)!.index + 1
  if (cue.kind === 'before') return namedAfter(cue.after, 4, limit, reader)
  if (cue.kind === 'noun')
    return namedAfter(cue.after, 5, limit, reader).filter(({ mention }) => isOblique(mention.text))
  const word = words[cue.first]!
  // задержан, арестована, осуждён: what happens to the one in the nominative.
  const passive = /(?:[аеяё]н|[еия]т|ыт)(?:а|о|ы)?$/.test(word.lower) && !/(?:ают|яют|ует|ает|ит|ят)$/.test(word.lower)
  const self = cue.kind === 'state' || passive || word.lower.endsWith('ся')
  for (let i = cue.first - 1; i >= Math.max(first, cue.first - 4); i--) {
    const near = words[i]!
    if (near.kind === 'punct') break
    const sex = tables.ru.pronouns.get(near.lower)
    if (sex !== undefined && sex !== 'u' && !index.byWord.has(i + 1)) {
      if (/^(?:его|ее|её)$/.test(near.lower) && self) continue
      return single(pronoun(near, sex as Gender, reader))
    }
  }
  const here = (index.bySentence.get(sentence.index) ?? []).filter(({ person }) =>
    self && cue.kind !== 'state' ? !person.byline : !isUnlikely(person),
  )
  const fitting = here.filter(({ mention }) => {
    if (speaks(mention.firstWord, mention.afterWord, reader)) return false
    if (clausesBetween(words, cue, mention.firstWord, mention.afterWord)) return false
    return self || isOblique(mention.text) || here.length === 1
  })
  const distance = ({ mention }: MentionOf): number =>
    mention.firstWord < cue.first ? cue.first - mention.afterWord : mention.firstWord - cue.after + 1
  const best = fitting.filter((found) => distance(found) < 14).sort((a, b) => distance(a) - distance(b))[0]
  if (best) return groupOf(document, index, best, (j) => standsBetween(j, reader))
  // "Был задержан": nobody is named in the sentence, so it is the one that the text goes on about.
  if (here.length === 0 && self && (index.bySentence.get(sentence.index) ?? []).length === 0)
    return single(pronoun(words[first]!, feminine(word.lower), reader))
  return []
}

const feminine = (verb: string): Gender | null =>
  /(?:на|та|ла|лась)$/.test(verb) ? 'f' : /(?:ан|ен|ён|т|л|лся)$/.test(verb) ? 'm' : null
const isOblique = (text: string): boolean => /(?:а|у|я|ю|ы|и|е|ой|ей|ом|ем|ым|им|го|му)$/.test(text)

function speaks(firstWord: number, afterWord: number, { marks, document }: Reader): boolean {
  if (marks.said.has(afterWord) || marks.said.has(firstWord - 1)) return true
  return document.words[firstWord - 1]?.lower === 'словам' || document.words[firstWord - 2]?.lower === 'словам'
}

// A speaker's clause ends at "что" or at a quotation mark.
function clausesBetween(words: readonly Word[], cue: Cue, from: number, after: number): boolean {
  const [low, high] = after <= cue.first ? [after, cue.first] : [cue.after, from]
  for (let i = low; i < high; i++) {
    const { lower } = words[i]!
    if (lower === ';' || lower === 'что' || lower === 'но' || lower === '«' || lower === '»') return true
  }
  return false
}

function azerbaijaniPatients(cue: Cue, sentence: Sentence, reader: Reader): MentionOf[] {
  const { document, index } = reader
  const { words } = document
  const first = sentence.words[0]!.index
  const limit = sentence.words.at(-1)!.index + 1
  if (cue.kind === 'before') {
    const after = namedAfter(cue.after, 6, limit, reader)
    if (after.length > 0) return after
  }
  const here = (index.bySentence.get(sentence.index) ?? []).filter(
    ({ person, mention }) =>
      !isUnlikely(person) && !reader.marks.said.has(mention.afterWord) && mention.firstWord >= first,
  )
  const before = here.filter(({ mention }) => mention.afterWord <= cue.first && cue.first - mention.afterWord < 25)
  const nearest = before.at(-1)
  if (nearest && cue.kind !== 'before') return groupOf(document, index, nearest, (j) => standsBetween(j, reader))
  // A participle stands before its noun: "həbs edilmiş … Elşad".
  if (/(?:m[ıiuü]ş|[ae]n|ən|d[ıiuü]ğ\p{L}*)$/u.test(words[cue.after - 1]!.lower))
    return namedAfter(cue.after, 6, limit, reader)
  if (here.length === 0 && cue.kind !== 'before' && cue.kind !== 'noun')
    return single(pronoun(words[first]!, null, reader))
  return []
}
