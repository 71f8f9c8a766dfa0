import { readFileSync } from 'node:fs'
import { byLanguage } from '../language/by-language.ts'
import type { ReadLanguage } from '../language/detect.ts'
import { addPhrase, findPhrase, type PhraseTree, phraseTree } from '../language/phrases.ts'
import { lowerIn } from '../language/stem.ts'
import type { Word } from '../language/words.ts'
import { readTable, type Table } from '../names/tables.ts'
import { type Keep, keepNothing } from './kept-tables.ts'

/** The names of countries, regions and towns by language: config/lexicons/places.txt. */
export type PlaceKind = 'country' | 'place'
export type Places = Record<ReadLanguage, PhraseTree<PlaceKind>>

/** Reads the table of places. */
export function loadPlaces(file: string, keep: Keep = keepNothing): Places {
  return byLanguage((lang) => keep(`places-${lang}`, [file], () => treeOf(lang, readTable(readFileSync(file, 'utf8')))))
}

function treeOf(lang: ReadLanguage, table: Table): PhraseTree<PlaceKind> {
  const tree = phraseTree<PlaceKind>(lang)
  for (const name of table.get(`${lang} countries`) ?? []) addPhrase(tree, lowerIn(lang, name), 'country')
  for (const name of table.get(lang) ?? []) addPhrase(tree, lowerIn(lang, name), 'place')
  // Nardaran-da may be read as Nardara-nda: both readings lead to the place.
  if (lang === 'az')
    for (const name of table.get('az') ?? [])
      addPhrase(tree, `${lowerIn('az', name)}${/[aıou][^aeəiıoöuü]*$/.test(name) ? 'da' : 'də'}`, 'place')
  return tree
}

/** The first word after the place name that begins at `at` (the longest one), or null where none does. */
export function placeNameAt(
  places: Places,
  lang: ReadLanguage,
  words: readonly Word[],
  at: number,
  limit: number,
): number | null {
  if (!words[at]?.capital) return null
  return findPhrase(places[lang], words, at, limit)?.after ?? null
}

/** Whether the words from `first` up to `after` are a country's name: a country's prisons are no one prison. */
export function isCountryName(
  places: Places,
  lang: ReadLanguage,
  words: readonly Word[],
  first: number,
  after: number,
): boolean {
  const found = findPhrase(places[lang], words, first, after)
  return found !== null && found.value === 'country' && found.after === after
}
