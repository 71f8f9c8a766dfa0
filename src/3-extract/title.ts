import { countWords } from './blocks.ts'
import type { ElementNode } from './html-tree.ts'
import type { PageHead } from './page-head.ts'
import { sameWords } from './same-words.ts'
import { namesSite, SEPARATOR, siteNames, withoutSite } from './site-name.ts'
import { lineOf, linesOf } from './tree-walk.ts'

/**
 * The headline. Pages tell it up to five times: in the first-rank heading, og:title, their data, twitter:title and
 * <title>, often with the site's name, and sometimes with different words for readers and for search engines. What two
 * or more agree on wins, og:title before the heading where all differ; <title> alone is cut to the part that the page
 * shows as a line of its own. What readers see above the text and what stands there more often corrects that.
 *
 * @param lines what the page shows, from the top
 */
export function findTitle(head: PageHead, lines: string[] = []): string {
  const told = toldTitles(head)
  const chosen = chooseTitle(told, lines)
  const { og, data } = told
  for (const other of [data, og])
    if (other !== null && !same(other, chosen) && standsAbove(head, other, lines)) return other
  return mostPrinted(told, og !== null && holdsMore(chosen, og) ? og : chosen)
}

interface ToldTitles {
  og: string | null
  data: string | null
  twitter: string | null
  /** <title>, as it is and without the site's name. */
  raw: string | null
  page: string | null
  heading: string | null
  /** The first heading, where nothing else tells of an article. */
  anyHeading: string | null
  rawOg: string | null
}

function toldTitles(head: PageHead): ToldTitles {
  const site = siteNames(head)
  const told = (line: string | null | undefined) => (line && sameWords(line) !== '' ? withoutSite(line, site) : null)
  const og = told(head.meta.get('og:title'))
  const data = told(head.data?.headline)
  const twitter = told(head.meta.get('twitter:title'))
  const page = told(head.title)
  const others = [og, data, twitter, head.title, page].filter((line) => line !== null)
  return {
    og,
    data,
    twitter,
    raw: head.title,
    page,
    heading: bestHeading(head, others, site),
    anyHeading: og === null && data === null && twitter === null ? bestHeading(head, [], site) : null,
    rawOg: head.meta.get('og:title') ?? null,
  }
}

const same = (a: string | null, b: string | null) => a !== null && b !== null && sameWords(a) === sameWords(b)

function chooseTitle(
  { og, data, twitter, raw, page, heading, anyHeading, rawOg }: ToldTitles,
  lines: string[],
): string {
  const shown = heading === null ? (shownPart(raw, lines) ?? shownPart(rawOg, lines)) : null
  if (og !== null) {
    const lessThanOg = (line: string) => !same(og, line) && sameWords(og).includes(sameWords(line))
    if (heading !== null && !same(og, heading)) {
      if (same(data, heading) || (data === null && same(page, heading))) return heading
      // "Site - Headline" and "Headline (photos)": the page itself shows less.
      if (lessThanOg(heading) && !same(og, data) && !same(og, twitter)) return heading
    }
    return shown !== null && lessThanOg(shown) ? shown : og
  }
  if (heading !== null) return heading
  if (shown !== null) return shown
  // A <title> that the page shows nowhere is the site's own.
  const isInTitle = anyHeading !== null && sameWords(raw ?? '').includes(sameWords(anyHeading))
  return data ?? (isInTitle ? null : anyHeading) ?? page ?? twitter ?? ''
}

// A line this long is text, and what stands below it are teasers.
const TEXT_WORDS = 25

/** A headline that readers see above the text in a line of its own, while the first-rank heading is one for search engines. */
function standsAbove(head: PageHead, title: string, lines: string[]): boolean {
  const wanted = title.toLowerCase()
  const text = lines.findIndex((line) => line.length > 2 * TEXT_WORDS && countWords(line) > TEXT_WORDS)
  const above = text < 0 ? lines : lines.slice(0, text)
  return (
    above.some((line) => line.length === title.length && line.toLowerCase() === wanted) &&
    !head.headings.some((heading) => lineOf(heading).toLowerCase() === wanted)
  )
}

/** "Kicker: Headline" and "Headline and a second line" hold more than the headline. */
function holdsMore(line: string, headline: string): boolean {
  const whole = sameWords(line)
  const part = sameWords(headline)
  return isLongPart(part, whole) && (whole.startsWith(`${part} `) || whole.endsWith(` ${part}`))
}

const isLongPart = (part: string, whole: string) => part.length > 15 && part.length > whole.length * 0.4

/** Of several ways to print the same words (curly quotes or straight, capitals) the one that stands there most often. */
function mostPrinted({ og, data, twitter, page, heading }: ToldTitles, title: string): string {
  const counts = new Map<string, { line: string; count: number }>()
  for (const line of [og, heading, data, page, twitter]) {
    if (line === null || !same(line, title)) continue
    const key = line.normalize('NFKC').toLowerCase()
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { line, count: 1 })
  }
  let best = { line: title, count: 0 }
  for (const one of counts.values()) if (one.count > best.count) best = one
  return best.line
}

function bestHeading(head: PageHead, told: string[], site: string[]): string | null {
  const titleParts = new Set((head.title ?? '').split(SEPARATOR).map(sameWords))
  const headings = head.headings
    .flatMap((heading) => headingLines(heading, titleParts))
    .filter((line) => line.length < 400 && !namesSite(line, site))
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

/**
 * A heading as one line, and where it holds elements (a date, a kicker, a link) each of its parts. Of a heading of several
 * lines whose first is a part of <title>, only that: what follows is a second line or a date.
 */
function headingLines(heading: ElementNode, titleParts: Set<string>): string[] {
  const lines = linesOf(heading)
  if (lines.length > 1 && titleParts.has(sameWords(lines[0]!))) return [lines[0]!]
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

/** Share of the words that two lines have in common; 1 where they are the same. */
function likenessOf(a: string, b: string): number {
  const x = sameWords(a)
  const y = sameWords(b)
  if (x === '' || y === '') return 0
  if (x === y) return 1
  // A heading that is the whole beginning or end of a longer title.
  if (holdsMore(b, a)) return 0.95
  const xs = x.split(' ')
  const ys = new Set(y.split(' '))
  const shared = xs.filter((word) => ys.has(word)).length
  return (2 * shared) / (xs.length + ys.size)
}
