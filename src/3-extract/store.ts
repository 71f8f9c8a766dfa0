import { createHash } from 'node:crypto'
import type { Sql, Transaction } from '../db/database.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { PageReading } from './read-page.ts'
import { translationOf } from './translation-of.ts'

/** The newest capture of a discovery. */
export interface CaptureToRead {
  discoveryId: string
  captureId: string
  outlet: Outlet
  discoveryPublished: Date | null
  finalUrl: string
  contentType: string | null
  rendered: boolean
  warcFile: string
  warcOffset: string
  warcLength: string
  sha256: Buffer
  /** SHA-256 of the text that the article has now, where it was read before. */
  knownText: Buffer | null
  title: string | null
}

/** Only of those that wait to be read. */
export const readCaptures = (sql: Sql, discoveryIds: readonly string[]) => sql<CaptureToRead[]>`
  select d.id as discovery_id, c.id as capture_id, o.definition || jsonb_build_object('id', o.id) as outlet,
    d.published as discovery_published, c.final_url, c.content_type, c.rendered, c.warc_file, c.warc_offset, c.warc_length,
    c.sha256, d.title,
    (select text_sha256 from article where discovery_id = d.id order by id desc limit 1) as known_text
  from discovery d
  join outlet o on o.id = d.outlet_id
  join lateral (select * from capture where discovery_id = d.id order by id desc limit 1) c on true
  where d.id = any(${[...discoveryIds]}::bigint[]) and d.todo = 'extract' order by d.id`

export const textHash = (text: string): Buffer => createHash('sha256').update(text).digest()

export interface ArticleToSave {
  discoveryId: string
  captureId: string
  finalUrl: string
  reading: PageReading
  published: { at: Date; precision: 'time' | 'day' } | null
  title: string
}

/** Saves articles and tells their ids; a capture that has one already gets no second. */
export const saveArticles = (tx: Transaction, articles: readonly ArticleToSave[]) => tx<
  { articleId: string; discoveryId: string }[]
>`
  insert into article ${tx(articles.map(rowOf))} on conflict (capture_id) do nothing
  returning id as article_id, discovery_id`

function rowOf({ discoveryId, captureId, finalUrl, reading, published, title }: ArticleToSave) {
  const { byline, language, text } = reading.article
  return {
    captureId,
    discoveryId,
    title,
    byline,
    published: published?.at ?? null,
    publishedPrecision: published?.precision ?? null,
    language,
    text,
    textSha256: textHash(text),
    confidence: reading.confidence,
    translationOf: translationOf(reading.signals, { language, url: finalUrl }),
  }
}
