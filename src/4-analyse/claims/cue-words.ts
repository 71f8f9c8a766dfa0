import { placeInList, type WordList } from '../../language/word-list.ts'
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

/** Words of a cue that stand for a concept: "punishment cell" is one entry of two words. */
interface Entry {
  concept: number
  /** The words after the first. */
  rest: RestWord[]
}

/** A word of a cue: this very form ("="), every word that begins so ("*"), or all forms with a stem ("~"). */
interface RestWord {
  kind: string
  text: string
}

/** Where a concept stands in a sentence: from and to are the first and last word. */
export interface Occurrence {
  from: number
  to: number
  negated: boolean
}

const SHORTEST_PREFIX = 2

// Russian writes ё or е as it likes: cues and texts need not agree.
export const plain = (word: string): string => (word.includes('ё') ? word.replaceAll('ё', 'е') : word)

/** The words of cues in rows, to be kept: the entries of the key at place n are those from `from[n]` up to `from[n + 1]`. */
export interface CueWordRows {
  keys: WordList
  from: Int32Array
  /** Of each entry the concept, times two; and one where its words are not the concept. */
  concepts: Int32Array
  /** Of each entry the keys of the words after the first, with a space between. */
  rests: string[]
  longestPrefix: number
}

const NO_REST: RestWord[] = []

const restWord = (key: string): RestWord => ({ kind: key[0]!, text: key.slice(1) })

/** The words of one language's cues: a word's form, its stem, its beginnings. */
export class CueWords {
  readonly #rows: CueWordRows
  readonly #ofForm = new Map<string, FormEntries>()

  constructor(rows: CueWordRows) {
    this.#rows = rows
  }

  #addEntries(key: string, found: FormEntries): void {
    const { keys, from, concepts, rests } = this.#rows
    const n = placeInList(keys, key)
    if (n < 0) return
    for (let i = from[n]!; i < from[n + 1]!; i++) {
      const concept = concepts[i]! >> 1
      const rest = rests[i] === '' ? NO_REST : rests[i]!.split(' ').map(restWord)
      if ((concepts[i]! & 1) === 1) found.excluded.push({ concept, rest })
      else if (rest.length > 0) found.phrases.push({ concept, rest })
      else if (!found.alone.includes(concept)) found.alone.push(concept)
    }
  }

  #entriesOf(token: CueToken): FormEntries {
    const known = this.#ofForm.get(token.lower)
    if (known) return known
    const lower = plain(token.lower)
    const found: FormEntries = { alone: [], phrases: [], excluded: [] }
    this.#addEntries(`=${lower}`, found)
    this.#addEntries(`~${token.stem}`, found)
    const { longestPrefix } = this.#rows
    for (let n = SHORTEST_PREFIX; n <= lower.length && n <= longestPrefix; n++)
      this.#addEntries(`*${lower.slice(0, n)}`, found)
    // A text may hold any number of different words; what is kept must not grow with what was read.
    if (this.#ofForm.size > 50_000) this.#ofForm.clear()
    this.#ofForm.set(token.lower, found)
    return found
  }

  /** All concepts of a sentence, in the order of the words. */
  find(tokens: readonly CueToken[], negation: Negation): FoundConcepts {
    const found = new FoundConcepts()
    let not: { concept: number; from: number; to: number }[] | null = null
    for (let i = 0; i < tokens.length; i++) {
      const { alone, phrases, excluded } = this.#entriesOf(tokens[i]!)
      for (let n = 0; n < excluded.length; n++) {
        const entry = excluded[n]!
        if (!stands(entry, tokens, i)) continue
        not ??= []
        not.push({ concept: entry.concept, from: i, to: i + entry.rest.length })
      }
      if (alone.length > 0) {
        // One object for all concepts of a word: most words have several, and most sentences have many words.
        const here = { from: i, to: i, negated: negation.of(i, i) }
        for (let n = 0; n < alone.length; n++) found.add(alone[n]!, here)
      }
      for (let n = 0; n < phrases.length; n++) {
        const entry = phrases[n]!
        if (!stands(entry, tokens, i)) continue
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
  /** Words that are not the concept, although they begin like it ("call for" is no telephone call). */
  excluded: Entry[]
}

// Asked of every word of a text for each phrase that begins with it, and nearly always in vain.
function stands({ rest }: Entry, tokens: readonly CueToken[], i: number): boolean {
  if (i + rest.length >= tokens.length) return false
  for (let n = 0; n < rest.length; n++) if (!fits(rest[n]!, tokens[i + 1 + n]!)) return false
  return true
}

function fits({ kind, text }: RestWord, { lower, stem }: CueToken): boolean {
  if (kind === '~') return stem === text
  return kind === '*' ? plain(lower).startsWith(text) : plain(lower) === text
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
    const places: Occurrence[] = []
    for (let i = this.concepts.indexOf(concept); i >= 0; i = this.concepts.indexOf(concept, i + 1))
      places.push(this.places[i]!)
    return places
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
