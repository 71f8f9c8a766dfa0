import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { byLanguage } from '../../language/by-language.ts'
import { isCyrillic, type ReadLanguage } from '../../language/detect.ts'
import { addPhrase, type PhraseTree, phraseTree } from '../../language/phrases.ts'
import { lowerIn, stemOf } from '../../language/stem.ts'
import { readTable, type Table } from '../../names/tables.ts'
import { type Keep, keepNothing } from '../kept-tables.ts'
import type { FacilityKind } from './facility.ts'

export interface Head {
  kind: FacilityKind
  /** Dictionary form of its words. */
  phrase: string
  /** Makes a facility only with a number or a name in quotation marks. */
  weak: boolean
}

export interface KnownPlace {
  key: string
  kind: FacilityKind
}

export interface KnownPhrase {
  place: KnownPlace
  /** The name as config has it: dictionary form. */
  name: string
  /** It names the place by itself, without a word for prison. */
  alone: boolean
  /** Only in quotation marks: «Кресты» is a prison, кресты are crosses. */
  quoted: boolean
}

/** What config/facilities says about one language. */
export interface FacilityWords {
  heads: PhraseTree<Head>
  known: PhraseTree<KnownPhrase>
  /** Letters that stand for a place of detention, Russian: ИК, СИЗО. */
  codes: Map<string, FacilityKind>
  /** Codes that mean other things too: УК is a colony before a number, else the criminal code. */
  numberedOnly: Set<string>
  adjectives: Set<string>
  notNames: Set<string>
  /** Number words by their stem: "On səkkizinci zona". */
  numbers: Map<string, number>
}

export type FacilityTables = Record<ReadLanguage, FacilityWords>

// Latin letters for Russian codes, as English and Azerbaijani texts write them.
const LATIN_CODES: Record<string, FacilityKind> = {
  ik: 'colony',
  itk: 'colony',
  kp: 'colony',
  fku: 'colony',
  uk: 'colony',
  sizo: 'pretrial',
  ivs: 'temporary',
  ovd: 'police',
  rovd: 'police',
  liu: 'hospital',
  lpu: 'hospital',
  motb: 'hospital',
  ftb: 'hospital',
  la: 'colony',
  zhk: 'colony',
  vk: 'colony',
  oik: 'colony',
}

/** Reads the tables of config/facilities, for a language when a text first needs them. */
export function loadFacilityTables(folder: string, keep: Keep = keepNothing): FacilityTables {
  const words = join(folder, 'words.txt')
  const places = readdirSync(folder)
    .filter((file) => file.endsWith('.txt') && file !== 'words.txt')
    .sort()
    .map((file) => join(folder, file))
  return byLanguage((lang) =>
    keep(`facilities-${lang}`, [words, ...places], () => {
      const tables = wordsOf(lang, tableIn(words))
      for (const file of places) addPlaces(tables.known, lang, tableIn(file))
      return tables
    }),
  )
}

const tableIn = (file: string): Table => readTable(readFileSync(file, 'utf8'))

function wordsOf(lang: ReadLanguage, table: Table): FacilityWords {
  const heads = phraseTree<Head>(lang)
  for (const weak of [false, true])
    for (const [kind, phrases] of kindsIn(table.get(`${lang} ${weak ? 'weak heads' : 'heads'}`) ?? []))
      for (const phrase of phrases.split('|')) addPhrase(heads, phrase.trim(), { kind, phrase: phrase.trim(), weak })
  const codes = new Map<string, FacilityKind>()
  const numberedOnly = new Set<string>()
  for (const heading of ['codes', 'codes with number'])
    for (const [kind, letters] of kindsIn(table.get(`${lang} ${heading}`) ?? []))
      for (const code of letters.split(/\s+/)) {
        codes.set(code, kind)
        if (heading !== 'codes') numberedOnly.add(code)
      }
  if (lang !== 'ru') for (const [code, kind] of Object.entries(LATIN_CODES)) codes.set(code.toUpperCase(), kind)
  const list = (heading: string): string[] =>
    (table.get(`${lang} ${heading}`) ?? []).flatMap((line) => line.split(/\s+/))
  return {
    heads,
    known: phraseTree<KnownPhrase>(lang),
    codes,
    numberedOnly,
    adjectives: new Set(list('adjectives')),
    notNames: new Set(list('not names').map((word) => (lang === 'ru' ? stemOf('ru', word) : word))),
    numbers: new Map(
      (table.get(`${lang} numbers`) ?? []).map((line) => [
        stemOf(lang, line.split(' ')[0]!),
        Number(line.split(' ')[1]),
      ]),
    ),
  }
}

function kindsIn(lines: string[]): [FacilityKind, string][] {
  return lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon) as FacilityKind, line.slice(colon + 1).trim()]
  })
}

function addPlaces(known: PhraseTree<KnownPhrase>, lang: ReadLanguage, table: Table): void {
  for (const [key, lines] of table) {
    if (key === '') continue
    const field = (name: string): string[] =>
      lines
        .filter((line) => line.startsWith(`${name}:`))
        .flatMap((line) => line.slice(name.length + 1).split('|'))
        .map((phrase) => phrase.trim())
    const place: KnownPlace = { key, kind: (field('kind')[0] ?? 'prison') as FacilityKind }
    for (const alone of [false, true])
      for (const phrase of field(alone ? 'alone' : 'names')) {
        const quoted = alone && phrase.startsWith('«')
        // A Latin name may stand in an English or an Azerbaijani text.
        if (isCyrillic(phrase) !== (lang === 'ru')) continue
        const value = { place, name: phrase, alone, quoted }
        addPhrase(known, lowerIn(lang, phrase), value)
        // Kürdəxanı may be read as an object in -nı; with an ending behind it, it cannot.
        if (lang === 'az')
          addPhrase(known, `${lowerIn('az', phrase)}${/[aıou][^aeəiıoöuü]*$/.test(phrase) ? 'da' : 'də'}`, value)
      }
  }
}
