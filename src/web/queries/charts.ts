import type { WatchedOutlet } from '../../1-crawl/watched-months.ts'
import { claimCounts, isKeptCounted, keptReviews } from '../../6-review/claim-counts.ts'
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

export interface ClaimNumbers {
  months: ClaimCount[]
  types: ClaimCount[]
  places: ClaimCount[]
  people: ClaimCount[]
}

/**
 * Claims by the month of their article (without gaps being filled), by type, place and person. Rejected ones count only
 * where they are asked for.
 */
export async function claimNumbers(sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<ClaimNumbers> {
  const [rows, people] = await Promise.all(
    isKeptCounted(filter)
      ? [keptRows(sql, filter.review), keptPeople(sql, filter.review)]
      : [countedRows(sql, filter, viewer), countedPeople(sql, filter, viewer)],
  )
  const part = (wanted: CountRow['kind']) => rows.flatMap(({ kind, ...count }) => (kind === wanted ? [count] : []))
  return {
    months: part('month').toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    types: part('type').toSorted(most),
    places: part('place').toSorted(most).slice(0, MOST_BARS),
    people,
  }
}

interface CountRow extends ClaimCount {
  kind: 'month' | 'type' | 'place'
}

const most = (a: ClaimCount, b: ClaimCount) =>
  b.reviewed + b.waiting - a.reviewed - a.waiting || (a.key < b.key ? -1 : 1)

function keptNumbers(sql: Runner, review: ClaimFilter['review']) {
  const { reviewed, waiting } = keptReviews(review)
  const sum = (columns: readonly string[]) => columns.reduce((all, one) => sql`${all} + ${sql(one)}`, sql`0`)
  return { reviewed: sum(reviewed), waiting: sum(review === undefined ? ['suggested'] : waiting) }
}

function keptRows(sql: Runner, review: ClaimFilter['review']): Promise<CountRow[]> {
  const { reviewed, waiting } = keptNumbers(sql, review)
  return sql<CountRow[]>`
    select kind, key, key as name, ${reviewed} as reviewed, ${waiting} as waiting
    from ${claimCounts(sql, ['month', 'type', 'place'])} kept where key <> '' and ${reviewed} + ${waiting} > 0`
}

function keptPeople(sql: Runner, review: ClaimFilter['review']): Promise<ClaimCount[]> {
  const { reviewed, waiting } = keptNumbers(sql, review)
  return sql<ClaimCount[]>`
    with most_told as (
      select key::bigint as id, ${reviewed} as reviewed, ${waiting} as waiting from ${claimCounts(sql, ['person'])} kept
      where ${reviewed} + ${waiting} > 0 order by ${reviewed} + ${waiting} desc, key::bigint limit ${MOST_BARS})
    select person.id as key, name, reviewed, waiting from most_told join person using (id)
    order by reviewed + waiting desc, name`
}

// Along the index claim_inbox, without a look at the claims themselves.
const counted = (sql: Runner, filter: ReadyFilter, viewer: Viewer) => sql`
  claim where ${conditions(sql, filter, viewer)} ${filter.review ? sql`` : sql`and claim.review <> 'rejected'`}`
const numbers = (sql: Runner) => sql`
  count(*) filter (where review in ('accepted', 'corrected'))::int as reviewed,
  count(*) filter (where review not in ('accepted', 'corrected'))::int as waiting`

const countedRows = (sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<CountRow[]> => sql<CountRow[]>`
  with counted as (
    select date_trunc('month', told_at) as month, shown_type as type, shown_facility as place, ${numbers(sql)}
    from ${counted(sql, filter, viewer)}
    group by grouping sets ((date_trunc('month', told_at)), (shown_type), (shown_facility)))
  select case when month is not null then 'month' when type is not null then 'type' else 'place' end as kind, key, key as name, reviewed, waiting
  from counted cross join lateral (select coalesce(to_char(month, 'YYYY-MM'), type, place) as key) named where key <> ''`

const countedPeople = (sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<ClaimCount[]> => sql<ClaimCount[]>`
  with told as (select claim.id, claim.review from ${counted(sql, filter, viewer)}),
  counted as (
    select person_id, ${numbers(sql)}
    from told join claim_person on claim_id = told.id group by person_id order by count(*) desc, person_id limit ${MOST_BARS})
  select person.id as key, name, reviewed, waiting from counted join person on person.id = person_id
  order by reviewed + waiting desc, name`

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
