import type { FoundConcepts, Occurrence } from './cue-words.ts'

/** Rounds are kept in 32 bits. */
export const LAST_ROUND = 0x7fffffff

const NOWHERE: readonly Occurrence[] = []

/**
 * The concepts of the sentence at hand by number, for the matchers that ask thousands of times. One index is used for
 * sentence after sentence, so that none is built for each; where a concept stands is gathered when it is asked for,
 * since of most it never is.
 */
export class FoundIndex {
  /** The round in which a concept was last found: it stands in the sentence where that is this round. */
  #found = new Int32Array(1024)
  #places: Occurrence[][] = []
  #gathered = new Int32Array(1024)
  #round = 0
  #sentence: FoundConcepts | null = null
  /** The concepts of the sentence, each once. */
  distinct: number[] = []

  load(sentence: FoundConcepts): void {
    const { concepts } = sentence
    if (this.#round === LAST_ROUND) this.#begin()
    const round = ++this.#round
    const distinct: number[] = []
    for (let i = 0; i < concepts.length; i++) {
      const concept = concepts[i]!
      if (concept >= this.#found.length) this.#widen(concept)
      if (this.#found[concept] === round) continue
      this.#found[concept] = round
      distinct.push(concept)
    }
    this.distinct = distinct
    this.#sentence = sentence
  }

  has(concept: number): boolean {
    return this.#found[concept] === this.#round
  }

  at(concept: number): readonly Occurrence[] {
    if (!this.has(concept) || !this.#sentence) return NOWHERE
    if (this.#gathered[concept] !== this.#round) {
      this.#gathered[concept] = this.#round
      this.#places[concept] = this.#sentence.get(concept)
    }
    return this.#places[concept]!
  }

  // After some weeks of reading without end.
  #begin(): void {
    this.#round = 0
    this.#found.fill(0)
    this.#gathered.fill(0)
  }

  #widen(concept: number): void {
    const length = Math.max(concept + 1, this.#found.length * 2)
    const wider = (row: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(length)
      copy.set(row)
      return copy
    }
    this.#found = wider(this.#found)
    this.#gathered = wider(this.#gathered)
  }
}
