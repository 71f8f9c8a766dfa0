import type { ElementNode } from './html-tree.ts'
import type { PageHead } from './page-head.ts'
import { pageWords } from './page-words.ts'
import { sameWords } from './same-words.ts'
import { eachElement, lineOf } from './tree-walk.ts'

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

/**
 * Who wrote the article, as one line, names parted by ", "; null where the page does not say. What the page's data and
 * meta elements name comes first, then marked elements, then a printed "By …". The outlet itself counts as the author only where nobody else is named.
 *
 * @param lines short lines near the headline
 */
export function findByline(
  head: PageHead,
  root: ElementNode,
  siteNames: string[],
  lines: string[] = [],
): string | null {
  const candidates: (() => string[])[] = [
    () => head.data?.authors ?? [],
    () => META.flatMap((name) => head.metaAll.get(name) ?? []),
    () => (head.withItemprop.get('author') ?? []).map(authorOfItem),
    () => markedElements(root),
    () => lines.filter((line) => pageWords().byPrefix.test(line) && looksLikePerson(line)).slice(0, 1),
  ]
  let outlet: string | null = null
  for (const candidate of candidates) {
    const names = [...new Set(candidate().flatMap(cleanByline))]
    const people = names.filter((name) => !isSite(name, siteNames))
    if (people.length > 0) return people.slice(0, 12).join(', ')
    outlet ??= names[0] ?? null
  }
  return outlet
}

const isSite = (name: string, siteNames: string[]): boolean => {
  const words = sameWords(name)
  return siteNames.some((site) => words === site || (site.length > 3 && words.includes(site)))
}

/** Two words or more that begin with capitals, or a script without them. */
const looksLikePerson = (line: string): boolean => {
  const name = cleanByline(line)[0]
  if (name === undefined) return false
  const words = name.split(' ').filter((word) => word.length > 1 && !/^\p{Ll}/u.test(word))
  return words.length >= 2 || /\p{Lo}{2}/u.test(name)
}

function authorOfItem(node: ElementNode): string {
  if (node.attribs.content) return node.attribs.content
  let name: string | null = null
  eachElement(node, (inner) => {
    if (/(?:^|\s)name(?:\s|$)/.test(inner.attribs.itemprop ?? '')) name ??= inner.attribs.content ?? lineOf(inner)
  })
  return name ?? lineOf(node)
}

function markedElements(root: ElementNode): string[] {
  let found: string | null = null
  eachElement(root, (node) => {
    if (found !== null) return
    const { attribs } = node
    if (
      attribs.rel !== 'author' &&
      !(attribs.class && MARKED.test(attribs.class)) &&
      !(attribs.id && MARKED.test(attribs.id))
    )
      return
    const line = lineOf(node)
    if (line.length > 2 && line.length < 120 && looksLikePerson(line)) found = line
  })
  return found === null ? [] : [found]
}

/** "By JANE DOE, Staff Writer | 12 May" → ["JANE DOE"]: the names in a line, or none where it holds none. */
export function cleanByline(line: string): string[] {
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
    .filter(isName)
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 60 || /\d{2}|[{}<>=]|\.(?:com|ru|de|org|az)$/i.test(name)) return false
  if (name.split(' ').length > 6) return false
  return !pageWords().notName.test(name)
}
