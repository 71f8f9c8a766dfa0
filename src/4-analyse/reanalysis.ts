import type { Runner, Sql } from '../db/database.ts'

/** A run that reads an archive again with the analyser of today. */
export interface Reanalysis {
  id: string
  analyser: string
  outletId: string | null
  askedBy: string
  beganAt: Date
  endedAt: Date | null
  state: 'running' | 'stopped' | 'done'
  total: number
  /** Articles read so far. */
  done: number
}

interface Row extends Omit<Reanalysis, 'done'> {
  fed: number
  cursor: string
  upto: string
  batch: string[]
}

// Few enough that a stop is felt soon and news never waits behind them, enough that workers are never idle.
const BATCH = 200

/** Articles whose newest text was not read by this analyser, up to a discovery. */
const toRead = (
  sql: Runner,
  { analyser, outletId, cursor, upto }: Pick<Row, 'analyser' | 'outletId' | 'cursor' | 'upto'>,
) => sql`
  discovery d where d.id > ${cursor} and d.id <= ${upto} and d.state = 'analysed' and d.todo is null
    ${outletId === null ? sql`` : sql`and d.outlet_id = ${outletId}`}
    and exists (
      select from (select id from article where discovery_id = d.id order by id desc limit 1) newest
      where not exists (select from analysis where article_id = newest.id and analysis.analyser = ${analyser}))`

export type StartOutcome = { kind: 'started' | 'goes-on'; run: Reanalysis } | { kind: 'nothing-to-do' }

/** Begins to read again whatever another analyser read, or goes on with the run that was stopped. */
export async function startReanalysis(
  sql: Sql,
  { analyser, outletId, askedBy }: { analyser: string; outletId: string | null; askedBy: string },
): Promise<StartOutcome> {
  return sql.begin(async (tx): Promise<StartOutcome> => {
    const [open] = await tx<Row[]>`select * from reanalysis where state <> 'done' for update`
    if (open) {
      await tx`update reanalysis set state = 'running' where id = ${open.id}`
      return { kind: 'goes-on', run: await told(tx, { ...open, state: 'running' }) }
    }
    const [last] = await tx<{ upto: string }[]>`select coalesce(max(id), 0) as upto from discovery`
    const wish = { analyser, outletId, cursor: '0', upto: last!.upto }
    const [counted] = await tx<{ total: number }[]>`select count(*)::int as total from ${toRead(tx, wish)}`
    if (counted!.total === 0) return { kind: 'nothing-to-do' }
    const [row] = await tx<Row[]>`
      insert into reanalysis ${tx({ analyser, outletId, askedBy, total: counted!.total, upto: wish.upto })} returning *`
    return { kind: 'started', run: await told(tx, row!) }
  })
}

/** Hands no more articles on; those under way are finished. `startReanalysis` goes on where it stopped. */
export async function stopReanalysis(sql: Runner): Promise<boolean> {
  return (await sql`update reanalysis set state = 'stopped' where state = 'running'`).count > 0
}

/** The run that is open, or the last one. */
export async function readReanalysis(sql: Runner): Promise<Reanalysis | null> {
  const [row] = await sql<Row[]>`select * from reanalysis order by id desc limit 1`
  return row ? told(sql, row) : null
}

async function told(sql: Runner, row: Row): Promise<Reanalysis> {
  const { fed, cursor: _, upto: __, batch, ...rest } = row
  return { ...rest, done: fed - (await outstanding(sql, batch)).length }
}

async function outstanding(sql: Runner, batch: string[]): Promise<string[]> {
  if (batch.length === 0) return []
  const rows = await sql<{ id: string }[]>`
    select id from discovery where id = any(${batch}::bigint[]) and todo in ('analyse', 'link', 'alert')`
  return rows.map(({ id }) => id)
}

/**
 * Hands the next articles of a running reanalysis to the slow lane, once most of the last ones were read. Returns them;
 * any number of processes may ask.
 */
export async function feedReanalysis(sql: Sql, analyser: string): Promise<string[]> {
  return sql.begin(async (tx): Promise<string[]> => {
    const [row] = await tx<Row[]>`select * from reanalysis where state = 'running' for update skip locked`
    if (!row) return []
    const run = row.analyser === analyser ? row : await beginAnew(tx, row, analyser)
    const left = await outstanding(tx, run.batch)
    if (left.length > BATCH / 4) return []
    const next = (
      await tx<{ id: string }[]>`select d.id from ${toRead(tx, run)} order by d.id limit ${BATCH - left.length}`
    ).map(({ id }) => id)
    if (next.length > 0)
      await tx`
        update discovery set todo = 'analyse', lane = 'backfill', next_at = now(), state_at = now(), tries = 0, because = null, advice = null
        where id = any(${next}::bigint[])`
    const isDone = next.length === 0 && left.length === 0
    await tx`
      update reanalysis set fed = fed + ${next.length}, cursor = ${next.at(-1) ?? run.cursor}, batch = ${[...left, ...next]}::bigint[],
        state = ${isDone ? 'done' : 'running'}, ended_at = ${isDone ? tx`now()` : null}
      where id = ${run.id}`
    return next
  })
}

// The tables that the analyser reads with were changed meanwhile: what was read before is read again.
async function beginAnew(tx: Runner, row: Row, analyser: string): Promise<Row> {
  const wish = { ...row, analyser, cursor: '0' }
  const [counted] = await tx<{ total: number }[]>`select count(*)::int as total from ${toRead(tx, wish)}`
  const [run] = await tx<Row[]>`
    update reanalysis set analyser = ${analyser}, cursor = 0, fed = 0, total = ${counted!.total}, batch = '{}' where id = ${row.id} returning *`
  return run!
}
