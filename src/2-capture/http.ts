import type { Sql } from '../db/database.ts'
import { type FetchOutcome, type FetchRequest, type Http, headerOf, type Page } from '../domain/fetch.ts'
import { numericHost, type PrivateHosts, refusalOfUrl } from './address-check.ts'
import { isChallenge } from './challenge.ts'
import { failureOf, refusedAddress } from './failure.ts'
import { type Answer, ask, type Limits, PAGE_LIMITS } from './one-request.ts'
import { type Lookup, openWays, type Ways } from './pinned-agent.ts'
import { privateHostsOf } from './private-hosts.ts'
import { cookiesOfOneFetch, metaRefreshOf, redirectOf } from './redirect.ts'
import { retryAfterMs } from './retry-after.ts'
import { openRobots, ROBOTS_LIMITS, type RobotsAnswer } from './robots.ts'
import { type Aftermath, openTurns, type Turns } from './turns.ts'
import { userAgent } from './user-agent.ts'

const MAX_REDIRECTS = 10
const DEFAULT_MAX_WAIT_MS = 30_000
const BUSY_HOST =
  'Another page of this host is being asked for, or the host wants a pause. This one has its turn later.'
const ACCEPT_PAGE = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5'

export interface HttpParts {
  sql: Sql
  version: string
  /** E-mail or page told to outlets. */
  contact?: string | undefined
  turns?: Turns
  lookup?: Lookup
  now?: () => Date
  limits?: Limits
}

/** The http of the crawl and capture steps, with the robots rules and turns that the browser must keep too. */
export interface SafeHttp extends Http {
  /** `during` runs with a page while its turn on the host still lasts: a rendering is part of the request. */
  get(request: FetchRequest, during?: During): Promise<FetchOutcome>
  turns: Turns
  ways: Ways
  agent: string
  /** Whether robots.txt lets us ask for this address, and the pace it wants; asks for robots.txt where it must. */
  mayAsk(url: URL, outlet: FetchRequest['outlet'], maxWaitMs?: number): Promise<RobotsAnswer>
  close(): Promise<void>
}

type During = (page: Page, signal: AbortSignal) => Promise<void>

/** Everything that one fetch keeps in mind from hop to hop. */
interface Chain {
  request: FetchRequest
  privateHosts: PrivateHosts
  obeysRobots: boolean
  limits: Limits
  during?: During | undefined
}

type Hop =
  | { kind: 'answer'; answer: Answer; headers: [string, string][] }
  | Exclude<FetchOutcome, { kind: 'fetched' | 'not-modified' }>

