import type { ElementNode } from './html-tree.ts'
import type { PageHead } from './page-head.ts'
import { lineOf } from './tree-walk.ts'

// What stands between a headline and the name of the site in <title> and og:title.
const SEPARATOR =
  /\s+[|‖¦｜·•»«›>→—–\-:/]+\s+|\s*[|‖¦｜_]\s*|\s*::\s*|\s+~\s+|,\s+|\s*[-－]\s*(?=[《「【]?\p{Script=Han})/gu

const ASCII = /^[\x00-\x7f]*$/

/** A line as its words: case, quotes and punctuation aside. */
export function sameWords(line: string): string {
  if (ASCII.test(line))
    return line
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * The headline. Pages tell it up to five times: in the first-rank heading, og:title, their data, twitter:title and
 * <title>, often with the site's name, and sometimes with different words for readers and for search engines. What two
 * or more agree on wins, og:title before the heading where all differ; <title> alone is cut to the part that the page shows as a line of its own.
 *
 * @param lines what the page shows, from the top
 */
export function findTitle(head: PageHead, lines: string[] = []): string {
  const site = siteNames(head)
  const told = (line: string | null | undefined) => (line && sameWords(line) !== '' ? withoutSite(line, site) : null)
  const og = told(head.meta.get('og:title'))
  const data = told(head.data?.headline)
  const twitter = told(head.meta.get('twitter:title'))
  const page = told(head.title)
  const heading = bestHeading(
    head,
    [og, data, twitter, head.title, page].filter((line) => line !== null),
    site,
  )
  const same = (a: string | null, b: string | null) => a !== null && b !== null && sameWords(a) === sameWords(b)
  const shown =
    heading === null ? (shownPart(head.title, lines) ?? shownPart(head.meta.get('og:title') ?? null, lines)) : null
  if (og !== null) {
    if (heading !== null && !same(og, heading)) {
      if (same(data, heading) || (data === null && same(page, heading))) return heading
      // "Site - Headline" and "Headline (photos)": the page itself shows less.
      if (sameWords(og).includes(sameWords(heading)) && !same(og, data) && !same(og, twitter)) return heading
    }
    if (
      heading === null &&
      shown !== null &&
      sameWords(og) !== sameWords(shown) &&
      sameWords(og).includes(sameWords(shown))
    )
      return shown
    // Of two ways to print the same words (curly quotes or straight) the one that stands there twice.
    return og
  }
  if (heading !== null) return heading
  if (shown !== null) return shown
  // A <title> that the page shows nowhere is the site's own.
  const firstHeading = data === null && twitter === null ? bestHeading(head, [], site) : null
  const isInTitle = firstHeading !== null && sameWords(head.title ?? '').includes(sameWords(firstHeading))
  return data ?? (isInTitle ? null : firstHeading) ?? page ?? twitter ?? ''
}

function bestHeading(head: PageHead, told: string[], site: string[]): string | null {
  const headings = head.headings.flatMap(headingLines).filter((line) => line.length < 400 && !namesSite(line, site))
  if (told.length === 0) return headings[0] ?? null
  const headlines = new Set(told.map((line) => longest(line.split(SEPARATOR).map(sameWords))))
  let best: string | null = null
  let bestLikeness = 0.5
  for (const heading of headings) {
    const whole = headlines.has(sameWords(heading)) ? 0.97 : 0
    const likeness = Math.max(whole, ...told.map((line) => likenessOf(heading, line)))
    if (likeness > bestLikeness) {
      best = heading
      bestLikeness = likeness
    }
  }
  return best
}

const longest = (lines: string[]): string => lines.reduce((a, b) => (b.length > a.length ? b : a), '')

/** A heading as one line, and where it holds elements (a date, a kicker, a link) each of its parts. */
function headingLines(heading: ElementNode): string[] {
  const parts = heading.children.map(lineOf).filter((part) => part.includes(' ') && part.length > 12)
  return [...new Set([lineOf(heading), ...parts])].filter((line) => line !== '')
}

/** The longest line of the page that stands word for word at the beginning, the end or between separators of a title. */
function shownPart(title: string | null, lines: string[]): string | null {
  if (!title) return null
  const whole = ` ${sameWords(title)} `
  let best: string | null = null
  let bestLength = Math.min(10, whole.length * 0.2)
  for (const line of lines.slice(0, 600)) {
    if (line.length > title.length + 20 || line.length <= bestLength) continue
    const words = sameWords(line)
    if (words.length <= bestLength || !whole.includes(` ${words} `)) continue
    best = line
    bestLength = words.length
  }
  return best
}

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

function namesSite(part: string, site: string[]): boolean {
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

/** Share of the words that two lines have in common; 1 where they are the same. */
function likenessOf(a: string, b: string): number {
  const x = sameWords(a)
  const y = sameWords(b)
  if (x === '' || y === '') return 0
  if (x === y) return 1
  // A heading that is the whole beginning or end of a longer title.
  if (x.length > 15 && x.length > y.length * 0.4 && (y.startsWith(`${x} `) || y.endsWith(` ${x}`))) return 0.95
  const xs = x.split(' ')
  const ys = new Set(y.split(' '))
  const shared = xs.filter((word) => ys.has(word)).length
  return (2 * shared) / (xs.length + ys.size)
}
