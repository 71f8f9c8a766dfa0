import { type Block, hasUnspaced, isProse, type PageBlocks, type Place } from './blocks.ts'
import { OPENINGS, PARTS, type PageWords } from './page-words.ts'
import { sameWords } from './same-words.ts'

/** What else the page tells of its article, for comparing blocks with. */
export interface PageHints {
  title: string
  description: string | null
  /** schema.org articleBody, plain. */
  body: string | null
  authors: string[]
}

const TAGS = ['p', 'li', 'td', 'div', 'blockquote', 'figcaption', 'dd', 'pre'] as const
const ANCESTORS = [
  'article',
  'main',
  'aside',
  'nav',
  'footer',
  'header',
  'form',
  'figure',
  'ul',
  'table',
  'section',
  'blockquote',
  'p',
] as const
const NEIGHBOURS = [-2, -1, 1, 2] as const

/** The features of a block, in the order of its numbers. The model is trained on these: a change needs a new training. */
export const FEATURES: readonly string[] = [
  'words',
  'links',
  'bold',
  'endsSentence',
  'endsColon',
  'sentences',
  'commas',
  'digits',
  'capitals',
  'startsLower',
  'lawNotice',
  'dateLike',
  'addressLike',
  'wordLength',
  'quotes',
  'likeTitle',
  'inDescription',
  'namesAuthor',
  'inBody',
  'copies',
  'copyBefore',
  'heading',
  'breaks',
  'hidden',
  'articleBody',
  'depth',
  ...OPENINGS.map((name) => `opening:${name}`),
  ...TAGS.map((name) => `tag:${name}`),
  ...ANCESTORS.map((name) => `in:${name}`),
  ...PARTS.map((name) => `part:${name}`),
  'belowCore',
  ...PARTS.map((name) => `inCore:${name}`),
  'own.words',
  'own.blocks',
  'box.words',
  'box.good',
  'box.links',
  'box.share',
  'outer.words',
  'outer.good',
  'outer.links',
  'outer.share',
  'core',
  'corePlace',
  'alike.share',
  'alike.words',
  'alike.links',
  'alike.count',
  'at',
  'afterHeading',
  'fromHeading',
  'proseBefore',
  'proseAfter',
  'proseAround',
  'sinceTalk',
  'sinceReadAlso',
  'sinceRights',
  'underOpening',
  'sinceHeading',
  ...NEIGHBOURS.flatMap((n) => [`${n}:words`, `${n}:links`, `${n}:prose`, `${n}:sameBox`, `${n}:heading`]),
  'pageProse',
  'pageLinks',
  'unspaced',
]

