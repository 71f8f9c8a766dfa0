import type { Runner, Sql } from '../db/database.ts'
import type { Lane, Outcome, Outcomes, State, Todo } from '../domain/outcome.ts'

// Growing pauses; after the last one the discovery has failed, and a button tries again.
const PAUSES_MS = [60_000, 10 * 60_000]
export const TRIES = PAUSES_MS.length + 1

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
  if (wentWell(outcome)) return tellStep(sql, { discoveryId, step, startedAt, ...told })
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
async function tellStep(
  sql: Runner,
  row: {
    discoveryId: string
    step: string
    startedAt: Date
    outcome: string
    because?: string | null | undefined
    advice?: string | null
  },
): Promise<void> {
  const ms = Math.max(0, Date.now() - row.startedAt.getTime())
  await sql`
    insert into step (discovery_id, step, started_at, ms, outcome, because, advice)
    select ${row.discoveryId}, ${row.step}, ${row.startedAt}, ${ms}, ${row.outcome}, ${row.because ?? null}, ${row.advice ?? null}
    where exists (select from discovery where id = ${row.discoveryId})`
}

/** A step of many discoveries: what they have reached when it is done (null: what they had), and what comes next. */
export interface Stage {
  step: Todo
  startedAt: Date
  reached: State | null
  next: Todo | null
}

/** Whether an outcome is the end of a step that went well: its discovery is moved on together with its result. */
export const wentWell = ({ kind }: Outcome): boolean => kind === 'done' || kind === 'duplicate' || kind === 'unchanged'

/**
 * Moves the discoveries of a step that went well on to what comes next and tells the step in their way, in the
 * transaction that saves its result. One that no longer waits for the step is left alone.
 */
export async function moveOn(tx: Runner, stage: Stage, outcomes: Outcomes): Promise<void> {
  const rows = [...outcomes].flatMap(([id, outcome]) => (wentWell(outcome) ? [rowAfter(id, outcome, stage)] : []))
  if (rows.length === 0) return
  // What one of them took of the time that all took together.
  const ms = Math.round((Date.now() - stage.startedAt.getTime()) / outcomes.size)
  await tx`
    with gone as (
      select * from jsonb_to_recordset(${tx.json(rows)}) as g(id bigint, outcome text, because text, state text, todo text, original bigint)),
    moved as (
      update discovery d set
        state = case when outcome = 'unchanged' then case when d.original_id is null then 'analysed' else 'duplicate' end
          else coalesce(gone.state, d.state) end,
        original_id = case gone.state when 'duplicate' then gone.original when 'extracted' then null else d.original_id end,
        todo = gone.todo, because = case when gone.todo is null then gone.because end, advice = null,
        state_at = now(), next_at = now(), tries = 0
      from gone where d.id = gone.id and d.todo = ${stage.step} returning d.id)
    insert into step (discovery_id, step, started_at, ms, outcome, because)
    select id, ${stage.step}, ${stage.startedAt}, ${ms}, outcome, because from moved join gone using (id) order by id`
}

function rowAfter(id: string, outcome: Outcome, { reached, next }: Stage) {
  const because = 'because' in outcome ? (outcome.because ?? null) : null
  const told = { id, outcome: outcome.kind, because, original: null, state: null, todo: null }
  if (outcome.kind === 'duplicate') return { ...told, state: 'duplicate', original: outcome.originalId }
  if (outcome.kind === 'unchanged') return told
  // What goes elsewhere has not reached what the step is for.
  const elsewhere = outcome.kind === 'done' && outcome.next
  return elsewhere ? { ...told, todo: elsewhere } : { ...told, state: reached, todo: next }
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
  const [row] = await tx<{ tries: number }[]>`
    update discovery set tries = tries + 1, because = ${outcome.because}, advice = ${outcome.advice}
    where id = ${id} and todo = ${step} returning tries`
  if (!row) return null
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

export interface Unfinished<Queue = Todo | 'crawl'> {
  queue: Queue
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
 * a step, the longest first. What is to be tried again is due by the clock, each by itself.
 */
export async function leftBehind(
  sql: Sql,
  { step, freshMs, limit }: { step: Todo; freshMs: number; limit: number },
): Promise<Unfinished<Todo>[]> {
  return sql<Unfinished<Todo>[]>`
    select todo as queue, id::text as of, lane from discovery
    where todo = ${step} and tries = 0 and next_at <= now() and state_at <= now() - ${`${freshMs} milliseconds`}::interval
    order by lane desc, next_at limit ${limit}`
}
