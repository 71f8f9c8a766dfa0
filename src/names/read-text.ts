import type { Comparison } from './compare.ts'
import { lookUp } from './dictionary.ts'
import { soundDistance } from './distance.ts'
import { foldCase, unmixScript } from './letters.ts'
import type { NameIndex } from './name-index.ts'
import {
  initialReadings,
  isNameTie,
  isParticle,
  type NameWord,
  type ParsedName,
  type Reading,
  readingsOf,
} from './parse-name.ts'
import { showsAzerbaijani } from './sound.ts'
import { keysOfSound } from './sound-key.ts'
import { nameWordsOf, type TextWord } from './text-words.ts'

/** A word of a text with its nominatives and the keys of their sounds. */
export interface ReadWord extends NameWord {
  readings: (Reading & { key: string })[]
}

/** A tracked word that a word of the text may be. */
export interface NearToken {
  token: number
  distance: number
}

/** Reads words once each, however often they stand in a text. */
export interface WordReader {
  read(word: string, initial?: boolean): ReadWord
  tokens(word: string): NearToken[]
}

/** A text on its way through spotting. */
export interface TextReading {
  text: string
  lang: string | null
  words: TextWord[]
  index: NameIndex
  reader: WordReader
  remembered: Remembered
}

/** What was found out about words that come again and again in one text. */
export interface Remembered {
  /** Initial and surname → persons. */
  byInitial: Map<string, Set<number>>
  judged: Map<string, { parsed: ParsedName; of: Map<number, Comparison | null> }>
}

/** Words `from` … `to` of a text that name a tracked person in full. */
export interface NameSpan {
  from: number
  to: number
  person: number
  comparison: Comparison
}

/** Finds the words of a text that may be parts of names, and makes ready to read them. */
export function readText(index: NameIndex, text: string, lang: string | null): TextReading {
  return {
    text,
    lang,
    words: nameWordsOf(text, isNameTie, isParticle),
    index,
    reader: wordReader(index, lang),
    remembered: { byInitial: new Map(), judged: new Map() },
  }
}

// H'Lan and D'Arcy keep what follows their first letter.
const POSSESSIVE = /(?<=\p{L}{2})['’ʼ‘`]\p{L}{0,3}$/u

function wordReader(index: NameIndex, lang: string | null): WordReader {
  const words = new Map<string, ReadWord>()
  const tokens = new Map<string, NearToken[]>()
  const read = (text: string, initial = false): ReadWord => {
    const known = words.get(text)
    if (known && known.initial === initial) return known
    const folded = unmixScript(foldCase(text.replace(POSSESSIVE, '')))
    const found = initial
      ? initialReadings(folded, showsAzerbaijani(text))
      : readingsOf(folded, showsAzerbaijani(text), lang)
    const readings = found.flatMap((r) => keysOfSound(r.sound).map((key) => ({ ...r, key })))
    const word = { text, folded, initial, hyphened: false, readings }
    words.set(text, word)
    return word
  }
  return {
    read,
    tokens(text) {
      let near = tokens.get(text)
      if (!near) {
        near = nearTokens(index, read(text))
        tokens.set(text, near)
      }
      return near
    },
  }
}

// Vowels may differ by a typo; consonants are those of the key.
function nearTokens(index: NameIndex, word: ReadWord): NearToken[] {
  const best = new Map<number, number>()
  for (const { knownAs } of word.readings) {
    for (const name of lookUp(knownAs).names) {
      const token = index.byName.get(name)
      if (token !== undefined) best.set(token, 0)
    }
  }
  for (const { sound, key } of word.readings) {
    const limit = sound.length > 4 ? 1 : 0.6
    for (const token of index.byKey.get(key) ?? []) {
      const distance = soundDistance(sound, index.tokens[token]!.sound, limit)
      if (distance <= limit && distance < (best.get(token) ?? 9)) best.set(token, distance)
    }
  }
  return [...best].map(([token, distance]) => ({ token, distance }))
}
