import { createHash, randomUUID } from 'node:crypto'
import type { Sql } from '../../src/db/database.ts'
import type { Claim } from '../../src/domain/claim.ts'

const sha256 = (words: string) => createHash('sha256').update(words).digest()

export interface MadeUpArticle {
  text: string
  title?: string
  language?: string
  outletId?: string
  discoveryId?: string
  published?: string
  state?: string
}

/** An article with its outlet, discovery and capture, as the steps before leave them. */
export async function addArticle(
  sql: Sql,
  {
    text,
    title = 'A title',
    language = 'en',
    outletId = 'test/post',
    discoveryId,
    published = '2026-11-20',
    state = 'analysed',
  }: MadeUpArticle,
): Promise<{ discoveryId: string; articleId: string; captureId: string }> {
  const definition = { id: outletId, name: 'Test Post', home: 'https://post.example/', language }
  await sql`insert into outlet ${sql({ id: outletId, definition: sql.json(definition), enabled: true })} on conflict do nothing`
  const url = `https://post.example/${randomUUID()}`
  const [discovery] = discoveryId
    ? [{ id: discoveryId }]
    : await sql<{ id: string }[]>`
        insert into discovery ${sql({ outletId, url, urlHash: sha256(url), host: 'post.example', title, state, todo: null })} returning id`
  const [capture] = await sql<{ id: string }[]>`
    insert into capture ${sql({
      discoveryId: discovery!.id,
      fetchedAt: new Date(),
      url,
      finalUrl: url,
      status: 200,
      headers: sql.json([['content-type', 'text/html']]),
      contentType: 'text/html',
      sha256: sha256(text),
      size: Buffer.byteLength(text),
      warcFile: 'test.warc.gz',
      warcOffset: 0,
      warcLength: 1,
    })} returning id`
  const [article] = await sql<{ id: string }[]>`
    insert into article ${sql({
      captureId: capture!.id,
      discoveryId: discovery!.id,
      title,
      published,
      publishedPrecision: 'day',
      language,
      text,
      textSha256: sha256(text),
    })} returning id`
  return { discoveryId: discovery!.id, articleId: article!.id, captureId: capture!.id }
}

/** A suggestion on a quote that stands in the text. */
export function claimOn(text: string, quote: string, changes: Partial<Claim> = {}): Claim {
  const start = text.indexOf(quote)
  return {
    type: 'ill_treatment',
    status: 'alleged',
    victims: ['Rashid Aliyev'],
    victimGroup: null,
    facility: null,
    source: null,
    sourceChain: [],
    eventDate: null,
    confidence: 0.8,
    evidence: { quote, start, end: start + quote.length },
    also: [],
    why: [],
    ...changes,
  }
}
