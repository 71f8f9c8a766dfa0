import { type CueElement, type CuePattern, type Joint, parseCuePattern } from './cue-pattern.ts'
import type { CueWords, Occurrence } from './cue-words.ts'
import { type FoundIndex, LAST_ROUND } from './found-index.ts'

/** A cue found in a sentence: the words from `from` to `to` made it. */
export interface CueMatch<T> {
  rule: T
  pattern: CuePattern
  from: number
  to: number
  /** The place of each element of the cue, in its order. */
  at: Occurrence[]
}

/**
 * Cues in rows of numbers: many thousands of small objects would take longer to make, to keep and to walk through. The
 * row of a cue: how many elements, how many vetoes; then of each its joint (of a veto: whether it must be close), how
 * many concepts it may be, and these with their signs.
 */
export interface CueRows<T> {
  rules: T[]
  /** The cues as they are written. */
  cues: string[]
  /** Where the row of each cue begins in `rows`. */
  starts: Int32Array
  rows: Int32Array
  /** The cues of whose rarest element a concept is one: `anchored` from `anchors[concept]` up to `anchors[concept + 1]`. */
  anchors: Int32Array
  anchored: Int32Array
}

const JOINTS: readonly Joint[] = ['soon', 'later', 'near', 'sentence']
// How far apart, in the distances of distances.ts, words may stand for each joint.
const REACH: Record<Joint, number> = { soon: 3, later: 9, near: 8, sentence: Number.POSITIVE_INFINITY }
const REACHES = JOINTS.map((joint) => REACH[joint])
const NEAR = JOINTS.indexOf('near')
const SENTENCE = JOINTS.indexOf('sentence')

// The sign of a concept stands in the last two bits of its number.
const EITHER = 0
const NEGATED = 1
const PLAIN = 2

// How close is close for what speaks against a cue.
const CLOSE = 4

// A sentence that is a list of a thousand letters and refusals must not cost a million tries.
const TRIES = 400

/** Finds cues in sentences. Only cues of which the rarest word is there are looked at. */
export class CueMatcher<T> {
  readonly #concepts: ConceptNames
  readonly #rules: T[] = []
  readonly #cues: string[] = []
  readonly #starts: number[] = []
  readonly #rows: number[] = []
  readonly #byAnchor: number[][] = []
  #all: CueRows<T> | null
  /** The round in which each cue was last looked at: a cue is tried once a sentence. */
  #seen = new Int32Array(0)
  #round = 0
  readonly #patterns: CuePattern[] = []

  /** @param rows what `rows()` gave: then nothing is added any more */
  constructor(concepts: ConceptNames, rows: CueRows<T> | null = null) {
    this.#concepts = concepts
    this.#all = rows
  }

