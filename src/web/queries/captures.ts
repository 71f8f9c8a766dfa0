import type { Runner } from '../../db/database.ts'

export interface KeptCapture {
  id: string
  discoveryId: string
  fetchedAt: Date
  url: string
  finalUrl: string
  status: number
  contentType: string | null
  sha256: Buffer
  size: string
  warcFile: string
  warcOffset: string
  warcLength: string
  rendered: boolean
  screenshot: string | null
  articleId: string | null
}

const rows = (sql: Runner) => sql`
  select capture.id, capture.discovery_id, fetched_at, url, final_url, status, content_type, sha256, size, warc_file, warc_offset,
    warc_length, rendered, screenshot, article.id as article_id
  from capture left join article on article.capture_id = capture.id`

/** All captures of an article, newest first. */
export const capturesOf = (sql: Runner, discoveryId: string) => sql<KeptCapture[]>`
  ${rows(sql)} where capture.discovery_id = ${discoveryId} order by capture.id desc limit 100`

export async function readCapture(sql: Runner, id: string): Promise<KeptCapture | undefined> {
  const [row] = await sql<KeptCapture[]>`${rows(sql)} where capture.id = ${id}`
  return row
}

export interface Version {
  articleId: string
  title: string
  text: string
  fetchedAt: Date
}

/** The texts that were read of an article, oldest first: one for each capture that changed it. */
export const versionsOf = (sql: Runner, discoveryId: string) => sql<Version[]>`
  select article.id as article_id, title, text, fetched_at from article join capture on capture.id = capture_id
  where article.discovery_id = ${discoveryId} order by article.id limit 100`
