import { readTokens } from './html-tokens.ts'

/*
 * HTML → a tree, in time and memory linear in the bytes whatever they hold. htmlparser2's own tree builder is not used:
 * it keeps its open elements in an array that it shifts at the front, and nests as deep as the page says, so 100,000
 * unclosed elements take minutes, here and in everything that walks the tree afterwards. The nodes have the shape of
 * domhandler's, so that cheerio's selectors work on them.
 */

export interface TextNode {
  type: 'text'
  data: string
  parent: ElementNode | null
  prev: TreeNode | null
  next: TreeNode | null
}
export interface ElementNode {
  type: 'tag' | 'script' | 'style' | 'root'
  name: string
  attribs: Record<string, string>
  children: TreeNode[]
  parent: ElementNode | null
  prev: TreeNode | null
  next: TreeNode | null
}
export type TreeNode = TextNode | ElementNode

// Real pages stay under 100; deeper elements are read as if they were not there, and their text is kept.
const MAX_DEPTH = 256
const MAX_ELEMENTS = 25_000

const words = (list: string) => new Set(list.split(' '))

const VOID = words('area base basefont bgsound br col embed frame hr img input link keygen meta param source track wbr')
const HEAD_ONLY = words('base basefont bgsound head html link meta noscript script style template title')
/** Elements that a stray end tag of something inline must not reach through, and that end an open paragraph. */
export const BLOCK = words(
  'address article aside blockquote body center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul caption xmp',
)
const CLOSES_P = words(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul li dd dt',
)
// What is read here or a rule of an outlet may look at. Pages carry ten times as much (srcset, data-…, on…).
const KEPT_ATTRIBUTES = words(
  'class id href rel itemprop itemtype datetime content property name http-equiv lang xml:lang hreflang style hidden role type aria-hidden src amp ⚡ pubdate title alt',
)
const isKept = (attribute: string) => KEPT_ATTRIBUTES.has(attribute)
const HEADING = words('h1 h2 h3 h4 h5 h6')
const SCOPE = words('html body td th table caption object button template marquee')
const TABLE_PART = words('table tbody thead tfoot tr td th caption colgroup')

/** Which open elements a start tag ends, and where the search for them stops. */
const ENDS: Record<string, { these: Set<string>; upTo: Set<string> }> = {
  li: { these: words('li'), upTo: words('ul ol menu dir table td th div body') },
  dd: { these: words('dd dt'), upTo: words('dl table td th div body') },
  dt: { these: words('dd dt'), upTo: words('dl table td th div body') },
  tr: { these: words('tr'), upTo: words('table tbody thead tfoot') },
  td: { these: words('td th'), upTo: words('tr table') },
  th: { these: words('td th'), upTo: words('tr table') },
  tbody: { these: words('tbody thead tfoot'), upTo: words('table') },
  thead: { these: words('tbody thead tfoot'), upTo: words('table') },
  tfoot: { these: words('tbody thead tfoot'), upTo: words('table') },
  option: { these: words('option'), upTo: words('select datalist body') },
  optgroup: { these: words('optgroup'), upTo: words('select body') },
  a: { these: words('a'), upTo: words('table td th body') },
}

const element = (name: string, attribs: Record<string, string>, type: ElementNode['type'] = 'tag'): ElementNode => ({
  type,
  name,
  attribs,
  children: [],
  parent: null,
  prev: null,
  next: null,
})

function append(parent: ElementNode, node: TreeNode): void {
  const last = parent.children.at(-1) ?? null
  node.parent = parent
  node.prev = last
  if (last) last.next = node
  parent.children.push(node)
}

/** Reads a page. Never throws, and never nests deeper than MAX_DEPTH. */
export const parseHtml = (html: string): ElementNode => readTree(html).root