const SENTENCE_END = /[.!?…。！？।؟][\s"'”»’)\]]*$/
const DATE_LIKE = /\d{1,2}:\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d{2}/
const ADDRESS_LIKE = ['http', 'www.', '@', '©', '(c)', '(C)']
const log = (n: number) => Math.log1p(Math.max(0, n))

interface Alike {
  words: number
  good: number
  links: number
  count: number
}

/** One row of numbers for each block, all in one array; behind each row is room for `room` more. */
export function blockFeatures(page: PageBlocks, hints: PageHints, words: PageWords, room: number): Float32Array {
  const { blocks } = page
  const goodTotal = Math.max(1, page.top.goodWords)
  const core = coreOf(page)
  const alike = alikeOf(blocks)
  const texts = new Map<string, number>()
  for (const block of blocks) texts.set(block.text, (texts.get(block.text) ?? 0) + 1)
  const title = sameWords(hints.title)
  const titleWords = new Set(title.split(' '))
  const description = hints.description ? sameWords(hints.description) : ''
  const body = hints.body && hints.body.length > 200 ? ` ${sameWords(hints.body)} ` : ''
  const authors = hints.authors.map(sameWords).filter((name) => name.length > 2)
  const seen = new Set<string>()
  const prose = blocks.map(isProse)
  const { before, after, around } = proseNear(blocks, prose)
  const heading = headingIndex(blocks, title)
  const places = new Map<Place, Float32Array>()
  let sinceTalk = 0
  let sinceReadAlso = 0
  let sinceRights = 0
  let underOpening = 0
  let sinceHeading = 0
  const stride = FEATURES.length + room
  const table = new Float32Array(blocks.length * stride)
  let k = 0
  const put = (n: number) => {
    table[k++] = n
  }
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!
    if (block.menu) continue
    k = i * stride
    const { text, place } = block
    const opening = words.openingOf(text)
    const n = Math.max(1, block.words)
    const shape = shapeOf(text)
    const mayBeTitle = title !== '' && text.length < title.length * 2.5 && text.length * 3 > title.length
    const mayName = block.words < 25 && authors.length > 0
    const mayDescribe = description !== '' && text.length > 20 && block.words <= 80
    const plain = mayBeTitle || mayName || mayDescribe || body !== '' ? sameWords(text) : ''
    put(log(block.words))
    put(block.linkWords / n)
    put(block.boldWords / n)
    put(SENTENCE_END.test(text.slice(-6)) ? 1 : 0)
    put(/[:：]\s*$/.test(text.slice(-3)) ? 1 : 0)
    put(shape.stops / n)
    put(shape.commas / n)
    put(shape.digits / text.length)
    put(shape.letters === 0 ? 0 : shape.capitals / shape.letters)
    put(shape.startsLower)
    put(words.isLawNotice(text) ? 1 : 0)
    put(block.words < 16 && DATE_LIKE.test(text) ? 1 : 0)
    put(ADDRESS_LIKE.some((sign) => text.includes(sign)) ? 1 : 0)
    put(shape.letters / n)
    put(shape.quotes > 0 ? 1 : 0)
    put(mayBeTitle ? likeTitle(plain, title, titleWords) : 0)
    put(
      mayDescribe && plain.length > 20
        ? description.includes(plain.slice(0, 120))
          ? 1
          : plain.includes(description.slice(0, 120))
            ? 0.5
            : 0
        : 0,
    )
    put(mayName && authors.some((name) => plain.includes(name)) ? 1 : 0)
    put(body === '' ? 0 : body.includes(plain.length > 100 ? plain.slice(0, 100) : ` ${plain} `) ? 1 : -1)
    put(Math.min(4, texts.get(text)!))
    put(seen.has(text) ? 1 : 0)
    seen.add(text)
    put(headingLevel(place))
    put(block.breaks)
    put(place.hidden ? 1 : 0)
    const own = placeFeatures(place, core.narrow, places)
    put(own[0]!)
    put(Math.min(40, place.depth))
    for (let bit = 0; bit < OPENINGS.length; bit++) put((opening >> bit) & 1)
    for (const tag of TAGS) put(place.element.name === tag ? 1 : 0)
    for (let j = 1; j < own.length; j++) put(own[j]!)
    const box = boxOf(place)
    const outer = box.parent ? boxAbove(box) : box
    put(log(place.words))
    put(log(place.blocks))
    for (const at of [box, outer]) {
      put(log(at.words))
      put(at.words === 0 ? 0 : at.goodWords / at.words)
      put(at.words === 0 ? 0 : at.linkWords / at.words)
      put(at.goodWords / goodTotal)
    }
    put(insideOf(place, core.wide) ? (insideOf(place, core.narrow) ? 2 : 1) : 0)
    put(box === core.narrow ? 1 : 0)
    const same = alike.get(place.signature)!
    put(same.good / goodTotal)
    put(log(same.words / same.count))
    put(same.links / Math.max(1, same.words))
    put(log(same.count))
    put(block.from / Math.max(1, page.words))
    put(heading < 0 ? 0 : i >= heading ? 1 : -1)
    put(heading < 0 ? 0 : Math.sign(i - heading) * log(Math.abs(block.from - blocks[heading]!.from)))
    put(log(before[i]!))
    put(log(after[i]!))
    put(around[i]!)
    put(log(sinceTalk))
    put(log(sinceReadAlso))
    put(log(sinceRights))
    put(underOpening)
    put(log(sinceHeading))
    for (const step of NEIGHBOURS) {
      const other = blocks[i + step]
      put(other ? log(other.words) : -1)
      put(other ? other.linkWords / Math.max(1, other.words) : -1)
      put(other && prose[i + step] ? 1 : 0)
      put(other ? (other.place === place ? 2 : boxOf(other.place) === box ? 1 : 0) : -1)
      put(other ? headingLevel(other.place) : -1)
    }
    put(log(page.top.goodWords))
    put(page.top.linkWords / Math.max(1, page.top.words))
    put(hasUnspaced.test(text) ? 1 : 0)
    if (block.words < 15) {
      if (opening & (1 << OPENINGS.indexOf('talk'))) sinceTalk = 1
      if (opening & (1 << OPENINGS.indexOf('read_also'))) sinceReadAlso = 1
      if (opening & (1 << OPENINGS.indexOf('rights'))) sinceRights = 1
    }
    if (block.words <= 10 && (headingLevel(place) > 1 || block.boldWords === block.words || opening > 0)) {
      underOpening = opening === 0 ? 0 : 1
      sinceHeading = 0
    } else sinceHeading = Math.min(2000, sinceHeading + block.words)
    if (sinceTalk > 0) sinceTalk += block.words
    if (sinceReadAlso > 0) sinceReadAlso += block.words
    if (sinceRights > 0) sinceRights += block.words
  }
  return table
}

