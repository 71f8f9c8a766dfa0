import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadSampleArticles, type SampleArticle, type SampleOutletId } from './articles.ts'
import { kuraTerekDispatch } from './kura-terek-dispatch.ts'
import type { Site, SitePage } from './site.ts'
import { xezri } from './xezri.ts'
import { zavolotskyListok } from './zavolotsky-listok.ts'

/** One request that an outlet was asked, for tests of politeness: times are milliseconds since the epoch. */
type SampleRequest = {
  outlet: SampleOutletId
  method: string
  path: string
  userAgent: string
  status: number
  startedAt: number
  endedAt: number
}

export type SampleOutlets = {
  outlets: { id: SampleOutletId; origin: string }[]
  /** The newest requests last; a long demo forgets the oldest. */
  requests: SampleRequest[]
  /** From now on edited articles stand in their edited version. */
  edit: () => void
  close: () => Promise<void>
}

const SITES: Site[] = [kuraTerekDispatch, zavolotskyListok, xezri]
const KEPT_REQUESTS = 20_000

/**
 * Plays the three outlets, each on a port of its own, because politeness goes by host and port. `port` is the first
 * of three, 0 lets the system choose. The article that gets edited changes `editAfterMs` after the start, or at once
 * when anybody posts to /__sample/edit.
 */
export async function startSampleOutlets({
  port = 0,
  host = '127.0.0.1',
  editAfterMs = 60_000,
  now = Date.now,
}: {
  port?: number
  host?: string
  editAfterMs?: number
  now?: () => number
} = {}): Promise<SampleOutlets> {
  const articles = loadSampleArticles()
  const requests: SampleRequest[] = []
  const origins = new Map<SampleOutletId, string>()
  let editAt = now() + editAfterMs
  const edit = () => {
    editAt = now()
  }
  const addressOf = (outlet: SampleOutletId, slug: string) => {
    const article = articles.find((each) => each.outlet === outlet && each.slug === slug)
    if (!article) throw new Error(`no sample article ${outlet}/${slug}`)
    return origins.get(outlet)! + SITES.find(({ id }) => id === outlet)!.pathOf(article)
  }

  const serve = (site: Site) => (request: IncomingMessage, response: ServerResponse) => {
    const startedAt = now()
    const { method = 'GET', url: path = '/' } = request
    response.on('close', () => {
      const userAgent = request.headers['user-agent'] ?? ''
      const { statusCode: status } = response
      requests.push({ outlet: site.id, method, path, userAgent, status, startedAt, endedAt: now() })
      if (requests.length > KEPT_REQUESTS) requests.shift()
    })
    if (method === 'POST' && path === '/__sample/edit') {
      edit()
      response.writeHead(204).end()
      return
    }
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const origin = origins.get(site.id)!
    const standing = articles
      .filter(({ outlet }) => outlet === site.id)
      .map((article): SampleArticle => (article.edited && now() >= editAt ? article.edited : article))
    const url = URL.parse(path, origin)
    send(request, response, (url && site.answer(url, { articles: standing, addressOf, origin })) ?? site.notFound())
  }

  const servers: Server[] = []
  const close = async () => {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done).closeAllConnections())))
  }
  try {
    for (const [i, site] of SITES.entries()) {
      const server = createServer(serve(site))
      servers.push(server)
      await listen(server, port === 0 ? 0 : port + i, host)
      origins.set(site.id, `http://${host}:${(server.address() as AddressInfo).port}`)
    }
  } catch (error) {
    await close()
    throw error
  }
  return { outlets: SITES.map(({ id }) => ({ id, origin: origins.get(id)! })), requests, edit, close }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      done()
    })
  })
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body, modified, headers }: SitePage) {
  const bytes = Buffer.from(body as string)
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 20)}"`
  const changed = modified === null ? {} : { 'last-modified': new Date(modified).toUTCString() }
  const validators = status === 200 ? { etag, ...changed, 'cache-control': 'max-age=0' } : {}
  if (status === 200 && isUnchanged(request, etag, modified)) {
    response.writeHead(304, validators).end()
    return
  }
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...validators, ...headers })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** As RFC 9110 has it: If-None-Match wins over If-Modified-Since. */
function isUnchanged({ headers }: IncomingMessage, etag: string, modified: string | null): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  const since = headers['if-modified-since']
  if (since === undefined || modified === null) return false
  return Math.floor(Date.parse(modified) / 1000) * 1000 <= Date.parse(since)
}
