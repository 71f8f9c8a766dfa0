const HOUR_MS = 3_600_000
// Most edits come within hours; what stood for a month is left alone unless its source says that it was changed.
const AGES_MS = [6 * HOUR_MS, 24 * HOUR_MS, 3 * 24 * HOUR_MS, 10 * 24 * HOUR_MS, 30 * 24 * HOUR_MS]

/** When to look again whether an article was edited; null when it is too old for that. */
export function nextRecheck(discoveredAt: Date, now: Date): Date | null {
  const age = now.getTime() - discoveredAt.getTime()
  const next = AGES_MS.find((each) => each > age + HOUR_MS)
  return next === undefined ? null : new Date(discoveredAt.getTime() + next)
}
