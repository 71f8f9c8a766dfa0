import type { PageHead } from './page-head.ts'
import { lineOf } from './tree-walk.ts'

// What stands between a headline and the name of the site in <title> and og:title.
const SEPARATOR = /\s+[|‖¦·•»«›—–\-:/]+\s+|\s*[|‖¦»_]\s*|\s*::\s*|\s+~\s+/gu

/** Two lines as the same words: case, quotes and punctuation aside. */
export const sameWords = (line: string): string =>
  line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * The headline as a reader sees it: the first-rank heading that the page's own title agrees with; without one, what the
 * page says in og:title, its data or <title>, with the site's name taken off.
 */
export function findTitle(head: PageHead): string {
  const site = siteNames(head)
  const told = [head.meta.get('og:title'), head.data?.headline, head.meta.get('twitter:title'), head.title]
    .filter((line): line is string => typeof line === 'string' && line.trim() !== '')
    .map((line) => withoutSite(line, site))
  const headings = head.headings.map((node) => lineOf(node)).filter((line) => line !== '' && line.length < 400)
  let best: string | null = null
  let bestLikeness = 0
  for (const heading of headings) {
    const likeness = Math.max(0, ...told.map((line) => likenessOf(heading, line)))
    if (likeness > bestLikeness + 0.01) {
      best = heading
      bestLikeness = likeness
    }
  }
  if (best !== null && bestLikeness >= 0.5) return best
  if (told.length === 0) return headings.find((line) => !site.includes(sameWords(line))) ?? ''
  return told.reduce((a, b) => (sameWords(b).length > 0 && sameWords(a).length === 0 ? b : a))
}

function siteNames(head: PageHead): string[] {
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
  const isSite = (part: string) => {
    const words = sameWords(part)
    return words !== '' && site.some((name) => name === words || name.startsWith(words) || words.startsWith(name))
  }
  if (isSite(tail)) return withoutSite(line.slice(0, last.index), site)
  if (isSite(lead)) return withoutSite(line.slice(first.index + first[0].length), site)
  const strong = /[|‖¦»_]|::/.test(last[0])
  const rest = line.slice(0, last.index).trim()
  if (strong && sameWords(rest).length > 10 && tail.length < rest.length) return withoutSite(rest, site)
  return line.trim()
}

/** Share of the words of the shorter that the longer has too, and how near they are in length. */
function likenessOf(a: string, b: string): number {
  const x = sameWords(a).split(' ')
  const y = sameWords(b).split(' ')
  if (x[0] === '' || y[0] === '') return 0
  if (x.join(' ') === y.join(' ')) return 1
  const set = new Set(y)
  const shared = x.filter((word) => set.has(word)).length
  return (2 * shared) / (x.length + y.length)
}