  add({ text, elements, vetoes }: CuePattern, rule: T): void {
    const cue = this.#cues.length
    this.#all = null
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
        rows.push(concept * 4 + (must === null ? EITHER : must ? NEGATED : PLAIN))
      }
    rows[head] = concepts.length
    return concepts
  }

  /** All cues, to be kept. */
  rows(): CueRows<T> {
    if (this.#all) return this.#all
    const anchors = [0]
    const anchored: number[] = []
    for (let concept = 0; concept < this.#byAnchor.length; concept++) {
      for (const cue of this.#byAnchor[concept] ?? []) anchored.push(cue)
      anchors.push(anchored.length)
    }
    this.#all = {
      rules: this.#rules,
      cues: this.#cues,
      starts: Int32Array.from(this.#starts),
      rows: Int32Array.from(this.#rows),
      anchors: Int32Array.from(anchors),
      anchored: Int32Array.from(anchored),
    }
    return this.#all
  }

  /** The cues of the sentence that the index holds; `distances`: how far each of its words is. */
  match(index: FoundIndex, distances: readonly number[]): CueMatch<T>[] {
    const matches: CueMatch<T>[] = []
    const { anchors, anchored, starts, rows, rules } = this.rows()
    if (this.#seen.length !== rules.length || this.#round === LAST_ROUND) {
      this.#seen = new Int32Array(rules.length)
      this.#round = 0
    }
    const seen = this.#seen
    const round = ++this.#round
    const { distinct } = index
    for (let n = 0; n < distinct.length; n++) {
      const concept = distinct[n]!
      if (concept + 1 >= anchors.length) continue
      const after = anchors[concept + 1]!
      for (let i = anchors[concept]!; i < after; i++) {
        const cue = anchored[i]!
        if (seen[cue] === round) continue
        seen[cue] = round
        const start = starts[cue]!
        if (!mayStand(rows, start, index)) continue
        const at = place(rows, start, index, distances)
        if (!at) continue
        const from = Math.min(...at.map((o) => o.from))
        const to = Math.max(...at.map((o) => o.to))
        matches.push({ rule: rules[cue]!, pattern: this.#patternOf(cue), from, to, at })
      }
    }
    return matches
  }

  #patternOf(cue: number): CuePattern {
    this.#patterns[cue] ??= parseCuePattern(this.rows().cues[cue]!)
    return this.#patterns[cue]
  }
}

/** Whether each element of a cue has a concept in the sentence. */
function mayStand(rows: Int32Array, start: number, index: FoundIndex): boolean {
  let at = start + 2
  for (let element = rows[start]!; element > 0; element--) {
    const after = at + 2 + rows[at + 1]!
    at += 2
    while (at < after && !index.has(rows[at]! >> 2)) at++
    if (at === after) return false
    at = after
  }
  return true
}

/** A place for each element of a cue where they join as they must and nothing speaks against it; or null. */
function place(rows: Int32Array, start: number, found: FoundIndex, distances: readonly number[]): Occurrence[] | null {
  const elements = rows[start]!
  const joints: number[] = []
  const lists: Occurrence[][] = []
  let at = start + 2
  for (let element = 0; element < elements; element++) {
    const list = occurrencesOf(rows, at, found)
    if (list.length === 0) return null
    joints.push(rows[at]!)
    lists.push(list)
    at += 2 + rows[at + 1]!
  }
  const close: Occurrence[] = []
  for (let veto = rows[start + 1]!; veto > 0; veto--) {
    const against = occurrencesOf(rows, at, found)
    if (rows[at] === 1) close.push(...against)
    else if (against.length > 0) return null
    at += 2 + rows[at + 1]!
  }
  const chosen = chooseJoined(lists, joints, distances)
  if (!chosen) return null
  return close.some((o) => chosen.some((other) => gapOf(o, other, distances) <= CLOSE)) ? null : chosen
}

function chooseJoined(
  lists: readonly Occurrence[][],
  joints: readonly number[],
  distances: readonly number[],
): Occurrence[] | null {
  let tries = TRIES
  const chosen: Occurrence[] = []
  const next = (n: number): boolean => {
    if (n === lists.length) return true
    for (const occurrence of lists[n]!) {
      if (tries-- <= 0) return false
      if (n > 0 && !joins(joints[n]!, chosen[n - 1]!, occurrence, distances)) continue
      if (chosen.some((other) => other.from <= occurrence.to && occurrence.from <= other.to)) continue
      chosen.push(occurrence)
      if (next(n + 1)) return true
      chosen.pop()
    }
    return false
  }
  return next(0) ? chosen : null
}

function occurrencesOf(rows: Int32Array, at: number, found: FoundIndex): Occurrence[] {
  const list: Occurrence[] = []
  const after = at + 2 + rows[at + 1]!
  for (let i = at + 2; i < after; i++) {
    const signed = rows[i]!
    if (!found.has(signed >> 2)) continue
    const sign = signed & 3
    for (const occurrence of found.at(signed >> 2))
      if (sign === EITHER || occurrence.negated === (sign === NEGATED)) list.push(occurrence)
  }
  return list
}

const gapOf = (a: Occurrence, b: Occurrence, distances: readonly number[]): number =>
  a.from > b.to ? distances[a.from]! - distances[b.to]! : b.from > a.to ? distances[b.from]! - distances[a.to]! : 0

function joins(joint: number, before: Occurrence, after: Occurrence, distances: readonly number[]): boolean {
  if (joint === SENTENCE) return true
  if (after.from > before.to) return distances[after.from]! - distances[before.to]! <= REACHES[joint]!
  return joint === NEAR && distances[before.from]! - distances[after.to]! <= REACHES[joint]!
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
