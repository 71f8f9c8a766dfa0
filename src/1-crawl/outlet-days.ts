import type { Sql } from '../db/database.ts'
import type { OutletDay } from './habit-alarm.ts'

const DAYS = 32

/** The last weeks of each enabled outlet (or of one), oldest day first, without gaps, up to yesterday. */
export async function outletDays(
  sql: Sql,
  now: Date,
  outletId: string | null = null,
): Promise<Map<string, OutletDay[]>> {
  const today = now.toISOString().slice(0, 10)
  const rows = await sql<(OutletDay & { outletId: string })[]>`
    with days as (
      select o.id as outlet_id, day::date as day
      from outlet o,
        lateral generate_series(
          greatest(${today}::date - ${DAYS}::int, (select min(discovered_at)::date from discovery where outlet_id = o.id and not from_archive)),
          ${today}::date - 1, interval '1 day') day
      where o.enabled and (${outletId}::text is null or o.id = ${outletId})),
    seen as (
      select outlet_id, discovered_at::date as day, count(*)::int as discovered,
        count(*) filter (where because in ('blocked', 'challenge', 'log-in'))::int as blocked
      from discovery
      where not from_archive and (${outletId}::text is null or outlet_id = ${outletId}) and discovered_at >= ${today}::date - ${DAYS}::int
      group by 1, 2),
    read as (
      select d.outlet_id, d.discovered_at::date as day, count(*)::int as read,
        count(*) filter (where a.published is null)::int as undated,
        percentile_disc(0.5) within group (order by length(a.text))::int as median_length
      from discovery d join article a on a.discovery_id = d.id
      where not d.from_archive and (${outletId}::text is null or d.outlet_id = ${outletId}) and d.discovered_at >= ${today}::date - ${DAYS}::int
      group by 1, 2)
    select days.outlet_id, to_char(days.day, 'YYYY-MM-DD') as day, coalesce(discovered, 0) as discovered,
      coalesce(discovered, 0) - coalesce(blocked, 0) as captured, coalesce(blocked, 0) as blocked,
      coalesce(read, 0) as read, coalesce(undated, 0) as undated, median_length
    from days left join seen using (outlet_id, day) left join read using (outlet_id, day)
    order by days.outlet_id, days.day`
  const byOutlet = new Map<string, OutletDay[]>()
  for (const { outletId, ...day } of rows) byOutlet.set(outletId, [...(byOutlet.get(outletId) ?? []), day])
  return byOutlet
}
