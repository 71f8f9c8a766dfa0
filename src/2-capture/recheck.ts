import type { Sql } from '../db/database.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
// Most edits come within hours; what stood for a month changes hardly any more.
const AGES_MS = [6 * HOUR_MS, DAY_MS, 3 * DAY_MS, 10 * DAY_MS, 30 * DAY_MS]
// Afterwards only articles with claims are looked at: whether they are still there.
const STILL_THERE_MS = 30 * DAY_MS

/** When to look again whether an article was edited or removed; null when nobody needs to know any more. */
export function nextRecheck(discoveredAt: Date, now: Date, hasClaims = false): Date | null {
  const age = now.getTime() - discoveredAt.getTime()
  const next = AGES_MS.find((each) => each > age + HOUR_MS)
  if (next !== undefined) return new Date(discoveredAt.getTime() + next)
  return hasClaims ? new Date(now.getTime() + STILL_THERE_MS) : null
}

/** Whether only the head is asked for: of an old article, it is enough to know that it is still there. */
export function asksHeadOnly(discoveredAt: Date, changedAt: Date | null, capturedAt: Date, now: Date): boolean {
  if (changedAt !== null && changedAt > capturedAt) return false
  return now.getTime() - discoveredAt.getTime() > AGES_MS.at(-1)! + DAY_MS
}

/**
 * Whether a look back may end with the server's word for it that nothing changed: not where the source said otherwise,
 * and only every other time, as some servers say so for ever.
 */
export function mayBelieveServer(discoveredAt: Date, changedAt: Date | null, capturedAt: Date, now: Date): boolean {
  if (changedAt !== null && changedAt > capturedAt) return false
  const looks = AGES_MS.filter((age) => age <= now.getTime() - discoveredAt.getTime() + HOUR_MS).length
  return looks % 2 === 1
}

// Walls come down: by the next day a server that refused everybody, or us for a while, may answer again.
const REFUSED_PAUSE_MS = 20 * HOUR_MS
const REFUSALS = ['blocked', 'challenge']

/**
 * Notes that a refused page is asked for once more, a day later and in the slow lane; not a third time, as asking again
 * and again is what gets a reader banned. Null where it was refused before.
 */
export async function askOnceMore(sql: Sql, discoveryId: string, because: string, now: Date): Promise<Date | null> {
  if (!REFUSALS.includes(because)) return null
  const at = new Date(now.getTime() + REFUSED_PAUSE_MS)
  const noted = await sql`
    update discovery set recheck_at = ${at}
    where id = ${discoveryId} and todo = 'capture' and state = 'discovered'
      and not exists (select from step where discovery_id = ${discoveryId} and because in ${sql(REFUSALS)})`
  return noted.count > 0 ? at : null
}

/** Sends articles to be looked at again whose time has come, in the slow lane: news goes before. */
export async function beginRechecks(sql: Sql): Promise<number> {
  const begun = await sql`
    update discovery set todo = 'capture', lane = 'backfill', next_at = now(), tries = 0, recheck_at = null,
      state = case state when 'failed' then 'discovered' else state end
    where id in (
      select id from discovery
      where recheck_at <= now() and todo is null
        and (state in ('analysed', 'duplicate') or (state = 'failed' and because in ${sql(REFUSALS)}))
      order by recheck_at limit 1000)`
  return begun.count
}
