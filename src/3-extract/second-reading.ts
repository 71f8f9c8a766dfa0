import { createRequire } from 'node:module'
import type { Block } from './blocks.ts'
import { sameWords } from './same-words.ts'

/** As much of a DOM node as is needed here; this project's types know no browser. */
interface DomNode {
  nodeType: number
  nodeName: string
  nodeValue: string | null
  childNodes: Iterable<DomNode>
}
type Reader = new (
  document: unknown,
  options: { maxElemsToParse: number; serializer: (node: DomNode) => DomNode },
) => { parse(): { content: DomNode } | null }

const require = createRequire(import.meta.url)

// Beyond this Readability takes seconds, and no article of a newspaper is so long.
const MAX_HTML = 3_000_000
const MAX_ELEMENTS = 20_000

/**
 * The article's text as Mozilla's Readability reads it: a method that shares nothing with ours, so that it can judge it.
 * Null where it finds none. Slow (it needs a whole DOM), so it is loaded and asked only where our own reading is unsure.
 */
export function secondReading(html: string): string | null {
  if (html.length > MAX_HTML) return null
  const { parseHTML } = require('linkedom') as { parseHTML(html: string): { document: unknown } }
  const { Readability } = require('@mozilla/readability') as { Readability: Reader }
  try {
    const { document } = parseHTML(html)
    const article = new Readability(document, {
      maxElemsToParse: MAX_ELEMENTS,
      serializer: (node) => node,
    }).parse()
    return article?.content ? spacedText(article.content) : null
  } catch {
    // Both stumble over markup that browsers forgive; a second opinion that cannot be had is none.
    return null
  }
}

function spacedText(node: DomNode): string {
  const parts: string[] = []
  const walk = (at: DomNode) => {
    if (at.nodeType === 3) parts.push(at.nodeValue ?? '')
    else if (at.nodeName !== 'SCRIPT' && at.nodeName !== 'STYLE') {
      parts.push(' ')
      for (const child of at.childNodes) walk(child)
      parts.push(' ')
    }
  }
  walk(node)
  return parts.join('').replace(/\s+/g, ' ').trim()
}

/** For each block, whether the second reading has it too. */
export function inSecondReading(blocks: Block[], text: string): boolean[] {
  const all = ` ${sameWords(text)} `
  return blocks.map((block) => {
    const words = sameWords(block.text)
    return words !== '' && all.includes(words.length > 80 ? words.slice(0, 80) : ` ${words} `)
  })
}
