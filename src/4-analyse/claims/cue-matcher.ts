import type { CueElement, CuePattern, Joint } from './cue-pattern.ts'
import type { CueWords, Occurrence } from './cue-words.ts'
import type { FoundIndex } from './found-index.ts'

/** A cue found in a sentence: the words from `from` to `to` made it. */
export interface CueMatch<T> {
  rule: T
  pattern: CuePattern
  from: number
  to: number
  /** The place of each element of the cue, in its order. */
  at: Occurrence[]
}

interface Wanted {
  concepts: { id: number; negated: boolean | null }[]
}

interface Compiled<T> {
  rule: T
  pattern: CuePattern
  elements: (Wanted & { joint: Joint })[]
  vetoes: (Wanted & { close: boolean })[]
  seen: number
}

// How far apart, in the distances of distances.ts, words may stand for each joint.
const REACH: Record<Joint, number> = { soon: 3, later: 9, near: 8, sentence: Number.POSITIVE_INFINITY }

// How close is close for what speaks against a cue.
const CLOSE = 4

// A sentence that is a list of a thousand letters and refusals must not cost a million tries.
const TRIES = 400

/** Finds cues in sentences. Only cues of which the rarest word is there are looked at. */
export class CueMatcher<T> {
  #concepts: ConceptNames
  #byAnchor: Compiled<T>[][] = []
  #round = 0

  constructor(concepts: ConceptNames) {
    this.#concepts = concepts
  }

  add(pattern: CuePattern, rule: T): void {
    const compile = ({ any }: CueElement): Wanted => ({
      concepts: any.flatMap(({ key, negated }) =>
        this.#concepts
          .idsOf(key)
          .map((id) => ({ id, negated: negated ?? (this.#concepts.isPolar(id) ? false : null) })),
      ),
    })
    const elements = pattern.elements.map((element) => ({ ...compile(element), joint: element.joint }))
    const compiled = {
      rule,
      pattern,
      elements,
      vetoes: pattern.vetoes.map((veto) => ({ ...compile(veto), close: veto.joint === 'near' })),
      seen: -1,
    }
    const sizes = elements.map((element) => element.concepts.reduce((n, { id }) => n + this.#concepts.sizeOf(id), 0))
    const anchor = elements[sizes.indexOf(Math.min(...sizes))]!
    for (const { id } of anchor.concepts) {
      const list = this.#byAnchor[id]
      if (list) list.push(compiled)
      else this.#byAnchor[id] = [compiled]
    }
  }

  /** The cues of the sentence that the index holds; `distances`: how far each of its words is. */
  match(index: FoundIndex, distances: readonly number[]): CueMatch<T>[] {
    const matches: CueMatch<T>[] = []
    const round = ++this.#round
    for (const concept of index.distinct) {
      const candidates = this.#byAnchor[concept]
      if (!candidates) continue
      for (const compiled of candidates) {
        if (compiled.seen === round) continue
        compiled.seen = round
        if (!mayStand(compiled.elements, index)) continue
        const at = place(compiled, index, distances)
        if (at) {
          const from = Math.min(...at.map((o) => o.from))
          const to = Math.max(...at.map((o) => o.to))
          matches.push({ rule: compiled.rule, pattern: compiled.pattern, from, to, at })
        }
      }
    }
    return matches
  }
}

function mayStand(elements: readonly Wanted[], index: FoundIndex): boolean {
  for (const { concepts } of elements) {
    let there = false
    for (let i = 0; i < concepts.length && !there; i++) there = index.has(concepts[i]!.id)
    if (!there) return false
  }
  return true
}

function place<T>(
  { elements, vetoes }: Compiled<T>,
  found: FoundIndex,
  distances: readonly number[],
): Occurrence[] | null {
  if (vetoes.some((veto) => !veto.close && occurrencesOf(veto, found).length > 0)) return null
  const lists = elements.map((element) => occurrencesOf(element, found))
  if (lists.some((list) => list.length === 0)) return null
  let tries = TRIES
  const chosen: Occurrence[] = []
  const next = (n: number): boolean => {
    if (n === lists.length) return true
    for (const occurrence of lists[n]!) {
      if (tries-- <= 0) return false
      if (n > 0 && !joins(elements[n]!.joint, chosen[n - 1]!, occurrence, distances)) continue
      if (chosen.some((other) => other.from <= occurrence.to && occurrence.from <= other.to)) continue
      chosen.push(occurrence)
      if (next(n + 1)) return true
      chosen.pop()
    }
    return false
  }
  if (!next(0)) return null
  const closeBy = (o: Occurrence) => chosen.some((other) => gapOf(o, other, distances) <= CLOSE)
  return vetoes.some((veto) => veto.close && occurrencesOf(veto, found).some(closeBy)) ? null : chosen
}

function occurrencesOf({ concepts }: Wanted, found: FoundIndex): Occurrence[] {
  const list: Occurrence[] = []
  for (const { id, negated } of concepts)
    for (const occurrence of found.at(id)) if (negated === null || occurrence.negated === negated) list.push(occurrence)
  return list
}

const gapOf = (a: Occurrence, b: Occurrence, distances: readonly number[]): number =>
  a.from > b.to ? distances[a.from]! - distances[b.to]! : b.from > a.to ? distances[b.from]! - distances[a.to]! : 0

function joins(joint: Joint, before: Occurrence, after: Occurrence, distances: readonly number[]): boolean {
  if (joint === 'sentence') return true
  if (after.from > before.to) return distances[after.from]! - distances[before.to]! <= REACH[joint]
  return joint === 'near' && distances[before.from]! - distances[after.to]! <= REACH[joint]
}

/** Numbers for concepts and for the single words of cues, so that a sentence's are found by one look-up each. */
export class ConceptNames {
  #words: CueWords
  #ids = new Map<string, number>()
  #sizes: number[] = []
  #included = new Map<number, number[]>()
  #polar = new Set<number>()
  #known = new Map<string, number[]>()

  constructor(words: CueWords) {
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
