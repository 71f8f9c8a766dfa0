import { readFileSync } from 'node:fs'
import { isInList, type WordList, wordList } from '../../language/word-list.ts'
import { readTable } from '../../names/tables.ts'

export type Sex = 'm' | 'f' | 'u'

/** Given names in all spellings of config/, ready to be asked for a word. */
export interface GivenNames {
  /** By whose name it is; one that is in two of them is anybody's. */
  men: WordList
  women: WordList
  anybodys: WordList
  /** Names that are common words too (Grace, Will): they begin a name only where something else says so. */
  common: WordList
  /** Family names that stand before the given name: Zhang, Kim, Nguyen. */
  familyFirst: WordList
}

/** Whose name it is, or undefined where it is none. */
export function sexOfName({ men, women, anybodys }: GivenNames, name: string): Sex | undefined {
  if (isInList(anybodys, name)) return 'u'
  const his = isInList(men, name)
  return isInList(women, name) ? (his ? 'u' : 'f') : his ? 'm' : undefined
}

const PLAIN = /^[A-Za-zа-яА-Я-]*$/

/** One key for a name's spellings that differ by capitals and dots only (İlham, Ilham). */
export function nameKey(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase()
  return word.toLowerCase().replaceAll('\u0307', '').replaceAll('ı', 'i').replaceAll('’', "'").replaceAll('ё', 'е')
}

/** Reads the given names of config/names (which the name engine keeps) and the further ones of config/lexicons. */
export function loadGivenNames(files: readonly string[]): GivenNames {
  const parts: Record<keyof GivenNames, string[]> = { men: [], women: [], anybodys: [], common: [], familyFirst: [] }
  // Made small all at once: one by one the thousands of names would take longer than a short text.
  for (const file of files)
    for (const [heading, lines] of readTable(nameKey(readFileSync(file, 'utf8')))) {
      // A single letter is an initial, no name.
      const names = lines.flatMap((line) => line.split(/[;\s]+/)).filter((name) => name.length > 1)
      if (heading.includes('family')) {
        parts.familyFirst.push(...names)
        continue
      }
      if (heading.startsWith('common words')) parts.common.push(...names)
      parts[PART_OF[heading.split(' ').at(-1)!] ?? 'anybodys'].push(...names)
    }
  return {
    men: wordList(parts.men),
    women: wordList(parts.women),
    anybodys: wordList(parts.anybodys),
    common: wordList(parts.common),
    familyFirst: wordList(parts.familyFirst),
  }
}

const PART_OF: Record<string, 'men' | 'women'> = { m: 'men', f: 'women' }
