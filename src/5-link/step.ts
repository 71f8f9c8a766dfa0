import type { Sql, Transaction } from '../db/database.ts'
import type { Outcome } from '../domain/outcome.ts'
import { type LinkRules, linkIncidents, relinkClaims } from './incidents/link-incidents.ts'
import { linkPersons } from './persons/link-persons.ts'
import { articleToLink, lockRegister, tieFacilities } from './store.ts'

export type { LinkRules }
export { relinkClaims }

export interface LinkDeps {
  sql: Sql
  rules: LinkRules
  tellDone(tx: Transaction): Promise<void>
}

/** Ties what an article names to persons and places of the register, and its claims to incidents. */
export async function linkArticle(discoveryId: string, { sql, rules, tellDone }: LinkDeps): Promise<Outcome> {
  const article = await articleToLink(sql, discoveryId)
  if (article === null) return { kind: 'unchanged' }
  const { articleId } = article
  await sql.begin(async (tx) => {
    await lockRegister(tx)
    await tieFacilities(tx, articleId)
    await linkPersons(tx, { articleId, discoveryId })
    await linkIncidents(tx, articleId, rules)
    await Promise.all([
      tx`update discovery set todo = 'alert', next_at = now(), state_at = now(), tries = 0 where id = ${discoveryId}`,
      tellDone(tx),
    ])
  })
  return { kind: 'done' }
}
