import { isReadLanguage } from '../language/detect.ts'
import { lowerIn, stemOf } from '../language/stem.ts'

const wordsOf = (text: string) => text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)

/** A text made ready to look words up in, in any of their forms. */
export interface SearchableText {
  text: string
  words: { stem: string; start: number; end: number }[]
  stems: (phrase: string) => string[]
}

/** Prepares a text; of a language without stems the plain words count. */
export function searchable(text: string, lang: string | null): SearchableText {
  const known = isReadLanguage(lang) ? lang : null
  const stem = (word: string) => stemOf(known, lowerIn(known, word))
  return {
    text,
    words: [...wordsOf(text)].map((found) => ({
      stem: stem(found[0]),
      start: found.index,
      end: found.index + found[0].length,
    })),
    stems: (phrase) => [...wordsOf(phrase)].map(([word]) => stem(word)),
  }
}

/** Where a phrase stands first, its words in order and side by side; "a|b" is either. */
export function findWords(phrase: string, { words, stems }: SearchableText): { start: number; end: number } | null {
  let first: { start: number; end: number } | null = null
  for (const one of phrase.split('|')) {
    const wanted = stems(one)
    if (wanted.length === 0) continue
    const at = words.findIndex((_, i) => wanted.every((stem, n) => words[i + n]?.stem === stem))
    if (at >= 0 && (first === null || words[at]!.start < first.start))
      first = { start: words[at]!.start, end: words[at + wanted.length - 1]!.end }
  }
  return first
}

/** The sentence around a span, or the words around it where none ends near. */
export function sentenceAround(text: string, { start, end }: { start: number; end: number }): string {
  const before = text.slice(Math.max(0, start - 400), start)
  const after = text.slice(end, end + 400)
  const stop = [...before.matchAll(/\n|[.!?…]["»”’)]*\s+(?=[\p{Lu}«“"(])/gu)]
    .filter(({ index, 0: found }) => !isInitial(before, index, found))
    .at(-1)
  const from = stop ? stop.index + stop[0].length : 0
  const to = /\n|[.!?…]["»”’)]*(?=\s|$)/u.exec(after)
  return (
    before.slice(from) +
    text.slice(start, end) +
    after.slice(0, to ? to.index + to[0].length : after.length)
  ).trim()
}

// "R. Aliyev" and "No. 2" end no sentence.
const isInitial = (before: string, at: number, found: string): boolean =>
  found.startsWith('.') && /(?:^|[\s("«“])(?:\p{Lu}|No|St|Mr|Mrs|Dr|г|ст|им|ул)$/u.test(before.slice(0, at))