function shapeOf(text: string) {
  let stops = 0
  let commas = 0
  let digits = 0
  let capitals = 0
  let letters = 0
  let quotes = 0
  const end = Math.min(text.length, 600)
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i)
    if (c === 46 || c === 33 || c === 63 || c === 0x3002) stops++
    else if (c === 44 || c === 0x60c || c === 0xff0c || c === 0x3001) commas++
    else if (c >= 48 && c <= 57) digits++
    else if (c === 34 || c === 0xab || c === 0xbb || (c >= 0x201c && c <= 0x201f) || c === 0x300c) quotes++
    else if (c > 64 && c !== 0xa0) {
      letters++
      if ((c >= 65 && c <= 90) || (c >= 0x410 && c <= 0x42f) || (c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9))
        capitals++
    }
  }
  const first = text[0]!
  const startsLower = first !== first.toUpperCase() ? 1 : 0
  const scale = text.length / Math.max(1, end)
  return {
    stops: stops * scale,
    commas: commas * scale,
    digits: digits * scale,
    capitals: capitals * scale,
    letters: letters * scale,
    quotes,
    startsLower,
  }
}

function likeTitle(plain: string, title: string, titleWords: Set<string>): number {
  if (plain === title) return 1
  const own = plain.split(' ')
  const shared = own.filter((word) => titleWords.has(word)).length
  return ((2 * shared) / (own.length + titleWords.size)) * 0.9
}

const headingLevel = (place: Place): number => {
  const name = place.element.name
  return name.length === 2 && name[0] === 'h' && name[1]! >= '1' && name[1]! <= '6' ? Number(name[1]) : 0
}

const IN_CORE = 1 + ANCESTORS.length + PARTS.length + 1

/** What the chain of elements above says; the same for all blocks of one element. */
function placeFeatures(place: Place, core: Place, known: Map<Place, Float32Array>): Float32Array {
  const had = known.get(place)
  if (had) return had
  const row = new Float32Array(1 + ANCESTORS.length + PARTS.length + 1 + PARTS.length)
  const inCore = insideOf(place, core)
  row[IN_CORE - 1] = inCore ? Math.min(12, place.depth - core.depth) : -1
  let below = inCore
  let distance = 0
  for (let at: Place | null = place; at?.parent; at = at.parent, distance++) {
    const { name, attribs } = at.element
    if (at === core) below = false
    // The body's classes describe the page, not its parts.
    if (name === 'body' || name === 'html') break
    if (attribs.itemprop !== undefined && /articlebody/i.test(attribs.itemprop)) row[0] = 1
    const tag = ANCESTORS.indexOf(name as (typeof ANCESTORS)[number])
    if (tag >= 0 && row[1 + tag] === 0) row[1 + tag] = 1 / (1 + distance)
    for (let bit = 0; bit < PARTS.length; bit++)
      if ((at.parts >> bit) & 1) {
        const slot = 1 + ANCESTORS.length + bit
        if (row[slot] === 0) row[slot] = 1 / (1 + distance)
        if (below) row[IN_CORE + bit] = 1
      }
  }
  known.set(place, row)
  return row
}

