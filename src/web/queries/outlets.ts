import { claimCounts } from '../../6-review/claim-counts.ts'
import type { Runner } from '../../db/database.ts'
import { COUNTED_TO } from './counted.ts'

export interface ListedOutlet {
  id: string
  name: string
  home: string
  language: string
  enabled: boolean
  verified: boolean
  problem: string | null
  seenAt: Date
  sources: number
  troubled: number
  lastCrawl: Date | null
  nextCrawl: Date | null
  /** This and the next are counted up to COUNTED_TO; one more tells that there are more. */
  articles: number
  stopped: number
  lastArticle: Date | null
  claims: number
}

// Numbers are counted along indexes and not to the end: an outlet's page costs the same after ten years.
const outletRows = (sql: Runner) => sql`
  select outlet.id, coalesce(definition ->> 'name', outlet.id) as name, definition ->> 'home' as home, definition ->> 'language' as language,
    outlet.enabled, coalesce((definition ->> 'verified')::boolean, true) as verified, problem, seen_at,
    sources, troubled, last_crawl, next_crawl,
    (select count(*)::int from (
      select from discovery where outlet_id = outlet.id limit ${COUNTED_TO + 1}) counted) as articles,
    (select count(*)::int from (
      select from discovery where outlet_id = outlet.id and state in ('failed', 'set_aside') limit ${COUNTED_TO + 1}) counted) as stopped,
    (select max(discovered_at) from discovery where outlet_id = outlet.id) as last_article,
    coalesce(of_claims.told, 0) as claims
  from outlet left join ${claimCounts(sql, ['outlet'])} of_claims on of_claims.key = outlet.id left join lateral (
    select count(*)::int as sources, count(*) filter (where failures > 0)::int as troubled, max(crawled_at) as last_crawl,
      min(next_at) filter (where source.enabled) as next_crawl
    from source where outlet_id = outlet.id) of_sources on true`

export async function listOutlets(sql: Runner): Promise<ListedOutlet[]> {
  return sql<ListedOutlet[]>`${outletRows(sql)} order by outlet.enabled desc, name, outlet.id`
}

export async function readOutlet(sql: Runner, id: string): Promise<ListedOutlet | undefined> {
  const [row] = await sql<ListedOutlet[]>`${outletRows(sql)} where outlet.id = ${id}`
  return row
}

export interface OutletName {
  id: string
  name: string
}

export async function outletNames(sql: Runner): Promise<OutletName[]> {
  return sql<OutletName[]>`select id, coalesce(definition ->> 'name', id) as name from outlet order by name`
}

export interface Source {
  id: string
  kind: string
  url: string
  enabled: boolean
  lane: string
  crawledAt: Date | null
  nextAt: Date
  outcome: string | null
  advice: string | null
  failures: number
}

export async function sourcesOf(sql: Runner, outletId: string): Promise<Source[]> {
  return sql<Source[]>`
    select id, kind, url, enabled, lane, crawled_at, next_at, outcome, advice, failures from source
    where outlet_id = ${outletId} order by kind, url`
}

/** How many of an outlet's articles are in each state, and why those that stopped did. */
export async function statesOf(
  sql: Runner,
  outletId: string,
): Promise<{ state: string; because: string | null; count: number }[]> {
  return sql<{ state: string; because: string | null; count: number }[]>`
    select state, case when state in ('failed', 'set_aside') then because end as because, count(*)::int as count
    from discovery where outlet_id = ${outletId} group by 1, 2 order by 3 desc limit 40`
}

/** Makes a source due now; its outlet, or undefined where there is no such source. */
export async function crawlNow(sql: Runner, sourceId: string): Promise<string | undefined> {
  const [row] = await sql<
    { outletId: string }[]
  >`update source set next_at = now() where id = ${sourceId} and enabled returning outlet_id`
  return row?.outletId
}
