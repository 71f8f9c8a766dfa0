import type { Negation } from './cue-negation.ts'

/** A word of a sentence as the cues see it. */
export interface CueToken {
  start: number
  end: number
  lower: string
  stem: string
  /** The form itself says no (Azerbaijani "verilmir"). */
  negated: boolean
}

/** Words of a cue that stand for a concept: "punishment cell" is one entry of two keys. */
interface Entry {
  concept: number
  /** The keys of the words after the first. */
  rest: string[]
  /** These words are not the concept, although they begin like it ("call for" is no telephone call). */
  excludes: boolean
}

/** Where a concept stands in a sentence: from and to are the first and last word. */
export interface Occurrence {
  from: number
  to: number
  negated: boolean
}

const SHORTEST_PREFIX = 2

// Russian writes ё or е as it likes: cues and texts need not agree.
const plain = (word: string): string => (word.includes('ё') ? word.replaceAll('ё', 'е') : word)

/** The words of one language's cues, found by hash look-ups: a word's form, its stem, its beginnings. */
export class CueWords {
  #byKey = new Map<string, Entry[]>()
  #ofForm = new Map<string, Entry[]>()
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

  #fits(key: string, token: CueToken): boolean {
    const lower = plain(token.lower)
    if (key[0] === '=') return lower.length === key.length - 1 && key.endsWith(lower)
    if (key[0] === '*') return lower.startsWith(key.slice(1))
    return token.stem === key.slice(1)
  }

  #entriesOf(token: CueToken): Entry[] {
    const known = this.#ofForm.get(token.lower)
    if (known) return known
    const { stem } = token
    const lower = plain(token.lower)
    const found = [...(this.#byKey.get(`=${lower}`) ?? []), ...(this.#byKey.get(`~${stem}`) ?? [])]
    for (let n = SHORTEST_PREFIX; n <= lower.length && n <= this.#longestPrefix; n++)
      found.push(...(this.#byKey.get(`*${lower.slice(0, n)}`) ?? []))
    // A text may hold any number of different words; what is kept must not grow with what was read.
    if (this.#ofForm.size > 50_000) this.#ofForm.clear()
    this.#ofForm.set(token.lower, found)
    return found
  }

  /** All concepts of a sentence, in the order of the words. */
  find(tokens: CueToken[], negation: Negation): Map<number, Occurrence[]> {
    const found = new Map<number, Occurrence[]>()
    for (let i = 0; i < tokens.length; i++) {
      const entries = this.#entriesOf(tokens[i]!)
      if (entries.length === 0) continue
      const stands = ({ rest }: Entry) =>
        i + rest.length < tokens.length && rest.every((key, n) => this.#fits(key, tokens[i + 1 + n]!))
      const excluded = entries.some((entry) => entry.excludes)
        ? new Set(entries.filter((entry) => entry.excludes && stands(entry)).map((entry) => entry.concept))
        : null
      for (const entry of entries) {
        const { concept, rest } = entry
        if (entry.excludes || excluded?.has(concept) || !stands(entry)) continue
        const to = i + rest.length
        const occurrence = { from: i, to, negated: negation.of(i, to) }
        const list = found.get(concept)
        if (list) list.push(occurrence)
        else found.set(concept, [occurrence])
      }
    }
    return found
  }
}
