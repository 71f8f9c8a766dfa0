import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '../db/database.ts'

/** One request at a time for each host, over all workers on all machines. */
export interface Turns {
  /**
   * Waits for this host's turn, runs, and keeps the next one away until the delay after its end has passed.
   * `run` gets a signal that fires if the turn is lost: what it does must stop then.
   */
  withTurn<T>(host: string, pace: Pace, run: (signal: AbortSignal) => Promise<T>): Promise<Turn<T>>
  /** Gives back what is kept for the next one of this process. */
  close(): Promise<void>
}

interface Pace {
  /** From the end of this request to the start of the next on this host. */
  delayMs: number
  /** How long to wait for the turn before giving up. */
  maxWaitMs: number
  /** What the answer means for the host's pace; asked when the run has ended. */
  after?: () => Aftermath
}

export type Aftermath = { kind: 'well' } | { kind: 'trouble'; retryAfterMs?: number }

type Turn<T> = { kind: 'ran'; value: T } | { kind: 'busy'; freeAt: Date }

// A worker that died is waited for this long at most; a live one says so more often.
const LEASE_MS = 10_000
const RENEW_MS = 3_000
// Without a delay, turns go from one waiter of this process to the next without asking the database, but not for longer
// than this, so that other processes have theirs.
const HOLD_MS = 500
// And this long a free turn is kept for whoever of this process asks next: two round trips less for each request.
const LINGER_MS = 25
const YIELD_MS = 15
const POLL_MS = 20
const LONGEST_SLEEP_MS = 500
// First pause of a host in trouble, doubled each time up to the longest, halved by each request that goes well.
const BACK_OFF_MS = { first: 5_000, longest: 3_600_000, forgotten: 1_000 }
const LONGEST_RETRY_AFTER_MS = 24 * 3_600_000

/** All of this process who want one host; only the head of the line talks to the database. */
interface Line {
  waiting: (() => void)[]
  taken: boolean
  heldSince: number | null
  yieldUntil: number
  /** The host was in no trouble when the turn was taken, so turns may go from one to the next without a pause. */
  well: boolean
  /** Gives back the turn that is kept for the next one. */
  lingering: NodeJS.Timeout | null
}

/** Politeness through the host table. The database's clock is the only one that counts. */
export function openTurns(sql: Sql, holder: string = randomUUID()): Turns {
  const lines = new Map<string, Line>()
  return {
    async withTurn(host, pace, run) {
      const deadline = performance.now() + pace.maxWaitMs
      const line = lines.get(host) ?? {
        waiting: [],
        taken: false,
        heldSince: null,
        yieldUntil: 0,
        well: false,
        lingering: null,
      }
      lines.set(host, line)
      if (!(await reachHead(line, pace.maxWaitMs)))
        return { kind: 'busy', freeAt: new Date(Date.now() + Math.max(pace.delayMs * (line.waiting.length + 1), 100)) }
      try {
        const waitMs = await acquire(sql, host, holder, line, pace.delayMs, deadline)
        if (waitMs > 0) return { kind: 'busy', freeAt: new Date(Date.now() + waitMs) }
        const lease = keepLease(sql, host, holder, pace.delayMs)
        try {
          return { kind: 'ran', value: await run(lease.signal) }
        } finally {
          lease.stop()
          await leave(sql, host, holder, line, pace, lease.signal.aborted)
        }
      } finally {
        const next = line.waiting.shift()
        if (next) next()
        else if (line.heldSince !== null) linger(sql, host, holder, line, lines)
        else {
          line.taken = false
          lines.delete(host)
        }
      }
    },
    async close() {
      const kept = [...lines].filter(([, line]) => line.lingering)
      await Promise.all(kept.map(([host, line]) => giveBack(sql, host, holder, line, lines)))
    },
  }
}

// True when this caller is the head; it must then hand on. False when its patience ended first.
function reachHead(line: Line, maxWaitMs: number): Promise<boolean> {
  if (line.lingering) {
    clearTimeout(line.lingering)
    line.lingering = null
    return Promise.resolve(true)
  }
  if (!line.taken) {
    line.taken = true
    return Promise.resolve(true)
  }
  return new Promise((resolve) => {
    const called = () => {
      clearTimeout(timer)
      resolve(true)
    }
    const timer = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(called), 1)
      resolve(false)
    }, maxWaitMs)
    line.waiting.push(called)
  })
}

// 0 when the lease is ours, otherwise in how many milliseconds it is worth asking again.
async function acquire(
  sql: Sql,
  host: string,
  holder: string,
  line: Line,
  delayMs: number,
  deadline: number,
): Promise<number> {
  if (line.heldSince !== null && delayMs === 0) return 0
  if (line.heldSince !== null) {
    // Kept from a request without a delay, but this one has a delay to keep.
    line.heldSince = null
    await releaseWell(sql, host, holder, 0)
  }
  if (line.yieldUntil > performance.now()) await sleep(line.yieldUntil - performance.now())
  for (;;) {
    const answer = await askForLease(sql, host, holder, delayMs)
    if ('backOffMs' in answer) {
      line.heldSince = performance.now()
      line.well = answer.backOffMs === 0
      return 0
    }
    const left = deadline - performance.now()
    if (left <= 0 || (!answer.leased && answer.waitMs > left)) return Math.max(answer.waitMs, POLL_MS)
    // A free host is asked for at the right moment; a leased one again and again, as nobody knows when it will be free.
    const pause = answer.leased ? POLL_MS + POLL_MS * Math.random() : answer.waitMs
    await sleep(Math.max(1, Math.min(pause, left, LONGEST_SLEEP_MS)))
  }
}

