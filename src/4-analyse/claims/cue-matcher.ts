import { type CuePattern, type Joint, parseCuePattern } from './cue-pattern.ts'
import type { Occurrence } from './cue-words.ts'
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

export const JOINTS: readonly Joint[] = ['soon', 'later', 'near', 'sentence']
// How far apart, in the distances of distances.ts, words may stand for each joint.
const REACH: Record<Joint, number> = { soon: 3, later: 9, near: 8, sentence: Number.POSITIVE_INFINITY }
const REACHES = JOINTS.map((joint) => REACH[joint])
const NEAR = JOINTS.indexOf('near')
const SENTENCE = JOINTS.indexOf('sentence')

// The sign of a concept stands in the last two bits of its number.
const EITHER = 0
const NEGATED = 1
const PLAIN = 2

/** A concept and whether it must be negated (true), must not be (false), or may be (null), as one number of a row. */
export const signed = (concept: number, negated: boolean | null): number =>
  concept * 4 + (negated === null ? EITHER : negated ? NEGATED : PLAIN)

// How close is close for what speaks against a cue.
const CLOSE = 4

// A sentence that is a list of a thousand letters and refusals must not cost a million tries.
const TRIES = 400

/** Finds cues in sentences. Only cues of which the rarest word is there are looked at. */
export class CueMatcher<T> {
  readonly #all: CueRows<T>
  /** The round in which each cue was last looked at: a cue is tried once a sentence. */
  readonly #seen: Int32Array
  #round = 0
  readonly #patterns: CuePattern[] = []

  constructor(rows: CueRows<T>) {
    this.#all = rows
    this.#seen = new Int32Array(rows.cues.length)
  }

  /** The cues of the sentence that the index holds; `distances`: how far each of its words is. */
  match(index: FoundIndex, distances: readonly number[]): CueMatch<T>[] {
    const matches: CueMatch<T>[] = []
    const { anchors, anchored, starts, rows, rules } = this.#all
    if (this.#round === LAST_ROUND) {
      this.#round = 0
      this.#seen.fill(0)
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
    this.#patterns[cue] ??= parseCuePattern(this.#all.cues[cue]!)
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
    const concept = rows[i]! >> 2
    if (!found.has(concept)) continue
    const sign = rows[i]! & 3
    for (const occurrence of found.at(concept))
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
