import { boxAbove, boxOf, FEATURES } from './block-features.ts'
import type { PageBlocks, Place } from './blocks.ts'

/** What a second look adds to a block's features: how its surroundings fared in the first. */
export const CONTEXT: readonly string[] = [
  'p',
  'p-3',
  'p-2',
  'p-1',
  'p+1',
  'p+2',
  'p+3',
  'box.p',
  'outer.p',
  'alike.p',
  'box.has',
  'outer.has',
  'within',
  'sureBefore',
  'sureAfter',
  'toSureBefore',
  'toSureAfter',
  'sureWords',
  'bestBox',
  'first',
]

const SURE = 0.6

interface Sum {
  p: number
  words: number
  sure: number
}

/** Numbers in a row of the table that both looks share. */
export const STRIDE = FEATURES.length + CONTEXT.length

/** Fills in, behind the features of the first look, those of its outcome. */
export function addContext(page: PageBlocks, table: Float32Array, p: ArrayLike<number>): void {
  const { blocks } = page
  const boxes = new Map<Place, Sum>()
  const alike = new Map<string, Sum>()
  const add = <K>(map: Map<K, Sum>, key: K, i: number) => {
    const sum = map.get(key) ?? { p: 0, words: 0, sure: 0 }
    const n = blocks[i]!.words
    sum.p += p[i]! * n
    sum.words += n
    if (p[i]! >= SURE) sum.sure += n
    map.set(key, sum)
  }
  const boxesOf = blocks.map((block) => boxOf(block.place))
  const outersOf = boxesOf.map((box) => boxAbove(box))
  let sureWords = 0
  let first = -1
  let last = -1
  for (let i = 0; i < blocks.length; i++) {
    for (let at: Place | null = blocks[i]!.place; at; at = at.parent) add(boxes, at, i)
    add(alike, blocks[i]!.place.signature, i)
    if (p[i]! >= SURE && blocks[i]!.words > 0) {
      sureWords += blocks[i]!.words
      if (first < 0) first = i
      last = i
    }
  }
  const toNextSure: number[] = new Array(blocks.length)
  let gap = 400
  for (let i = blocks.length - 1; i >= 0; i--) {
    toNextSure[i] = gap
    gap = p[i]! >= SURE ? 0 : Math.min(400, gap + blocks[i]!.words)
  }
  let best: Place | null = null
  for (const [place, sum] of boxes) {
    if (sum.sure < sureWords * 0.6 || sureWords === 0) continue
    if (best === null || place.depth > best.depth) best = place
  }
  const total = Math.max(1, sureWords)
  const mean = (sum: Sum) => (sum.words === 0 ? 0 : sum.p / sum.words)
  let sureBefore = 0
  gap = 400
  let k = 0
  const put = (n: number) => {
    table[k++] = n
  }
  for (let i = 0; i < blocks.length; i++) {
    k = i * STRIDE + FEATURES.length
    const box = boxes.get(boxesOf[i]!)!
    const outer = boxes.get(outersOf[i]!)!
    put(p[i]!)
    for (const step of [-3, -2, -1, 1, 2, 3]) put(p[i + step] ?? -1)
    put(mean(box))
    put(mean(outer))
    put(mean(alike.get(blocks[i]!.place.signature)!))
    put(box.sure / total)
    put(outer.sure / total)
    put(i >= first && i <= last ? 1 : 0)
    put(sureBefore / total)
    const sure = p[i]! >= SURE ? blocks[i]!.words : 0
    put((sureWords - sureBefore - sure) / total)
    put(Math.log1p(gap))
    put(Math.log1p(toNextSure[i]!))
    put(Math.log1p(sureWords))
    put(best && isIn(blocks[i]!.place, best) ? 1 : 0)
    put(first < 0 ? 0 : Math.sign(i - first) * Math.log1p(Math.abs(i - first)))
    sureBefore += sure
    gap = sure > 0 ? 0 : Math.min(400, gap + blocks[i]!.words)
  }
}

function isIn(place: Place, outer: Place): boolean {
  for (let at: Place | null = place; at && at.depth >= outer.depth; at = at.parent) if (at === outer) return true
  return false
}
