import type { Sql, Transaction } from '../db/database.ts'
import type { Outcome, Outcomes } from '../domain/outcome.ts'
import { readPlainText } from './plain-text.ts'
import { type PageReading, readPage } from './read-page.ts'
import { type CaptureToRead, readCaptures, saveArticles, textHash } from './store.ts'

export interface ExtractDeps {
  sql: Sql
  /** The body of a capture, checked against its SHA-256. */
  readBody(capture: CaptureToRead): Promise<Uint8Array>
  /** Link's look-up of near copies; steps do not import each other. */
  findOriginals(tx: Transaction, texts: { discoveryId: string; text: string }[]): Promise<Map<string, Likeness>>
  saveFingerprints(tx: Transaction, articles: { articleId: string; keys: number[] }[]): Promise<void>
  moveOn(tx: Transaction, outcomes: Outcomes): Promise<void>
}

interface Likeness {
  originalId: string | null
  /** By which later copies are found. */
  keys: number[]
}

interface ReadCapture {
  capture: CaptureToRead
  reading: PageReading
}

/**
 * Reads the newest captures of discoveries. A page without readable text is opened in the browser where its outlet
 * allows; a near copy is kept beside its original and goes no further.
 */
export async function extractArticles(discoveryIds: readonly string[], deps: ExtractDeps): Promise<Outcomes> {
  const outcomes: Outcomes = new Map()
  const articles: ReadCapture[] = []
  for (const capture of await readCaptures(deps.sql, discoveryIds)) {
    const reading = read(await deps.readBody(capture), capture)
    if (reading.kind !== 'article') outcomes.set(capture.discoveryId, withoutArticle(capture, reading))
    // The page around it changed (adverts, comments), the article did not.
    else if (capture.knownText?.equals(textHash(reading.article.text)))
      outcomes.set(capture.discoveryId, { kind: 'unchanged' })
    else articles.push({ capture, reading })
  }
  await deps.sql.begin(async (tx) => {
    for (const [discoveryId, outcome] of await save(tx, articles, deps)) outcomes.set(discoveryId, outcome)
    await deps.moveOn(tx, outcomes)
  })
  return outcomes
}

const read = (bytes: Uint8Array, { contentType, finalUrl: url, outlet: rules }: CaptureToRead): PageReading =>
  contentType?.startsWith('text/plain') ? readPlainText(bytes) : readPage({ bytes, contentType, url, rules })

async function save(tx: Transaction, articles: readonly ReadCapture[], deps: ExtractDeps): Promise<Outcomes> {
  if (articles.length === 0) return new Map()
  const likeness = await deps.findOriginals(
    tx,
    articles.map(({ capture: { discoveryId }, reading }) => ({ discoveryId, text: reading.article.text })),
  )
  const saved = await saveArticles(
    tx,
    articles.map(({ capture, reading }) => ({
      ...capture,
      reading,
      published: publishedAt(reading.article.published) ?? hint(capture.discoveryPublished),
      title: reading.article.title || capture.title || capture.finalUrl,
    })),
  )
  await deps.saveFingerprints(
    tx,
    saved.map(({ articleId, discoveryId }) => ({ articleId, keys: likeness.get(discoveryId)!.keys })),
  )
  return new Map(
    articles.map(({ capture: { discoveryId } }) => {
      const { originalId } = likeness.get(discoveryId)!
      return [discoveryId, originalId ? { kind: 'duplicate', originalId, because: 'near-copy' } : { kind: 'done' }]
    }),
  )
}

function withoutArticle(capture: CaptureToRead, { kind, because, advice }: PageReading): Outcome {
  const needsBrowser =
    !capture.rendered && capture.outlet.render !== 'never' && (kind === 'empty' || kind === 'challenge')
  if (needsBrowser) return { kind: 'done', next: 'render', because: 'needs-browser' }
  return {
    kind: 'set-aside',
    because: kind === 'empty' ? 'no-article-text' : kind,
    advice: [because, advice].filter(Boolean).join(' '),
  }
}

const hint = (at: Date | null) => (at ? { at, precision: 'time' as const } : null)

/** "2026-11-03" → that day; a full ISO time → that time; else null: an unreadable date is no date. */
function publishedAt(written: string | null): { at: Date; precision: 'time' | 'day' } | null {
  if (written === null) return null
  const at = new Date(written)
  if (Number.isNaN(at.getTime())) return null
  return { at, precision: written.length > 10 ? 'time' : 'day' }
}
