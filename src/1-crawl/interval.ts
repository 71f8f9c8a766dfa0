const DAY_MS = 24 * 3_600_000

export interface Habit {
  /** The outlet's own `every`: never more often. */
  everyMs: number
  /** The pause before this look. */
  lastMs: number
  /** What this look found. */
  seen: number
  fresh: number
  /** Times of publication of what it names, where it tells any. */
  published: Date[]
}

// A quiet source is looked at less often, up to this many times its own interval and a day at most.
const SLOWEST = { times: 8, ms: DAY_MS }
// Growing pauses for one in trouble; never for ever.
const LONGEST_TROUBLE_MS = 7 * DAY_MS

/** When to look next: about twice for each article that a source publishes, within limits. */
export function nextInterval({ everyMs, lastMs, seen, fresh, published }: Habit): number {
  const slowest = Math.max(everyMs, Math.min(everyMs * SLOWEST.times, SLOWEST.ms))
  const gap = usualGap(published)
  if (gap !== null) return clamp(gap / 2, everyMs, slowest)
  // Without dates: all that it names is new, so some may have been missed; nothing is new, so it can wait.
  if (fresh > 0 && fresh >= seen / 2) return everyMs
  if (fresh > 0) return clamp(lastMs / 2, everyMs, slowest)
  return clamp(lastMs * 1.5, everyMs, slowest)
}

/** When to look again after trouble: twice as long each time. */
export function intervalAfterTrouble(everyMs: number, failures: number): number {
  return Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(everyMs, LONGEST_TROUBLE_MS))
}

// The middle of the pauses between the newest articles: one long holiday does not count.
function usualGap(published: Date[]): number | null {
  const times = [...new Set(published.map((date) => date.getTime()))].sort((a, b) => b - a).slice(0, 20)
  if (times.length < 4) return null
  const gaps = times
    .slice(1)
    .map((time, n) => times[n]! - time)
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)]!
}

const clamp = (value: number, least: number, most: number) => Math.round(Math.min(Math.max(value, least), most))
