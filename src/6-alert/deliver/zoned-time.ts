/** The clock on the wall of a zone. */
export interface WallClock {
  hour: number
  minute: number
  /** 1 is Monday. */
  weekday: number
  day: string
}

const HOUR = 3_600_000
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const options = {
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  formats.set(zone, format)
  return format
}

/** What a zone's clocks show at a moment. */
export function wallClock(at: Date, zone: string): WallClock {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    weekday: WEEKDAYS.indexOf(parts.weekday!) + 1,
    day: `${parts.year}-${parts.month}-${parts.day}`,
  }
}

// Whole hours of the zone's own clock, which need not be whole hours of ours.
const hourBegan = (at: Date, zone: string): number =>
  Math.floor(at.getTime() / 60_000) * 60_000 - wallClock(at, zone).minute * 60_000

/** The latest moment, not after `at`, when a zone's clocks showed this full hour (of this weekday). */
export function lastSlot(at: Date, zone: string, { hour, weekday }: { hour: number; weekday?: number | null }): Date {
  const began = hourBegan(at, zone)
  // Where the clocks skip the hour that day, the next one that they show counts.
  for (let back = 0; back <= 8 * 24; back++) {
    const moment = new Date(began - back * HOUR)
    const wall = wallClock(moment, zone)
    if (wall.hour === hour && (!weekday || wall.weekday === weekday)) return moment
  }
  return new Date(began - 8 * 24 * HOUR)
}

/** The first moment after `at` when a zone's clocks show this full hour (of this weekday). */
export function nextSlot(at: Date, zone: string, { hour, weekday }: { hour: number; weekday?: number | null }): Date {
  const began = hourBegan(at, zone)
  for (let on = 1; on <= 8 * 24; on++) {
    const moment = new Date(began + on * HOUR)
    const wall = wallClock(moment, zone)
    if (wall.hour === hour && (!weekday || wall.weekday === weekday)) return moment
  }
  return new Date(began + 8 * 24 * HOUR)
}

/** Whether an hour lies in quiet hours, which may go over midnight. */
export const isQuiet = (hour: number, from: number | null, to: number | null): boolean =>
  from === null || to === null || from === to
    ? false
    : from < to
      ? hour >= from && hour < to
      : hour >= from || hour < to
