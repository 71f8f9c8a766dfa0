import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { soundDistance, soundOf } from '../names/names.ts'
import { readTable } from '../names/tables.ts'
import { isCyrillic, type ReadLanguage } from './detect.ts'
import { lowerIn, stemOf } from './stem.ts'

/** Whether two written names can mean one place of detention. `unclear` is for a person to say. */
export type SamePlace = 'same' | 'different' | 'unclear'

/** What config/facilities knows of names of places, ready to compare two of them across languages and scripts. */
export interface PlaceNames {
  /** A known place's key by each of its names, folded. */
  known: Map<string, string>
  /** Words for a kind of place, by their stems joined with a space. */
  heads: Map<string, string>
  /** Sounds of letter codes: ИК and IK are one. */
  codes: Map<string, string>
  numbers: Map<string, string>
}

// What stands in names of places and tells none from another.
const EMPTY = new Set([
  'no',
  'nömrəli',
  'saylı',
  'номер',
  'the',
  'of',
  'in',
  'at',
  'в',
  'на',
  'г',
  'city',
  'town',
  'region',
])

/** Reads the tables of config/facilities; a folder that is not there knows nothing. */
export function loadPlaceNames(configFolder: string): PlaceNames {
  const names: PlaceNames = { known: new Map(), heads: new Map(), codes: new Map(), numbers: new Map() }
  const folder = join(configFolder, 'facilities')
  for (const file of filesOf(folder)) {
    const table = readTable(readFileSync(join(folder, file), 'utf8'))
    if (file === 'words.txt') readWords(names, table)
    else for (const [key, lines] of table) if (key !== '') readPlace(names, key, lines)
  }
  return names
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.txt'))
      .sort()
  } catch {
    return []
  }
}

function readPlace({ known }: PlaceNames, key: string, lines: string[]): void {
  for (const line of lines) {
    const [field, list] = split(line)
    if (field !== 'names' && field !== 'alone') continue
    for (const name of list.split('|')) known.set(fold(name), key)
  }
}

function readWords({ heads, codes, numbers }: PlaceNames, table: Map<string, string[]>): void {
  for (const [heading, lines] of table) {
    const lang = heading.slice(0, 2) as ReadLanguage
    for (const line of lines) {
      const [kind, list] = split(line)
      if (/ heads$/.test(heading)) for (const phrase of list.split('|')) heads.set(stems(lang, phrase).join(' '), kind)
      else if (/ codes/.test(heading)) for (const code of list.split(/\s+/)) codes.set(soundOf(code), kind)
      else if (/ numbers$/.test(heading)) {
        const [word, number] = line.split(' ')
        numbers.set(stemOf(lang, lowerIn(lang, word!)), number!)
      }
    }
  }
}

const split = (line: string): [string, string] => {
  const colon = line.indexOf(':')
  return colon < 0 ? ['', line] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
}

const wordsOf = (name: string): string[] => name.match(/\p{L}[\p{L}\p{M}'’]*|\d+/gu) ?? []
const stems = (lang: ReadLanguage, phrase: string) => wordsOf(phrase).map((word) => stemOf(lang, lowerIn(lang, word)))
const fold = (name: string): string => wordsOf(name.normalize('NFC').toLowerCase()).join(' ')

interface PlaceParts {
  kind: string | null
  number: string | null
  /** Sounds of the words that are the place's own. */
  own: string[]
}

/** Compares two names of places: known names first, then kind and number, then the sound of what is left. */
export function samePlace(a: string, b: string, names: PlaceNames): SamePlace {
  if (fold(a) === fold(b)) return 'same'
  const [knownA, knownB] = [names.known.get(fold(a)), names.known.get(fold(b))]
  if (knownA && knownB) return knownA === knownB ? 'same' : 'different'
  const [one, other] = [partsOf(a, names), partsOf(b, names)]
  const kinds = one.kind && other.kind ? (one.kind === other.kind ? 'same' : 'different') : 'unclear'
  const own = one.own.length > 0 && other.own.length > 0 ? (meet(one.own, other.own) ? 'same' : 'different') : 'unclear'
  if (one.number !== null && other.number !== null) {
    if (one.number !== other.number || kinds === 'different') return 'different'
    return own === 'different' ? 'unclear' : 'same'
  }
  if (own === 'same') return kinds === 'different' ? 'unclear' : one.number === other.number ? 'same' : 'unclear'
  if (own === 'different') return 'different'
  return kinds === 'different' ? 'different' : 'unclear'
}

const meet = (a: string[], b: string[]): boolean => a.some((word) => b.some((other) => alike(word, other)))
// The end of a word is its case or the ending of an adjective: Qumlu, Кумлинский; and what begins alike sounds alike.
const alike = (a: string, b: string): boolean => {
  const length = Math.min(a.length, b.length)
  if (length < 4) return soundDistance(a, b, 0.3) <= 0.3
  const begins = Math.max(4, length - 2)
  return soundDistance(a.slice(0, begins), b.slice(0, begins), 0.3) <= 0.3
}

function partsOf(name: string, { heads, codes, numbers }: PlaceNames): PlaceParts {
  const lang: ReadLanguage[] = isCyrillic(name) ? ['ru'] : ['en', 'az']
  let best: PlaceParts | null = null
  for (const one of lang) {
    const parts = partsIn(one, name, heads, codes, numbers)
    if (!best || parts.own.length < best.own.length || (parts.kind && !best.kind)) best = parts
  }
  return best!
}

function partsIn(
  lang: ReadLanguage,
  name: string,
  heads: PlaceNames['heads'],
  codes: PlaceNames['codes'],
  numbers: PlaceNames['numbers'],
): PlaceParts {
  const words = wordsOf(name)
  const stemmed = words.map((word) => stemOf(lang, lowerIn(lang, word)))
  const taken = new Set<number>()
  let kind: string | null = null
  for (let length = Math.min(5, words.length); length > 0; length--)
    for (let from = 0; from + length <= words.length; from++) {
      const found = heads.get(stemmed.slice(from, from + length).join(' '))
      if (found === undefined || taken.has(from)) continue
      kind ??= found
      for (let i = from; i < from + length; i++) taken.add(i)
    }
  let number: string | null = null
  const own: string[] = []
  for (const [i, word] of words.entries()) {
    if (taken.has(i)) continue
    const counted = /^\d+$/.test(word) ? String(Number(word)) : numbers.get(stemmed[i]!)
    const code = /^\p{Lu}+$/u.test(word) ? codes.get(soundOf(word)) : undefined
    if (counted !== undefined) number ??= counted
    else if (code !== undefined) kind ??= code
    else if (!EMPTY.has(lowerIn(lang, word)) && word.length > 1) own.push(soundOf(word))
  }
  return { kind, number, own }
}
