import type { Http, Page } from '../domain/fetch.ts'
import { Outlet } from '../domain/outlet.ts'
import { decodeDeclared } from '../language/declared-charset.ts'
import { detectLanguage } from '../language/detect.ts'
import { looksLikeArticle } from './article-address.ts'
import { learnArticlePattern } from './article-pattern.ts'
import { lookOnce } from './check-sources.ts'
import { readFeed } from './feed.ts'
import { likelySections, offeredFeeds, pageLanguage, siteName } from './home-page.ts'
import { fetchSource, pageOrTrouble } from './look.ts'
import type { Written } from './outlet-files.ts'
import { readSection } from './section-page.ts'
import { NO_TRUST } from './trust.ts'

export interface Survey {
  /** What a working file for the outlet says; null where its home page can't be read. */
  outlet: Partial<Written> | null
  /** Articles that were seen on the way. */
  articles: { url: string; title: string | null }[]
}

interface SurveyDeps {
  http: Http
  now: () => Date
  /** Tells what was found on the way, a sentence each. */
  say(line: string): void
}

// Where feeds lie that no page tells of. Asked for only when the home page offers none.
const USUAL_FEEDS = ['/feed/', '/rss.xml', '/rss', '/feed.xml', '/atom.xml', '/index.xml']
const MOST_FEEDS = 4
const MOST_TRIED_SECTIONS = 6
const MOST_SECTIONS = 2
const LEAST_IN_SECTION = 3
const PAGES_OF_SECTION = 5
const MONTH_MS = 30 * 24 * 3_600_000

/** Looks at an outlet's home page and works out its file: feeds, sitemaps, sections, language, how articles look. */
export async function surveyOutlet(
  address: string,
  written: Partial<Record<keyof Written, unknown>>,
  deps: SurveyDeps,
): Promise<Survey> {
  const { say } = deps
  const draft = {
    ...Outlet.parse({ name: 'New outlet', language: 'en', delay: '2s', ...written, home: address }),
    id: 'new',
  }
  const home = pageOrTrouble(await deps.http.get({ url: address, outlet: draft }))
  if ('kind' in home) {
    say(`${address}: ${home.kind === 'trouble' ? home.advice : 'nothing'}`)
    return { outlet: null, articles: [] }
  }
  const html = decodeDeclared(home.body, home.contentType)
  const name = siteName(html) ?? new URL(home.finalUrl).hostname
  say(`its home page is ${home.finalUrl}, its name "${name}"`)
  const feeds = await workingFeeds(home, html, draft, deps)
  const sitemaps = await sitemapsOf(draft, deps)
  const links = readSection(html, home.finalUrl, draft, {}).entries
  say(`${links.length} links on its home page look like articles`)
  const mapped = feeds.length === 0 && sitemaps[0] ? await articlesOfSitemap(sitemaps[0], draft, deps) : []
  const lonely = feeds.length === 0 && sitemaps.length === 0
  const sections = lonely ? await workingSections(home, html, draft, deps) : []
  const all = [
    ...feeds.flatMap(({ entries }) => entries),
    ...links,
    ...mapped,
    ...sections.flatMap(({ entries }) => entries),
  ].map(({ url, title }) => ({
    url,
    title,
  }))
  const articles = all.filter(({ url }, n) => all.findIndex((other) => other.url === url) === n)
  const own = articles.map(({ url }) => url).filter((url) => new URL(url).host === new URL(home.finalUrl).host)
  const article = learnArticlePattern(own)
  if (article) say(`its articles' addresses look like ${article}`)
  const language = pageLanguage(html) ?? detectLanguage(articles.map(({ title }) => title ?? '').join('. '))
  say(language ? `its language is "${language}"` : 'its language can’t be told: put it into the file')
  const homeAsSection = lonely && sections.length === 0 && links.length > 0
  if (homeAsSection) say('neither feed nor sitemap nor section: its home page is read as a section')
  if (lonely && sections.length === 0 && links.length === 0)
    say('no feed, no sitemap, no links that look like articles: name a section page with a selector for its links')
  return {
    outlet: {
      name,
      home: home.finalUrl,
      ...(language ? { language } : {}),
      ...(feeds.length > 0 ? { feeds: feeds.map(({ url }) => url) } : {}),
      ...(sections.length > 0 ? { sections: sections.map(({ url, pages }) => ({ url, pages })) } : {}),
      ...(homeAsSection ? { sections: [{ url: home.finalUrl, pages: 1 }] } : {}),
      ...(article && feeds.length === 0 ? { article } : {}),
    },
    articles,
  }
}

