/** An outlet with when it was watched and when none of its sources worked. */
export interface WatchedOutlet {
  id: string
  name: string
  /** In order; the first one is its addition. */
  events: { at: Date; kind: 'on' | 'off' }[]
  outages: { since: Date; until: Date | null }[]
}

/** What is to be known of a month before its number of claims is read. */
export interface WatchedMonth {
  /** "2026-11" */
  month: string
  added: string[]
  lost: string[]
  /** Outlets none of whose sources worked for some time of the month. */
  silent: string[]
  /**
   * watched: some source worked; blind: none did, so no claims mean nothing; before: nothing was watched yet, and
   * claims come from archives only.
   */
  standing: 'watched' | 'blind' | 'before'
}

/** Tells for each month who was listening. */
export function watchedMonths(months: string[], outlets: WatchedOutlet[], now: Date): WatchedMonth[] {
  const begin = Math.min(...outlets.flatMap(({ events }) => events.map(({ at }) => at.getTime())))
  return months.map((month) => {
    const { from, to } = boundsOf(month)
    const during = (at: Date) => at.getTime() >= from && at.getTime() < to
    const names = (kind: 'on' | 'off') =>
      outlets
        .filter(({ events }) => events.some((event) => event.kind === kind && during(event.at)))
        .map(({ name }) => name)
    const end = Math.min(to, now.getTime())
    const worked = outlets.some((outlet) => workedWithin(outlet, from, end))
    return {
      month,
      added: names('on'),
      lost: names('off'),
      silent: outlets
        .filter((outlet) =>
          outlet.outages.some(({ since, until }) => since.getTime() < end && (until?.getTime() ?? end) > from),
        )
        .map(({ name }) => name),
      standing: worked ? 'watched' : to <= begin ? 'before' : 'blind',
    }
  })
}

function boundsOf(month: string): { from: number; to: number } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: Date.UTC(year, number - 1, 1), to: Date.UTC(year, number, 1) }
}

// Whether an outlet was on, and outside all outages, at some moment of a span.
function workedWithin({ events, outages }: WatchedOutlet, from: number, to: number): boolean {
  return events.some(({ at, kind }, index) => {
    if (kind !== 'on') return false
    const off = events.slice(index + 1).find((later) => later.kind === 'off')
    let free = Math.max(from, at.getTime())
    const end = Math.min(to, off?.at.getTime() ?? to)
    for (const { since, until } of outages.toSorted((a, b) => a.since.getTime() - b.since.getTime()))
      if (since.getTime() <= free && (until === null || until.getTime() > free)) free = until?.getTime() ?? end
    return free < end
  })
}

/** All months from the first to the last, none left out; at most `most`, the latest. */
export function monthsBetween(first: string, last: string, most: number): string[] {
  const months: string[] = []
  for (let month = last; month >= first && months.length < most; month = before(month)) months.unshift(month)
  return months
}

function before(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