/** The same, and whether the page nests deeper or has more elements than any real one: others' parsers had better not see it. */
export function readTree(html: string, allAttributes = false): { root: ElementNode; monstrous: boolean } {
  const root = element('root', {}, 'root')
  const open: ElementNode[] = [root]
  const openCount = new Map<string, number>()
  let monstrous = false
  let elements = 0
  let ignored = 0 // elements opened beyond MAX_DEPTH and not closed yet
  let name = ''
  let attribs: Record<string, string> = {}
  let inSvg = 0

  const count = (tag: string) => openCount.get(tag) ?? 0
  const anyOpen = (tags: Set<string>) => {
    for (const tag of tags) if (count(tag) > 0) return true
    return false
  }
  const pop = () => {
    const closed = open.pop()!
    openCount.set(closed.name, count(closed.name) - 1)
    if (closed.name === 'svg' || closed.name === 'math') inSvg--
  }
  const push = (node: ElementNode) => {
    append(open.at(-1)!, node)
    open.push(node)
    openCount.set(node.name, count(node.name) + 1)
    if (node.name === 'svg' || node.name === 'math') inSvg++
  }
  /** The position of the innermost open element of these, or 0; the search ends at `upTo`. */
  const find = (these: (tag: string) => boolean, upTo: (tag: string) => boolean): number => {
    for (let at = open.length - 1; at > 0; at--) {
      const tag = open[at]!.name
      if (these(tag)) return at
      if (upTo(tag)) return 0
    }
    return 0
  }
  const closeTo = (at: number) => {
    while (open.length > at) pop()
  }
  // An inline element that was opened outside of a block and closed inside it (common for links and bold): the blocks
  // in between go on, as in browsers, so that their own end tags do not close what is further out.
  const closeInline = (at: number) => {
    const between = open.slice(at + 1).filter((node) => BLOCK.has(node.name))
    closeTo(at)
    if (between.length <= 8) for (const node of between) push(element(node.name, node.attribs))
  }

  const openTag = (selfClosing: boolean) => {
    if (name === 'image') name = 'img'
    if (name === 'html' || name === 'body') {
      const known = open.find((node) => node.name === name)
      if (known) {
        for (const [key, text] of Object.entries(attribs)) known.attribs[key] ??= text
        return
      }
    }
    if (inSvg === 0) {
      if (open.at(-1)!.name === 'head' && !HEAD_ONLY.has(name)) pop()
      if (CLOSES_P.has(name) && count('p') > 0) {
        const at = find(
          (tag) => tag === 'p',
          (tag) => SCOPE.has(tag),
        )
        if (at > 0) closeTo(at)
      }
      if (HEADING.has(name) && HEADING.has(open.at(-1)!.name)) pop()
      const ends = ENDS[name]
      if (ends && anyOpen(ends.these)) {
        const at = find(
          (tag) => ends.these.has(tag),
          (tag) => ends.upTo.has(tag),
        )
        if (at > 0) name === 'a' ? closeInline(at) : closeTo(at)
      }
    }
    if (VOID.has(name) || (selfClosing && inSvg > 0)) {
      append(open.at(-1)!, element(name, attribs))
    } else if (open.length >= MAX_DEPTH) {
      ignored++
      monstrous = true
    } else {
      push(element(name, attribs, name === 'script' || name === 'style' ? name : 'tag'))
    }
  }

  const closeTag = (tag: string) => {
    if (tag === 'br') return append(open.at(-1)!, element('br', {}))
    if (VOID.has(tag) || tag === 'html' || tag === 'body') return
    if (ignored > 0) {
      ignored--
      return
    }
    if (count(tag) === 0 && !HEADING.has(tag)) return
    if (HEADING.has(tag)) {
      const at = find(
        (open) => HEADING.has(open),
        (open) => SCOPE.has(open),
      )
      return at > 0 ? closeTo(at) : undefined
    }
    if (BLOCK.has(tag)) {
      const stop = TABLE_PART.has(tag)
        ? (open: string) => open === 'table' && tag !== 'table'
        : (open: string) => SCOPE.has(open)
      const at = find((open) => open === tag, stop)
      return at > 0 ? closeTo(at) : undefined
    }
    const at = find(
      (open) => open === tag,
      (open) => open === 'td' || open === 'th' || open === 'table',
    )
    if (at > 0) closeInline(at)
  }

  const keeps = allAttributes ? (attribute: string) => attribute !== '__proto__' : isKept
  readTokens(html, keeps, {
    text: (data) => addText(open.at(-1)!, data),
    open: (tag, attributes, selfClosing) => {
      elements++
      name = tag
      attribs = attributes
      openTag(selfClosing)
    },
    close: closeTag,
    inForeign: () => inSvg > 0,
  })
  return { root, monstrous: monstrous || elements > MAX_ELEMENTS }
}

function addText(parent: ElementNode, data: string): void {
  const last = parent.children.at(-1)
  if (last?.type === 'text') last.data += data
  else append(parent, { type: 'text', data, parent: null, prev: null, next: null })
}
