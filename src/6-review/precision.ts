/** A share of few decisions may be far from the truth: between which bounds it lies, 95 times of 100 (Wilson). */
export function bounds(right: number, all: number): { low: number; high: number } | null {
  if (all === 0) return null
  const z = 1.96
  const share = right / all
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
