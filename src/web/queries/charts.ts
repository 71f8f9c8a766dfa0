import type { WatchedOutlet } from '../../1-crawl/watched-months.ts'
import type { ClaimFilter } from '../../6-review/claim-filter.ts'
import { conditions, type Viewer } from '../../6-review/claim-list.ts'
import type { Runner } from '../../db/database.ts'

/** How many claims are about a thing: those that were reviewed, and those that wait. */
export interface ClaimCount {
  key: string
  name: string
  reviewed: number
  waiting: number
}

const MOST_BARS = 15

/** Claims by the month of the article, without gaps being filled. Rejected ones count only where they are asked for. */
export async function claimsByMonth(sql: Runner, filter: ClaimFilter, viewer: Viewer): Promise<ClaimCount[]> {
  return sql<ClaimCount[]>`
    select to_char(coalesce(article.published, article.extracted_at), 'YYYY-MM') as key, '' as name, ${counts(sql)}
    from ${counted(sql, filter, viewer)} group by 1 order by 1`
}

export async function claimsByType(sql: Runner, filter: ClaimFilter, viewer: Viewer): Promise<ClaimCount[]> {
  return sql<ClaimCount[]>`
    select claim.shown_type as key, claim.shown_type as name, ${counts(sql)}
    from ${counted(sql, filter, viewer)} group by 1 order by count(*) desc, 1`
}

export async function claimsByPlace(sql: Runner, filter: ClaimFilter, viewer: Viewer): Promise<ClaimCount[]> {
  return sql<ClaimCount[]>`
    select claim.shown_facility as key, claim.shown_facility as name, ${counts(sql)}
    from ${counted(sql, filter, viewer)} and claim.shown_facility is not null
    group by 1 order by count(*) desc, 1 limit ${MOST_BARS}`
}

export async function claimsByPerson(sql: Runner, filter: ClaimFilter, viewer: Viewer): Promise<ClaimCount[]> {
  return sql<ClaimCount[]>`
    with told as (select claim.id, claim.review from ${counted(sql, filter, viewer)}),
    counted as (
      select person_id, count(*) filter (where review in ('accepted', 'corrected'))::int as reviewed,
        count(*) filter (where review not in ('accepted', 'corrected'))::int as waiting
      from told join claim_person on claim_id = told.id group by person_id order by count(*) desc, person_id limit ${MOST_BARS})
    select person.id as key, name, reviewed, waiting from counted join person on person.id = person_id
    order by reviewed + waiting desc, name`
}

const counts = (sql: Runner) => sql`
  count(*) filter (where claim.review in ('accepted', 'corrected'))::int as reviewed,
  count(*) filter (where claim.review not in ('accepted', 'corrected'))::int as waiting`

const counted = (sql: Runner, filter: ClaimFilter, viewer: Viewer) => sql`
  claim join article on article.id = claim.article_id join discovery on discovery.id = claim.discovery_id
  where ${conditions(sql, filter, viewer)} ${filter.review ? sql`` : sql`and claim.review <> 'rejected'`}`

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
