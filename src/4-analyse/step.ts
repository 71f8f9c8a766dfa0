import { setImmediate as breathe } from 'node:timers/promises'
import type { Sql, Transaction } from '../db/database.ts'
import type { Claim } from '../domain/claim.ts'
import { mendReading } from '../domain/mend.ts'
import type { Outcomes } from '../domain/outcome.ts'
import { analyse } from './analyse.ts'
import type { Lexicon } from './lexicon.ts'
import { type ReadArticle, readArticles, saveReadings } from './store.ts'

export interface AnalyseDeps {
  sql: Sql
  lexicon: Lexicon
  /** Version of the analyser: analyserVersion(). */
  analyser: string
  /** Review's way of keeping suggestions; steps do not import each other. */
  suggest(
    tx: Transaction,
    suggestions: { discoveryId: string; articleId: string; analyser: string; claims: Claim[] }[],
  ): Promise<unknown>
  moveOn(tx: Transaction, outcomes: Outcomes): Promise<void>
}

/** Reads the newest articles of discoveries and saves people, places, contacts and suggested claims, all or nothing. */
export async function analyseArticles(discoveryIds: readonly string[], deps: AnalyseDeps): Promise<Outcomes> {
  const { sql, lexicon, analyser } = deps
  const read: ReadArticle[] = []
  for (const article of await readArticles(sql, discoveryIds)) {
    const before = performance.now()
    const asRead = analyse(article, lexicon)
    const reading = mendReading(asRead, article.mends)
    read.push({ ...article, asRead, reading, ms: Math.round(performance.now() - before) })
    // Reading is all computing: between two articles others have their answers from the database.
    await breathe()
  }
  if (read.length === 0) return new Map()
  const outcomes: Outcomes = new Map(read.map(({ discoveryId }) => [discoveryId, { kind: 'done' }]))
  await sql.begin(async (tx) => {
    await saveReadings(tx, analyser, read)
    await deps.suggest(
      tx,
      read.map(({ discoveryId, articleId, reading }) => ({ discoveryId, articleId, analyser, claims: reading.claims })),
    )
    await deps.moveOn(tx, outcomes)
  })
  return outcomes
}
