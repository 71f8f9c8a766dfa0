import { parseHtml } from './html-tree.ts'
import { lineOf, oneLine } from './tree-walk.ts'

/** What the page's schema.org data say about its article. Everything is as the page has it, only unescaped. */
export interface ArticleData {
  types: string[]
  headline: string | null
  alternativeHeadline: string | null
  published: string | null
  modified: string | null
  authors: string[]
  publisher: string | null
  body: string | null
  description: string | null
  language: string | null
  keywords: string[]
  url: string | null
  translationOf: string | null
  free: boolean | null
}

type Json = { [key: string]: unknown }
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

const ARTICLE = /Article|Posting|Report|Review$|^Report|NewsItem/i
// Nothing of ours is nested deeper; hostile pages may be.
const MAX_DEPTH = 8
const MAX_NODES = 5_000
const MAX_SCRIPT = 2_000_000

/** Reads the page's JSON-LD scripts; broken ones are mended where that is safe, and otherwise left out. */
export function readJsonLd(scripts: string[]): Json[] {
  const found: Json[] = []
  let left = MAX_NODES
  const collect = (value: unknown, depth: number) => {
    if (depth > MAX_DEPTH || left-- <= 0) return
    if (Array.isArray(value)) for (const one of value) collect(one, depth + 1)
    else if (isJson(value)) {
      found.push(value)
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement', 'item', 'isPartOf'])
        if (value[key] !== undefined && typeof value[key] === 'object') collect(value[key], depth + 1)
    }
  }
  for (const script of scripts) collect(parseLoosely(script), 0)
  return found
}

/** JSON as pages have it: in comments or CDATA, with raw line breaks in strings, with a comma too many. */
export function parseLoosely(script: string): unknown {
  if (script.length > MAX_SCRIPT) return undefined
  const bare = script
    .trim()
    .replace(/^(?:\/\/|\/\*)?\s*<!(?:\[CDATA\[|--)\s*(?:\*\/)?|(?:\/\/|\/\*)?\s*(?:\]\]|--)>\s*(?:\*\/)?$/g, '')
    .trim()
    .replace(/;$/, '')
  for (const candidate of [
    () => bare,
    () => bare.replace(/[\u0000-\u001f]+/g, ' '),
    () => bare.replace(/[\u0000-\u001f]+/g, ' ').replace(/,\s*([}\]])/g, '$1'),
    () => bare.replace(/[\u0000-\u001f]+/g, ' ').replace(/\\(?!["\\/bfnrtu])/g, ''),
  ]) {
    try {
      return JSON.parse(candidate())
    } catch {
      // The next way of mending it.
    }
  }
  return undefined
}

const typesOf = (node: Json): string[] =>
  asList(node['@type']).filter((type): type is string => typeof type === 'string')

/** The article among the page's data, or null. Of several, the one that the page is about: with the longest body or most said. */
export function articleData(nodes: Json[], url: string | null): ArticleData | null {
  const byId = new Map<string, Json>()
  for (const node of nodes) {
    const id = node['@id']
    // A node that only points to another has an @id and nothing else.
    if (typeof id === 'string' && Object.keys(node).length > 2) byId.set(id, node)
  }
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE.test(type)))
  const best = articles
    .map((node) => ({ node, worth: worthOf(node, url) }))
    .reduce<{ node: Json; worth: number } | null>((best, one) => (best && best.worth >= one.worth ? best : one), null)
  return best ? read(best.node, byId) : null
}

function worthOf(node: Json, url: string | null): number {
  let worth = 0
  for (const key of ['headline', 'datePublished', 'author', 'publisher', 'description', 'image'])
    if (node[key] !== undefined) worth += 2
  if (typeof node.articleBody === 'string') worth += 3
  const own = [
    node.url,
    node['@id'],
    isJson(node.mainEntityOfPage) ? node.mainEntityOfPage['@id'] : node.mainEntityOfPage,
  ]
  if (url && own.some((address) => typeof address === 'string' && samePath(address, url))) worth += 4
  return worth
}

function samePath(a: string, b: string): boolean {
  try {
    return new URL(a, b).pathname.replace(/\/$/, '') === new URL(b).pathname.replace(/\/$/, '')
  } catch {
    return false
  }
}

/** Texts in JSON-LD are often HTML, escaped once more than they should be. */
export function plain(text: string): string {
  return /[<&]/.test(text) ? lineOf(parseHtml(text.slice(0, 500_000))) : oneLine(text)
}

function text(value: unknown): string | null {
  for (const one of asList(value)) {
    const string = typeof one === 'string' || typeof one === 'number' ? String(one) : isJson(one) ? one['@value'] : null
    if (typeof string === 'string' && string.trim() !== '') return plain(string)
  }
  return null
}

function read(node: Json, byId: Map<string, Json>): ArticleData {
  const resolve = (value: unknown): unknown =>
    isJson(value) && value.name === undefined && typeof value['@id'] === 'string'
      ? (byId.get(value['@id']) ?? value)
      : value
  const names = (value: unknown): string[] =>
    asList(value)
      .slice(0, 30)
      .map(resolve)
      .flatMap((one) => {
        const name = typeof one === 'string' ? one : isJson(one) ? one.name : null
        return asList(name)
          .filter((n): n is string => typeof n === 'string' && n.trim() !== '')
          .map(plain)
      })
  const body = node.articleBody ?? node.text
  const free = node.isAccessibleForFree
  return {
    types: typesOf(node),
    headline: text(node.headline) ?? text(node.name),
    alternativeHeadline: text(node.alternativeHeadline),
    published: text(node.datePublished) ?? text(node.dateCreated),
    modified: text(node.dateModified),
    authors: [...new Set([...names(node.author), ...(node.author === undefined ? names(node.creator) : [])])],
    publisher: names(node.publisher)[0] ?? null,
    body: typeof body === 'string' && body.trim() !== '' ? body : null,
    description: text(node.description),
    language: text(node.inLanguage),
    keywords: asList(node.keywords)
      .flatMap((k) => (typeof k === 'string' ? k.split(/\s*,\s*/) : []))
      .filter(Boolean)
      .slice(0, 50),
    url: text(node.url),
    translationOf: text(
      isJson(node.translationOfWork)
        ? (node.translationOfWork.url ?? node.translationOfWork['@id'])
        : node.translationOfWork,
    ),
    free: free === undefined ? null : !/^false$/i.test(String(free)),
  }
}
