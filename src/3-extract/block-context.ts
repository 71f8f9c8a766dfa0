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

/** Numbers in a row of the table that both looks share. */
export const STRIDE = FEATURES.length + CONTEXT.length

const SURE = 0.6
const FAR = 400

/** Fills in, behind the features of the first look, those of its outcome. */
export function addContext(page: PageBlocks, table: Float32Array, p: ArrayLike<number>): void {
  const { blocks, places } = page
  const { likelyWords, sureWords } = addUp(page, p)
  const alike = meanBySignature(page, p)
  const total = Math.max(1, sureWords[0]!)
  let first = -1
  let last = -1
  const toNextSure = new Float32Array(blocks.length)
  for (let i = blocks.length - 1, gap = FAR; i >= 0; i--) {
    toNextSure[i] = gap
    const sure = p[i]! >= SURE
    gap = sure ? 0 : Math.min(FAR, gap + blocks[i]!.words)
    if (!sure) continue
    first = i
    if (last < 0) last = i
  }
  const best = deepest(places, sureWords)
  const mean = (place: Place) => (place.words === 0 ? 0 : likelyWords[place.index]! / place.words)
  let sureBefore = 0
  let gap = FAR
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!
    const sure = p[i]! >= SURE ? block.words : 0
    if (!block.menu) {
      const box = boxOf(block.place)
      const outer = boxAbove(box)
      let k = i * STRIDE + FEATURES.length
      table[k++] = p[i]!
      for (let step = -3; step <= 3; step++) if (step !== 0) table[k++] = p[i + step] ?? -1
      table[k++] = mean(box)
      table[k++] = mean(outer)
      table[k++] = alike.get(block.place.signature)!
      table[k++] = sureWords[box.index]! / total
      table[k++] = sureWords[outer.index]! / total
      table[k++] = i >= first && i <= last ? 1 : 0
      table[k++] = sureBefore / total
      table[k++] = (sureWords[0]! - sureBefore - sure) / total
      table[k++] = Math.log1p(gap)
      table[k++] = Math.log1p(toNextSure[i]!)
      table[k++] = Math.log1p(sureWords[0]!)
      table[k++] = best && isIn(block.place, best) ? 1 : 0
      table[k] = first < 0 ? 0 : Math.sign(i - first) * Math.log1p(Math.abs(i - first))
    }
    sureBefore += sure
    gap = sure > 0 ? 0 : Math.min(FAR, gap + block.words)
  }
}

/** For each place of the page, the words in it weighed by how likely they are, and those that are sure. */
function addUp({ blocks, places }: PageBlocks, p: ArrayLike<number>) {
  const likelyWords = new Float64Array(places.length)
  const sureWords = new Float64Array(places.length)
  blocks.forEach(({ place, words }, i) => {
    likelyWords[place.index]! += p[i]! * words
    if (p[i]! >= SURE) sureWords[place.index]! += words
  })
  for (let i = places.length - 1; i > 0; i--) {
    const above = places[i]!.parent?.index ?? 0
    likelyWords[above]! += likelyWords[i]!
    sureWords[above]! += sureWords[i]!
  }
  return { likelyWords, sureWords }
}

function meanBySignature({ blocks }: PageBlocks, p: ArrayLike<number>): Map<string, number> {
  const sums = new Map<string, { p: number; words: number }>()
  blocks.forEach(({ place, words }, i) => {
    const sum = sums.get(place.signature)
    if (sum) {
      sum.p += p[i]! * words
      sum.words += words
    } else sums.set(place.signature, { p: p[i]! * words, words })
  })
  return new Map([...sums].map(([signature, sum]) => [signature, sum.words === 0 ? 0 : sum.p / sum.words]))
}

/** The innermost place that holds most of what is sure. */
function deepest(places: Place[], sureWords: Float64Array): Place | null {
  const enough = sureWords[0]! * 0.6
  if (enough === 0) return null
  let best: Place | null = null
  for (const place of places)
    if (sureWords[place.index]! >= enough && (best === null || place.depth > best.depth)) best = place
  return best
}

function isIn(place: Place, outer: Place): boolean {
  for (let at: Place | null = place; at && at.depth >= outer.depth; at = at.parent) if (at === outer) return true
  return false
}
