import { load } from 'cheerio'
import { seenAddress } from './seen.ts'

export interface OfferedFeed {
  url: string
  title: string | null
}

const FEED_TYPE = /^\s*(application|text)\/((rss|atom|rdf)\+xml|feed\+json|xml)\s*(;|$)/i
const COMMENTS = /comments?|комментар|şərh/i
const LOOKS_LIKE_FEED = /(^|\/)(rss|feed|atom)(\.xml|\.php)?\/?(\?|$)|\.(rss|atom)(\?|$)|\/rss\.xml/i

/** The feeds that a page offers, comments left out: told in its head first, else linked in its text. */
export function offeredFeeds(html: string, address: string): OfferedFeed[] {
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  const base = seenAddress($('base[href]').first().attr('href'), address) ?? address
  const told = $('link[rel][href]')
    .toArray()
    .filter(({ attribs }) => /\balternate\b/i.test(attribs.rel ?? '') && FEED_TYPE.test(attribs.type ?? ''))
    .map(({ attribs }) => ({ url: seenAddress(attribs.href, base), title: attribs.title?.trim() || null }))
  const linked = $('a[href]')
    .toArray()
    .filter(({ attribs }) => LOOKS_LIKE_FEED.test(attribs.href ?? ''))
    .map((element) => ({
      url: seenAddress(element.attribs.href, base),
      title: $(element).text().trim().slice(0, 200) || null,
    }))
  const feeds = (told.length > 0 ? told : linked).filter((feed): feed is OfferedFeed => feed.url !== null)
  const articles = feeds.filter(({ url, title }) => !COMMENTS.test(url) && !COMMENTS.test(title ?? ''))
  return articles.filter(({ url }, n) => articles.findIndex((other) => other.url === url) === n)
}

// What sections with news are called, in the languages of the outlets; prisons and courts before all else.
const NEWS = /news|novosti|xeber|xəbər|хроник|новост|лента|lenta|latest|articles?|stati|статьи|məqalə/i
const OURS =
  /prison|court|justice|human-?rights|tyur|kolon|sud|prava|həbs|hebs|məhkəmə|mehkeme|hüquq|huquq|тюр|колони|суд|права|заключ|məhbus|mehbus/i

/** Pages of the same site that may list articles: linked from here, short addresses, likely names first. */
export function likelySections(
  html: string,
  address: string,
  isArticle: (url: URL, words: string) => boolean,
): string[] {
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  const host = new URL(address).host
  const ranked = new Map<string, number>()
  for (const element of $('a[href]').toArray()) {
    const written = seenAddress(element.attribs.href, address)
    if (!written) continue
    const url = new URL(written)
    url.hash = ''
    const words = `${readable(url.pathname)} ${$(element).text()}`
    const depth = url.pathname.split('/').filter(Boolean).length
    if (url.host !== host || depth === 0 || depth > 3 || url.search !== '' || isArticle(url, $(element).text()))
      continue
    const rank = (OURS.test(words) ? 2 : 0) + (NEWS.test(words) ? 1 : 0)
    if (rank > 0) ranked.set(url.href, Math.max(rank, ranked.get(url.href) ?? 0))
  }
  return [...ranked].sort((a, b) => b[1] - a[1]).map(([url]) => url)
}

/** The language that a page says it is in. */
export function pageLanguage(html: string): string | null {
  const written = /<html\b[^>]*?\blang\s*=\s*["']?([a-zA-Z]{2,3})\b/i.exec(html)?.[1]
  return written?.toLowerCase() ?? null
}

/** The name that a site gives itself. */
export function siteName(html: string): string | null {
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  const named = $('meta[property="og:site_name"]').attr('content') ?? $('meta[name="application-name"]').attr('content')
  const title = $('title')
    .first()
    .text()
    .split(/\s+(?:[|–—»-]|::)\s+/)
  const found = named?.trim() || title.at(-1)?.trim() || title[0]?.trim()
  return found ? found.replace(/\s+/g, ' ').slice(0, 120) : null
}

function readable(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
