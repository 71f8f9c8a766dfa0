import type { Outlet } from '../domain/outlet.ts'

type Rules = Pick<Outlet, 'home' | 'mirrors' | 'article'>

const FILE =
  /\.(jpe?g|png|gif|webp|svg|ico|pdf|docx?|xlsx?|pptx?|zip|rar|gz|mp[34]|m4a|avi|mov|webm|css|js|json|xml|rss|atom|txt|apk|exe)$/i
// Parts of addresses that lists, services and people's pages have, in the languages of the outlets.
const LISTING =
  /^(tags?|tegs?|teq|category|categories|kategoriya|kateqoriya|rubrics?|rubrika|rubriki|sections?|razdel|topics?|themes?|temy?|authors?|avtor|avtory|muellif|people|users?|profile|account|login|log-in|signin|sign-in|register|auth|search|poisk|axtaris|feeds?|rss|page|pages|stranica|sehife|archive|archives|arxiv|arhiv|about|about-us|o-nas|haqqimizda|contacts?|kontakty|elaqe|advertising|reklama|donate|support|subscribe|subscription|podpiska|newsletter|privacy|privacy-policy|terms|rules|pravila|cookies?|policy|help|faq|sitemap|widgets?|print|share|comments?|forum|shop|cart|wp-(admin|content|json|login)[^/]*|cdn-cgi|amp|video-list|photo-list)$/i
const DATED = /\/(19|20)\d{2}\/(0?[1-9]|1[0-2])(\/|$)|\/(19|20)\d{2}-(0[1-9]|1[0-2])-\d{2}/
const NUMBERED = /(^|[/_=.-])\d{3,}(\.\w{2,5})?\/?$|[?&](id|news|article|n|p)=\d+/

/** Whether an address may be an article's: what an outlet's own file says decides, else whatever is no list or file. */
export function mayBeArticle(url: URL, { article, home, mirrors }: Rules): boolean {
  if (article) return new RegExp(article, 'u').test(url.href)
  return ownSite(url, home, mirrors) && !isListOrFile(url)
}

/**
 * Whether a link on a page looks like one to an article: its address has a date, a number or a long name, or the words
 * of the link read like a headline.
 */
export function looksLikeArticle(url: URL, words: string, rules: Rules): boolean {
  if (!mayBeArticle(url, rules)) return false
  if (rules.article) return true
  const parts = url.pathname.split('/').filter(Boolean)
  const last = decodeSafely(parts.at(-1) ?? '').replace(/\.\w{2,5}$/, '')
  const hyphens = last.split(/[-_]/).length - 1
  const headline = words.length >= 25 && words.trim().split(/\s+/).length >= 4
  if (DATED.test(url.pathname) && (parts.length >= 3 || hyphens >= 2)) return true
  if (NUMBERED.test(url.pathname + url.search)) return parts.length >= 2 || headline
  if (hyphens >= 3 || last.length >= 30) return true
  return headline && (parts.length >= 2 || hyphens >= 1)
}

function isListOrFile(url: URL): boolean {
  const parts = url.pathname.split('/').filter(Boolean)
  if (parts.length === 0) return url.search === '' || /^\?(page|paged?|lang|s|q)=/.test(url.search)
  if (FILE.test(url.pathname)) return true
  // "/news/page/2", "/tag/prison", "/author/a": but a section's name may stand before an article's ("/rubric/10/article-name").
  const listing = parts.findIndex((part) => LISTING.test(decodeSafely(part)))
  if (listing !== -1 && listing >= parts.length - 2) return true
  // "/ru", "/en/news": the language and one word are a section.
  if (parts.length === 1 && (/^[a-z]{2}$/i.test(parts[0]!) || parts[0]!.length <= 3) && url.search === '') return true
  return /[?&](page|paged|PAGEN_\d+)=\d+/.test(url.search) && !NUMBERED.test(url.pathname)
}

function ownSite(url: URL, home: string, mirrors: readonly string[]): boolean {
  const bare = (host: string) =>
    host
      .replace(/^https?:\/\//, '')
      .replace(/\/.*$/, '')
      .replace(/^(www|m|amp|mobile)\./, '')
  const own = [new URL(home).host, ...mirrors].map(bare)
  const host = bare(url.host)
  return own.some((each) => host === each || host.endsWith(`.${each}`))
}

function decodeSafely(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
