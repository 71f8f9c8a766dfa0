import type { WatchedOutlet } from '../../1-crawl/watched-months.ts'
import type { ClaimFilter } from '../../6-review/claim-filter.ts'
import { conditions, type ReadyFilter, type Viewer } from '../../6-review/claim-list.ts'
import type { Runner } from '../../db/database.ts'

/** How many claims are about a thing: those that were reviewed, and those that wait. */
export interface ClaimCount {
  key: string
  name: string
  reviewed: number
  waiting: number
}

const MOST_BARS = 15

export interface ClaimCounts {
  months: ClaimCount[]
  types: ClaimCount[]
  places: ClaimCount[]
}

/**
 * Claims by the month of their article (without gaps being filled), by type and by place, in one look at the claims.
 * Rejected ones count only where they are asked for.
 */
export async function claimCounts(sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<ClaimCounts> {
  const rows = await sql<
    { month: Date | null; type: string | null; place: string | null; reviewed: number; waiting: number }[]
  >`
    select date_trunc('month', told_at) as month, shown_type as type, shown_facility as place,
      count(*) filter (where claim.review in ('accepted', 'corrected'))::int as reviewed,
      count(*) filter (where claim.review not in ('accepted', 'corrected'))::int as waiting
    from ${counted(sql, filter, viewer)}
    group by grouping sets ((date_trunc('month', told_at)), (shown_type), (shown_facility))`
  const part = (keyOf: (row: (typeof rows)[number]) => string | null | undefined) =>
    rows.flatMap((row) => {
      const key = keyOf(row)
      return key ? [{ key, name: key, reviewed: row.reviewed, waiting: row.waiting }] : []
    })
  const most = (a: ClaimCount, b: ClaimCount) =>
    b.reviewed + b.waiting - a.reviewed - a.waiting || (a.key < b.key ? -1 : 1)
  return {
    months: part(({ month }) => month?.toISOString().slice(0, 7)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    types: part(({ type }) => type).toSorted(most),
    places: part(({ place }) => place)
      .toSorted(most)
      .slice(0, MOST_BARS),
  }
}

export async function claimsByPerson(sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<ClaimCount[]> {
  return sql<ClaimCount[]>`
    with told as (select claim.id, claim.review from ${counted(sql, filter, viewer)}),
    counted as (
      select person_id, count(*) filter (where review in ('accepted', 'corrected'))::int as reviewed,
        count(*) filter (where review not in ('accepted', 'corrected'))::int as waiting
      from told join claim_person on claim_id = told.id group by person_id order by count(*) desc, person_id limit ${MOST_BARS})
    select person.id as key, name, reviewed, waiting from counted join person on person.id = person_id
    order by reviewed + waiting desc, name`
}

const counted = (sql: Runner, filter: ReadyFilter, viewer: Viewer) => sql`
  claim where ${conditions(sql, filter, viewer)} ${filter.review ? sql`` : sql`and claim.review <> 'rejected'`}`

/** Outlets with when they were watched, for the filter's outlet or language. */
export async function watchedOutlets(sql: Runner, { outlet, language }: ClaimFilter): Promise<WatchedOutlet[]> {
  const rows = await sql<
    (Pick<WatchedOutlet, 'id' | 'name'> & {
      events: { at: string; kind: 'on' | 'off' }[]
      outages: { since: string; until: string | null }[]
    })[]
  >`
    select id, coalesce(definition ->> 'name', id) as name,
      (select coalesce(jsonb_agg(jsonb_build_object('at', at, 'kind', kind) order by at, e.id), '[]') from outlet_event e where outlet_id = outlet.id) as events,
      (select coalesce(jsonb_agg(jsonb_build_object('since', since, 'until', until) order by since), '[]') from outlet_outage where outlet_id = outlet.id) as outages
    from outlet where exists (select from outlet_event where outlet_id = outlet.id)
      ${outlet ? sql`and id = ${outlet}` : sql``} ${language ? sql`and definition ->> 'language' = ${language}` : sql``}
    order by name`
  return rows.map(({ events, outages, ...rest }) => ({
    ...rest,
    events: events.map(({ at, kind }) => ({ at: new Date(at), kind })),
    outages: outages.map(({ since, until }) => ({
      since: new Date(since),
      until: until === null ? null : new Date(until),
    })),
  }))
}
