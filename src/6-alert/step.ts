import type { Sql, Transaction } from '../db/database.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { PlaceNames } from '../language/place-names.ts'
import { saveAlerts } from './alert-store.ts'
import { alertsFor, type JudgedWatch, type WatchTable, watchTable } from './match-watches.ts'
import { articlesToWatch, articleToWatch } from './reading-store.ts'
import { allWatches, watchesAt } from './watch-store.ts'

export interface AlertDeps {
  sql: Sql
  places: PlaceNames
  tellDone(tx: Transaction): Promise<void>
}

/** Tells each watch what a newly analysed article says: the end of the article's way. */
export async function alertReaders(discoveryId: string, { sql, places, tellDone }: AlertDeps): Promise<Outcome> {
  const [waiting] = await sql<
    { discoveredAt: Date }[]
  >`select discovered_at from discovery where id = ${discoveryId} and todo = 'alert'`
  if (!waiting) return { kind: 'unchanged' }
  const watches = await watchesAt(sql, waiting.discoveredAt)
  const article = watches.length === 0 ? null : await articleToWatch(sql, discoveryId)
  const alerts = article ? alertsFor(article, tableOf(watches, places)) : []
  await sql.begin(async (tx) => {
    await saveAlerts(tx, alerts)
    await Promise.all([
      tx`update discovery set todo = null, state_at = now(), tries = 0 where id = ${discoveryId}`,
      tellDone(tx),
    ])
  })
  return { kind: 'done' }
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
