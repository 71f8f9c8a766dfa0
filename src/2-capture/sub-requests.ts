import type { Route } from 'playwright'
import type { FetchRequest, Page } from '../domain/fetch.ts'
import { headerOf } from '../domain/fetch.ts'
import { refusalOfUrl } from './address-check.ts'
import type { SafeHttp } from './http.ts'
import { type Answer, ask, PAGE_LIMITS } from './one-request.ts'
import { privateHostsOf } from './private-hosts.ts'
import { redirectOf } from './redirect.ts'

const MOST_REQUESTS = 300
const MAX_REDIRECTS = 10
const HEAVY = new Set([
  'image',
  'media',
  'font',
  'texttrack',
  'manifest',
  'ping',
  'eventsource',
  'websocket',
  'cspviolationreport',
  'prefetch',
])
const PICTURES = new Set(['image', 'font'])
// Counters and adverts: nothing an article's text comes from.
const ADVERTS =
  /(^|\.)(doubleclick\.net|googlesyndication\.com|google-analytics\.com|googletagmanager\.com|googletagservices\.com|googleadservices\.com|adservice\.google\.\w+|mc\.yandex\.\w+|an\.yandex\.ru|adfox\.ru|yandexadexchange\.net|top-fwz1\.mail\.ru|counter\.yadro\.ru|tns-counter\.ru|criteo\.\w+|taboola\.com|outbrain\.com|mgid\.com|adriver\.ru|hotjar\.com|facebook\.net|scorecardresearch\.com|quantserve\.com|chartbeat\.(com|net)|amazon-adsystem\.com|adnxs\.com|rubiconproject\.com|pubmatic\.com|sentry\.io|onesignal\.com)$/i

/** Answers a page's requests in the browser's stead, so that each goes out the same checked way as our own. */
export interface SubRequests {
  handle(route: Route): Promise<void>
  /** How many are under way. */
  pending(): number
  refused: string[]
}

/** @param document the page itself: fetched before, in its turn, and only handed to the browser */
export function answerSubRequests(
  document: Page,
  outlet: FetchRequest['outlet'],
  http: SafeHttp,
  { pictures, signal }: { pictures: boolean; signal: AbortSignal },
): SubRequests {
  const privateHosts = privateHostsOf(outlet)
  const documentHost = new URL(document.finalUrl).host
  const lines = new Map<string, Promise<unknown>>()
  const refused: string[] = []
  let count = 0
  let pending = 0
  let documentGiven = false

  // One at a time for each host, as everywhere.
  function inLine<T>(host: string, run: () => Promise<T>): Promise<T> {
    const result = (lines.get(host) ?? Promise.resolve()).then(run, run)
    lines.set(
      host,
      result.catch(() => {}),
    )
    return result
  }

  async function fetchOne(url: URL, route: Route): Promise<Answer | null> {
    const request = route.request()
    let method = request.method()
    let body = request.postDataBuffer()
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const refusal = refusalOfUrl(url, privateHosts) ?? (await forbidden(url))
      if (refusal) {
        refused.push(`${url.href}: ${refusal}`)
        return null
      }
      const way = http.ways.to({ allowPrivate: privateHosts.has(url.host), proxy: outlet.proxy })
      const headers = subHeaders(await request.allHeaders(), url, new URL(request.url()), http.agent)
      const at = url
      const answer = await inLine(url.host, () =>
        ask({ method, body, url: at, headers, way, limits: PAGE_LIMITS, signal }),
      )
      const next = redirectOf(answer.status, headerOf(answer.headers, 'location'), url)
      if (!next) return answer
      if (answer.status !== 307 && answer.status !== 308) {
        method = method === 'HEAD' ? 'HEAD' : 'GET'
        body = null
      }
      url = next
    }
    return null
  }

  // The rules of the outlet's own host hold for what its pages load, too.
  async function forbidden(url: URL): Promise<string | null> {
    if (url.host !== documentHost) return null
    const answer = await http.mayAsk(url, outlet, 0)
    return answer.kind === 'set-aside' ? 'robots.txt' : null
  }

  return {
    refused,
    pending: () => pending,
    async handle(route) {
      const request = route.request()
      const type = request.resourceType()
      pending++
      try {
        if (type === 'document') {
          // The page itself, once. Where it wants to go next, or what it frames, is not the article; "no content" leaves it as
          // it stands, where a failure would put a page about the error in its place.
          if (documentGiven || request.url() !== document.finalUrl) return await route.fulfill({ status: 204 })
          documentGiven = true
          return await route.fulfill({
            status: document.status,
            headers: givenHeaders(document.headers),
            body: document.body,
          })
        }
        const url = new URL(request.url())
        const unwanted =
          (HEAVY.has(type) && !(pictures && PICTURES.has(type))) ||
          ADVERTS.test(url.hostname) ||
          ++count > MOST_REQUESTS
        const answer = unwanted ? null : await fetchOne(url, route)
        if (answer === null) return await route.abort('blockedbyclient')
        await route.fulfill({ status: answer.status, headers: givenHeaders(answer.headers), body: answer.body })
      } catch {
        // Whatever went wrong with a part of a page, the page goes on without it. (It may be closed by now.)
        await route.abort('failed').catch(() => {})
      } finally {
        pending--
      }
    },
  }
}

// What the browser would send, but honest about who we are, and without what belongs to its own connection.
function subHeaders(sent: Record<string, string>, url: URL, asked: URL, agent: string): [string, string][] {
  const keep = Object.entries(sent).filter(
    ([name]) =>
      !/^(:|host$|connection$|content-length$|accept-encoding$|user-agent$|sec-ch-|proxy-|te$|upgrade)/i.test(name),
  )
  // Cookies and authorisation stay with the host that they are for.
  const own = url.host === asked.host ? keep : keep.filter(([name]) => !/^(cookie|authorization)$/i.test(name))
  return [['host', url.host], ['user-agent', agent], ['accept-encoding', 'gzip, deflate, br'], ...own]
}

// The body is unpacked already, and what told of the connection is over.
function givenHeaders(headers: [string, string][]): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    if (
      /^(content-encoding|content-length|transfer-encoding|connection|keep-alive|strict-transport-security|refresh|alt-svc|link)$/.test(
        key,
      )
    )
      continue
    given[key] = key in given ? `${given[key]}${key === 'set-cookie' ? '\n' : ', '}${value}` : value
  }
  return given
}
