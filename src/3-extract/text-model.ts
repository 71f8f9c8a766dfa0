/** A sum of small decision trees: what scripts/train-text-model.ts writes. Arrays instead of objects, for speed. */
export interface Trees {
  bias: number
  /** For each tree its root; then for each node the feature (-1: a leaf), the threshold or the leaf's value, and the left child; the right one follows it. */
  roots: number[]
  feature: number[]
  value: number[]
  left: number[]
}

export interface CompiledTrees {
  bias: number
  roots: Int32Array
  feature: Int16Array
  value: Float32Array
  left: Int32Array
}

export const compileTrees = (trees: Trees): CompiledTrees => ({
  bias: trees.bias,
  roots: Int32Array.from(trees.roots),
  feature: Int16Array.from(trees.feature),
  value: Float32Array.from(trees.value),
  left: Int32Array.from(trees.left),
})

/** The trees' verdict on the row of a table that begins at `from`: 0…1. */
export function probability(
  { bias, roots, feature, value, left }: CompiledTrees,
  table: Float32Array,
  from: number,
): number {
  let sum = bias
  for (let t = 0; t < roots.length; t++) {
    let at = roots[t]!
    for (let f = feature[at]!; f >= 0; f = feature[at]!) at = left[at]! + (table[from + f]! <= value[at]! ? 0 : 1)
    sum += value[at]!
  }
  return 1 / (1 + Math.exp(-sum))
}
