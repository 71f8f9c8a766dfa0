import { isReadLanguage, type ReadLanguage } from '../language/detect.ts'
import { splitWords, type Word } from '../language/words.ts'
import { soundsOfWord } from './name-sounds.ts'

// What is longer is no article; its beginning is found all the same.
const LONGEST_TEXT = 200_000
// PostgreSQL counts places no further.
const LAST_PLACE = 16_383

/** The words of a text under which it is found: their places, and which of them are names by sound. */
export interface IndexedText {
  /** A tsvector as PostgreSQL reads it. */
  vector: string
  sounds: string[]
}

/** Before a sound: so that no word of a text is taken for one. */
export const SOUND_MARK = '~'

const languageOf = (language: string | null): ReadLanguage | null => (isReadLanguage(language) ? language : null)

/** The words of a text with what each is found by. The parts of a hyphened word are found too. */
export function searchWords(text: string, language: string | null): { word: Word; found: string[] }[] {
  const lang = languageOf(language)
  const words = splitWords(text, 0, text.length, lang).filter(({ kind }) => kind !== 'punct')
  const small = new Set(words.filter(({ capital }) => !capital).map(({ lower }) => lower))
  return words.map((word) => {
    const found = [word.stem]
    if (word.text.includes('-'))
      for (const part of word.text.split('-'))
        if (part.length > 1) for (const { stem } of splitWords(part, 0, part.length, lang)) found.push(stem)
    // A word that stands in small letters elsewhere has its capital from the beginning of a sentence.
    if (word.capital && word.kind === 'word' && !small.has(word.lower))
      for (const sound of soundsOfWord(word.text, lang)) found.push(`${SOUND_MARK}${sound}`)
    return { word, found }
  })
}

/** Makes a text ready to be found. */
export function indexText(title: string, text: string, language: string | null): IndexedText {
  const places = new Map<string, number[]>()
  const words = searchWords(`${title}\n${text}`.slice(0, LONGEST_TEXT), language)
  for (const [index, { found }] of words.entries())
    for (const lexeme of found) {
      const known = places.get(lexeme)
      const place = Math.min(index + 1, LAST_PLACE)
      if (!known) places.set(lexeme, [place])
      else if (known.at(-1) !== place) known.push(place)
    }
  let vector = ''
  const sounds: string[] = []
  for (const [lexeme, at] of places) {
    if (lexeme === '') continue
    vector += `${vector === '' ? '' : ' '}${quoted(lexeme)}:${at.join(',')}`
    if (lexeme.startsWith(SOUND_MARK)) sounds.push(lexeme.slice(1))
  }
  return { vector, sounds }
}

/** A word as it stands in a tsvector or tsquery. */
export const quoted = (lexeme: string): string => `'${lexeme.replaceAll(/['\\]/g, '$&$&')}'`
