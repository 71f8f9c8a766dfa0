import type { ContactKind, EventDate } from '../domain/claim.ts'
import type { SilenceKind } from '../domain/watch.ts'

/** Something that an article tells did take place, or told at all. */
export interface Heard {
  kind: ContactKind | 'named'
  /** When it was; null where the article does not say: then when it was told. */
  eventDate: EventDate | null
  told: Date
  sentence: string
  discoveryId: string
  articleId: string
}

export interface Outage {
  since: Date
  until: Date | null
}

/** How long nothing was heard of one kind. */
export interface Silence {
  kind: SilenceKind
  /** The last day of it, and what told it; null where nothing was ever told. */
  day: string | null
  last: Heard | null
  /** Whole days since then, or since the watch began. */
  days: number
  /** Days of these on which no source worked: nobody could have told. */
  blindDays: number
  limit: number | null
}

const DAY = 86_400_000
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The day on which a contact took place, as far as the article tells; never after the article itself. */
export function dayHeard({ eventDate, told }: Pick<Heard, 'eventDate' | 'told'>): string {
  const latest = dayOf(told)
  return eventDate !== null && eventDate.to < latest ? eventDate.to : latest
}

/**
 * The silence of each kind asked for. Any news is the latest of all, an article that only names the person too. A
 * contact counts by its day, not by when it was told: news of an old visit ends no silence.
 */
export function silencesOf(
  heard: readonly Heard[],
  kinds: readonly SilenceKind[],
  {
    limits,
    since,
    outages,
    now,
  }: { limits: Partial<Record<SilenceKind, number>>; since: Date; outages: readonly Outage[]; now: Date },
): Silence[] {
  return kinds.map((kind) => {
    const of = heard.filter((one) => (kind === 'any' ? true : one.kind === kind))
    const last =
      of
        .toSorted((a, b) =>
          dayHeard(a) < dayHeard(b) ? -1 : dayHeard(a) > dayHeard(b) ? 1 : a.told.getTime() - b.told.getTime(),
        )
        .at(-1) ?? null
    const day = last && dayHeard(last)
    const from = day ? new Date(`${day}T00:00:00Z`) : since
    return {
      kind,
      day,
      last,
      days: Math.max(0, Math.floor((now.getTime() - from.getTime()) / DAY)),
      blindDays: Math.floor(blindMs(outages, from, now) / DAY),
      limit: limits[kind] ?? null,
    }
  })
}

/** How much of a span lay in outages, which may overlap. */
function blindMs(outages: readonly Outage[], from: Date, to: Date): number {
  let blind = 0
  let covered = from.getTime()
  for (const { since, until } of outages.toSorted((a, b) => a.since.getTime() - b.since.getTime())) {
    const begins = Math.max(since.getTime(), covered)
    const ends = Math.min((until ?? to).getTime(), to.getTime())
    if (ends <= begins) continue
    blind += ends - begins
    covered = ends
  }
  return blind
}

/** Whether a silence has passed its limit on days when somebody could have told. */
export const isPast = ({ days, blindDays, limit }: Silence): boolean => limit !== null && days - blindDays > limit

/** The spans when none of several outlets worked: each outlet's outages cut with the others'. */
export function commonOutages(perOutlet: readonly (readonly Outage[])[], now: Date): Outage[] {
  const [first, ...rest] = perOutlet
  if (!first) return []
  let common = inOrder(first)
  for (const outages of rest) {
    if (common.length === 0) return []
    common = cut(common, inOrder(outages), now)
  }
  return common
}

const endOf = ({ until }: Outage): number => until?.getTime() ?? Number.POSITIVE_INFINITY

/** Outages in the order of time, those that overlap as one. */
function inOrder(outages: readonly Outage[]): Outage[] {
  const merged: Outage[] = []
  for (const { since, until } of outages.toSorted((a, b) => a.since.getTime() - b.since.getTime())) {
    const last = merged.at(-1)
    if (!last || since.getTime() > endOf(last)) merged.push({ since, until })
    else if (endOf({ since, until }) > endOf(last)) last.until = until
  }
  return merged
}

// Both in order: whichever ends first has met all that it can.
function cut(these: readonly Outage[], those: readonly Outage[], now: Date): Outage[] {
  const both: Outage[] = []
  for (let i = 0, j = 0; i < these.length && j < those.length; ) {
    const [one, other] = [these[i]!, those[j]!]
    const since = new Date(Math.max(one.since.getTime(), other.since.getTime()))
    const { until } = endOf(one) < endOf(other) ? one : other
    if (since < (until ?? now)) both.push({ since, until })
    if (endOf(one) < endOf(other)) i++
    else j++
  }
  return both
}

/** Since when no source has worked, where none does now. */
export const blindSince = (outages: readonly Outage[]): Date | null =>
  outages.find(({ until }) => until === null)?.since ?? null
