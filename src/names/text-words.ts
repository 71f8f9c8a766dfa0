/** A word of a text that may be part of a name: it begins with a capital, or ties names together (oğlu, van). */
export interface TextWord {
  text: string
  start: number
  end: number
  /** One letter, or followed by a full stop and short: an initial. */
  initial: boolean
  /** Stands at the start of a sentence, where any word has a capital. */
  opensSentence: boolean
  /** The same stretch as the word before: only blanks, a hyphen or an initial's stop lie between. */
  joined: boolean
}

const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{N}'’ʼ‘`\u00ad]*/gu
// Two long names glued together are shorter; what is longer is no name, and must not cost time.
const LONGEST_WORD = 80
const CAPITAL = /^\p{Lu}/u
const CAMEL = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u
// A name may run over the end of a line, but not of a paragraph.
const BLANK = /^(?:[ \t\u00a0\u2009\u202f]*(?:\r?\n)?[ \t\u00a0\u2009\u202f]*|[ \t]*[-‐‑][ \t]*)$/u
const AFTER_INITIAL = /^\.[ \t\u00a0\u202f]{0,2}-?$/u
// "A district court", «И Асанова судья не слушал»: a word, no initial. Where it opens no sentence a capital after it tells.
const LETTER_WORD = /^[AIOАИОУВКСЯ]$/u
const isWord = (text: string, start: number, raw: string, opensSentence: boolean): boolean =>
  LETTER_WORD.test(raw) &&
  /^\s/u.test(text.slice(start + 1, start + 2)) &&
  (opensSentence || /^\s+\p{Ll}/u.test(text.slice(start + 1, start + 6)))
const SENTENCE_END = /[.!?…:;»”"\n—–•]\s*$/u

/**
 * The words of a text that can be part of names, with offsets in UTF-16 units. `ties` are lower-case words that belong to
 * names; small `particles` are left out, and what stands on both sides of one is joined all the same.
 */
export function nameWordsOf(
  text: string,
  ties: (word: string) => boolean,
  particles: (word: string) => boolean = () => false,
): TextWord[] {
  const out: TextWord[] = []
  let lastEnd = -1
  let lastInitial = false
  let wordBefore = 0
  for (const match of text.matchAll(WORD)) {
    const raw = match[0]
    const start = match.index
    const gapFrom = wordBefore
    wordBefore = start + raw.length
    if (raw.length > LONGEST_WORD) continue
    const capital = CAPITAL.test(raw)
    if (!capital && lastEnd === gapFrom && raw.length < 4 && particles(raw) && BLANK.test(text.slice(gapFrom, start))) {
      lastEnd = start + raw.length
      continue
    }
    if (!capital && (raw.length > 9 || !ties(raw))) continue
    const between = start - gapFrom < 8 ? text.slice(gapFrom, start) : '\n\n'
    const follows = lastEnd === gapFrom && (BLANK.test(between) || (lastInitial && AFTER_INITIAL.test(between)))
    const opensSentence = gapFrom === 0 || (SENTENCE_END.test(between) && !(lastInitial && lastEnd === gapFrom))
    if (isWord(text, start, raw, opensSentence)) continue
    let offset = start
    const pieces = capital && raw.length > 5 && raw.slice(1).search(/\p{Lu}/u) > 0 ? raw.split(CAMEL) : [raw]
    for (const [i, piece] of pieces.entries()) {
      const initial = [...piece].length === 1 || (piece.length === 2 && text[offset + 2] === '.' && piece !== 'St')
      out.push({
        text: piece,
        start: offset,
        end: offset + piece.length,
        initial: initial && capital,
        opensSentence: opensSentence && i === 0,
        joined: i > 0 || follows,
      })
      lastInitial = initial
      offset += piece.length
    }
    lastEnd = start + raw.length
  }
  return out
}
