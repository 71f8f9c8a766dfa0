import type { Document } from '../document.ts'
import type { Stretch } from './speaker.ts'

/** What the end of a noun says of its place in the clause. */
export type AzerbaijaniCase = 'nominative' | 'genitive' | 'other'

// Nouns whose last vowel is their own, not the dative's.
const OWN_VOWEL =
  /(?:iya|tura|lata|şura|xana|ailə|idarə|komitə|redaksiya|mənbə|nümayəndə|ana|ata|nənə|baba|xala|şəbəkə|dövlətə)$/
const POSSESSIVE = /(?:[sş][ıiuü]|[ıiuü]|l[aə]r[ıi]|[ıiuü]?m|[ıiuü]?m[ıiuü]z)$/
const GENITIVE = /n[ıiuü]n$|[^aəıioöuü][ıiuü]n$/
const OTHER = /(?:n?d[aə]n?|[ny][aə]|n[ıiuü]|l[aə]|[^aəıioöuü][aə])$/
// These end like a genitive or an object and are neither.
const WHOLE = /(?:qadın|insan|xanım|yaxın|vətən|oğlan|müəllim|sədr|hakim|həkim|vəkil|əsgər)$/

/** The case of a word, as far as its end tells it; a possessive ("vəkili") counts as nominative. */
export function azerbaijaniCase(word: string): AzerbaijaniCase {
  if (WHOLE.test(word) || OWN_VOWEL.test(word)) return 'nominative'
  if (GENITIVE.test(word)) return 'genitive'
  if (OTHER.test(word)) return 'other'
  return 'nominative'
}

/** The case of a name in the text, told by what it has more than the dictionary form ("Mehparənin", "“Turan”a"). */
export function caseOfName(document: Document, name: string, { start, end }: Stretch): AzerbaijaniCase {
  const suffix = /^[”"»’]?-?([a-zəığöşüç]+)/.exec(document.text.slice(end, end + 8))
  if (suffix?.[1]) return GENITIVE.test(`b${suffix[1]}`) ? 'genitive' : 'other'
  const last = /[^\s.]+\.?$/.exec(document.text.slice(start, end))?.[0] ?? ''
  if (name.includes(last)) return 'nominative'
  const word = last.toLowerCase()
  return GENITIVE.test(word) ? 'genitive' : OTHER.test(word) || POSSESSIVE.test(word) ? 'other' : 'nominative'
}

// A clause ends with its verb in a finite form; what ends otherwise belongs to the verb still to come.
const FINITE = /(?:[ıiuü]b(?:l[aə]r)?|[ıiuü]r(?:l[aə]r)?|d[ıiuü](?:l[aə]r)?|[aə]c[aə][qk](?:l[aə]r)?|m[aə]z)$/

/** The part of a stretch that is the clause of a verb at its end: what stands after the last comma behind a finite verb. */
export function ownClause(text: string, start: number, end: number): number {
  for (let at = end - 1; at > start; at--) {
    if (text[at] !== ',') continue
    const word = /\p{L}+$/u.exec(text.slice(Math.max(start, at - 30), at))?.[0] ?? ''
    if (word.length > 3 && FINITE.test(word)) return at + 1
  }
  return start
}

/** "Xidmətin" → "Xidmət", "Nazirliyinin" → "Nazirliyi". */
export const withoutGenitive = (words: string): string => words.replace(/(?<=[aəıioöuü])n[ıiuü]n$|[ıiuü]n$/, '')
