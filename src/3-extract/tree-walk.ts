import { BLOCK, type ElementNode, type TreeNode } from './html-tree.ts'

/** Whether a node is an element and not a text. */
export const isElement = (node: TreeNode | null | undefined): node is ElementNode =>
  node != null && node.type !== 'text'

/** Calls back for each element below a node, in document order. */
export function eachElement(top: ElementNode, visit: (node: ElementNode) => void): void {
  for (const child of top.children) {
    if (child.type === 'text') continue
    visit(child)
    eachElement(child, visit)
  }
}

const NOT_TEXT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'textarea',
  'select',
])

/** The text below a node as one line. */
export const lineOf = (node: TreeNode): string => oneLine(textOf(node, ' '))

/** The text below a node, a line where a reader sees one. */
export const linesOf = (node: TreeNode): string[] =>
  textOf(node, '\0')
    .split('\0')
    .map(oneLine)
    .filter((line) => line !== '')

function textOf(node: TreeNode, lineEnd: string): string {
  const parts: string[] = []
  const walk = (at: TreeNode) => {
    if (!isElement(at)) {
      parts.push(at.data)
      return
    }
    if (NOT_TEXT.has(at.name)) return
    if (at.name === 'br' || BLOCK.has(at.name)) parts.push(lineEnd)
    for (const child of at.children) walk(child)
    if (BLOCK.has(at.name)) parts.push(lineEnd)
  }
  walk(node)
  return parts.join('')
}

/** The raw text of a script or title element. */
export const rawTextOf = (node: ElementNode): string =>
  node.children.map((child) => (isElement(child) ? '' : child.data)).join('')

const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF\0]/
const UNTIDY = /[^\S ]| {2}/

/** White space made one space, invisible marks out. No-break spaces are white space here. */
export function oneLine(text: string): string {
  const visible = INVISIBLE.test(text) ? text.replace(/[\u00AD\u200B\u2060\uFEFF\0]/g, '') : text
  return (UNTIDY.test(visible) ? visible.replace(/\s+/g, ' ') : visible).trim()
}

/** Whether an element is inside of another. */
export function isInside(node: ElementNode, outer: ElementNode): boolean {
  for (let at: ElementNode | null = node; at; at = at.parent) if (at === outer) return true
  return false
}
