import { decodeDeclared } from '../language/declared-charset.ts'
import { offeredFeeds } from './home-page.ts'
import { fetchSource, type Look, type LookDeps, toFound } from './look.ts'
import { readSection } from './section-page.ts'
import { seenAddress } from './seen.ts'
import type { SourceRow } from './store.ts'

const MOST_FEEDS = 5
const MOST_SITEMAPS = 50

/** Looks at a home page: the feeds that it offers become sources, and its own links that look like articles count. */
export async function lookAtHome(source: SourceRow, deps: LookDeps): Promise<Look> {
  const page = await fetchSource(source, deps, 'page', { conditional: true })
  if ('kind' in page) return page
  const html = decodeDeclared(page.body, page.contentType)
  const feeds = offeredFeeds(html, page.finalUrl).slice(0, MOST_FEEDS)
  const { entries } = readSection(html, page.finalUrl, source.outlet, {})
  return {
    kind: 'seen',
    found: toFound(entries, source.outlet, () => source.lane),
    sources: feeds.map(({ url }) => ({ kind: 'feed', url, lane: 'live' })),
    page,
    notes: feeds.length > 0 ? [`${feeds.length} ${feeds.length === 1 ? 'feed' : 'feeds'} offered`] : [],
    advice:
      feeds.length === 0 && entries.length === 0
        ? 'Neither feeds nor links that look like articles. Name a section page in the outlet’s file, with a selector for its links.'
        : null,
  }
}

/** Looks into robots.txt for sitemaps; each becomes a source. */
export async function lookAtRobots(source: SourceRow, { http }: LookDeps): Promise<Look> {
  const answer = await http.robotsText(new URL(source.url), source.outlet)
  if (answer.kind === 'try-later') {
    const { because, advice, notBefore } = answer
    return { kind: 'trouble', because, advice, waits: true, ...(notBefore ? { notBefore } : {}) }
  }
  const named = [...(answer.text ?? '').matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)]
    .map(([, written]) => seenAddress(written, source.url))
    .filter((url) => url !== null)
  const sitemaps = [...new Set(named)].slice(0, MOST_SITEMAPS)
  return {
    kind: 'seen',
    found: [],
    sources: sitemaps.map((url) => ({ kind: 'sitemap', url, lane: 'live' })),
    page: null,
    notes: [sitemaps.length === 0 ? 'no sitemaps named' : `${sitemaps.length} sitemaps named`],
    advice: null,
  }
}
