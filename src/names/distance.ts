import { loadTable } from './tables.ts'

const SIZE = 128
interface Pair {
  first: number
  second: number
  cost: number
}
interface Costs {
  swap: Float64Array
  gap: Float64Array
  /** Sound → pairs of sounds it may stand for, with the cost. */
  pairs: (readonly Pair[] | undefined)[]
}

function loadCosts(): Costs {
  const swap = new Float64Array(SIZE * SIZE).fill(1)
  const gap = new Float64Array(SIZE).fill(1)
  const pairs: Pair[][] = []
  for (let i = 0; i < SIZE; i++) swap[i * SIZE + i] = 0
  for (const line of loadTable('sounds').get('') ?? []) {
    const [a = '', b = '', written] = line.split(/\s+/)
    const cost = Number(written)
    const from = a.charCodeAt(0)
    if (b === '+') gap[from] = cost
    else if (b.length === 1) {
      swap[from * SIZE + b.charCodeAt(0)] = cost
      swap[b.charCodeAt(0) * SIZE + from] = cost
    } else {
      pairs[from] ??= []
      pairs[from].push({ first: b.charCodeAt(0), second: b.charCodeAt(1), cost })
    }
  }
  return { swap, gap, pairs }
}
let costs: Costs | undefined

/** What it costs to take one sound for another, 0 … 1. */
export function soundCost(a: string, b: string): number {
  costs ??= loadCosts()
  return costs.swap[a.charCodeAt(0) * SIZE + b.charCodeAt(0)]!
}

const TRANSPOSED = 0.75
const REPEATED = 0.12
const FIRST = 1.3
// Who mistypes a name seldom does so in its first letter; Шевченко and Савченко differ in little else.
const FIRST_SWAPPED = 1.8
// Up to here two sounds are spellings of each other.
const SPELLING = 0.25
const MOST = 48
const gapsB = new Float64Array(MOST + 1)
const rows = [new Float64Array(MOST + 1), new Float64Array(MOST + 1), new Float64Array(MOST + 1)]

/**
 * The cheapest way from one sound to the other, in sounds (0 = the same). Gives up with Infinity once past `limit`.
 * Long words are cut at 48 sounds, so hostile input stays cheap.
 */
export function soundDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (a === b) return 0
  costs ??= loadCosts()
  const { swap, gap, pairs } = costs
  const m = Math.min(a.length, MOST)
  const n = Math.min(b.length, MOST)
  // Even at the cheapest gap (a glide, or a sound twice) so many sounds more cannot be had below the limit.
  if (Math.abs(m - n) * 0.1 > limit) return Number.POSITIVE_INFINITY
  for (let j = 1; j <= n; j++) gapsB[j] = gapAt(gap, b, j)
  let before = rows[0]!
  let last = rows[1]!
  let row = rows[2]!
  last[0] = 0
  for (let j = 1; j <= n; j++) last[j] = last[j - 1]! + gapsB[j]!
  let bestBefore = 0
  for (let i = 1; i <= m; i++) {
    const x = a.charCodeAt(i - 1)
    const v = i > 1 ? a.charCodeAt(i - 2) : 0
    const gapX = gapAt(gap, a, i)
    const pairsX = pairs[x]
    row[0] = last[0]! + gapX
    let best = row[0]!
    let w = 0
    for (let j = 1; j <= n; j++) {
      const y = b.charCodeAt(j - 1)
      const swapped = swap[x * SIZE + y]!
      let cost = last[j - 1]! + (i === 1 && j === 1 && swapped > SPELLING ? swapped * FIRST_SWAPPED : swapped)
      const left = row[j - 1]! + gapsB[j]!
      if (left < cost) cost = left
      const up = last[j]! + gapX
      if (up < cost) cost = up
      if (w !== 0) {
        if (v !== 0 && x !== y) {
          const crossed = swap[x * SIZE + w]! + swap[y * SIZE + v]!
          if (crossed < 0.1) cost = Math.min(cost, before[j - 2]! + TRANSPOSED + crossed)
        }
        if (pairsX !== undefined) {
          for (const p of pairsX) if (p.first === w && p.second === y) cost = Math.min(cost, last[j - 2]! + p.cost)
        }
      }
      if (v !== 0) {
        const pairsY = pairs[y]
        if (pairsY !== undefined) {
          for (const p of pairsY) if (p.first === v && p.second === x) cost = Math.min(cost, before[j - 1]! + p.cost)
        }
      }
      row[j] = cost
      if (cost < best) best = cost
      w = y
    }
    // Some steps reach back two rows, so both must be past the limit.
    if (best > limit && bestBefore > limit) return Number.POSITIVE_INFINITY
    bestBefore = best
    const spare = before
    before = last
    last = row
    row = spare
  }
  return last[n]!
}

// The end of a word tells Samir from Samira, the start Asan from Hasan; a repeated sound is a slip of the keyboard.
function gapAt(gap: Float64Array, word: string, at: number): number {
  const sound = word.charCodeAt(at - 1)
  if (at > 1 && word.charCodeAt(at - 2) === sound) return REPEATED
  const cost = gap[sound]!
  if (at === word.length) return sound === 104 /* h */ ? 0.1 : sound === 97 || sound === 64 /* a ə */ ? 1 : cost
  return at === 1 ? cost * FIRST : cost
}
