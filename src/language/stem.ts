import { isNegativeAzerbaijani, lowerAzerbaijani, stemAzerbaijani } from './azerbaijani.ts'
import type { ReadLanguage } from './detect.ts'
import { stemEnglish } from './english.ts'
import { stemRussian } from './russian.ts'

/** A word in small letters, by the rules of its language; old Cyrillic Azerbaijani comes out in Latin letters. */
export function lowerIn(lang: ReadLanguage | null, word: string): string {
  return lang === 'az' ? lowerAzerbaijani(word) : word.toLowerCase()
}

export interface Form {
  lower: string
  /** What all forms of a word share; `stemOf` of its dictionary form gives the same. */
  stem: string
  /** The word itself says no (Azerbaijani verilmir, buraxmayıb; English n't). */
  negated: boolean
}

// One word comes again and again: its form is worked out once. Kept small, since a hostile text never repeats itself.
const KEPT = 50_000
const cache: Record<ReadLanguage | 'none', Map<string, Form>> = {
  en: new Map(),
  ru: new Map(),
  az: new Map(),
  none: new Map(),
}
// No word of ours is longer; what is longer is not worth stemming.
const LONGEST = 60

/** The form of one word as it stands in a text. */
export function formOf(lang: ReadLanguage | null, word: string): Form {
  const known = cache[lang ?? 'none']
  const found = known.get(word)
  if (found) return found
  const lower = lowerIn(lang, word)
  const form = { lower, stem: stemOf(lang, lower), negated: isNegative(lang, lower) }
  if (known.size >= KEPT) known.clear()
  known.set(word, form)
  return form
}

/** The stem of a word in small letters: compile a lexicon's dictionary forms with it, compare with `word.stem`. */
export function stemOf(lang: ReadLanguage | null, lower: string): string {
  if (lower.length > LONGEST) return lower
  if (lang === 'en') return stemEnglish(lower)
  if (lang === 'ru') return stemRussian(lower)
  if (lang === 'az') return stemAzerbaijani(lower)
  return lower
}

function isNegative(lang: ReadLanguage | null, lower: string): boolean {
  if (lang === 'az') return isNegativeAzerbaijani(lower)
  if (lang === 'en') return lower.endsWith("n't") || lower.endsWith('n’t') || lower === 'cannot'
  return false
}
