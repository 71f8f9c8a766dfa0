import { Character, characterAt, isLetter } from './characters.ts'
import type { ReadLanguage } from './detect.ts'
import { type Form, formOf } from './stem.ts'

/** A word, number or sign of a text. `text.slice(start, end)` of the whole text gives `text`. */
export interface Word {
  /** Its place in the document's row of words. */
  index: number
  /** The sentence it stands in. */
  sentence: number
  start: number
  end: number
  text: string
  lower: string
  stem: string
  /** `number` begins with a digit and may carry an ending (2024-cü, 1,000); IK-6 is a word. */
  kind: 'word' | 'number' | 'punct'
  /** Begins with a capital letter. */
  capital: boolean
  /** All its letters are capitals and there are two or more: СИЗО, IVS. */
  acronym: boolean
  /** Letters and digits in one: IK-6, СИЗО-1. */
  coded: boolean
  /** The form says no by itself: verilmir, buraxmayıb, didn't. */
  negated: boolean
  /** White space stands before it (false at the start of a text). */
  spaced: boolean
}

const HYPHENS = '-‐‑'
const APOSTROPHES = "'’ʼ`"

// Where a stretch of letters and digits ends. Hyphens and apostrophes inside it are part of it.
// No word is longer; a hostile text of one endless word must not be scanned again from every place in it.
const LONGEST_WORD = 300

function endOfWord(text: string, from: number, end: number): number {
  const limit = Math.min(end, from + LONGEST_WORD)
  let at = from
  while (at < limit) {
    const kind = characterAt(text, at)
    if (isLetter(kind) || kind === Character.digit || kind === Character.mark) at++
    else if (
      at > from &&
      (HYPHENS.includes(text[at]!) || APOSTROPHES.includes(text[at]!)) &&
      at + 1 < limit &&
      (isLetter(characterAt(text, at + 1)) ||
        (HYPHENS.includes(text[at]!) && characterAt(text, at + 1) === Character.digit))
    ) {
      // 's is a sign of its own, so that a name before it stays whole.
      if (isPossessive(text, at, limit)) return at
      at++
    } else break
  }
  return at
}

// "AshurovNurana": a lost space. Brand names (YouTube, WarGonzo) have a shorter first part.
function beforeGlued(text: string, from: number, end: number): number {
  if (end - from < 7) return end
  for (let at = from + 4; at <= end - 3; at++) {
    if (characterAt(text, at) !== Character.upper || characterAt(text, at - 1) !== Character.lower) continue
    if (characterAt(text, at + 1) === Character.lower && characterAt(text, at + 2) === Character.lower) return at
  }
  return end
}

function isPossessive(text: string, at: number, limit: number): boolean {
  if (!APOSTROPHES.includes(text[at]!)) return false
  const letter = text[at + 1]
  return (letter === 's' || letter === 'S') && !isLetter(characterAt(text, Math.min(at + 2, limit)))
}

function endOfNumber(text: string, from: number, limit: number): number {
  let at = from
  while (at < limit) {
    const kind = characterAt(text, at)
    if (kind === Character.digit) at++
    else if ('.,:'.includes(text[at]!) && at + 1 < limit && characterAt(text, at + 1) === Character.digit) at++
    else break
  }
  // An ending written on to the number: 18-ci, 5th, 2024-cü, 90-х.
  const end = endOfWord(text, at - 1, limit)
  return Math.max(at, end)
}

/** The words, numbers and signs of `text` from `from` to `to`, in order. `sentence` and `index` are set by the caller. */
export function splitWords(text: string, from: number, to: number, lang: ReadLanguage | null): Word[] {
  const words: Word[] = []
  let at = from
  let spaced = false
  while (at < to) {
    const kind = characterAt(text, at)
    if (kind === Character.space || kind === Character.newline || kind === Character.mark) {
      at++
      spaced = true
      continue
    }
    let end: number
    let is: Word['kind']
    if (isLetter(kind)) {
      end = beforeGlued(text, at, endOfWord(text, at, to))
      is = 'word'
    } else if (kind === Character.digit) {
      end = endOfNumber(text, at, to)
      is = 'number'
    } else if (APOSTROPHES.includes(text[at]!) && !spaced && words.length > 0 && isPossessive(text, at, to)) {
      end = at + 2
      is = 'punct'
    } else {
      end = endOfSign(text, at, to)
      is = 'punct'
    }
    words.push(wordAt(text, at, end, is, lang, spaced))
    at = end
    spaced = false
  }
  return words
}

// A run of one sign (… as three dots, --) is one; an emoji is not cut in half.
function endOfSign(text: string, at: number, to: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0xd800 && code < 0xdc00) return Math.min(at + 2, to)
  let end = at + 1
  if ('.!?-'.includes(text[at]!)) while (end < to && text[end] === text[at]) end++
  return end
}

const NONE = { stem: '', negated: false }

function wordAt(
  text: string,
  start: number,
  end: number,
  kind: Word['kind'],
  lang: ReadLanguage | null,
  spaced: boolean,
): Word {
  const written = text.slice(start, end)
  const punct = kind === 'punct'
  const form = punct ? NONE : formOf(lang, written)
  // One literal for all kinds: a text has a hundred thousand words, and this is the quickest way to make them.
  return {
    index: 0,
    sentence: 0,
    start,
    end,
    text: written,
    lower: punct ? written : (form as Form).lower,
    stem: punct ? written : form.stem,
    kind,
    capital: !punct && characterAt(text, start) === Character.upper,
    acronym: !punct && end - start > 1 && characterAt(text, start + 1) !== Character.lower && isAcronym(written),
    coded: kind === 'word' && hasDigit(written),
    negated: form.negated,
    spaced,
  }
}

function hasDigit(word: string): boolean {
  for (let i = 1; i < word.length; i++) if (characterAt(word, i) === Character.digit) return true
  return false
}

function isAcronym(word: string): boolean {
  let capitals = 0
  for (let i = 0; i < word.length; i++) {
    const kind = characterAt(word, i)
    if (kind === Character.lower) return false
    if (kind === Character.upper) capitals++
  }
  return capitals > 1
}
