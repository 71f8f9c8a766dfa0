import { BLOCK, type ElementNode, type TreeNode } from './html-tree.ts'
import type { PageWords } from './page-words.ts'
import { oneLine } from './tree-walk.ts'

/** An element on the way from the top of the page to a block, with what its names say about it. */
export interface Place {
  element: ElementNode
  parent: Place | null
  depth: number
  /** Bits of PARTS that its class, id, itemprop and role say. */
  parts: number
  /** Its tag and first class. */
  kind: string
  /** Its kind with that of its parent: blocks laid out alike share it. */
  signature: string
  hidden: boolean
  /** Filled in once the whole page is read. */
  words: number
  linkWords: number
  goodWords: number
  blocks: number
  /** Its position among the places of the page. */
  index: number
}

/** A run of text that a reader sees as one: a paragraph, heading, list entry, table cell, or line. */
export interface Block {
  text: string
  place: Place
  words: number
  linkWords: number
  boldWords: number
  /** Where it begins, in words from the top of the page. */
  from: number
  /** Line breaks, and no new element, between it and the block before: 0, 1, or 2 for more. */
  breaks: number
  /** A link among links. More than half of the blocks of a page are such and next to none of them text: set aside at once. */
  menu: boolean
}

export interface PageBlocks {
  blocks: Block[]
  places: Place[]
  top: Place
  words: number
}

// Real pages stay under 5,000. What comes after so many is not read: a list without end, or a page that means harm.
const MAX_BLOCKS = 20_000

const SKIPPED = new Set(
  'script style noscript template svg math iframe object embed textarea select option button canvas audio video map head title meta link'.split(
    ' ',
  ),
)
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
/** Letters of scripts that put no spaces between words. */
export const hasUnspaced = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF]/

/** Words of a line. Where a script has no spaces, two characters count as a word. */
export function countWords(line: string): number {
  let n = 0
  let inside = false
  for (let i = 0; i < line.length; i++) {
    const space = line.charCodeAt(i) === 32
    if (!space && !inside) n++
    inside = !space
  }
  if (!hasUnspaced.test(line)) return n
  return n + Math.floor((line.match(UNSPACED)?.length ?? 0) / 2)
}

/** Cuts a page into its blocks, in reading order. `removed` elements and what lies in them are left out. */
export function readBlocks(root: ElementNode, words: PageWords, removed?: Set<ElementNode>): PageBlocks {
  const top = placeOf(root, null, words, 0)
  const cut: Cut = {
    blocks: [],
    places: [top],
    words,
    removed,
    from: 0,
    text: '',
    linkText: '',
    boldText: '',
    breaks: 0,
  }
  walk(cut, root, top, false, false)
  flush(cut, top, false)
  addUp(cut.blocks, cut.places)
  return { blocks: cut.blocks, places: cut.places, top, words: cut.from }
}

/** How far the cutting of a page has come. */
interface Cut {
  blocks: Block[]
  places: Place[]
  words: PageWords
  removed: Set<ElementNode> | undefined
  from: number
  /** Of the block that is being read; empty where nothing visible has come yet. */
  text: string
  linkText: string
  boldText: string
  breaks: number
}

function flush(cut: Cut, place: Place, byBreak: boolean): void {
  if (cut.text === '') {
    cut.breaks = byBreak && cut.breaks > 0 ? 2 : 0
    return
  }
  const text = oneLine(cut.text)
  if (text !== '') {
    const words = countWords(text)
    const link = cut.linkText === '' ? 0 : countWords(oneLine(cut.linkText))
    const bold = cut.boldText === '' ? 0 : countWords(oneLine(cut.boldText))
    cut.blocks.push({
      text,
      place,
      words,
      linkWords: Math.min(words, link),
      boldWords: Math.min(words, bold),
      from: cut.from,
      breaks: cut.breaks,
      menu: false,
    })
    cut.from += words
    cut.breaks = byBreak ? 1 : 0
  }
  cut.text = ''
  cut.linkText = ''
  cut.boldText = ''
}

const VISIBLE = /\S/

