import type { Sql, Transaction } from '../db/database.ts'
import type { Outcome } from '../domain/outcome.ts'
import { readPlainText } from './plain-text.ts'
import { type PageReading, readPage } from './read-page.ts'
import { type CaptureToRead, readCapture, saveArticle, textHash } from './store.ts'

export interface ExtractDeps {
  sql: Sql
  /** The body of a capture, checked against its SHA-256. */
  readBody(capture: CaptureToRead): Promise<Uint8Array>
  /** Link's look-up of near copies; steps do not import each other. */
  findOriginal(text: string, discoveryId: string): Promise<string | null>
  saveFingerprint(tx: Transaction, articleId: string, text: string): Promise<void>
  tellDone(tx: Transaction, outcome: 'done' | 'duplicate' | 'unchanged', because?: string): Promise<void>
}

/**
 * Reads the newest capture of a discovery. A page without readable text is opened in the browser where its outlet
 * allows; a near copy is kept beside its original and goes no further.
 */
export async function extractArticle(discoveryId: string, deps: ExtractDeps): Promise<Outcome> {
  const { sql } = deps
  const capture = await readCapture(sql, discoveryId)
  if (capture === null) return { kind: 'unchanged' }
  const bytes = await deps.readBody(capture)
  const { contentType, finalUrl: url, outlet: rules } = capture
  const reading = contentType?.startsWith('text/plain')
    ? readPlainText(bytes)
    : readPage({ bytes, contentType, url, rules })
  if (reading.kind !== 'article') return withoutArticle(discoveryId, capture, reading, deps)
  const { text } = reading.article
  // The page around it changed (adverts, comments), the article did not.
  if (capture.knownText?.equals(textHash(text))) return unchanged(discoveryId, deps)
  const originalId = await deps.findOriginal(text, discoveryId)
  await sql.begin(async (tx) => {
    const articleId = await saveArticle(tx, {
      discoveryId,
      captureId: capture.captureId,
      finalUrl: capture.finalUrl,
      reading,
      published: publishedAt(reading.article.published) ?? hint(capture.discoveryPublished),
      title: reading.article.title || capture.title || capture.finalUrl,
    })
    await Promise.all([
      articleId && deps.saveFingerprint(tx, articleId, text),
      tx`
        update discovery set state_at = now(), next_at = now(), tries = 0, advice = null,
          state = ${originalId ? 'duplicate' : 'extracted'}, todo = ${originalId ? null : 'analyse'},
          original_id = ${originalId}, because = ${originalId ? 'near-copy' : null}
        where id = ${discoveryId}`,
      deps.tellDone(tx, originalId ? 'duplicate' : 'done', originalId ? 'near-copy' : undefined),
    ])
  })
  return originalId ? { kind: 'duplicate', originalId, because: 'near-copy' } : { kind: 'done' }
}

async function withoutArticle(
  discoveryId: string,
  capture: CaptureToRead,
  { kind, because, advice }: PageReading,
  { sql, tellDone }: ExtractDeps,
): Promise<Outcome> {
  const needsBrowser =
    !capture.rendered && capture.outlet.render !== 'never' && (kind === 'empty' || kind === 'challenge')
  if (needsBrowser) {
    await sql.begin(async (tx) => {
      await tx`update discovery set todo = 'render', next_at = now(), state_at = now(), tries = 0 where id = ${discoveryId}`
      await tellDone(tx, 'done', 'needs-browser')
    })
    return { kind: 'done' }
  }
  return {
    kind: 'set-aside',
    because: kind === 'empty' ? 'no-article-text' : kind,
    advice: [because, advice].filter(Boolean).join(' '),
  }
}

async function unchanged(discoveryId: string, { sql, tellDone }: ExtractDeps): Promise<Outcome> {
  await sql.begin(async (tx) => {
    await tx`
      update discovery set todo = null, state_at = now(), tries = 0,
        state = case when original_id is null then 'analysed' else 'duplicate' end
      where id = ${discoveryId}`
    await tellDone(tx, 'unchanged')
  })
  return { kind: 'unchanged' }
}

const hint = (at: Date | null) => (at ? { at, precision: 'time' as const } : null)

/** "2026-11-03" → that day; a full ISO time → that time; else null: an unreadable date is no date. */
function publishedAt(written: string | null): { at: Date; precision: 'time' | 'day' } | null {
  if (written === null) return null
  const at = new Date(written)
  if (Number.isNaN(at.getTime())) return null
  return { at, precision: written.length > 10 ? 'time' : 'day' }
}
