import type { Sql } from '../db/database.ts'
import { canonicalAddress } from '../domain/canonical-address.ts'
import type { FetchOutcome, Http, Page } from '../domain/fetch.ts'
import { mirrorAddresses } from '../domain/mirrors.ts'
import type { Lane } from '../domain/outcome.ts'
import type { Outlet } from '../domain/outlet.ts'
import { mayBeArticle } from './article-address.ts'
import type { Seen } from './seen.ts'
import type { Cursor, Found, SourceRow } from './store.ts'
import { sendsValidators } from './trust.ts'

export interface LookDeps {
  http: Http
  now: () => Date
}

export interface CrawlDeps extends LookDeps {
  sql: Sql
}

/** What one look at a source came to, before it is saved. */
export type Look = Sight | { kind: 'unchanged' } | Trouble

export interface Sight {
  kind: 'seen'
  found: Found[]
  /** Other sources that this one leads to. */
  sources: { kind: 'feed' | 'sitemap'; url: string; lane: Lane }[]
  page: Page | null
  /** What else a person should read: "2 without an address". */
  notes: string[]
  advice: string | null
  cursor?: Cursor | null
  /** Where pages were saved on the way: what they held. */
  saved?: { seen: number; fresh: number; changed: number; hosts: string[] }
}

export interface Trouble {
  kind: 'trouble'
  because: string
  advice: string
  notBefore?: Date
  /** Not the source's own trouble: it does not count as a failure. */
  waits?: boolean
}

const ACCEPT = {
  xml: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  page: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5',
}

/** Asks for a source; what is not a page with status 200 is told as unchanged or trouble. */
export async function fetchSource(
  source: Pick<SourceRow, 'url' | 'outlet' | 'etag' | 'lastModified' | 'trust'>,
  { http }: Pick<LookDeps, 'http'>,
  wanted: keyof typeof ACCEPT,
  { url = source.url, conditional = false }: { url?: string; conditional?: boolean } = {},
): Promise<Page | Exclude<Look, Sight>> {
  const { outlet } = source
  const validators =
    conditional && sendsValidators(source.trust) ? { etag: source.etag, lastModified: source.lastModified } : {}
  const first = pageOrTrouble(await http.get({ url, outlet, accept: ACCEPT[wanted], ...validators }))
  if (!('kind' in first) || first.kind !== 'trouble' || !OUT_OF_REACH.has(first.because)) return first
  for (const mirror of mirrorAddresses(url, outlet)) {
    const next = pageOrTrouble(await http.get({ url: mirror, outlet, accept: ACCEPT[wanted] }))
    if (!('kind' in next)) return next
  }
  return first
}

// What a mirror may help with; what is gone is gone there, too.
const OUT_OF_REACH = new Set([
  'blocked',
  'challenge',
  'unreachable',
  'unknown-host',
  'timeout',
  'broken-off',
  'certificate',
])

export function pageOrTrouble(outcome: FetchOutcome): Page | Exclude<Look, Sight> {
  if (outcome.kind === 'not-modified') return { kind: 'unchanged' }
  if (outcome.kind !== 'fetched') {
    const { because, advice } = outcome
    const later = outcome.kind === 'try-later' ? outcome : null
    return {
      kind: 'trouble',
      because,
      advice,
      ...(later?.notBefore ? { notBefore: later.notBefore } : {}),
      ...(later?.waits ? { waits: true } : {}),
    }
  }
  const { page } = outcome
  const trouble = (because: string, advice: string): Trouble => ({ kind: 'trouble', because, advice })
  if (page.wall)
    return trouble(
      'challenge',
      'The outlet asks for a browser or a human first. Try a mirror, or ask the outlet to let Vigil in.',
    )
  if (page.status >= 200 && page.status < 300) return page
  if (page.status === 404 || page.status === 410)
    return trouble(
      'gone',
      `There is nothing at this address (${page.status}). "vigil outlet check" shows what the outlet offers now.`,
    )
  if (page.status === 401 || page.status === 402 || page.status === 407)
    return trouble('log-in', `The outlet wants a log-in for this address (${page.status}).`)
  if (page.status >= 400 && page.status < 500)
    return trouble(
      'blocked',
      `The server refuses us (${page.status}). Try a mirror, a longer delay or another source of the outlet.`,
    )
  return trouble('server-error', `The outlet's server is in trouble (${page.status}). It is asked again.`)
}

/** Judges what was seen: one entry for each article, at its canonical address, without the outlet's own lists. */
export function toFound(entries: Seen[], outlet: Outlet, laneOf: (entry: Seen) => Lane | null): Found[] {
  const lists = new Set(
    [outlet.home, ...outlet.feeds, ...outlet.sitemaps, ...outlet.sections.map(({ url }) => url)]
      .map((url) => canonicalAddress(url, outlet)?.hash.toString('hex'))
      .filter((hash) => hash !== undefined),
  )
  const found = new Map<string, Found>()
  for (const entry of entries) {
    const address = canonicalAddress(entry.url, outlet)
    const lane = address && laneOf(entry)
    if (!address || !lane) continue
    const key = address.hash.toString('hex')
    if (lists.has(key)) continue
    if (outlet.article && !mayBeArticle(new URL(address.url), outlet)) continue
    const known = found.get(key)
    if (known) {
      known.title ??= entry.title
      known.published ??= entry.published
    } else found.set(key, { ...address, title: entry.title, published: entry.published, changed: entry.changed, lane })
  }
  return [...found.values()]
}

/**
 * Times of change that can be believed: none from the future, and none at all where everything is said to have changed
 * at the same moment, which is when the list was made.
 */
export function believableChanges(entries: Seen[], now: Date): Seen[] {
  const times = entries.map(({ changed }) => changed?.getTime()).filter((time) => time !== undefined)
  const same = times.length >= 3 && Math.max(...times) - Math.min(...times) < 120_000
  return entries.map((entry) => {
    const credible = entry.changed !== null && !same && entry.changed <= now
    return credible ? entry : { ...entry, changed: null }
  })
}
