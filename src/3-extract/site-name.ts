import type { PageHead } from './page-head.ts'
import { sameWords } from './same-words.ts'

// What stands between a headline and the name of the site in <title> and og:title.
export const SEPARATOR =
  /\s+[|‖¦｜·•»«›>→—–\-:/]+\s+|\s*[|‖¦｜_]\s*|\s*::\s*|\s+~\s+|,\s+|\s*[-－]\s*(?=[《「【]?\p{Script=Han})/gu

/** What the page calls its site, as words. */
export function siteNames(head: PageHead): string[] {
  return [head.meta.get('og:site_name'), head.meta.get('application-name'), head.data?.publisher]
    .filter((name): name is string => !!name)
    .map(sameWords)
    .filter((name) => name !== '')
}

/** "Headline | Site" → "Headline": a part at the end (or the beginning) that names the site or is much the shorter. */
export function withoutSite(line: string, site: string[] = []): string {
  const cuts = [...line.matchAll(SEPARATOR)]
  const last = cuts.at(-1)
  const first = cuts[0]
  if (!last || !first) return line.trim()
  const tail = line.slice(last.index + last[0].length)
  const lead = line.slice(0, first.index)
  const rest = line.slice(0, last.index).trim()
  if (namesSite(tail, site) && sameWords(rest) !== '') return withoutSite(rest, site)
  if (namesSite(lead, site) && !/^,/.test(first[0])) return withoutSite(line.slice(first.index + first[0].length), site)
  const strong = /[|‖¦｜_]|\s»|::/.test(last[0])
  if (strong && sameWords(rest).length > 10 && tail.length < rest.length) return withoutSite(rest, site)
  return line.trim()
}

/** Whether a part of a title is the site's own name: one that it gives itself, or a host. */
export function namesSite(part: string, site: string[]): boolean {
  const words = sameWords(part)
  if (words === '') return false
  if (
    site.some(
      (name) => name === words || (words.length > 2 && (name.startsWith(`${words} `) || words.startsWith(`${name} `))),
    )
  )
    return true
  return /^[\w-]+\.(?:[a-z]{2,3}\.)?(?:com|org|net|info|ru|ua|by|az|am|ge|kz|de|at|ch|fr|es|it|pt|br|pl|cz|gr|tr|nl|no|se|dk|fi|uk|us|cn|jp|kr|in|id|eu|tv|news|media|lu)$/i.test(
    part.trim(),
  )
}
