import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Page } from '../domain/fetch.ts'
import type { Lane } from '../domain/outcome.ts'
import type { Outlet } from '../domain/outlet.ts'
import { decodeDeclared } from '../language/declared-charset.ts'
import { mayBeArticle } from './article-address.ts'
import { readFeed } from './feed.ts'
import { believableChanges, fetchSource, type Look, type LookDeps, type Sight, toFound } from './look.ts'
import type { Seen } from './seen.ts'
import { readSitemap } from './sitemap.ts'
import type { SourceRow } from './store.ts'

const LARGEST = 10 * 1024 * 1024
const DAY_MS = 24 * 3_600_000
// What is newer than this is news; what is older is archive, fetched slowly.
const NEWS_MS = 60 * DAY_MS
// A sitemap without dates that names more than this is an archive.
const MOST_UNDATED = 500
// Of an archive that nobody asked for (`since:`), this much at most: the newest of it.
const UNASKED = { pages: 5_000, sitemaps: 20 }
const unzip = promisify(gunzip)

/** Looks at a sitemap or at an index of sitemaps, each of which becomes a source. */
export async function lookAtSitemap(source: SourceRow, deps: LookDeps): Promise<Look> {
  const page = await fetchSource(source, deps, 'xml', { conditional: true })
  if ('kind' in page) return page
  const bytes = await unzipped(page)
  if (!bytes)
    return {
      kind: 'trouble',
      because: 'too-large',
      advice: 'The sitemap is larger than 10 MB or broken. Name its parts in the outlet’s file.',
    }
  const text = decodeDeclared(bytes, page.contentType)
  const sitemap = readSitemap(text, page.finalUrl)
  const now = deps.now()
  if (sitemap?.kind === 'index') return { ...sight(page), sources: parts(sitemap.sitemaps, source.outlet, now) }
  // Some outlets call their feed a sitemap.
  const feed = sitemap ? null : readFeed(text, page.finalUrl)
  if (!sitemap && !feed)
    return {
      kind: 'trouble',
      because: 'not-a-sitemap',
      advice: 'The address gives no sitemap. "vigil outlet check" shows what the outlet offers now.',
    }
  const news = sitemap?.news ?? true
  const all = believableChanges(sitemap?.entries ?? feed?.entries ?? [], now)
  const articles = news ? all : all.filter(({ url }) => mayBeArticle(new URL(url), source.outlet))
  const { lanes, leftAlone } = sortByAge(articles, source, news, now)
  return {
    ...sight(page),
    found: toFound(articles, source.outlet, (entry) => lanes.get(entry) ?? null),
    notes: [
      ...(all.length > articles.length ? [`${all.length - articles.length} that are no articles`] : []),
      ...(leftAlone > 0 ? [`${leftAlone} of the archive left alone`] : []),
    ],
    advice:
      leftAlone > 0 ? 'To have its archive fetched too, slowly, write since: with a day into the outlet’s file.' : null,
  }
}

const sight = (page: Page): Sight => ({ kind: 'seen', found: [], sources: [], page, notes: [], advice: null })

async function unzipped({ body }: Page): Promise<Buffer | null> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body
  return unzip(body, { maxOutputLength: LARGEST }).catch(() => null)
}

function sortByAge(
  entries: Seen[],
  { lane, outlet }: Pick<SourceRow, 'lane' | 'outlet'>,
  news: boolean,
  now: Date,
): { lanes: Map<Seen, Lane>; leftAlone: number } {
  const ageOf = (entry: Seen) => entry.published ?? entry.changed
  const undated = entries.filter((entry) => ageOf(entry) === null).length
  const isNews = (entry: Seen) => {
    const date = ageOf(entry)
    return news || (date === null ? undated <= MOST_UNDATED : now.getTime() - date.getTime() < NEWS_MS)
  }
  const lanes = new Map<Seen, Lane>(entries.filter(isNews).map((entry) => [entry, lane]))
  const archive = entries.filter((entry) => !lanes.has(entry))
  const since = outlet.since ? Date.parse(outlet.since) : null
  const wanted =
    since === null
      ? archive.toSorted((a, b) => (ageOf(b)?.getTime() ?? 0) - (ageOf(a)?.getTime() ?? 0)).slice(0, UNASKED.pages)
      : archive.filter((entry) => (ageOf(entry)?.getTime() ?? Number.POSITIVE_INFINITY) >= since)
  for (const entry of wanted) lanes.set(entry, 'backfill')
  return { lanes, leftAlone: since === null ? archive.length - wanted.length : 0 }
}

function parts(sitemaps: { url: string; changed: Date | null }[], outlet: Outlet, now: Date): Sight['sources'] {
  const since = outlet.since ? Date.parse(outlet.since) : null
  const isNews = ({ changed }: { changed: Date | null }) =>
    changed === null || now.getTime() - changed.getTime() < NEWS_MS
  const archive = sitemaps.filter((part) => !isNews(part))
  const wanted =
    since === null
      ? archive.toSorted((a, b) => b.changed!.getTime() - a.changed!.getTime()).slice(0, UNASKED.sitemaps)
      : archive.filter(({ changed }) => changed!.getTime() >= since)
  return [
    ...sitemaps.filter(isNews).map(({ url }) => ({ kind: 'sitemap' as const, url, lane: 'live' as const })),
    ...wanted.map(({ url }) => ({ kind: 'sitemap' as const, url, lane: 'backfill' as const })),
  ]
}