type LeaseAnswer = { backOffMs: number } | { leased: boolean; waitMs: number }

async function askForLease(sql: Sql, host: string, holder: string, delayMs: number): Promise<LeaseAnswer> {
  // free_at is set for the case that we die: the lease runs out first, then the delay.
  const [taken] = await sql<{ backOffMs: number }[]>`
    insert into host as h (host, lease, lease_until, free_at)
    values (${host}, ${holder}, ${fromNow(sql, LEASE_MS)}, ${fromNow(sql, LEASE_MS + delayMs)})
    on conflict (host) do update
      set lease = excluded.lease, lease_until = excluded.lease_until, free_at = excluded.free_at
      where (h.lease is null or h.lease_until < clock_timestamp())
        and h.free_at <= clock_timestamp()
        and (h.ended_at is null or h.ended_at + ${delayMs}::float8 * interval '1 millisecond' <= clock_timestamp())
    returning back_off_ms::float8 as back_off_ms`
  if (taken) return taken
  const [row] = await sql<{ leased: boolean; waitMs: number }[]>`
    select coalesce(lease_until > clock_timestamp(), false) as leased,
           greatest(0, ceil(extract(epoch from greatest(
             free_at, ended_at + ${delayMs}::float8 * interval '1 millisecond') - clock_timestamp()) * 1000))::float8 as wait_ms
    from host where host = ${host}`
  return row ?? { leased: false, waitMs: 1 }
}

function fromNow(sql: Sql, ms: number) {
  return sql`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`
}

function keepLease(sql: Sql, host: string, holder: string, delayMs: number): { signal: AbortSignal; stop(): void } {
  const lost = new AbortController()
  let renewedAt = performance.now()
  const timer = setInterval(async () => {
    try {
      const kept = await sql`
        update host set lease_until = ${fromNow(sql, LEASE_MS)}, free_at = ${fromNow(sql, LEASE_MS + delayMs)}
        where host = ${host} and lease = ${holder} returning 1`
      if (kept.length > 0) renewedAt = performance.now()
      else lost.abort(new Error('another worker has this turn now'))
    } catch {
      // The database is away for now. Nobody else can take the lease before it has run out.
      if (performance.now() - renewedAt > LEASE_MS - RENEW_MS) lost.abort(new Error('the lease could not be renewed'))
    }
  }, RENEW_MS)
  return { signal: lost.signal, stop: () => clearInterval(timer) }
}

async function leave(
  sql: Sql,
  host: string,
  holder: string,
  line: Line,
  { delayMs, after }: Pace,
  lost: boolean,
): Promise<void> {
  const aftermath = after?.() ?? { kind: 'well' }
  const heldMs = line.heldSince === null ? 0 : performance.now() - line.heldSince
  const handsOn = line.well && delayMs === 0 && aftermath.kind === 'well' && heldMs < HOLD_MS && !lost
  if (handsOn) return
  line.heldSince = null
  line.yieldUntil = performance.now() + (line.waiting.length > 0 && delayMs === 0 ? YIELD_MS : 0)
  if (lost) return
  if (aftermath.kind === 'well') await releaseWell(sql, host, holder, delayMs)
  else await releaseInTrouble(sql, host, holder, delayMs, aftermath.retryAfterMs)
}

// The turn is still ours, and nobody here wants it just now.
function linger(sql: Sql, host: string, holder: string, line: Line, lines: Map<string, Line>): void {
  line.lingering = setTimeout(() => void giveBack(sql, host, holder, line, lines), LINGER_MS)
}

async function giveBack(sql: Sql, host: string, holder: string, line: Line, lines: Map<string, Line>): Promise<void> {
  if (line.lingering) clearTimeout(line.lingering)
  line.lingering = null
  line.heldSince = null
  // This may fail with the database: then the lease runs out by itself.
  await releaseWell(sql, host, holder, 0).catch(() => {})
  const next = line.waiting.shift()
  if (next) next()
  else {
    line.taken = false
    lines.delete(host)
  }
}

async function releaseWell(sql: Sql, host: string, holder: string, delayMs: number): Promise<void> {
  const { forgotten } = BACK_OFF_MS
  const healed = sql`(case when back_off_ms / 2 < ${forgotten} then 0 else back_off_ms / 2 end)`
  await sql`
    update host set lease = null, lease_until = null, back_off_ms = ${healed}, ended_at = clock_timestamp(),
      free_at = clock_timestamp() + greatest(${delayMs}::float8, ${healed}) * interval '1 millisecond'
    where host = ${host} and lease = ${holder}`
}

async function releaseInTrouble(
  sql: Sql,
  host: string,
  holder: string,
  delayMs: number,
  retryAfterMs?: number,
): Promise<void> {
  const { first, longest } = BACK_OFF_MS
  const grown = sql`least(greatest(back_off_ms * 2, ${first}::float8), ${longest}::float8)`
  // What the host itself asks for is believed, within a day.
  const asked = retryAfterMs === undefined ? null : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS)
  await sql`
    update host set lease = null, lease_until = null, back_off_ms = ${grown}, ended_at = clock_timestamp(),
      free_at = clock_timestamp()
        + greatest(${delayMs}::float8, coalesce(${asked}::float8, ${grown})) * interval '1 millisecond'
    where host = ${host} and lease = ${holder}`
}
