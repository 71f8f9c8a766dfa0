import type { Word } from '../../language/words.ts'

export interface NumberFound {
  number: string
  /** The first word after it. */
  after: number
}

const CODE_WITH_NUMBER = /^\p{L}+[-‐‑](\d{1,4}(?:[/-]\d{1,3})?\p{L}?)$/u
const PLAIN = /^\d{1,4}(?:\/\d{1,3})?$/

/** The number at the end of a code written as one word: 6 of IK-6. */
export function numberInCode(word: Word): string | null {
  return CODE_WITH_NUMBER.exec(word.text)?.[1] ?? null
}

/** A number that begins at `at`: "No. 2", "№ 2", "# 2", "number 2" or, where `bare` allows it, "2". */
export function numberAt(words: readonly Word[], at: number, limit: number, bare: boolean): NumberFound | null {
  let i = at
  let marked = false
  const first = words[i]
  if (!first || i >= limit) return null
  if (first.lower === '№' || first.lower === '#' || first.lower === '№№') {
    marked = true
    i++
  } else if (
    first.lower === 'no' ||
    first.lower === 'nr' ||
    first.lower === 'number' ||
    first.lower === 'номер' ||
    first.lower === 'n'
  ) {
    marked = true
    i++
    if (words[i]?.text === '.' || words[i]?.text === '°' || words[i]?.text === 'º') i++
  }
  const number = words[i]
  if (!number || i >= limit || number.kind !== 'number') return null
  const digits = number.text.replace(/[-‐‑]?\p{L}+$/u, '')
  if (!PLAIN.test(digits)) return null
  if (!marked && (!bare || digits.length > 3)) return null
  // "No. 3/8", "№ 64/71"
  const slash = words[i + 1]
  const second = words[i + 2]
  if (slash?.text === '/' && !slash.spaced && second?.kind === 'number' && !second.spaced && i + 2 < limit)
    if (/^\d{1,3}$/.test(second.text)) return { number: `${digits}/${second.text}`, after: i + 3 }
  return { number: digits, after: i + 1 }
}

/** The quoted words that begin at `at` (one to four of them), or null. */
export function quotedAt(
  words: readonly Word[],
  at: number,
  limit: number,
): { first: number; last: number; after: number } | null {
  if (at >= limit || !words[at] || !'«“"„‘'.includes(words[at].text)) return null
  for (let i = at + 1; i < Math.min(limit, at + 7); i++) {
    if ('»”"“’'.includes(words[i]!.text)) return i > at + 1 ? { first: at + 1, last: i - 1, after: i + 1 } : null
  }
  return null
}
