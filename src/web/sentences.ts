import type { ReadLanguage } from '../language/detect.ts'
import { type Span, splitSentences } from '../language/sentences.ts'

const READ: ReadonlySet<string> = new Set(['en', 'ru', 'az'] satisfies ReadLanguage[])

/** The sentences of a paragraph, by the rules of its language where we have them. */
export function sentencesOf(text: string, paragraph: Span, language: string | null): Span[] {
  const known = language !== null && READ.has(language) ? (language as ReadLanguage) : null
  return splitSentences(text, paragraph, known)
}
