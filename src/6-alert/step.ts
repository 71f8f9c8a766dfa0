import type { Sql, Transaction } from '../db/database.ts'
import type { Outcome } from '../domain/outcome.ts'
import { buildNameIndex, type NameIndex } from '../names/names.ts'
import { alertsFor } from './match-watches.ts'
import { articleToWatch, claimsOf, saveAlerts, type Watch, watchesAt } from './store.ts'

export interface AlertDeps {
  sql: Sql
  tellDone(tx: Transaction): Promise<void>
}

/** Tells each watch what a newly analysed article says of its person: the end of the article's way. */
export async function alertReaders(discoveryId: string, { sql, tellDone }: AlertDeps): Promise<Outcome> {
  const article = await articleToWatch(sql, discoveryId)
  if (article === null) return { kind: 'unchanged' }
  const watches = await watchesAt(sql, article.discoveredAt)
  const alerts = watches.length === 0 ? [] : alertsFor(article, await claimsOf(sql, article.articleId), indexOf(watches))
  await sql.begin(async (tx) => {
    await saveAlerts(tx, alerts)
    await tx`update discovery set todo = null, state_at = now(), tries = 0 where id = ${discoveryId}`
    await tellDone(tx)
  })
  return { kind: 'done' }
}

let last: { key: string; index: NameIndex } | null = null

/** The index of the watches, kept until they change. */
function indexOf(watches: Watch[]): NameIndex {
  const key = JSON.stringify(watches)
  if (last?.key !== key) last = { key, index: buildNameIndex(watches) }
  return last.index
}
