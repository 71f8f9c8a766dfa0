import { claimCounts } from '../../6-review/claim-counts.ts'
import type { Runner } from '../../db/database.ts'
import { STATES, type State } from '../../domain/outcome.ts'

/** How many articles are in each state, and the claims: what /healthz tells. */
export async function countStates(sql: Runner): Promise<{ articles: Record<State, number>; claims: number }> {
  const [states, [claims]] = await Promise.all([
    sql<{ state: State; count: number }[]>`select state, count(*)::int as count from discovery group by state`,
    sql<
      { count: number }[]
    >`select coalesce(sum(told + rejected), 0)::int as count from ${claimCounts(sql, ['current'])} counted`,
  ])
  const zero = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>
  for (const { state, count } of states) zero[state] = count
  return { articles: zero, claims: claims!.count }
}

export interface StepSpeed {
  step: string
  lastHour: number
  meanMs: number
  failed: number
}

/** What each step did in the last hour. */
export async function stepSpeeds(sql: Runner, now: Date): Promise<StepSpeed[]> {
  return sql<StepSpeed[]>`
    select step, count(*)::int as last_hour, coalesce(avg(ms), 0)::int as mean_ms,
      count(*) filter (where outcome in ('failed', 'try_later'))::int as failed
    from (select * from step order by id desc limit 50000) recent
    where started_at > ${now}::timestamptz - interval '1 hour' group by step`
}

export interface Backlog {
  todo: string
  waiting: number
  due: number
  backfill: number
}

/** What the tables still have to do, by step: the truth behind the queues. */
export async function backlog(sql: Runner): Promise<Backlog[]> {
  return sql<Backlog[]>`
    select todo, count(*)::int as waiting, count(*) filter (where next_at <= now())::int as due,
      count(*) filter (where lane = 'backfill')::int as backfill
    from discovery where todo is not null group by todo`
}

export interface Stop {
  state: string
  because: string
  advice: string | null
  count: number
}

/** Why articles stopped, the commonest reasons first. */
export async function stops(sql: Runner): Promise<Stop[]> {
  return sql<Stop[]>`
    select state, because, min(advice) as advice, count(*)::int as count from discovery
    where state in ('failed', 'set_aside') group by state, because order by count desc limit 30`
}
