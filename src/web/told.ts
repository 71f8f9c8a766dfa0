import type { Language } from '../accounts/account-store.ts'
import { told } from './messages/told.ts'

interface Pattern {
  pattern: RegExp
  in: Record<Language, string>
}

let patterns: Pattern[] | undefined

// Whole sentences before those that begin with anything.
const compiled = (): Pattern[] =>
  (patterns ??= told
    .toSorted((a, b) => Number(a.en.startsWith('{} ')) - Number(b.en.startsWith('{} ')))
    .map((each) => ({
      pattern: new RegExp(`^${each.en.split('{}').map(literally).join('([\\s\\S]+?)')}$`),
      in: each,
    })))

const literally = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * What a step told in English, in the reader's language: sentences, or the parts of a source's sentence ("12 seen, 3
 * new, 1 changed"). What nobody translated stays as it is.
 */
export function toldIn({ language }: { language: Language }, sentence: string): string {
  if (language === 'en') return sentence
  const whole = inLanguage(language, sentence)
  if (whole !== null) return whole
  for (const { index } of sentence.matchAll(/(?<=[.)]) (?=[A-Z"])/g)) {
    const [first, rest] = [inLanguage(language, sentence.slice(0, index)), sentence.slice(index + 1)]
    if (first !== null) return `${first} ${toldIn({ language }, rest)}`
  }
  const parts = sentence.split(/, (?!\d+ new(?:,|$))/).map((part) => inLanguage(language, part))
  return parts.every((part) => part !== null) ? parts.join(', ') : sentence
}

function inLanguage(language: Language, sentence: string): string | null {
  for (const each of compiled()) {
    const filled = each.pattern.exec(sentence)
    if (!filled) continue
    return each.in[language].replace(/\{(\d)\}/g, (_, n) => inLanguage(language, filled[n]!) ?? filled[n]!)
  }
  return null
}
