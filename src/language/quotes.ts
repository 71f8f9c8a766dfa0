import { Character, characterAt, isLetter } from './characters.ts'

/** A stretch between quotation marks, with them. `words` runs from after the opening mark to before the closing one. */
export interface QuoteSpan {
  start: number
  end: number
  depth: number
}

const CLOSE_OF: Record<string, string> = { '“': '”“"', '„': '“”"', '«': '»', '‹': '›', '"': '"', '‘': '’' }
// A quotation that does not close within so much text has lost its mark; the paragraph's end closes it then.
const LONGEST = 3000
const DEEPEST = 8

/**
 * The quoted stretches of a paragraph. A mark that is never closed reaches to the end of the paragraph, as papers do
 * when a speech goes on in the next one.
 */
export function findQuotes(text: string, start: number, end: number): QuoteSpan[] {
  const found: QuoteSpan[] = []
  const open: { mark: string; at: number }[] = []
  for (let at = start; at < end; at++) {
    const sign = text[at]!
    const code = sign.charCodeAt(0)
    if (code < 0x2018 && code !== 0x22 && code !== 0xab && code !== 0xbb) continue
    const innermost = open.at(-1)
    if (innermost && CLOSE_OF[innermost.mark]!.includes(sign) && closes(text, at, innermost.mark)) {
      open.pop()
      found.push({ start: innermost.at, end: at + 1, depth: open.length })
    } else if (sign in CLOSE_OF && opens(text, at, end) && open.length < DEEPEST) open.push({ mark: sign, at })
    // A closing mark of an outer quotation closes the inner one with it (papers write one mark for both).
    else if (open.length > 1 && CLOSE_OF[open[open.length - 2]!.mark]!.includes(sign) && sign !== '’') {
      while (open.length > 0) {
        const top = open.pop()!
        found.push({ start: top.at, end: at + 1, depth: open.length })
        if (CLOSE_OF[top.mark]!.includes(sign)) break
      }
    }
  }
  for (const { mark, at } of open.reverse())
    if (mark !== '‘' && end - at < LONGEST)
      found.push({ start: at, end, depth: open.findIndex((other) => other.at === at) })
  return found.sort((a, b) => a.start - b.start)
}

function opens(text: string, at: number, end: number): boolean {
  if (at + 1 >= end) return false
  const sign = text[at]
  const before = characterAt(text, at - 1)
  if (sign === '"' || sign === '‘' || sign === '“') return at === 0 || !(isLetter(before) || before === Character.digit)
  return true
}

function closes(text: string, at: number, mark: string): boolean {
  // An apostrophe (don’t) closes no quotation.
  if (mark === '‘') return !isLetter(characterAt(text, at + 1))
  if (mark === '"' || mark === '“' || mark === '„') {
    const sign = text[at]
    if (sign === '”') return true
    const before = characterAt(text, at - 1)
    const after = characterAt(text, at + 1)
    return before !== Character.space || after === Character.space || after === Character.other
  }
  return true
}
