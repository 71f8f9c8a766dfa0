import type { ElementNode } from './html-tree.ts'
import { type ArticleData, articleData, plain, readJsonLd } from './json-ld.ts'
import { pageWords } from './page-words.ts'
import { eachElement, lineOf, oneLine, rawTextOf } from './tree-walk.ts'

/** What a page says about itself outside of its visible text, gathered in one walk over it. */
export interface PageHead {
  /** meta elements: the first content for each name, property or itemprop, lower case. */
  meta: Map<string, string>
  /** All values where a name may come more than once. */
  metaAll: Map<string, string[]>
  title: string | null
  data: ArticleData | null
  language: string | null
  canonical: string | null
  amp: string | null
  alternates: { language: string; url: string }[]
  headings: ElementNode[]
  times: ElementNode[]
  withItemprop: Map<string, ElementNode[]>
  passwordFields: number
  forms: number
  scripts: number
  refresh: string | null
  /** Address of a script by which challenge pages are known. */
  challengeScript: string | null
  isAmp: boolean
}

const MAX_KEPT = 400

/** Reads head, schema.org data and microdata. */
export function readHead(root: ElementNode, url: string | null): PageHead {
  const head: PageHead = {
    meta: new Map(),
    metaAll: new Map(),
    title: null,
    data: null,
    language: null,
    canonical: null,
    amp: null,
    alternates: [],
    headings: [],
    times: [],
    withItemprop: new Map(),
    passwordFields: 0,
    forms: 0,
    scripts: 0,
    refresh: null,
    challengeScript: null,
    isAmp: false,
  }
  const jsonLd: string[] = []
  eachElement(root, (node) => {
    const { attribs } = node
    if (attribs.itemprop !== undefined && node.name !== 'meta')
      for (const name of attribs.itemprop.toLowerCase().split(/\s+/)) keep(head.withItemprop, name, node)
    switch (node.name) {
      case 'html':
        head.isAmp ||= attribs.amp !== undefined || attribs['⚡'] !== undefined
        head.language ??= attribs.lang ?? attribs['xml:lang'] ?? null
        break
      case 'meta':
        readMeta(head, attribs)
        break
      case 'title':
        if (node.parent?.name !== 'svg') head.title ??= oneLine(rawTextOf(node)) || null
        break
      case 'link':
        readLink(head, attribs)
        break
      case 'script':
        head.scripts++
        if (attribs.src !== undefined && pageWords().isChallengeScript(attribs.src))
          head.challengeScript ??= attribs.src
        if (/^application\/ld\+json/i.test((attribs.type ?? '').trim()) && jsonLd.length < 50)
          jsonLd.push(rawTextOf(node))
        break
      case 'h1':
        if (head.headings.length < MAX_KEPT) head.headings.push(node)
        break
      case 'time':
        if (head.times.length < MAX_KEPT) head.times.push(node)
        break
      case 'form':
        head.forms++
        break
      case 'input':
        if (attribs.type?.toLowerCase() === 'password') head.passwordFields++
        break
    }
  })
  head.data = articleData(readJsonLd(jsonLd), url)
  return head
}

function keep<T>(map: Map<string, T[]>, name: string, value: T): void {
  const list = map.get(name)
  if (!list) map.set(name, [value])
  else if (list.length < MAX_KEPT) list.push(value)
}

function readMeta(head: PageHead, attribs: Record<string, string>): void {
  const value = attribs.content
  if (attribs['http-equiv']?.toLowerCase() === 'content-language' && value) head.language ??= value
  if (attribs['http-equiv']?.toLowerCase() === 'refresh' && value) head.refresh ??= value
  if (value === undefined || value.trim() === '') return
  for (const name of new Set([attribs.property, attribs.name, attribs.itemprop])) {
    if (name === undefined) continue
    const key = name.trim().toLowerCase()
    const text = plain(value)
    if (!head.meta.has(key)) head.meta.set(key, text)
    keep(head.metaAll, key, text)
  }
}

function readLink(head: PageHead, attribs: Record<string, string>): void {
  const href = attribs.href?.trim()
  if (!href) return
  const rel = (attribs.rel ?? '').toLowerCase().split(/\s+/)
  if (rel.includes('canonical')) head.canonical ??= href
  if (rel.includes('amphtml')) head.amp ??= href
  if (rel.includes('alternate') && attribs.hreflang && head.alternates.length < 100)
    head.alternates.push({ language: attribs.hreflang, url: href })
}

/** The text of the first element with an itemprop, or the content that it carries in an attribute. */
export function itemText(head: PageHead, name: string): string | null {
  for (const node of head.withItemprop.get(name) ?? []) {
    const text = node.attribs.content ?? node.attribs.datetime ?? lineOf(node)
    if (text.trim() !== '') return oneLine(text)
  }
  return head.meta.get(name) ?? null
}
