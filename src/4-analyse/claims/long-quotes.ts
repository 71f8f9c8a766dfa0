import type { Document } from '../document.ts'

// A quotation that runs over more paragraphs has lost its closing mark.
const LONGEST = 14

/**
 * Quotations that run over several paragraphs, opened in one and closed in a later one: for each paragraph after the
 * first, the paragraph in which its quotation opened.
 */
export function longQuotes({ text, paragraphs }: Document): ReadonlyMap<number, number> {
  const openedIn = new Map<number, number>()
  for (let i = 0; i < paragraphs.length; i++) {
    if (balance(text, paragraphs[i]!.start, paragraphs[i]!.end) !== 1) continue
    for (let k = i + 1; k < paragraphs.length && k - i <= LONGEST; k++) {
      const here = balance(text, paragraphs[k]!.start, paragraphs[k]!.end)
      if (here === 0) continue
      if (here === -1) {
        for (let inside = i + 1; inside <= k; inside++) openedIn.set(inside, i)
        i = k
      }
      break
    }
  }
  return openedIn
}

// How many quotations a stretch opens more than it closes. Straight marks open and close alike and tell nothing.
function balance(text: string, start: number, end: number): number {
  let open = 0
  for (let at = start; at < end; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 0x201c || sign === 0xab) open++
    else if (sign === 0x201d || sign === 0xbb) open--
  }
  return open
}
