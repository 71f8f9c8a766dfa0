import { wordAt, wordList } from '../../language/word-list.ts'
import { type CueWordRows, plain } from './cue-words.ts'

/** Words that stand for a concept, or that only look so (`excludes`); `rest`: the keys of those after the first. */
interface WrittenEntry {
  concept: number
  rest: string[]
  excludes: boolean
}

/** Brings the words of one language's cues into rows. */
export class CueWordCompiler {
  readonly #byKey = new Map<string, WrittenEntry[]>()
  #longestPrefix = 0
  readonly #stem: (word: string) => string

  /** @param stem of a word in small letters, by the rules of the language */
  constructor(stem: (word: string) => string) {
    this.#stem = stem
  }

  /** Adds the words of a concept: each one word, or several that stand side by side; "-words" are not the concept. */
  add(concept: number, words: string[]): void {
    for (const written of words) {
      const excludes = written.startsWith('-')
      const phrase = excludes ? written.slice(1) : written
      const [first, ...rest] = phrase
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => this.#key(word))
      if (first === undefined) continue
      if (first.startsWith('*')) this.#longestPrefix = Math.max(this.#longestPrefix, first.length - 1)
      const entries = this.#byKey.get(first)
      if (entries) entries.push({ concept, rest, excludes })
      else this.#byKey.set(first, [{ concept, rest, excludes }])
    }
  }

  // "=led" → "=led"; "letter*" → "*letter"; "visits" → "~" and its stem.
  #key(written: string): string {
    const word = plain(written)
    if (word.startsWith('=')) return word
    if (word.endsWith('*')) return `*${word.slice(0, -1)}`
    return `~${this.#stem(word)}`
  }

  /** All that were added. */
  rows(): CueWordRows {
    const keys = wordList(this.#byKey.keys())
    const from = [0]
    const concepts: number[] = []
    const rests: string[] = []
    for (let n = 0; n + 1 < keys.starts.length; n++) {
      for (const { concept, rest, excludes } of this.#byKey.get(wordAt(keys, n))!) {
        concepts.push(concept * 2 + (excludes ? 1 : 0))
        rests.push(rest.join(' '))
      }
      from.push(concepts.length)
    }
    return {
      keys,
      from: Int32Array.from(from),
      concepts: Int32Array.from(concepts),
      rests,
      longestPrefix: this.#longestPrefix,
    }
  }
}
