import { createRequire } from 'node:module'
import type { Outlet } from '../domain/outlet.ts'
import type { ElementNode } from './html-tree.ts'
import { lineOf } from './tree-walk.ts'

/** What an outlet's file says about its pages. */
export type PageRules = Partial<Pick<Outlet, 'text' | 'remove' | 'trim' | 'date' | 'language'>>

export interface RuledParts {
  /** Elements that hold the text, or null without such a rule or where it matches nothing. */
  text: Set<ElementNode> | null
  removed: Set<ElementNode>
  date: string | null
  /** Rules that match nothing on this page, or are no CSS: "text", "remove: .x", "date". */
  unmatched: string[]
}

const NONE: RuledParts = { text: null, removed: new Set(), date: null, unmatched: [] }
const require = createRequire(import.meta.url)

/** Looks up the elements that an outlet's rules name. */
export function ruledParts(root: ElementNode, rules: PageRules): RuledParts {
  const { text, remove = [], date } = rules
  if (!text && remove.length === 0 && !date) return NONE
  // Loaded here, because `vigil extract` and most outlets have no rules.
  const { load } = require('cheerio/slim') as typeof import('cheerio/slim')
  const $ = load(root as never)
  const unmatched: string[] = []
  const select = (css: string, name: string): ElementNode[] => {
    let found: ElementNode[] = []
    try {
      found = $(css).toArray() as unknown as ElementNode[]
    } catch {
      // Not CSS: told like a rule that matches nothing, so that whoever wrote it sees it.
    }
    if (found.length === 0) unmatched.push(name)
    return found
  }
  const texts = text ? select(text, 'text') : []
  const removed = new Set(remove.flatMap((css) => select(css, `remove: ${css}`)))
  const dated = date ? select(date, 'date')[0] : undefined
  return {
    text: texts.length > 0 ? new Set(texts) : null,
    removed,
    date: dated ? (dated.attribs.datetime ?? dated.attribs.content ?? lineOf(dated)) : null,
    unmatched,
  }
}
