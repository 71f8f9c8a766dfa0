import type { NumberingWords } from './incident-rules.ts'

/** What a sentence says of an event's place in a row of such events. */
export interface Numbering {
  /** "for the third time": 3 */
  which: number | null
  /** "fifteen days": 15 */
  days: number | null
  again: boolean
}

const NONE: Numbering = { which: null, days: null, again: false }

/** Reads ordinals, terms in days and "again" in a claim's sentence; a language without words tells nothing. */
export function numberingOf(sentence: string, words: NumberingWords | undefined): Numbering {
  if (!words) return NONE
  const found = sentence.toLowerCase().match(/\p{L}[\p{L}\p{M}]*|\d+/gu) ?? []
  const begins = (at: number, forms: readonly string[]) => forms.some((form) => found[at]?.startsWith(form))
  let which: number | null = null
  let days: number | null = null
  let again = false
  for (let at = 0; at < found.length; at++) {
    if (begins(at, words.again)) again = true
    // "третий раз", "third punishment term": the counted word may have one before it.
    if (which === null && (begins(at + 1, words.times) || begins(at + 2, words.times)))
      which = numberAt(found, at, words.ordinals, false)
    if (days === null && begins(at + 1, words.days)) days = numberAt(found, at, words.cardinals, true)
  }
  return { which, days, again }
}

// Azerbaijani tens are two words ("on beş"), so the longest form that ends here wins.
function numberAt(found: string[], at: number, forms: string[], digits: boolean): number | null {
  const word = found[at]!
  if (/^\d+$/.test(word)) return digits ? Number(word) : null
  const two = at > 0 ? `${found[at - 1]} ${word}` : ''
  let best: { n: number; length: number } | null = null
  for (const [n, form] of forms.entries())
    if (word.startsWith(form) || (form.includes(' ') && two.startsWith(form)))
      if (form.length > (best?.length ?? 0)) best = { n: n + 1, length: form.length }
  return best?.n ?? null
}
