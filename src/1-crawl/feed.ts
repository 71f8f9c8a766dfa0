import { parseFeed } from 'feedsmith'
import { lenientEntries } from './feed-lenient.ts'
import { plainTitle, type Seen, seenAddress, seenDate } from './seen.ts'

export interface Feed {
  title: string | null
  entries: Seen[]
  /** Entries that name no address at all. */
  withoutAddress: number
}

/** An entry as either reader finds it, before judgement. */
export interface RawEntry {
  links: string[]
  title: string | null
  published: string | null
  changed: string | null
}

// More than any feed has; what is longer is a fault or an attack.
const MOST_ENTRIES = 5_000

/**
 * Reads RSS, Atom, RDF and JSON feeds as they are in the wild. A well-kept library reads what is well formed; where it
 * gives up or finds fewer entries than there are, a tolerant reader does. Null for what is no feed.
 */
export function readFeed(text: string, address: string): Feed | null {
  const tidy = withoutDoctype(text.replace(/^[\uFEFF\s\0]+/, ''))
  const json = tidy.startsWith('{')
  if (!json && !looksLikeFeed(tidy)) return null
  const byLibrary = libraryEntries(tidy)
  const tags = json ? 0 : (tidy.match(/<(?:\w+:)?(?:item|entry)[\s>/]/g)?.length ?? 0)
  const complete = byLibrary && byLibrary.entries.filter(({ links }) => links.length > 0).length >= tags
  const raw = complete || json ? byLibrary : (lenientEntries(tidy) ?? byLibrary)
  if (raw === null) return null
  const base = seenAddress(raw.base, address) ?? address
  const entries = raw.entries.slice(0, MOST_ENTRIES).map((entry) => judge(entry, base))
  return {
    title: plainTitle(raw.title),
    entries: entries.filter((entry) => entry !== null),
    withoutAddress: entries.filter((entry) => entry === null).length,
  }
}

function judge({ links, title, published, changed }: RawEntry, base: string): Seen | null {
  const url = links.map((link) => seenAddress(link, base)).find((found) => found !== null)
  if (!url) return null
  return { url, title: plainTitle(title), published: seenDate(published), changed: seenDate(changed) }
}

// Its root is a feed's. A web page, eleven bytes of nothing or a wall are told apart by the caller.
function looksLikeFeed(text: string): boolean {
  const start = text.slice(0, 5_000).replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, '')
  return /^[^<]{0,200}<(?:\w+:)?(rss|feed|rdf|channel)\b/i.test(start.trim())
}

// Entities that a feed declares for itself are what bombs are made of; nobody needs them.
function withoutDoctype(text: string): string {
  return text.replace(/<!DOCTYPE[^[>]{0,1000}(\[[\s\S]{0,200000}?\]\s*)?>/i, '')
}

interface RawFeed {
  title: string | null
  base: string | null
  entries: RawEntry[]
}

function libraryEntries(text: string): RawFeed | null {
  try {
    const parsed = parseFeed(text, { maxItems: MOST_ENTRIES })
    switch (parsed.format) {
      case 'rss':
        return {
          title: parsed.feed.title ?? null,
          base: null,
          entries: (parsed.feed.items ?? []).map((item) => ({
            links: some(item.link, item.guid?.isPermaLink === false ? null : webOnly(item.guid?.value)),
            title: item.title ?? null,
            published: written(item.pubDate) ?? written(item.dc?.dates?.[0]),
            changed: written(item.atom?.updated) ?? written(item.dcterms?.modified?.[0]),
          })),
        }
      case 'rdf':
        return {
          title: parsed.feed.title ?? null,
          base: null,
          entries: (parsed.feed.items ?? []).map((item) => ({
            links: some(item.link, webOnly(item.rdf?.about)),
            title: item.title ?? null,
            published: written(item.dc?.dates?.[0]),
            changed: null,
          })),
        }
      case 'atom':
        return {
          title: textOf(parsed.feed.title),
          base: parsed.feed.xml?.base ?? null,
          entries: (parsed.feed.entries ?? []).map((entry) => ({
            links: some(...alternates(entry.links ?? []), webOnly(entry.id)),
            title: textOf(entry.title),
            published: written(entry.published) ?? written(entry.updated),
            changed: written(entry.updated),
          })),
        }
      case 'json':
        return {
          title: parsed.feed.title ?? null,
          base: parsed.feed.home_page_url ?? null,
          entries: (parsed.feed.items ?? []).map((item) => ({
            links: some(item.url, item.external_url, webOnly(item.id)),
            title: item.title ?? null,
            published: written(item.date_published),
            changed: written(item.date_modified),
          })),
        }
    }
  } catch {
    // The library wants well-formed feeds; what it refuses, the tolerant reader gets.
    return null
  }
}

const some = (...links: unknown[]) => links.filter((link) => typeof link === 'string')
const webOnly = (value: string | undefined | null) => (value && /^https?:\/\//i.test(value.trim()) ? value : null)
const written = (value: unknown) =>
  typeof value === 'string' ? value : value instanceof Date ? value.toISOString() : null
const textOf = (value: { value?: string } | string | undefined) =>
  typeof value === 'string' ? value : (value?.value ?? null)

/** Links to the article itself, best first: not to comments, files or the feed. */
function alternates(links: { href?: string; rel?: string; type?: string }[]): string[] {
  const own = links.filter(({ href, rel }) => href && (rel === undefined || rel === 'alternate'))
  const html = own.filter(({ type }) => type === undefined || /html/.test(type))
  return [...html, ...own].map(({ href }) => href!)
}
