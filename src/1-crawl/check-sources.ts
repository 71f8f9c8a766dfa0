import type { Outlet } from '../domain/outlet.ts'
import { decodeDeclared } from '../language/declared-charset.ts'
import type { Look, LookDeps } from './look.ts'
import { fetchSource, toFound } from './look.ts'
import { lookAtFeed } from './look-feed.ts'
import { lookAtHome, lookAtRobots } from './look-home.ts'
import { lookAtSitemap } from './look-sitemap.ts'
import { sourcesOf, type WantedSource } from './outlet-rows.ts'
import { readSection } from './section-page.ts'
import type { SourceRow } from './store.ts'
import { NO_TRUST } from './trust.ts'

export interface CheckedSource extends WantedSource {
  /** For people: what it names, or what is wrong with it. */
  sentence: string
  advice: string | null
  works: boolean
  articles: { url: string; title: string | null }[]
}

const MOST_FOUND = 5

/** Looks at each source of an outlet's file, and at what those lead to, and saves nothing. */
export async function* checkSources(outlet: Outlet, deps: LookDeps): AsyncGenerator<CheckedSource> {
  const wanted = sourcesOf(outlet)
  const known = new Set(wanted.map(({ url }) => url))
  let found = 0
  for (const source of wanted) {
    const look = await lookOnce(source, outlet, deps)
    yield describe(source, look)
    if (look.kind !== 'seen') continue
    for (const { kind, url } of look.sources) {
      if (known.has(url) || found++ >= MOST_FOUND) continue
      known.add(url)
      wanted.push({ kind, url })
    }
  }
}

/** One look at a source that is in no table. */
export async function lookOnce({ kind, url }: WantedSource, outlet: Outlet, deps: LookDeps): Promise<Look> {
  const source: SourceRow = {
    id: '0',
    kind,
    url,
    everyMs: outlet.every,
    lane: 'live',
    found: false,
    etag: null,
    lastModified: null,
    crawledAt: null,
    nextAt: deps.now(),
    failures: 0,
    cursor: null,
    trust: NO_TRUST,
    outlet,
  }
  switch (kind) {
    case 'feed':
      return lookAtFeed(source, deps)
    case 'sitemap':
      return lookAtSitemap(source, deps)
    case 'home':
      return lookAtHome(source, deps)
    case 'robots':
      return lookAtRobots(source, deps)
    case 'section':
      return firstPage(source, deps)
  }
}

// A check looks at the first page of a section only, and at what it says about the next.
async function firstPage(source: SourceRow, deps: LookDeps): Promise<Look> {
  const { outlet, url } = source
  const rules = outlet.sections.find((section) => section.url === url) ?? { url, pages: 1 }
  const page = await fetchSource(source, deps, 'page')
  if ('kind' in page) return page
  const read = readSection(decodeDeclared(page.body, page.contentType), page.finalUrl, outlet, rules)
  const next = read.next ? `the next page is ${read.next}` : 'no next page found'
  return {
    kind: 'seen',
    found: toFound(read.entries, outlet, () => 'live'),
    sources: [],
    page,
    notes: rules.pages > 1 || rules.next ? [next] : [],
    advice: read.empty ? `The selector for "${read.empty}" finds nothing on the page.` : null,
  }
}

function describe(source: WantedSource, look: Look): CheckedSource {
  if (look.kind === 'unchanged')
    return { ...source, sentence: 'nothing changed', advice: null, works: true, articles: [] }
  if (look.kind === 'trouble')
    return { ...source, sentence: look.because.replaceAll('-', ' '), advice: look.advice, works: false, articles: [] }
  const leads = look.sources.length > 0 ? [`leads to ${look.sources.length} more`] : []
  return {
    ...source,
    sentence: [`${look.found.length} articles`, ...leads, ...look.notes].join(', '),
    advice: look.advice,
    works: look.found.length > 0 || look.sources.length > 0 || source.kind === 'robots',
    articles: look.found.map(({ url, title }) => ({ url, title })),
  }
}
