import { type CheerioAPI, load } from 'cheerio'
import type { Outlet, Section } from '../domain/outlet.ts'
import { looksLikeArticle } from './article-address.ts'
import { plainTitle, type Seen, seenAddress } from './seen.ts'
import { toldDay } from './told-day.ts'

/** `day`: the latest on which it can have come out. It tells where an archive ends, and is no date to show. */
type SectionEntry = Seen & { day: Date | null }

export interface SectionPage {
  entries: SectionEntry[]
  /** Address of the page that follows. */
  next: string | null
  /** A selector of the outlet's file that found nothing here. */
  empty: 'links' | 'next' | null
}

type SectionRules = Pick<Section, 'links' | 'next'>

/** Reads a section page: the links that its outlet's file selects, or else those that look like articles. */
export function readSection(html: string, address: string, outlet: Outlet, { links, next }: SectionRules): SectionPage {
  // Parsed as lists of links need it: fast, and as forgiving as feeds are read.
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  const base = seenAddress($('base[href]').first().attr('href'), address) ?? address
  const entries = links ? selected($, links, base) : guessed($, base, outlet)
  const nextPage = next ? nextAddress($, next, base) : guessedNext($, address, base)
  const empty = links && entries.length === 0 ? 'links' : next && nextPage === null ? 'next' : null
  return { entries, next: nextPage === address ? null : nextPage, empty }
}

function selected($: CheerioAPI, selector: string, base: string): SectionEntry[] {
  const found = $(selector)
    .toArray()
    .map((element) => {
      const node = $(element)
      // A selector may name the link, what it stands in, or what stands in it.
      const link = node.is('a[href]') ? node : node.find('a[href]').first().add(node.closest('a[href]')).first()
      return entryOf(node, link.attr('href') ?? node.attr('href'), node.text() || link.text(), base)
    })
  return onceEach(found.filter((entry) => entry !== null))
}

function guessed($: CheerioAPI, base: string, outlet: Outlet): SectionEntry[] {
  const found = $('a[href]')
    .toArray()
    .map((element) => {
      const link = $(element)
      if (link.closest('nav, footer').length > 0) return null
      const words = (link.text().trim() || link.attr('title') || link.find('img[alt]').attr('alt') || '').replace(
        /\s+/g,
        ' ',
      )
      const entry = entryOf(link, link.attr('href'), words, base)
      return entry && looksLikeArticle(new URL(entry.url), words, outlet) ? entry : null
    })
  return onceEach(found.filter((entry) => entry !== null))
}

function nextAddress($: CheerioAPI, selector: string, base: string): string | null {
  const node = $(selector).first()
  return seenAddress(node.attr('href') ?? node.find('a[href]').attr('href'), base)
}

// Without a selector: what the page itself calls the next one, or a link to it with the page's number one higher.
function guessedNext($: CheerioAPI, address: string, base: string): string | null {
  const told = nextAddress($, 'a[rel~=next], link[rel~=next]', base)
  if (told) return told
  const wanted = new Set(followingNumbers(address))
  const found = $('a[href]')
    .toArray()
    .map(({ attribs }) => seenAddress(attribs.href, base))
    .find((url) => url !== null && wanted.has(url.replace(/#.*$/, '')))
  return found ?? null
}

function followingNumbers(address: string): string[] {
  const url = new URL(address)
  url.hash = ''
  const found: string[] = []
  for (const name of ['page', 'paged', 'p', 'PAGEN_1', 'sehife']) {
    const now = url.searchParams.get(name)
    if (now !== null && !/^\d{1,5}$/.test(now)) continue
    const next = new URL(url)
    next.searchParams.set(name, String(now === null ? 2 : Number(now) + 1))
    found.push(next.href)
  }
  const [, before, number, after] = /^(.*\/page\/)(\d{1,5})(\/?)$/.exec(url.pathname) ?? []
  const under = url.pathname.replace(/\/?$/, '')
  for (const path of number ? [`${before}${Number(number) + 1}${after}`] : [`${under}/page/2`, `${under}/page/2/`])
    found.push(new URL(path + url.search, url).href)
  return found
}

function entryOf(
  link: Parameters<typeof toldDay>[0],
  href: string | undefined,
  words: string,
  base: string,
): SectionEntry | null {
  const url = seenAddress(href, base)
  if (url === null) return null
  return { url, title: plainTitle(words), published: null, changed: null, day: toldDay(link, url) }
}

// The picture and the headline link to one article: the one with words speaks for it.
function onceEach(entries: SectionEntry[]): SectionEntry[] {
  const byUrl = new Map<string, SectionEntry>()
  for (const entry of entries) {
    const key = entry.url.replace(/#.*$/, '')
    const known = byUrl.get(key)
    if (!known) byUrl.set(key, { ...entry, url: key })
    else {
      known.title ??= entry.title
      known.day ??= entry.day
    }
  }
  return [...byUrl.values()]
}
