import { decodeAttribute, decodeText } from './html-entities.ts'

/*
 * HTML → tags and texts, as the HTML standard reads them; what closes what is for html-tree.ts. It jumps from "<" to "<"
 * and from quote to quote, where htmlparser2's tokenizer, which also takes a page in pieces, goes from character to character.
 */

interface TokenReader {
  text(data: string): void
  open(name: string, attribs: Record<string, string>, selfClosing: boolean): void
  close(name: string): void
  /** Whether the open element is a drawing or a formula, where other rules hold. */
  inForeign(): boolean
}

const MAX_ATTRIBUTES = 60
const MAX_ATTRIBUTE_LENGTH = 20_000
const MAX_NAME_LENGTH = 200

// What lies in these is no markup; in the first two entities are read.
const TEXT_ONLY = new Set('title textarea script style xmp iframe noembed noframes plaintext'.split(' '))
const WITH_ENTITIES = new Set(['title', 'textarea'])

const QUOTE = 34
const APOSTROPHE = 39
const SLASH = 47
const EQUALS = 61
const GREATER = 62

const isSpace = (c: number) => c === 32 || (c >= 9 && c <= 13 && c !== 11)
const isLetter = (c: number) => (c | 32) >= 97 && (c | 32) <= 122 && c < 123
const endsName = (c: number) => c === GREATER || c === SLASH || isSpace(c)

// The same few names come again and again: one string for each, so that comparing them is comparing addresses.
const known = new Map<string, string>()
const REMEMBERED = 2000
function nameOf(written: string): string {
  const name = known.get(written)
  if (name !== undefined) return name
  const lower = written.toLowerCase()
  if (known.size < REMEMBERED && written.length < 30) known.set(written, lower)
  return lower
}

/** Reads a page. `keeps` says which attributes are worth reading. Never throws, and takes time in proportion to the length. */
export function readTokens(html: string, keeps: (attribute: string) => boolean, reader: TokenReader): void {
  const length = html.length
  let at = 0 // where the text begins that has not been told yet
  let selfClosing = false

  const tell = (from: number, to: number) => {
    if (to > from) reader.text(decodeText(html.slice(from, to)))
  }

  /** Reads attributes up to behind the ">"; `length` where the page ends within the tag, which then does not count. */
  const readAttributes = (from: number, attribs: Record<string, string>): number => {
    let i = from
    let count = 0
    selfClosing = false
    for (;;) {
      while (i < length && isSpace(html.charCodeAt(i))) i++
      if (i >= length) return length + 1
      const c = html.charCodeAt(i)
      if (c === GREATER) return i + 1
      if (c === SLASH) {
        i++
        while (i < length && isSpace(html.charCodeAt(i))) i++
        if (html.charCodeAt(i) !== GREATER) continue
        selfClosing = true
        return i + 1
      }
      const start = i++
      while (i < length && html.charCodeAt(i) !== EQUALS && !endsName(html.charCodeAt(i))) i++
      const end = i
      while (i < length && isSpace(html.charCodeAt(i))) i++
      let valueFrom = 0
      let valueTo = 0
      if (html.charCodeAt(i) === EQUALS) {
        i++
        while (i < length && isSpace(html.charCodeAt(i))) i++
        const quote = html.charCodeAt(i)
        if (quote === QUOTE || quote === APOSTROPHE) {
          valueFrom = i + 1
          valueTo = html.indexOf(quote === QUOTE ? '"' : "'", valueFrom)
          if (valueTo < 0) return length + 1
          i = valueTo + 1
        } else {
          valueFrom = i
          while (i < length && html.charCodeAt(i) !== GREATER && !isSpace(html.charCodeAt(i))) i++
          valueTo = i
        }
      }
      if (count >= MAX_ATTRIBUTES) continue
      const name = nameOf(html.slice(start, Math.min(end, start + MAX_NAME_LENGTH)))
      if (!keeps(name) || attribs[name] !== undefined) continue
      attribs[name] = decodeAttribute(html.slice(valueFrom, Math.min(valueTo, valueFrom + MAX_ATTRIBUTE_LENGTH)))
      count++
    }
  }

  /** Reads text up to the end tag of this name, and that; where there is none, all that is left. */
  const readTextOnly = (name: string, from: number): number => {
    let end = name === 'plaintext' ? -1 : html.indexOf('</', from)
    while (end >= 0) {
      const behind = end + 2 + name.length
      if (html.slice(end + 2, behind).toLowerCase() === name && endsName(html.charCodeAt(behind))) break
      end = html.indexOf('</', end + 2)
    }
    const to = end < 0 ? length : end
    const text = html.slice(from, to)
    // What looks like a tag here is none: it is kept from the reader of entities.
    if (text !== '') reader.text(WITH_ENTITIES.has(name) ? text.split('<').map(decodeText).join('<') : text)
    if (end < 0) return length
    reader.close(name)
    return behindOf('>', end)
  }

  const behindOf = (sign: string, from: number): number => {
    const found = html.indexOf(sign, from)
    return found < 0 ? length : found + sign.length
  }

  for (let less = html.indexOf('<'); less >= 0; ) {
    const c = html.charCodeAt(less + 1)
    if (isLetter(c)) {
      tell(at, less)
      let end = less + 2
      while (end < length && !endsName(html.charCodeAt(end))) end++
      const name = nameOf(html.slice(less + 1, end))
      const attribs: Record<string, string> = {}
      at = readAttributes(end, attribs)
      if (at > length) return
      const textOnly = TEXT_ONLY.has(name) && !reader.inForeign()
      reader.open(name, attribs, selfClosing)
      if (textOnly) at = readTextOnly(name, at)
    } else if (c === SLASH) {
      tell(at, less)
      const isTag = isLetter(html.charCodeAt(less + 2))
      let end = less + 2
      while (isTag && end < length && !endsName(html.charCodeAt(end))) end++
      if (end >= length) return
      if (isTag) reader.close(nameOf(html.slice(less + 2, end)))
      at = behindOf('>', end)
    } else if (c === 33 || c === 63) {
      tell(at, less)
      if (html.startsWith('<!--', less)) at = commentEnd(html, less + 4)
      else if (html.startsWith('<![CDATA[', less)) {
        at = behindOf(']]>', less + 9)
        if (reader.inForeign() && html.endsWith(']]>', at)) reader.text(html.slice(less + 9, at - 3))
      } else at = behindOf('>', less + 2)
    } else {
      // A "<" before anything else is text.
      less = html.indexOf('<', less + 1)
      continue
    }
    less = html.indexOf('<', at)
  }
  tell(at, length)
}

const COMMENT_END = /--!?>/g

function commentEnd(html: string, from: number): number {
  if (html[from] === '>') return from + 1
  if (html.startsWith('->', from)) return from + 2
  COMMENT_END.lastIndex = from
  return COMMENT_END.test(html) ? COMMENT_END.lastIndex : html.length
}
