import type { ElementNode } from './html-tree.ts'
import type { PageHead } from './page-head.ts'
import { pageWords } from './page-words.ts'
import { elementsOf, lineOf } from './tree-walk.ts'

const META = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'cxenseparse:author',
  'authors',
  'article:author_name',
  'mediator_author',
  'twitter:data1',
]
const MARKED =
  /(?:^|[\s_-])(?:byline|by-line|author|authors|autor|autoren|auteur|avtor|writer|byname|contributor)s?(?:$|[\s_-]|name|link)/i

/** Who wrote the article, as one line, names parted by ", "; null where the page does not say. */
export function findByline(head: PageHead, root: ElementNode, siteNames: string[]): string | null {
  const candidates: (() => string[])[] = [
    () => head.data?.authors ?? [],
    () => META.flatMap((name) => head.metaAll.get(name) ?? []),
    () => (head.withItemprop.get('author') ?? []).map(authorOfItem),
    () => markedElements(root),
  ]
  for (const candidate of candidates) {
    const names = [...new Set(candidate().flatMap((line) => cleanByline(line, siteNames)))]
    if (names.length > 0) return names.slice(0, 12).join(', ')
  }
  return null
}

function authorOfItem(node: ElementNode): string {
  if (node.attribs.content) return node.attribs.content
  for (const inner of elementsOf(node))
    if (/(?:^|\s)name(?:\s|$)/.test(inner.attribs.itemprop ?? '')) return inner.attribs.content ?? lineOf(inner)
  return lineOf(node)
}

function markedElements(root: ElementNode): string[] {
  const lines: string[] = []
  for (const node of elementsOf(root)) {
    if (lines.length >= 3) break
    const { attribs } = node
    if (attribs.rel === 'author' || MARKED.test(attribs.class ?? '') || MARKED.test(attribs.id ?? '')) {
      const line = lineOf(node)
      if (line.length > 2 && line.length < 120 && cleanByline(line, []).length > 0) lines.push(line)
    }
  }
  return lines.slice(0, 1)
}

/** "By JANE DOE, Staff Writer | 12 May" → ["JANE DOE"]: the names in a line, or none where it holds none. */
export function cleanByline(line: string, siteNames: string[]): string[] {
  const words = pageWords()
  let text = line
    .replace(/https?:\/\/\S+|\S+@\S+\.\S+|@\w+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  text = text
    .replace(words.byPrefix, '')
    .replace(/\s*[|•·–—].*$/, '')
    .trim()
  return text
    .split(/\s*(?:[,;/&]|\s(?:and|und|et|y|e|i|a|og|och|и|və|ve|en|και)\s)\s*/iu)
    .map((name) =>
      name
        .replace(words.byPrefix, '')
        .replace(/^[\s,.:–—-]+|[\s,:–—-]+$/g, '')
        .trim(),
    )
    .filter((name) => isName(name, siteNames))
}

function isName(name: string, siteNames: string[]): boolean {
  if (name.length < 2 || name.length > 60 || /\d{2}|[{}<>=]|\.(?:com|ru|de|org|az)$/i.test(name)) return false
  if (name.split(' ').length > 6) return false
  const lower = name.toLowerCase()
  if (siteNames.includes(lower)) return false
  return !pageWords().notName.test(lower)
}
