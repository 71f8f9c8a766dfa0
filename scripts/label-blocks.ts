import type { Block } from '../src/3-extract/blocks.ts'

/*
 * Which blocks of a page are in its gold text: the share of each block's runs of four words that the gold has, each used
 * once. Where the same words stand twice on a page (a teaser and the lead), the one amid the rest of the article counts.
 */

const UNSPACED =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/gu
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(UNSPACED, ' $1 ')
    .match(/[\p{L}\p{N}_]+/gu) ?? []

interface Match {
  share: number
  /** Position in the gold text. */
  from: number
  to: number
}

/** 0…1 for each block. */
export function labelBlocks(blocks: Block[], gold: string): Float32Array {
  const words = wordsOf(gold)
  const at = new Map<string, number[]>()
  for (let i = 0; i + 4 <= words.length; i++) {
    const key = words.slice(i, i + 4).join(' ')
    const list = at.get(key)
    if (list) list.push(i)
    else at.set(key, [i])
  }
  const own = blocks.map((block) => wordsOf(block.text))
  const matches: (Match | null)[] = own.map((w) => longMatch(w, at))
  settleCopies(matches, own)
  const labels = new Float32Array(blocks.length)
  matches.forEach((match, i) => {
    if (match) labels[i] = match.share >= 0.9 ? 1 : match.share < 0.15 ? 0 : match.share
  })
  // Short blocks: where their words stand right before or after a neighbour's in the gold.
  const starts = new Map<string, number[]>()
  words.forEach((word, i) => {
    const list = starts.get(word)
    if (list) list.push(i)
    else starts.set(word, [i])
  })
  for (const forward of [true, false]) {
    for (let k = 0; k < blocks.length; k++) {
      const i = forward ? k : blocks.length - 1 - k
      const w = own[i]!
      if (w.length === 0 || w.length > 7 || labels[i]! > 0.5) continue
      const before = nearest(matches, labels, i, -1)
      const after = nearest(matches, labels, i, 1)
      for (const position of starts.get(w[0]!) ?? []) {
        const close =
          (before !== null && Math.abs(position - before.to) <= 1) ||
          (after !== null && Math.abs(position + w.length - after.from) <= 1)
        if (!close || !w.every((word, j) => words[position + j] === word)) continue
        labels[i] = 1
        matches[i] = { share: 1, from: position, to: position + w.length }
        break
      }
    }
  }
  return labels
}

function longMatch(w: string[], at: Map<string, number[]>): Match | null {
  if (w.length < 4) return null
  let hits = 0
  const positions: number[] = []
  for (let i = 0; i + 4 <= w.length; i++) {
    const found = at.get(w.slice(i, i + 4).join(' '))
    if (!found) continue
    hits++
    positions.push(found.find((p) => p >= (positions.at(-1) ?? 0)) ?? found[0]!)
  }
  if (hits === 0) return null
  positions.sort((a, b) => a - b)
  return { share: hits / (w.length - 3), from: positions[0]!, to: positions.at(-1)! + 4 }
}

function settleCopies(matches: (Match | null)[], own: string[][]): void {
  const taken = new Map<string, number[]>()
  matches.forEach((match, i) => {
    if (!match || match.share < 0.5) return
    const key = own[i]!.slice(0, 12).join(' ')
    taken.set(key, [...(taken.get(key) ?? []), i])
  })
  const unique = [...taken.values()].filter((list) => list.length === 1).map((list) => list[0]!)
  for (const list of taken.values()) {
    if (list.length < 2) continue
    const distance = (i: number) => {
      const near = unique
        .map((j) => Math.abs(i - j))
        .sort((a, b) => a - b)
        .slice(0, 5)
      return near.reduce((a, b) => a + b, 0)
    }
    const best = list.reduce((a, b) => (distance(b) < distance(a) ? b : a))
    for (const i of list) if (i !== best) matches[i] = null
  }
}

function nearest(matches: (Match | null)[], labels: Float32Array, from: number, step: number): Match | null {
  for (let i = from + step, k = 0; i >= 0 && i < matches.length && k < 6; i += step, k++)
    if (matches[i] && labels[i]! > 0.5) return matches[i]!
  return null
}
