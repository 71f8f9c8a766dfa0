import type { Sql, Transaction } from '../db/database.ts'
import type { Outcomes } from '../domain/outcome.ts'
import type { PlaceNames } from '../language/place-names.ts'
import type { Alert } from './alert.ts'
import { saveAlerts } from './alert-store.ts'
import { alertsFor, type JudgedWatch, type WatchTable, watchTable } from './match-watches.ts'
import { articlesToWatch } from './reading-store.ts'
import { allWatches, watchesAt } from './watch-store.ts'

export interface AlertDeps {
  sql: Sql
  places: PlaceNames
  moveOn(tx: Transaction, outcomes: Outcomes): Promise<void>
}

/** Tells each watch what newly analysed articles say: the end of an article's way. */
export async function alertReaders(
  discoveryIds: readonly string[],
  { sql, places, moveOn }: AlertDeps,
): Promise<Outcomes> {
  const waiting = await sql<{ id: string; discoveredAt: Date }[]>`
    select id, discovered_at from discovery where id = any(${[...discoveryIds]}::bigint[]) and todo = 'alert' order by id`
  if (waiting.length === 0) return new Map()
  const last = new Date(Math.max(...waiting.map(({ discoveredAt }) => discoveredAt.getTime())))
  const watches = await watchesAt(sql, last)
  const ids = watches.length === 0 ? [] : waiting.map(({ id }) => id)
  // In the order in which they came.
  const articles = (await articlesToWatch(sql, ids)).toReversed()
  const alerts = articles.flatMap((article): Alert[] => {
    const then = watches.filter(({ createdAt }) => createdAt <= article.discoveredAt)
    return then.length > 0 ? alertsFor(article, tableOf(then, places)) : []
  })
  const outcomes: Outcomes = new Map(waiting.map(({ id }) => [id, { kind: 'done' }]))
  await sql.begin(async (tx) => {
    await saveAlerts(tx, alerts)
    await moveOn(tx, outcomes)
  })
  return outcomes
}

export interface DecidedDeps {
  sql: Sql
  places: PlaceNames
  /** Link's way of putting claims where they belong now; steps do not import each other. */
  relink(tx: Transaction, claimIds: string[]): Promise<void>
}

/** Whether decisions wait to be told. */
export async function hasDecided(sql: Sql): Promise<boolean> {
  return (await sql`select from claim_todo limit 1`).length > 0
}

const AT_ONCE = 50

/** Tells watches of claims that somebody decided, after their incidents were told anew. Returns how many are left. */
export async function alertDecided({ sql, places, relink }: DecidedDeps): Promise<number> {
  const [count] = await sql.begin(async (tx) => {
    const rows = await tx<{ claimId: string; discoveryId: string }[]>`
      select claim_id, discovery_id from claim_todo join claim on claim.id = claim_id order by at limit ${AT_ONCE} for update of claim_todo skip locked`
    const claimIds = rows.map(({ claimId }) => claimId)
    if (claimIds.length > 0) {
      await relink(tx, claimIds)
      const table = tableOf(await allWatches(tx), places)
      const articles = await articlesToWatch(tx, [...new Set(rows.map(({ discoveryId }) => discoveryId))])
      // Only what the decision made new: an old article is no new mention.
      const alerts = articles
        .flatMap((article) => alertsFor(article, table))
        .filter(
          ({ kind, claimId }) =>
            kind === 'accepted' || (kind === 'change' && claimId !== null && claimIds.includes(claimId)),
        )
      await saveAlerts(tx, alerts)
      await tx`delete from claim_todo where claim_id = any(${claimIds}::bigint[])`
    }
    return tx<{ left: number }[]>`select count(*)::int as left from claim_todo`
  })
  return count?.left ?? 0
}

let last: { key: string; table: WatchTable } | null = null

/** The table of the watches, kept until one changes. */
function tableOf(watches: JudgedWatch[], places: PlaceNames): WatchTable {
  const key = JSON.stringify(watches)
  if (last?.key !== key) last = { key, table: watchTable(watches, places) }
  return last.table
}