async function workingFeeds(home: Page, html: string, outlet: Outlet, { http, now, say }: SurveyDeps) {
  const offered = offeredFeeds(html, home.finalUrl)
  say(
    offered.length > 0
      ? `it offers ${offered.length} ${offered.length === 1 ? 'feed' : 'feeds'}`
      : 'it offers no feed: the usual places are tried',
  )
  const candidates =
    offered.length > 0 ? offered.map(({ url }) => url) : USUAL_FEEDS.map((path) => new URL(path, home.finalUrl).href)
  const working: { url: string; entries: { url: string; title: string | null }[] }[] = []
  for (const url of candidates.slice(0, 8)) {
    if (working.length >= (offered.length > 0 ? MOST_FEEDS : 1)) break
    const page = await fetchSource({ url, outlet, etag: null, lastModified: null, trust: NO_TRUST }, { http }, 'xml')
    const feed = 'kind' in page ? null : readFeed(decodeDeclared(page.body, page.contentType), page.finalUrl)
    if (!feed || feed.entries.length === 0) {
      if (offered.length > 0)
        say(`${url}: ${'kind' in page && page.kind === 'trouble' ? page.advice : 'no feed, or an empty one'}`)
      continue
    }
    const newest = Math.max(...feed.entries.map(({ published }) => published?.getTime() ?? Number.NEGATIVE_INFINITY))
    const old = Number.isFinite(newest) && now().getTime() - newest > MONTH_MS
    say(
      `${url}: ${feed.entries.length} entries${Number.isFinite(newest) ? `, the newest of ${new Date(newest).toISOString().slice(0, 10)}` : ', without dates'}${old ? ': it may be dead' : ''}`,
    )
    working.push({ url, entries: feed.entries })
  }
  return working
}

// Of the pages that its home page links to, those that list the most articles.
async function workingSections(home: Page, html: string, outlet: Outlet, { http, say }: SurveyDeps) {
  const isArticle = (url: URL, words: string) => looksLikeArticle(url, words, outlet)
  const working: { url: string; pages: number; entries: { url: string; title: string | null }[] }[] = []
  for (const url of likelySections(html, home.finalUrl, isArticle).slice(0, MOST_TRIED_SECTIONS)) {
    if (working.length === MOST_SECTIONS) break
    const page = await fetchSource({ url, outlet, etag: null, lastModified: null, trust: NO_TRUST }, { http }, 'page')
    if ('kind' in page) continue
    const { entries, next } = readSection(decodeDeclared(page.body, page.contentType), page.finalUrl, outlet, {})
    if (entries.length < LEAST_IN_SECTION) continue
    say(`${url}: a section of ${entries.length} articles${next ? `, which goes on at ${next}` : ''}`)
    working.push({ url, pages: next ? PAGES_OF_SECTION : 1, entries })
  }
  return working
}

async function articlesOfSitemap(url: string, outlet: Outlet, { http, now, say }: SurveyDeps) {
  const look = await lookOnce({ kind: 'sitemap', url }, outlet, { http, now })
  const found = look.kind === 'seen' ? look.found : []
  say(`${url}: ${look.kind === 'trouble' ? look.advice : `${found.length} articles`}`)
  return found
}

async function sitemapsOf(outlet: Outlet, { http, say }: SurveyDeps): Promise<string[]> {
  const robots = await http.robotsText(new URL(outlet.home), outlet)
  if (robots.kind === 'try-later') {
    say(robots.advice)
    return []
  }
  const named = [...(robots.text ?? '').matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)].map(([, url]) => url!)
  say(
    named.length > 0
      ? `its robots.txt names ${named.length} sitemaps, which are read as well`
      : 'its robots.txt names no sitemaps',
  )
  return named
}
