import { type CueRows, JOINTS, signed } from './cue-matcher.ts'
import type { CueElement, CuePattern } from './cue-pattern.ts'
import type { CueWordCompiler } from './cue-word-compiler.ts'

/** Brings cues of one kind into rows, in the order in which they are written. */
export class CueCompiler<T> {
  readonly #concepts: ConceptNames
  readonly #rules: T[] = []
  readonly #cues: string[] = []
  readonly #starts: number[] = []
  readonly #rows: number[] = []
  readonly #byAnchor: number[][] = []

  constructor(concepts: ConceptNames) {
    this.#concepts = concepts
  }

  add({ text, elements, vetoes }: CuePattern, rule: T): void {
    const cue = this.#cues.length
    this.#rules.push(rule)
    this.#cues.push(text)
    this.#starts.push(this.#rows.length)
    this.#rows.push(elements.length, vetoes.length)
    let anchor: readonly number[] = []
    let least = Number.POSITIVE_INFINITY
    for (const element of elements) {
      const concepts = this.#write(element, JOINTS.indexOf(element.joint))
      let size = 0
      for (const concept of concepts) size += this.#concepts.sizeOf(concept)
      if (size >= least) continue
      least = size
      anchor = concepts
    }
    for (const veto of vetoes) this.#write(veto, veto.joint === 'near' ? 1 : 0)
    for (const concept of anchor) {
      const row = this.#byAnchor[concept]
      if (row) row.push(cue)
      else this.#byAnchor[concept] = [cue]
    }
  }

  #write({ any }: CueElement, joint: number): number[] {
    const concepts: number[] = []
    const rows = this.#rows
    const head = rows.push(joint, 0) - 1
    for (const { key, negated } of any)
      for (const concept of this.#concepts.idsOf(key)) {
        const must = negated ?? (this.#concepts.isPolar(concept) ? false : null)
        concepts.push(concept)
        rows.push(signed(concept, must))
      }
    rows[head] = concepts.length
    return concepts
  }

  /** All that were added. */
  rows(): CueRows<T> {
    const anchors = [0]
    const anchored: number[] = []
    for (let concept = 0; concept < this.#byAnchor.length; concept++) {
      for (const cue of this.#byAnchor[concept] ?? []) anchored.push(cue)
      anchors.push(anchored.length)
    }
    return {
      rules: this.#rules,
      cues: this.#cues,
      starts: Int32Array.from(this.#starts),
      rows: Int32Array.from(this.#rows),
      anchors: Int32Array.from(anchors),
      anchored: Int32Array.from(anchored),
    }
  }
}

/** Numbers for concepts and for the single words of cues, so that a sentence's are found by one look-up each. */
export class ConceptNames {
  readonly #words: CueWordCompiler
  #ids = new Map<string, number>()
  #sizes: number[] = []
  #included = new Map<number, number[]>()
  #polar = new Set<number>()
  #known = new Map<string, number[]>()

  constructor(words: CueWordCompiler) {
    this.#words = words
  }

  #idOf(name: string): number {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    this.#ids.set(name, this.#sizes.length)
    this.#sizes.push(0)
    return this.#sizes.length - 1
  }

  /** Gives a concept its words; "@other" among them stands for all of that concept. */
  define(name: string, words: string[]): void {
    this.#known.clear()
    const id = this.#idOf(name)
    const own = words.filter((word) => !word.startsWith('@'))
    this.#words.add(id, own)
    this.#sizes[id]! += own.length
    const others = words.filter((word) => word.startsWith('@')).map((word) => this.#idOf(word.slice(1)))
    if (others.length) this.#included.set(id, [...(this.#included.get(id) ?? []), ...others])
  }

  /** The concepts that a key of a cue stands for: a concept and what it includes, or a word of its own. */
  idsOf(key: string): number[] {
    const known = this.#known.get(key)
    if (known) return known
    const ids = this.#lookUp(key)
    this.#known.set(key, ids)
    return ids
  }

  #lookUp(key: string): number[] {
    if (key.startsWith('@')) return this.#withIncluded(this.#idOf(key.slice(1)))
    const name = `"${key}`
    if (!this.#ids.has(name)) this.define(name, [key.replaceAll('_', ' ')])
    return [this.#idOf(name)]
  }

  #withIncluded(id: number, seen = new Set<number>()): number[] {
    if (seen.has(id)) return []
    seen.add(id)
    return [id, ...(this.#included.get(id) ?? []).flatMap((other) => this.#withIncluded(other, seen))]
  }

  /** Of each concept by its name the numbers that stand for it; single words of cues have none. */
  byName(): Map<string, number[]> {
    const names = new Map<string, number[]>()
    for (const name of this.#ids.keys()) if (!name.startsWith('"')) names.set(name, this.idsOf(`@${name}`))
    return names
  }

  /** Plain mentions of a polar concept mean: not negated. */
  makePolar(name: string): void {
    this.#polar.add(this.#idOf(name))
  }

  isPolar(id: number): boolean {
    return this.#polar.has(id)
  }

  sizeOf(id: number): number {
    return this.#sizes[id] ?? 0
  }
}
