const HOUR_MS = 3_600_000
// Most edits come within hours; what stood for a month is left alone unless its source says that it was changed.
const AGES_MS = [6 * HOUR_MS, 24 * HOUR_MS, 3 * 24 * HOUR_MS, 10 * 24 * HOUR_MS, 30 * 24 * HOUR_MS]

/** When to look again whether an article was edited; null when it is too old for that. */
export function nextRecheck(discoveredAt: Date, now: Date): Date | null {
  const age = now.getTime() - discoveredAt.getTime()
  const next = AGES_MS.find((each) => each > age + HOUR_MS)
  return next === undefined ? null : new Date(discoveredAt.getTime() + next)
}

/**
 * Whether a look back may end with the server's word for it that nothing changed: not where the source said otherwise,
 * and only every other time, as some servers say so for ever.
 */
export function mayBelieveServer(discoveredAt: Date, changedAt: Date | null, capturedAt: Date, now: Date): boolean {
  if (changedAt !== null && changedAt > capturedAt) return false
  const looks = AGES_MS.filter((age) => age <= now.getTime() - discoveredAt.getTime() + HOUR_MS).length
  return looks % 2 === 1
}
