import { isAbbreviation } from './abbreviations.ts'
import { Character, characterAt, isLetter } from './characters.ts'
import type { ReadLanguage } from './detect.ts'

export interface Span {
  start: number
  end: number
}

const CLOSERS = '"”»’\')]}›“'
const OPENERS = '"“„«‘\'([‹'
const DASHES = '–—―-'
const isSpace = (text: string, at: number): boolean => {
  const kind = characterAt(text, at)
  return kind === Character.space || kind === Character.newline || kind === Character.mark
}

/** The paragraphs of a text: its lines without the white space around them. Empty lines are none. */
export function splitParagraphs(text: string): Span[] {
  const paragraphs: Span[] = []
  let from = 0
  while (from <= text.length) {
    let to = from
    while (to < text.length && characterAt(text, to) !== Character.newline) to++
    let start = from
    let end = to
    while (start < end && isSpace(text, start)) start++
    while (end > start && isSpace(text, end - 1)) end--
    if (end > start) paragraphs.push({ start, end })
    from = to + 1
  }
  return paragraphs
}

// The marks before a list line's words: bullets, emoji, arrows, "1)". A dash stays: it is a speaker's.
function afterListMark(text: string, start: number, end: number): number {
  let at = start
  while (at < end) {
    const kind = characterAt(text, at)
    if (isLetter(kind) || kind === Character.digit || OPENERS.includes(text[at]!) || DASHES.includes(text[at]!)) break
    if (text[at] === '@' || text[at] === '#' || text[at] === '№' || text[at] === '…' || text[at] === '.') break
    at++
  }
  return at < end ? at : start
}

/** The sentences of a paragraph. Quotation marks and brackets that close after the full stop belong to the sentence. */
export function splitSentences(text: string, paragraph: Span, lang: ReadLanguage | null): Span[] {
  const sentences: Span[] = []
  let start = afterListMark(text, paragraph.start, paragraph.end)
  let at = start
  while (at < paragraph.end) {
    const sign = text[at]!
    if (sign !== '.' && sign !== '!' && sign !== '?' && sign !== '…') {
      at++
      continue
    }
    const end = endOfStop(text, at, paragraph.end)
    const next = beginOfNext(text, at, end, paragraph.end, lang, start)
    if (next !== null) {
      sentences.push({ start, end })
      start = afterListMark(text, next, paragraph.end)
      at = start
    } else at = Math.max(end, at + 1)
  }
  if (start < paragraph.end) sentences.push({ start, end: paragraph.end })
  return sentences
}

// The full stop, more of its kind ("?!", "..."), and what closes right after it.
function endOfStop(text: string, at: number, limit: number): number {
  let end = at
  while (end < limit && '.!?…'.includes(text[end]!)) end++
  while (end < limit && CLOSERS.includes(text[end]!) && !opensHere(text, end, limit)) end++
  return end
}

// " and ' and “ both open and close: after white space and before a letter they open.
function opensHere(text: string, at: number, limit: number): boolean {
  if (!OPENERS.includes(text[at]!)) return false
  const spaceBefore = isSpace(text, at - 1)
  const after = at + 1 < limit ? characterAt(text, at + 1) : Character.space
  if (spaceBefore) return true
  // "word.“Next": lost space before an opening mark.
  return (text[at] === '“' || text[at] === '„' || text[at] === '«' || text[at] === '(') && isLetter(after)
}

// Where the next sentence begins, or null where the sign at `stop` ends none.
function beginOfNext(
  text: string,
  stop: number,
  end: number,
  limit: number,
  lang: ReadLanguage | null,
  start: number,
): number | null {
  let next = end
  while (next < limit && isSpace(text, next)) next++
  if (next >= limit) return null
  const glued = next === end
  const isDot = text[stop] === '.' && text[stop + 1] !== '.'
  if (isDot && end === stop + 1 && isAbbreviation(text, stop, start, next, limit, lang)) return null
  if (glued) {
    // A lost space: "said.The next", but not "example.Com" or "Z.Dadaşlı".
    if (isDot && end > stop + 1) return beginsSentence(text, next, limit) ? next : null
    return isDot && lostSpace(text, stop, next, limit)
      ? next
      : !isDot && text[stop] !== '…' && beginsSentence(text, next, limit)
        ? next
        : null
  }
  return beginsSentence(text, next, limit) ? next : null
}

function beginsSentence(text: string, at: number, limit: number): boolean {
  let next = at
  // A dash before a small letter goes on with the sentence: «Где?» – спросил он.
  while (
    next < limit &&
    (OPENERS.includes(text[next]!) || DASHES.includes(text[next]!) || text[next] === '…' || isSpace(text, next))
  )
    next++
  if (next >= limit) return false
  const kind = characterAt(text, next)
  if (kind === Character.upper || kind === Character.digit) return true
  if (kind === Character.lower) return isCaseless(text.charCodeAt(next))
  // Bullets, emoji, @, # and № begin something new; a comma does not.
  return !',;:.!?)]}»”%'.includes(text[next]!)
}

// Letters of scripts without capitals (Georgian, Arabic, Hebrew, CJK): no letter can tell, so the stop does.
const isCaseless = (code: number): boolean => (code >= 0x530 && code < 0x1c80) || (code >= 0x2e80 && code < 0xfb00)

// The end of an address: Граней.Ру, Kavkaz.Info.
const DOMAIN = /^(?:Ру|Ком|Нет|Инфо|Ru|Com|Org|Net|Az|Info|Tv|Реалии)(?!\p{L})/u

function lostSpace(text: string, stop: number, next: number, limit: number): boolean {
  if (DOMAIN.test(text.slice(next, next + 8))) return false
  let before = 0
  while (before < 3 && characterAt(text, stop - 1 - before) === Character.lower) before++
  return (
    before === 3 &&
    characterAt(text, next) === Character.upper &&
    characterAt(text, Math.min(next + 1, limit - 1)) !== Character.other
  )
}