/** The nearest element that holds more than this one's own text. */
export function boxOf(place: Place): Place {
  let at = place
  const name = at.element.name
  if ((name === 'p' || headingLevel(at) > 0) && at.parent) at = at.parent
  while (at.parent && at.blocks <= 1) at = at.parent
  return at
}
export function boxAbove(box: Place): Place {
  let at = box.parent ?? box
  while (at.parent && at.blocks <= box.blocks) at = at.parent
  return at
}

/** The smallest elements that hold most of the page's running text. */
function coreOf(page: PageBlocks): { narrow: Place; wide: Place } {
  const total = page.top.goodWords
  const children = new Map<Place, Place[]>()
  for (const place of page.places)
    if (place.parent && place.goodWords >= total * 0.5)
      children.set(place.parent, [...(children.get(place.parent) ?? []), place])
  const descend = (share: number) => {
    let at = page.top
    for (;;) {
      const next = total > 0 ? children.get(at)?.find((child) => child.goodWords >= total * share) : undefined
      if (!next) return at
      at = next
    }
  }
  return { narrow: descend(0.55), wide: descend(0.85) }
}

function insideOf(place: Place, outer: Place): boolean {
  for (let at: Place | null = place; at && at.depth >= outer.depth; at = at.parent) if (at === outer) return true
  return false
}

function alikeOf(blocks: Block[]): Map<string, Alike> {
  const all = new Map<string, Alike>()
  for (const block of blocks) {
    const key = block.place.signature
    let alike = all.get(key)
    if (!alike) {
      alike = { words: 0, good: 0, links: 0, count: 0 }
      all.set(key, alike)
    }
    alike.words += block.words
    alike.good += isProse(block) ? block.words : 0
    alike.links += block.linkWords
    alike.count++
  }
  return all
}

const REACH = 4

function proseNear(blocks: Block[], prose: boolean[]) {
  const before: number[] = []
  const after: number[] = new Array(blocks.length)
  const around: number[] = []
  let gap = 500
  for (let i = 0; i < blocks.length; i++) {
    before.push(gap)
    gap = prose[i] ? 0 : Math.min(500, gap + blocks[i]!.words)
  }
  gap = 500
  for (let i = blocks.length - 1; i >= 0; i--) {
    after[i] = gap
    gap = prose[i] ? 0 : Math.min(500, gap + blocks[i]!.words)
  }
  for (let i = 0; i < blocks.length; i++) {
    let good = 0
    let all = 1
    for (let j = Math.max(0, i - REACH); j <= Math.min(blocks.length - 1, i + REACH); j++) {
      all += blocks[j]!.words
      if (prose[j]) good += blocks[j]!.words
    }
    around.push(good / all)
  }
  return { before, after, around }
}

/** The block that shows the headline, or -1. */
function headingIndex(blocks: Block[], title: string): number {
  let firstSame = -1
  for (let i = 0; i < blocks.length; i++) {
    const { place, text, words } = blocks[i]!
    if (words > 60 || (title !== '' && text.length > title.length * 2)) continue
    const same = title !== '' && sameWords(text) === title
    if (same && headingLevel(place) > 0) return i
    if (same && firstSame < 0) firstSame = i
  }
  if (firstSame >= 0) return firstSame
  return blocks.findIndex((block) => headingLevel(block.place) === 1)
}
