// MinHash over shingles of four words, cut into bands (Broder 1997; Leskovec, Rajaraman, Ullman: Mining of Massive
// Datasets, chapter 3). Two texts that share most of their shingles share at least one band's key with high
// probability: 0.8 alike → 0.99, 0.6 alike → 0.67, 0.3 alike → 0.06. The look-up is by key, flat in the archive's size.

const WORDS_IN_SHINGLE = 4
const BANDS = 8
const ROWS = 4

const SEEDS = Array.from({ length: BANDS * ROWS }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 1)

function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

const mix = (value: number): number => {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** The distinct shingles of a text as 32-bit numbers; case and punctuation do not count. */
export function shinglesOf(text: string): Set<number> {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(hashWord)
  const shingles = new Set<number>()
  for (let i = 0; i + WORDS_IN_SHINGLE <= words.length; i++) {
    let hash = 0
    for (let k = 0; k < WORDS_IN_SHINGLE; k++) hash = mix(Math.imul(hash, 31) + words[i + k]!)
    shingles.add(hash)
  }
  return shingles
}

/** One key a band, each a whole number under 2⁴⁸; none for a text too short to compare. */
export function bandKeys(shingles: Set<number>): number[] {
  if (shingles.size === 0) return []
  const minima = new Uint32Array(BANDS * ROWS).fill(0xffffffff)
  for (const shingle of shingles) {
    for (let i = 0; i < minima.length; i++) {
      const value = mix(shingle ^ SEEDS[i]!)
      if (value < minima[i]!) minima[i] = value
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let high = 0
    let low = 0
    for (let row = 0; row < ROWS; row++) {
      high = mix(high ^ minima[band * ROWS + row]!)
      low = mix(low + minima[band * ROWS + row]! + row)
    }
    return high * 0x10000 + (low & 0xffff)
  })
}

/** The share of `copy` that stands in `original` too, 0 … 1. */
export function containedIn(copy: Set<number>, original: Set<number>): number {
  if (copy.size === 0) return 0
  let shared = 0
  for (const shingle of copy) if (original.has(shingle)) shared++
  return shared / copy.size
}

// A copy may add a credit line; what adds a paragraph of its own may add a claim, and is read.
const COPY_SHARE = 0.9
const MIN_SHINGLES = 40

/** Whether a text is a near copy of an original that tells all it tells. */
export const isCopy = (copy: Set<number>, original: Set<number>): boolean =>
  copy.size >= MIN_SHINGLES && containedIn(copy, original) >= COPY_SHARE
