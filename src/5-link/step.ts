import type { Sql, Transaction } from '../db/database.ts'
import type { Outcomes } from '../domain/outcome.ts'
import { linkIncidents, relinkClaims } from './incidents/link-incidents.ts'
import type { LinkRules } from './link-rules.ts'
import { linkPersons } from './persons/link-persons.ts'
import { articlesToLink, lockRegister, tieFacilities } from './store.ts'

export type { LinkRules }
export { relinkClaims }

export interface LinkDeps {
  sql: Sql
  rules: LinkRules
  moveOn(tx: Transaction, outcomes: Outcomes): Promise<void>
}

/** Ties what articles name to persons and places of the register, and their claims to incidents. */
export async function linkArticles(
  discoveryIds: readonly string[],
  { sql, rules, moveOn }: LinkDeps,
): Promise<Outcomes> {
  const articles = await articlesToLink(sql, discoveryIds)
  if (articles.length === 0) return new Map()
  const articleIds = articles.map(({ articleId }) => articleId)
  const outcomes: Outcomes = new Map(articles.map(({ discoveryId }) => [discoveryId, { kind: 'done' }]))
  await sql.begin(async (tx) => {
    await lockRegister(tx)
    await tieFacilities(tx, articleIds)
    await linkPersons(tx, articles, rules.professions)
    await linkIncidents(tx, articleIds, rules)
    await moveOn(tx, outcomes)
  })
  return outcomes
}
