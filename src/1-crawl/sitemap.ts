import { Parser } from 'htmlparser2'
import { plainTitle, type Seen, seenAddress, seenDate } from './seen.ts'

export type Sitemap =
  /** News sitemaps name articles only; others name whatever there is. */
  | { kind: 'pages'; news: boolean; entries: Seen[] }
  | { kind: 'index'; sitemaps: { url: string; changed: Date | null }[] }

// The protocol's own limit.
const MOST_ENTRIES = 50_000

/** Reads a sitemap, an index of sitemaps, or a plain list of addresses. Null for what is none of these. */
export function readSitemap(text: string, address: string): Sitemap | null {
  const tidy = text.replace(/^[\uFEFF\s\0]+/, '')
  if (!tidy.startsWith('<')) return readList(tidy, address)
  const start = tidy
    .slice(0, 5_000)
    .replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/gi, '')
    .trim()
  if (!/^<(?:\w+:)?(urlset|sitemapindex|url|sitemap)\b/i.test(start)) return null
  return readXml(tidy, address)
}

function readList(text: string, address: string): Sitemap | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0 || !lines.every((line) => /^https?:\/\/\S+$/.test(line.trim()))) return null
  const entries = lines
    .slice(0, MOST_ENTRIES)
    .map((line) => seenAddress(line, address))
    .filter((url) => url !== null)
  return {
    kind: 'pages',
    news: false,
    entries: entries.map((url) => ({ url, title: null, published: null, changed: null })),
  }
}

function readXml(text: string, address: string): Sitemap {
  const entries: Seen[] = []
  const sitemaps: { url: string; changed: Date | null }[] = []
  let index = false
  let news = false
  let fields: Record<string, string> | null = null
  let field: string | null = null
  let ended = false

  const finish = (kind: 'url' | 'sitemap') => {
    const found = fields
    fields = null
    field = null
    const url = seenAddress(found?.loc, address)
    if (!found || !url) return
    const changed = seenDate(found.lastmod)
    if (kind === 'sitemap') {
      if (sitemaps.length < MOST_ENTRIES) sitemaps.push({ url, changed })
    } else if (entries.length < MOST_ENTRIES) {
      const published = seenDate(found['news:publication_date'])
      entries.push({ url, title: plainTitle(found['news:title']), published, changed })
    }
  }

  const parser = new Parser(
    {
      onopentag(rawName, attributes) {
        const name = rawName.toLowerCase()
        const local = name.replace(/^.*:/, '')
        if (local === 'sitemapindex') index = true
        if (name === 'news:news' || Object.values(attributes).some((value) => /sitemap-news/.test(value))) news = true
        if (name === 'url' || name === 'sitemap') fields = {}
        // Pictures and films have a "loc" of their own, in a namespace of theirs.
        else if (fields && (name === 'loc' || name === 'lastmod' || name.startsWith('news:'))) field = name
        else field = null
      },
      ontext(piece) {
        if (fields && field && (fields[field]?.length ?? 0) < 5_000) fields[field] = (fields[field] ?? '') + piece
      },
      onclosetag(rawName) {
        const name = rawName.toLowerCase()
        // Cut short: half an address is none.
        if (ended) fields = null
        else if (name === 'url' || name === 'sitemap') finish(name)
        else if (name === field) field = null
      },
    },
    { xmlMode: true, recognizeCDATA: true, decodeEntities: true },
  )
  parser.write(text)
  ended = true
  parser.end()
  return index || (sitemaps.length > 0 && entries.length === 0)
    ? { kind: 'index', sitemaps }
    : { kind: 'pages', news, entries }
}
