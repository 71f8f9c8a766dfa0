import type { Trees } from '../src/3-extract/text-model.ts'

export interface Growth {
  trees: number
  depth: number
  rate: number
  /** The least weight (second derivative) of a leaf: high values keep it from learning single pages by heart. */
  leafWeight: number
  lambda: number
  /** Shares of rows and of features that a tree sees. */
  rows: number
  features: number
  seed: number
}

const BINS = 48

/** Gradient-boosted trees on logistic loss, with histograms. `targets` are 0…1, `weights` say how much a row counts. */
export function growTrees(rows: Float32Array[], targets: Float32Array, weights: Float32Array, growth: Growth): Trees {
  const n = rows.length
  const width = rows[0]!.length
  const random = mulberry(growth.seed)
  const cuts = Array.from({ length: width }, (_, f) => cutsOf(rows, f, random))
  const bins: Uint8Array[] = cuts.map((cut, f) => {
    const column = new Uint8Array(n)
    for (let i = 0; i < n; i++) column[i] = binOf(cut, rows[i]![f]!)
    return column
  })
  let positive = 0
  let all = 0
  for (let i = 0; i < n; i++) {
    positive += targets[i]! * weights[i]!
    all += weights[i]!
  }
  const bias = Math.log(positive / (all - positive))
  const score = new Float64Array(n).fill(bias)
  const gradient = new Float32Array(n)
  const hessian = new Float32Array(n)
  const out: Trees = { bias: round(bias), roots: [], feature: [], value: [], left: [] }
  const newNode = () => {
    out.feature.push(-1)
    out.value.push(0)
    out.left.push(0)
    return out.feature.length - 1
  }
  for (let t = 0; t < growth.trees; t++) {
    const sample: number[] = []
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-score[i]!))
      gradient[i] = (p - targets[i]!) * weights[i]!
      hessian[i] = Math.max(p * (1 - p), 1e-6) * weights[i]!
      if (random() < growth.rows) sample.push(i)
    }
    const used = Array.from({ length: width }, (_, f) => f).filter(() => random() < growth.features)
    const root = newNode()
    out.roots.push(root)
    const queue = [{ node: root, rows: Int32Array.from(sample), depth: 0 }]
    while (queue.length > 0) {
      const { node, rows: own, depth } = queue.pop()!
      let g = 0
      let h = 0
      for (const i of own) {
        g += gradient[i]!
        h += hessian[i]!
      }
      const split = depth < growth.depth ? bestSplit(own, used, bins, gradient, hessian, g, h, growth) : null
      if (!split) {
        out.value[node] = round((-g / (h + growth.lambda)) * growth.rate)
        continue
      }
      const left = newNode()
      const right = newNode()
      out.feature[node] = split.feature
      out.value[node] = cuts[split.feature]![split.bin]!
      out.left[node] = left
      const column = bins[split.feature]!
      queue.push({ node: left, rows: own.filter((i) => column[i]! <= split.bin), depth: depth + 1 })
      queue.push({ node: right, rows: own.filter((i) => column[i]! > split.bin), depth: depth + 1 })
    }
    for (let i = 0; i < n; i++) score[i]! += leafOf(out, root, rows[i]!)
  }
  return out
}

function bestSplit(
  own: Int32Array,
  used: number[],
  bins: Uint8Array[],
  gradient: Float32Array,
  hessian: Float32Array,
  g: number,
  h: number,
  { lambda, leafWeight }: Growth,
) {
  let best: { feature: number; bin: number } | null = null
  let bestGain = 1e-6
  const whole = (g * g) / (h + lambda)
  const gs = new Float64Array(BINS)
  const hs = new Float64Array(BINS)
  for (const feature of used) {
    const column = bins[feature]!
    gs.fill(0)
    hs.fill(0)
    for (let k = 0; k < own.length; k++) {
      const i = own[k]!
      const bin = column[i]!
      gs[bin]! += gradient[i]!
      hs[bin]! += hessian[i]!
    }
    let gl = 0
    let hl = 0
    for (let bin = 0; bin < BINS - 1; bin++) {
      if (hs[bin] === 0) continue
      gl += gs[bin]!
      hl += hs[bin]!
      const hr = h - hl
      if (hl < leafWeight || hr < leafWeight) continue
      const gr = g - gl
      const gain = (gl * gl) / (hl + lambda) + (gr * gr) / (hr + lambda) - whole
      if (gain > bestGain) {
        bestGain = gain
        best = { feature, bin }
      }
    }
  }
  return best
}

function leafOf(trees: Trees, root: number, row: Float32Array): number {
  let at = root
  while (trees.feature[at]! >= 0) at = trees.left[at]! + (row[trees.feature[at]!]! <= trees.value[at]! ? 0 : 1)
  return trees.value[at]!
}

/** Thresholds between the quantiles of a feature. */
function cutsOf(rows: Float32Array[], f: number, random: () => number): number[] {
  const sample: number[] = []
  const share = Math.min(1, 20_000 / rows.length)
  for (const row of rows) if (random() < share) sample.push(row[f]!)
  sample.sort((a, b) => a - b)
  const distinct = [...new Set(sample)]
  const points =
    distinct.length <= BINS
      ? distinct
      : Array.from({ length: BINS }, (_, i) => sample[Math.floor(((i + 0.5) / BINS) * sample.length)]!)
  const sorted = [...new Set(points)]
  const cuts: number[] = []
  for (let i = 0; i + 1 < sorted.length; i++) cuts.push(round((sorted[i]! + sorted[i + 1]!) / 2))
  return [...new Set(cuts)].slice(0, BINS - 1)
}

function binOf(cuts: number[], x: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (x <= cuts[mid]!) high = mid
    else low = mid + 1
  }
  return low
}

const round = (x: number) => Number(x.toPrecision(5))

function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
