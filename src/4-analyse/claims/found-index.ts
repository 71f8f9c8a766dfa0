import type { FoundConcepts, Occurrence } from './cue-words.ts'

const NOWHERE: readonly Occurrence[] = []

/**
 * The concepts of the sentence at hand by number, for the matchers that ask thousands of times. One index is used for
 * sentence after sentence, so that none is built for each.
 */
export class FoundIndex {
  readonly #places: Occurrence[][] = []
  readonly #sentence: number[] = []
  #current = 0
  /** The concepts of the sentence, each once. */
  distinct: number[] = []

  load({ concepts, places }: FoundConcepts): void {
    this.#current++
    this.distinct = []
    for (let i = 0; i < concepts.length; i++) {
      const concept = concepts[i]!
      if (this.#sentence[concept] !== this.#current) {
        this.#sentence[concept] = this.#current
        this.#places[concept] = []
        this.distinct.push(concept)
      }
      this.#places[concept]!.push(places[i]!)
    }
  }

  has(concept: number): boolean {
    return this.#sentence[concept] === this.#current
  }

  at(concept: number): readonly Occurrence[] {
    return this.has(concept) ? this.#places[concept]! : NOWHERE
  }
}
