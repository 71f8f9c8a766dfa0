import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTable } from '../names/tables.ts'
import { isCyrillic, type ReadLanguage } from './detect.ts'
import { addPhrase, findPhrase, type PhraseTree, phraseTree } from './phrases.ts'
import { lowerIn } from './stem.ts'
import { splitWords, type Word } from './words.ts'

/** What people are by profession, and which go together: config/professions.txt. */
export interface Professions {
  /** By profession: its words, the first of a language being what its readers see. */
  words: ReadonlyMap<string, Record<ReadLanguage, string[]>>
  fieldOf: ReadonlyMap<string, string>
  /** Fields that are often one person's. */
  goTogether(field: string, other: string): boolean
  /** Fields of those who hold power over prisoners. */
  apart: ReadonlySet<string>
  former: Record<ReadLanguage, readonly string[]>
}

const PARTS = new Set(['', 'fields', 'apart', 'former'])
const FORMER = 'former '

/**
 * Reads config/professions.txt.
 * @throws where a profession lacks its field or a language, or a field is not defined
 */
export function loadProfessions(config: string): Professions {
  const table = readTable(readFileSync(fileOfProfessions(config), 'utf8'))
  const linesOf = (part: string): Map<string, string> =>
    new Map(
      (table.get(part) ?? []).map((line) => [line.split(':')[0]!.trim(), line.slice(line.indexOf(':') + 1).trim()]),
    )
  const besides = new Map([...linesOf('fields')].map(([field, others]) => [field, new Set(others.split(/\s+/))]))
  const words = new Map<string, Record<ReadLanguage, string[]>>()
  const fieldOf = new Map<string, string>()
  for (const name of table.keys()) {
    if (PARTS.has(name)) continue
    const lines = linesOf(name)
    const phrases = (lang: ReadLanguage) =>
      need(lines.get(lang), name, lang)
        .split('|')
        .map((phrase) => phrase.trim())
    words.set(name, { en: phrases('en'), ru: phrases('ru'), az: phrases('az') })
    fieldOf.set(name, need(lines.get('field'), name, 'field'))
  }
  const fields = new Set(fieldOf.values())
  for (const field of [...besides].flatMap(([name, others]) => [name, ...others]))
    if (!fields.has(field)) throw new Error(`config/professions.txt: no profession is of the field "${field}"`)
  const former = linesOf('former')
  const formerIn = (lang: ReadLanguage) => (former.get(lang) ?? '').split('|').map((word) => word.trim())
  return {
    words,
    fieldOf,
    goTogether: (a, b) => (besides.get(a)?.has(b) ?? false) || (besides.get(b)?.has(a) ?? false),
    apart: new Set((table.get('apart') ?? []).flatMap((line) => line.split(/\s+/))),
    former: { en: formerIn('en'), ru: formerIn('ru'), az: formerIn('az') },
  }
}

/** The file, for whoever keeps tables that are made of it. */
export const fileOfProfessions = (config: string): string => join(config, 'professions.txt')

function need(line: string | undefined, profession: string, what: string): string {
  if (!line) throw new Error(`config/professions.txt: "${profession}" has no line "${what}:"`)
  return line
}

/** The words of one language for professions, ready to be found in any form. */
export interface ProfessionWords {
  tree: PhraseTree<string>
  former: PhraseTree<true>
}

export function professionWords(professions: Professions, lang: ReadLanguage): ProfessionWords {
  const tree = phraseTree<string>(lang)
  for (const [name, words] of professions.words)
    for (const phrase of words[lang]) addPhrase(tree, lowerIn(lang, phrase), name)
  const former = phraseTree<true>(lang)
  for (const word of professions.former[lang]) addPhrase(former, lowerIn(lang, word), true)
  return { tree, former }
}

/** The professions that a stretch of words tells; "former judge" where it says that they were. */
export function professionsIn(
  words: readonly Word[],
  { first, after }: { first: number; after: number },
  { tree, former }: ProfessionWords,
): string[] {
  const found: string[] = []
  for (let at = first; at < after; ) {
    const phrase = findPhrase(tree, words, at, after)
    if (!phrase) {
      at++
      continue
    }
    const was = [at - 1, at - 2].some((before) => words[before] && findPhrase(former, words, before, at) !== null)
    const name = was || /^(?:ex|экс)-/.test(words[at]!.lower) ? FORMER + phrase.value : phrase.value
    if (!found.includes(name)) found.push(name)
    at = phrase.after
  }
  return found
}

/** The professions that somebody is told to be, in whichever of the three languages: "журналист и правозащитник". */
export function professionsNamed(told: string, professions: Professions): string[] {
  const languages: ReadLanguage[] = isCyrillic(told) ? ['ru'] : ['en', 'az']
  const found = languages.flatMap((lang) => {
    const words = splitWords(told, 0, told.length, lang)
    return professionsIn(words, { first: 0, after: words.length }, professionWords(professions, lang))
  })
  return [...new Set(found)]
}

/**
 * How two people's professions speak: 1 the same, 0.5 of one field, 0 neither for nor against, -0.5 another one, -1 one of
 * them has power over prisoners and the other has not.
 */
export interface ProfessionVerdict {
  grade: 1 | 0.5 | 0 | -0.5 | -1
  /** The two that agree best. */
  a: string
  b: string
}

/** What speaks best of all that is told of two people; null where of one of them nothing is. The order does not matter. */
export function compareProfessions(
  some: readonly string[],
  others: readonly string[],
  professions: Professions,
): ProfessionVerdict | null {
  let best: ProfessionVerdict | null = null
  for (const a of some.toSorted())
    for (const b of others.toSorted()) {
      const grade = gradeOf(a, b, professions)
      if (!best || grade > best.grade) best = { grade, a, b }
    }
  return best
}

const isFormer = (profession: string): boolean => profession.startsWith(FORMER)

/** A profession without the word that it was one. */
export const plainProfession = (profession: string): string =>
  isFormer(profession) ? profession.slice(FORMER.length) : profession

function gradeOf(a: string, b: string, { fieldOf, goTogether, apart }: Professions): ProfessionVerdict['grade'] {
  const [one, other] = [plainProfession(a), plainProfession(b)]
  if (one === other) return 1
  const [field, otherField] = [fieldOf.get(one), fieldOf.get(other)]
  // A word that config/ no longer has says nothing; whoever was something once may be anything now.
  if (field === undefined || otherField === undefined || isFormer(a) || isFormer(b)) return 0
  const power = apart.has(field) || apart.has(otherField)
  // A prosecutor becomes a judge, and a judge a prosecutor: neither for nor against.
  if (field === otherField) return power ? 0 : 0.5
  if (goTogether(field, otherField)) return 0
  return power && !(apart.has(field) && apart.has(otherField)) ? -1 : -0.5
}