function walk(cut: Cut, node: TreeNode, place: Place, inLink: boolean, inBold: boolean): void {
  if (cut.blocks.length >= MAX_BLOCKS) return
  if (node.type === 'text') {
    if (cut.text === '' && !VISIBLE.test(node.data)) return
    cut.text += node.data
    if (inLink) cut.linkText += node.data
    if (inBold) cut.boldText += node.data
    return
  }
  const { name, attribs } = node
  if (SKIPPED.has(name) || cut.removed?.has(node)) return
  if (name === 'br') {
    flush(cut, place, true)
    return
  }
  const block = BLOCK.has(name)
  let inner = place
  if (block || attribs.class !== undefined || attribs.id !== undefined || attribs.itemprop !== undefined) {
    inner = placeOf(node, place, cut.words, cut.places.length)
    cut.places.push(inner)
  }
  if (block) flush(cut, place, false)
  else if (isHiddenInline(node)) return
  const link = inLink || (name === 'a' && attribs.href !== undefined)
  const bold = inBold || name === 'b' || name === 'strong'
  // The text of an inline element belongs to the paragraph around it, unless the element is all that its block holds;
  // then what it is called tells more (<div><span class="caption">).
  const holder = block || (inner !== place && isAlone(node)) ? inner : place
  for (const child of node.children) walk(cut, child, holder, link, bold)
  if (block) flush(cut, inner, false)
}

const isHiddenInline = ({ attribs }: ElementNode) =>
  attribs.hidden !== undefined || (attribs.style !== undefined && INVISIBLE.test(attribs.style))

function isAlone(node: ElementNode): boolean {
  const parent = node.parent
  if (!parent) return false
  for (const child of parent.children) {
    if (child === node) continue
    if (child.type !== 'text' || /\S/.test(child.data)) return false
  }
  return true
}

const INVISIBLE = /display\s*:\s*none|visibility\s*:\s*hidden/i

function placeOf(element: ElementNode, parent: Place | null, words: PageWords, index: number): Place {
  const { class: classes = '', style = '' } = element.attribs
  const hidden =
    parent?.hidden ||
    element.attribs.hidden !== undefined ||
    element.attribs['aria-hidden'] === 'true' ||
    (style !== '' && INVISIBLE.test(style))
  const kind = `>${element.name}${firstClass(classes)}`
  return {
    element,
    parent,
    depth: parent ? parent.depth + 1 : 0,
    parts: namesBits(element, words),
    kind,
    signature: parent ? parent.kind + kind : kind,
    hidden,
    words: 0,
    linkWords: 0,
    goodWords: 0,
    blocks: 0,
    index,
  }
}
function namesBits({ attribs }: ElementNode, words: PageWords): number {
  let bits = 0
  if (attribs.class) bits |= words.partsOf(attribs.class)
  if (attribs.id) bits |= words.partsOf(attribs.id)
  if (attribs.itemprop) bits |= words.partsOf(attribs.itemprop)
  if (attribs.role) bits |= words.partsOf(attribs.role)
  return bits
}

function firstClass(classes: string): string {
  const trimmed = classes.trim()
  if (trimmed === '') return ''
  const end = trimmed.search(/\s/)
  return `.${end < 0 ? trimmed : trimmed.slice(0, end)}`
}

/** A paragraph of running text: long, with a sentence's end, and not a list of links. */
export const isProse = (block: Block) =>
  block.words >= 10 && block.linkWords < block.words * 0.4 && /[.!?…。！？»"”:;،؟।]/.test(block.text)

function isMenuEntry({ words, linkWords, place }: Block): boolean {
  if (linkWords < words || words > 12 || place.element.name === 'p' || !place.parent) return false
  return place.parent.linkWords >= place.parent.words * 0.9
}

function addUp(blocks: Block[], places: Place[]): void {
  for (const block of blocks) {
    const { place } = block
    place.words += block.words
    place.linkWords += block.linkWords
    place.goodWords += isProse(block) ? block.words : 0
    place.blocks++
  }
  // Places stand in the order of the page, so each comes before what lies in it.
  for (let i = places.length - 1; i > 0; i--) {
    const { parent, words, linkWords, goodWords, blocks: count } = places[i]!
    if (!parent) continue
    parent.words += words
    parent.linkWords += linkWords
    parent.goodWords += goodWords
    parent.blocks += count
  }
  for (const block of blocks) block.menu = isMenuEntry(block)
}
