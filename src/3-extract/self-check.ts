import type { Sql } from '../db/database.ts'
import { decodePage } from './charset.ts'
import { readPage } from './read-page.ts'
import type { CaptureToRead } from './store.ts'
import { textMayBeCut } from './text-may-be-cut.ts'

/**
 * Compares the newest article that was not checked yet with a second way of reading its page, and notes where its text may
 * be cut. Does nothing while articles wait to be read.
 *
 * @returns whether there was one to check
 */
export async function checkNext(sql: Sql, readBody: (capture: CaptureToRead) => Promise<Uint8Array>): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [article] = await tx<(CaptureToRead & { articleId: string; text: string })[]>`
      select a.id as article_id, a.text, c.id as capture_id, o.definition || jsonb_build_object('id', o.id) as outlet,
        c.final_url, c.content_type, c.rendered, c.warc_file, c.warc_offset, c.warc_length, c.sha256
      from article a join capture c on c.id = a.capture_id join discovery d on d.id = a.discovery_id join outlet o on o.id = d.outlet_id
      where not checked and not exists (select from discovery where todo in ('extract', 'analyse') and next_at <= now())
      order by a.id desc limit 1 for update of a skip locked`
    if (!article) return false
    const because = await whyCut(article, readBody)
    await tx`update article set checked = true, may_be_cut = ${because} where id = ${article.articleId}`
    return true
  })
}

async function whyCut(
  article: CaptureToRead & { text: string },
  readBody: (capture: CaptureToRead) => Promise<Uint8Array>,
): Promise<string | null> {
  const { contentType, finalUrl: url, outlet: rules } = article
  if (contentType?.startsWith('text/plain')) return null
  try {
    const bytes = await readBody(article)
    const reading = readPage({ bytes, contentType, url, rules })
    const kept = { ...reading, article: { ...reading.article, text: article.text } }
    return textMayBeCut(kept, decodePage(bytes, contentType).html).because
  } catch (error) {
    return `The page could not be checked: ${(error as Error).message}`
  }
}
