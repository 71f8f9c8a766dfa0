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
  #ofForm = new Map<string, FormEntries>()
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

  #entriesOf(token: CueToken): FormEntries {
    const known = this.#ofForm.get(token.lower)
    if (known) return known
    const lower = plain(token.lower)
    const all = [...(this.#byKey.get(`=${lower}`) ?? []), ...(this.#byKey.get(`~${token.stem}`) ?? [])]
    for (let n = SHORTEST_PREFIX; n <= lower.length && n <= this.#longestPrefix; n++)
      all.push(...(this.#byKey.get(`*${lower.slice(0, n)}`) ?? []))
    const found: FormEntries = {
      alone: [
        ...new Set(all.filter(({ rest, excludes }) => rest.length === 0 && !excludes).map(({ concept }) => concept)),
      ],
      phrases: all.filter(({ rest, excludes }) => rest.length > 0 && !excludes),
      excluded: all.filter(({ excludes }) => excludes),
    }
    // A text may hold any number of different words; what is kept must not grow with what was read.
    if (this.#ofForm.size > 50_000) this.#ofForm.clear()
    this.#ofForm.set(token.lower, found)
    return found
  }

  #stands({ rest }: Entry, tokens: readonly CueToken[], i: number): boolean {
    if (i + rest.length >= tokens.length) return false
    for (let n = 0; n < rest.length; n++) if (!this.#fits(rest[n]!, tokens[i + 1 + n]!)) return false
    return true
  }

  /** All concepts of a sentence, in the order of the words. */
  find(tokens: readonly CueToken[], negation: Negation): FoundConcepts {
    const found = new FoundConcepts()
    let not: { concept: number; from: number; to: number }[] | null = null
    for (let i = 0; i < tokens.length; i++) {
      const { alone, phrases, excluded } = this.#entriesOf(tokens[i]!)
      for (const entry of excluded) {
        if (!this.#stands(entry, tokens, i)) continue
        not ??= []
        not.push({ concept: entry.concept, from: i, to: i + entry.rest.length })
      }
      if (alone.length > 0) {
        // One object for all concepts of a word: most words have several, and most sentences have many words.
        const here = { from: i, to: i, negated: negation.of(i, i) }
        for (const concept of alone) found.add(concept, here)
      }
      for (const entry of phrases) {
        if (!this.#stands(entry, tokens, i)) continue
        const to = i + entry.rest.length
        found.add(entry.concept, { from: i, to, negated: negation.of(i, to) })
      }
    }
    // Words may stand anywhere in what only looks like their concept: "in the name of the doctor".
    return not === null
      ? found
      : found.without((concept, { from, to }) =>
          not.some((one) => one.concept === concept && one.from <= from && to <= one.to),
        )
  }
}

/** What the words of one form may stand for. */
interface FormEntries {
  alone: number[]
  phrases: Entry[]
  excluded: Entry[]
}

/** The concepts of one sentence with their places: two rows side by side, since a text has very many of them. */
export class FoundConcepts {
  readonly concepts: number[] = []
  readonly places: Occurrence[] = []

  add(concept: number, place: Occurrence): void {
    this.concepts.push(concept)
    this.places.push(place)
  }

  has(concept: number): boolean {
    return this.concepts.includes(concept)
  }

  get(concept: number): Occurrence[] {
    return this.places.filter((_, i) => this.concepts[i] === concept)
  }

  /** The same without what does not count. */
  without(drop: (concept: number, place: Occurrence) => boolean): FoundConcepts {
    const kept = new FoundConcepts()
    this.concepts.forEach((concept, i) => {
      if (!drop(concept, this.places[i]!)) kept.add(concept, this.places[i]!)
    })
    return kept
  }
}
