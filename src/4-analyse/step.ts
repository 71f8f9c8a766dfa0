import type { Sql, Transaction } from '../db/database.ts'
import type { Claim } from '../domain/claim.ts'
import type { Outcome } from '../domain/outcome.ts'
import { analyse } from './analyse.ts'
import type { Lexicon } from './lexicon.ts'
import { readArticle, saveReading } from './store.ts'

export interface AnalyseDeps {
  sql: Sql
  lexicon: Lexicon
  /** Version of the analyser: analyserVersion(). */
  analyser: string
  /** Review's way of keeping suggestions; steps do not import each other. */
  suggest(
    tx: Transaction,
    suggestions: { discoveryId: string; articleId: string; analyser: string; claims: Claim[] },
  ): Promise<unknown>
  tellDone(tx: Transaction): Promise<void>
}

/** Reads a discovery's newest article and saves people, places, contacts and suggested claims, all or nothing. */
export async function analyseArticle(discoveryId: string, deps: AnalyseDeps): Promise<Outcome> {
  const { sql, lexicon, analyser } = deps
  const article = await readArticle(sql, discoveryId)
  if (article === null) return { kind: 'unchanged' }
  const before = performance.now()
  const reading = analyse(article, lexicon)
  const ms = Math.round(performance.now() - before)
  const { articleId } = article
  await sql.begin(async (tx) => {
    await saveReading(tx, { discoveryId, articleId, analyser, ms, reading })
    await deps.suggest(tx, { discoveryId, articleId, analyser, claims: reading.claims })
    await Promise.all([
      tx`
        update discovery set state = 'analysed', state_at = now(), todo = 'link', tries = 0, because = null, advice = null,
          next_at = now()
        where id = ${discoveryId}`,
      deps.tellDone(tx),
    ])
  })
  return { kind: 'done' }
}