/** Asks politely (turns, delay, robots.txt, back-off) and safely (addresses, redirects, sizes, times). */
export function openHttp({
  sql,
  version,
  contact,
  lookup,
  limits = PAGE_LIMITS,
  now = () => new Date(),
  ...parts
}: HttpParts): SafeHttp {
  const turns = parts.turns ?? openTurns(sql)
  const ways = openWays({ ...(lookup ? { lookup } : {}), connectMs: limits.firstByteMs })
  const agent = userAgent(version, contact)
  const robots = openRobots(sql, now, (url, outlet, maxWaitMs) =>
    follow({
      request: { url, outlet, maxWaitMs, accept: 'text/plain,*/*;q=0.5' },
      privateHosts: privateHostsOf(outlet),
      obeysRobots: false,
      limits: { ...limits, ...ROBOTS_LIMITS },
    }),
  )

  async function follow(chain: Chain): Promise<FetchOutcome> {
    const { request } = chain
    const cookies = cookiesOfOneFetch()
    const seen = new Set<string>()
    const hops: Page[] = []
    if (!URL.canParse(request.url)) return refusedAddress(`"${request.url.slice(0, 200)}" is no web address`)
    let url: URL = new URL(request.url)
    url.hash = ''
    for (;;) {
      const step = `${url.href} ${cookies.for(url.host) ?? ''}`
      if (seen.has(step))
        return {
          kind: 'set-aside',
          because: 'redirect-loop',
          advice: 'The server sends round in circles. Open the address in a browser and see where it leads.',
        }
      seen.add(step)
      const hop = await askOnce(url, chain, cookies.for(url.host), hops)
      if (hop.kind !== 'answer') return hop
      const { answer } = hop
      cookies.take(
        url.host,
        answer.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value),
      )
      const next: URL | null =
        redirectOf(answer.status, headerOf(answer.headers, 'location'), url) ?? sendsOn(chain, answer, url)
      if (next) {
        hops.push(pageOf(request, url, [], answer, hop.headers))
        if (hops.length > MAX_REDIRECTS)
          return {
            kind: 'set-aside',
            because: 'too-many-redirects',
            advice: `More than ${MAX_REDIRECTS} redirects. Open the address in a browser and see where it leads.`,
          }
        url = next
        continue
      }
      return conclude(pageOf(request, url, hops, answer, hop.headers))
    }
  }

  // Only pages send on in their text; a robots.txt or a feed that looks like one is what it is.
  function sendsOn({ obeysRobots }: Chain, { status, headers, body }: Answer, url: URL): URL | null {
    const html = /html/i.test(headerOf(headers, 'content-type') ?? '')
    return obeysRobots && html && status === 200 ? metaRefreshOf(body, url) : null
  }

  // One hop: may it be asked, is it our turn, what came.
  async function askOnce(url: URL, chain: Chain, cookie: string | null, hops: Page[]): Promise<Hop> {
    const { request, privateHosts, limits, during } = chain
    const maxWaitMs = request.maxWaitMs ?? DEFAULT_MAX_WAIT_MS
    const refusal = refusalOfUrl(url, privateHosts)
    if (refusal) return refusedAddress(refusal)
    let delayMs = request.outlet.delay
    if (chain.obeysRobots) {
      const answer = await robots.mayAsk(url, request.outlet, maxWaitMs)
      if (answer.kind !== 'may') return answer
      delayMs = Math.max(delayMs, answer.delayMs)
    }
    const headers = headersFor(url, request, cookie, hops.length === 0)
    const way = ways.to({ allowPrivate: privateHosts.has(url.host), proxy: request.outlet.proxy })
    let aftermath: Aftermath = { kind: 'well' }
    const turn = await turns.withTurn(
      url.host,
      { delayMs, maxWaitMs, after: () => aftermath },
      async (signal): Promise<Hop> => {
        try {
          const answer = await ask({ method: request.method ?? 'GET', url, headers, way, limits, signal })
          aftermath = aftermathOf(answer, now())
          if (during && answer.status === 200 && !sendsOn(chain, answer, url))
            await during(pageOf(request, url, hops, answer, headers), signal)
          return {
            kind: 'answer',
            answer: { ...answer, address: request.outlet.proxy ? null : numericHost(url) },
            headers,
          }
        } catch (error) {
          const failure = signal.aborted ? lostTurn : failureOf(error)
          if (!failure) throw error
          if (failure.kind === 'try-later' && failure.because !== 'certificate') aftermath = { kind: 'trouble' }
          return failure
        }
      },
    )
    if (turn.kind === 'busy')
      return { kind: 'try-later', because: 'host-busy', advice: BUSY_HOST, notBefore: turn.freeAt, waits: true }
    return turn.value
  }

  function headersFor(url: URL, request: FetchRequest, cookie: string | null, first: boolean): [string, string][] {
    const language = request.outlet.language
    const headers: [string, string][] = [
      ['host', url.host],
      ['user-agent', agent],
      ['accept', request.accept ?? ACCEPT_PAGE],
      ['accept-encoding', 'gzip, deflate, br'],
    ]
    if (language) headers.push(['accept-language', `${language},en;q=0.5`])
    // Where the first hop leads elsewhere, its validators say nothing about the page there.
    if (first && request.etag) headers.push(['if-none-match', request.etag])
    if (first && request.lastModified) headers.push(['if-modified-since', request.lastModified])
    if (cookie) headers.push(['cookie', cookie])
    return headers
  }

  function conclude(page: Page): FetchOutcome {
    if (page.status === 304) return { kind: 'not-modified', headers: page.headers }
    if ((page.status === 429 || page.status === 503) && !page.wall) {
      const wait = retryAfterMs(headerOf(page.headers, 'retry-after'), now())
      return {
        kind: 'try-later',
        because: 'rate-limited',
        advice: `The server asks to be left alone for a while (${page.status}). If it happens often, give the outlet a longer delay.`,
        ...(wait === null ? {} : { notBefore: new Date(now().getTime() + wait) }),
      }
    }
    return { kind: 'fetched', page }
  }

  function pageOf(request: FetchRequest, url: URL, hops: Page[], answer: Answer, headers: [string, string][]): Page {
    return {
      url: request.url,
      finalUrl: url.href,
      redirects: hops.map(({ finalUrl, status }) => ({ url: finalUrl, status })),
      hops,
      ...answer,
      wall: isChallenge(answer),
      contentType: headerOf(answer.headers, 'content-type'),
      fetchedAt: now(),
      request: { method: request.method ?? 'GET', url: url.href, headers },
    }
  }

  return {
    turns,
    ways,
    agent,
    get: (request, during) =>
      follow({ request, privateHosts: privateHostsOf(request.outlet), obeysRobots: true, limits, during }),
    robotsText: (url, outlet) => robots.text(url, outlet, DEFAULT_MAX_WAIT_MS),
    mayAsk: (url, outlet, maxWaitMs = DEFAULT_MAX_WAIT_MS) => robots.mayAsk(url, outlet, maxWaitMs),
    async close() {
      await Promise.all([ways.close(), turns.close()])
    },
  }
}

const lostTurn: Hop = {
  kind: 'try-later',
  because: 'host-busy',
  advice: 'The turn on this host was lost in mid-request (the database was away). It is asked for again.',
  waits: true,
}

function aftermathOf(answer: Answer, now: Date): Aftermath {
  if (answer.status !== 429 && answer.status !== 503) return { kind: 'well' }
  const asked = retryAfterMs(headerOf(answer.headers, 'retry-after'), now)
  return asked === null ? { kind: 'trouble' } : { kind: 'trouble', retryAfterMs: asked }
}
