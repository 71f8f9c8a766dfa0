import type { ReadLanguage } from '../language/detect.ts'
import { lowerIn, stemOf } from '../language/stem.ts'
import { splitWords } from '../language/words.ts'
import { mayBeName } from './name-sounds.ts'
import { quoted, SOUND_MARK } from './text-words.ts'

/** A word that is looked for: the stems that it may have, one for each language that it may be of. */
export interface SearchWord {
  text: string
  stems: string[]
  byName: boolean
}

/** Words side by side; a single word is the shortest phrase. Of `either`, one is enough. */
interface SearchTerm {
  without: boolean
  either: SearchWord[][]
}

/** What somebody looks for: all terms must stand in a text, those `without` must not. */
export interface Search {
  terms: SearchTerm[]
}

const QUOTES = '"“”„«»'
const TERM = new RegExp(`([-−]?)(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|([^\\s${QUOTES}]+))`, 'gu')
// Nobody types more; a pasted page is not a search.
const MOST_WORDS = 24

/** Reads what was typed: words, "phrases", -without, this|that. Null where nothing of it can be looked for. */
export function readSearch(typed: string): Search | null {
  const terms: SearchTerm[] = []
  let count = 0
  for (const [, minus, phrase, plain] of typed.matchAll(TERM)) {
    const either = (phrase !== undefined ? [phrase] : plain!.split('|'))
      .map(wordsOf)
      .filter((words) => words.length > 0)
    count += either.flat().length
    if (either.length === 0) continue
    if (count > MOST_WORDS) break
    terms.push({ without: minus !== '', either })
  }
  return terms.some(({ without }) => !without) ? { terms } : null
}

function wordsOf(text: string): SearchWord[] {
  return splitWords(text, 0, text.length, null)
    .filter(({ kind }) => kind !== 'punct')
    .map((word) => ({ text: word.text, stems: stemsOf(word.text), byName: mayBeName(word.text) }))
}

function stemsOf(word: string): string[] {
  const read = languagesOf(word).map((lang) => stemOf(lang, lowerIn(lang, word)))
  return [...new Set([...read, word.toLowerCase()])].filter((stem) => stem !== '')
}

/** The languages that a searched word may be of, by its letters. */
function languagesOf(word: string): ReadLanguage[] {
  // Old Azerbaijani texts are in Cyrillic letters.
  if (/\p{Script=Cyrillic}/u.test(word)) return /[әғҝөүһҹј]/i.test(word) ? ['az'] : ['ru', 'az']
  return /[əğıöüçşƏĞİÖÜÇŞ]/.test(word) ? ['az'] : ['en', 'az']
}

/** All words that are looked for by sound. */
export const namesOf = ({ terms }: Search): SearchWord[] =>
  terms.flatMap(({ either }) => either.flat()).filter(({ byName }) => byName)

/** The sounds that each word looked for by sound is found under; by `SearchWord.text`. */
export type SoundsOf = (word: string) => string[]

/**
 * A search as PostgreSQL's tsquery. `loose` asks only for the words of phrases, wherever they stand: the index answers
 * that by itself, and the exact query then looks at no more texts than it must.
 */
export function tsQuery({ terms }: Search, soundsOf: SoundsOf): { exact: string; loose: string; hasPhrase: boolean } {
  const oneWord = (word: SearchWord) =>
    `(${[...word.stems, ...soundsOf(word.text).map((sound) => `${SOUND_MARK}${sound}`)].map(quoted).join(' | ')})`
  const joined = (between: string, given: SearchTerm[]) =>
    given
      .map(({ without, either }) => {
        const words = either.map((phrase) => `(${phrase.map(oneWord).join(` ${between} `)})`)
        return `${without ? '!' : ''}(${words.join(' | ')})`
      })
      .join(' & ')
  const isPhrase = ({ either }: SearchTerm) => either.some((words) => words.length > 1)
  return {
    exact: joined('<->', terms),
    // A phrase that must not stand there says nothing of its words.
    loose: joined(
      '&',
      terms.filter((term) => !term.without || !isPhrase(term)),
    ),
    hasPhrase: terms.some(isPhrase),
  }
}

/** All that a text is marked for: stems and sounds of what must stand in it. */
export function wantedOf({ terms }: Search, soundsOf: SoundsOf): Map<string, number> {
  const wanted = new Map<string, number>()
  const words = terms.filter(({ without }) => !without).flatMap(({ either }) => either.flat())
  for (const [index, word] of words.entries())
    for (const lexeme of [...word.stems, ...soundsOf(word.text).map((sound) => `${SOUND_MARK}${sound}`)])
      if (!wanted.has(lexeme)) wanted.set(lexeme, index)
  return wanted
}
