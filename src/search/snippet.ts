import { searchWords } from './text-words.ts'

/** A piece of a text; the marked ones are what was looked for. */
export interface SnippetPiece {
  text: string
  marked: boolean
}

const BEFORE = 90
const LENGTH = 280

/**
 * The stretch of a text where most of what was looked for stands together, the first of them, with marks; the text's
 * beginning where none stands in it. `wanted`: stem or sound → which of the words it is.
 */
export function snippetOf(text: string, language: string | null, wanted: ReadonlyMap<string, number>): SnippetPiece[] {
  const hits = searchWords(text, language).flatMap(({ word, found }) => {
    const which = found.map((lexeme) => wanted.get(lexeme)).find((index) => index !== undefined)
    return which === undefined ? [] : [{ start: word.start, end: word.end, which }]
  })
  const from = bestStart(hits)
  const start = wordStart(text, Math.max(0, from - BEFORE))
  const end = wordEnd(text, Math.min(text.length, start + LENGTH))
  const pieces: SnippetPiece[] = []
  const add = (piece: string, marked: boolean) => {
    if (piece !== '') pieces.push({ text: piece.replaceAll(/\s+/g, ' '), marked })
  }
  let at = start
  if (start > 0) add('… ', false)
  for (const hit of hits) {
    if (hit.start < start || hit.end > end) continue
    add(text.slice(at, hit.start), false)
    add(text.slice(hit.start, hit.end), true)
    at = hit.end
  }
  add(text.slice(at, end), false)
  if (end < text.length) add(' …', false)
  return pieces
}

function bestStart(hits: { start: number; which: number }[]): number {
  let best = { start: hits[0]?.start ?? 0, count: 0 }
  let last = 0
  for (const [first, { start }] of hits.entries()) {
    while (last < hits.length && hits[last]!.start < start + LENGTH - BEFORE) last++
    const count = new Set(hits.slice(first, Math.min(last, first + 50)).map(({ which }) => which)).size
    if (count > best.count) best = { start, count }
  }
  return best.start
}

// A snippet begins and ends between words, and never within a pair of units.
function wordStart(text: string, at: number): number {
  const space = at === 0 ? 0 : text.slice(at, at + 40).search(/\s/)
  return at === 0 ? 0 : space === -1 ? whole(text, at) : at + space + 1
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const back = text.slice(Math.max(0, at - 40), at)
  const space = back.search(/\s\S*$/)
  return space === -1 ? whole(text, at) : at - back.length + space
}

const whole = (text: string, at: number) => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at)
