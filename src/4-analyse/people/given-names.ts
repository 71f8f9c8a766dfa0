import { readFileSync } from 'node:fs'
import { readTable, type Table } from '../../names/tables.ts'

export type Sex = 'm' | 'f' | 'u'

/** Given names in all spellings of config/, ready to be asked for a word. */
export interface GivenNames {
  sexes: Map<string, Sex>
  /** Names that are common words too (Grace, Will): they begin a name only where something else says so. */
  common: Set<string>
  /** Family names that stand before the given name: Zhang, Kim, Nguyen. */
  familyFirst: Set<string>
}

const PLAIN = /^[A-Za-zа-яА-Я-]*$/

/** One key for a name's spellings that differ by capitals and dots only (İlham, Ilham). */
export function nameKey(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase()
  return word.toLowerCase().replaceAll('\u0307', '').replaceAll('ı', 'i').replaceAll('’', "'").replaceAll('ё', 'е')
}

/** Reads the given names of config/names (which the name engine keeps) and the further ones of config/lexicons. */
export function loadGivenNames(files: readonly string[]): GivenNames {
  const names: GivenNames = { sexes: new Map(), common: new Set(), familyFirst: new Set() }
  // Made small all at once: one by one the thousands of names would take longer than a short text.
  for (const file of files) addNames(names, readTable(nameKey(readFileSync(file, 'utf8'))))
  return names
}

function addNames(names: GivenNames, table: Table): void {
  for (const [heading, lines] of table) {
    const sex = (heading.split(' ').at(-1) || 'u') as Sex
    const family = heading.includes('family')
    const common = heading.startsWith('common words')
    for (const line of lines)
      for (const spelling of line.split(/[;\s]+/)) {
        if (spelling.length < 2) continue
        if (family) {
          names.familyFirst.add(spelling)
          continue
        }
        if (common) names.common.add(spelling)
        const known = names.sexes.get(spelling)
        names.sexes.set(spelling, known !== undefined && known !== sex ? 'u' : sex)
      }
  }
}
