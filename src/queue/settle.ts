import type { Runner, Sql } from '../db/database.ts'
import type { Lane, Outcome, Todo } from '../domain/outcome.ts'

// Growing pauses; after the last one the discovery has failed, and a button tries again.
const PAUSES_MS = [60_000, 10 * 60_000]
export const TRIES = PAUSES_MS.length + 1
// A host that is busy is asked for again soon.
const WAIT_MS = 5_000

export interface StepRun {
  discoveryId: string
  step: Todo
  startedAt: Date
  outcome: Outcome
}

/**
 * Turns what came of a step into the discovery's place in the tables: done steps have moved it on themselves, in the
 * transaction that saved their result; here it waits for its next try, is set aside, or has failed. Tells the step in
 * the article's way.
 */
export async function settle(sql: Sql, { discoveryId, step, startedAt, outcome }: StepRun): Promise<void> {
  const told = describe(outcome)
  await sql.begin(async (tx) => {
    const final = await place(tx, discoveryId, step, outcome)
    await tellStep(tx, { discoveryId, step, startedAt, ...told, ...(final ? { outcome: final } : {}) })
  })
}

const describe = (outcome: Outcome) => ({
  outcome: outcome.kind.replace('-', '_'),
  because: 'because' in outcome ? outcome.because : null,
  advice: 'advice' in outcome ? outcome.advice : null,
})

/** A line of an article's way. */
export async function tellStep(
  sql: Runner,
  row: {
    discoveryId: string
    step: string
    startedAt: Date
    outcome: string
    because?: string | null
    advice?: string | null
  },
): Promise<void> {
  const ms = Math.max(0, Date.now() - row.startedAt.getTime())
  await sql`
    insert into step (discovery_id, step, started_at, ms, outcome, because, advice)
    select ${row.discoveryId}, ${row.step}, ${row.startedAt}, ${ms}, ${row.outcome}, ${row.because ?? null}, ${row.advice ?? null}
    where exists (select from discovery where id = ${row.discoveryId})`
}

async function place(tx: Runner, id: string, step: Todo, outcome: Outcome): Promise<string | null> {
  if (outcome.kind === 'try-later') return tryLater(tx, id, step, outcome)
  if (outcome.kind === 'set-aside' || outcome.kind === 'failed') {
    const state = outcome.kind === 'failed' ? 'failed' : 'set_aside'
    await end(tx, id, step, state, outcome.because, outcome.advice)
  }
  return null
}

async function tryLater(
  tx: Runner,
  id: string,
  step: Todo,
  outcome: Extract<Outcome, { kind: 'try-later' }>,
): Promise<string | null> {
  if (outcome.waits) {
    const notBefore = outcome.notBefore ?? new Date(Date.now() + PAUSES_MS[0]!)
    await tx`
      update discovery set next_at = ${notBefore}, because = ${outcome.because}, advice = ${outcome.advice}
      where id = ${id} and todo = ${step}`
    return null
  }
  const counts = outcome.waits ? 0 : 1
  const [row] = await tx<{ tries: number }[]>`
    update discovery set tries = tries + ${counts}, because = ${outcome.because}, advice = ${outcome.advice}
    where id = ${id} and todo = ${step} returning tries`
  if (!row) return null
  if (outcome.waits) {
    await tx`update discovery set next_at = ${outcome.notBefore ?? new Date(Date.now() + WAIT_MS)} where id = ${id}`
    return null
  }
  if (row.tries >= TRIES) {
    await end(tx, id, step, 'failed', outcome.because, outcome.advice)
    return 'failed'
  }
  const pause = new Date(Date.now() + PAUSES_MS[row.tries - 1]!)
  const notBefore = outcome.notBefore && outcome.notBefore > pause ? outcome.notBefore : pause
  await tx`update discovery set next_at = ${notBefore} where id = ${id}`
  return null
}

/**
 * An article that was analysed before stays so: a second look at it that fails must not take away what was found.
 */
async function end(
  tx: Runner,
  id: string,
  step: Todo,
  state: 'set_aside' | 'failed',
  because: string,
  advice: string,
): Promise<void> {
  await tx`
    update discovery set
      state = case when exists (select from article a join analysis on article_id = a.id where a.discovery_id = ${id})
        then 'analysed' else ${state} end,
      todo = null, state_at = now(), tries = 0, because = ${because}, advice = ${advice}
    where id = ${id} and todo = ${step}`
}

export interface Unfinished {
  queue: Todo | 'crawl'
  of: string
  lane: Lane
}

/** What is due by the clock: sources to look at, hosts with pages to capture, steps to try again. */
export async function due(sql: Sql): Promise<Unfinished[]> {
  return sql<Unfinished[]>`
    (select 'crawl' as queue, source.id::text as of, source.lane
       from source join outlet on outlet.id = outlet_id
      where source.enabled and outlet.enabled and next_at <= now())
    union all
    (with recursive hosts as (
       (select host from discovery where todo = 'capture' order by host limit 1)
       union all
       select (select host from discovery where todo = 'capture' and host > hosts.host order by host limit 1)
         from hosts where hosts.host is not null)
     select 'capture', host, 'live' from hosts
      where host is not null
        and exists (select from discovery d where d.host = hosts.host and todo = 'capture' and next_at <= now()))
    union all
    (select todo, id::text, lane from discovery
      where todo in ('render', 'extract', 'analyse', 'link', 'alert') and next_at <= now() and tries > 0 limit 2000)`
}

/**
 * What a crash or a lost queue left between a step and the next: discoveries that have waited longer than `freshMs` for
 * a step, the longest first.
 */
export async function leftBehind(
  sql: Sql,
  { step, freshMs, limit }: { step: Todo; freshMs: number; limit: number },
): Promise<Unfinished[]> {
  return sql<Unfinished[]>`
    select todo as queue, id::text as of, lane from discovery
    where todo = ${step} and next_at <= now() and state_at <= now() - ${`${freshMs} milliseconds`}::interval
    order by lane desc, next_at limit ${limit}`
}
