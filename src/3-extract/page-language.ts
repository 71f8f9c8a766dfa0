import { detectLanguage } from '../language/detect.ts'
import type { PageHead } from './page-head.ts'

const toCode = (tag: string | null | undefined): string | null => {
  const code = /^\s*([a-z]{2,3})(?:$|[-_\s,;])/i.exec(tag ?? '')?.[1]?.toLowerCase()
  return code === undefined ? null : (SAME[code] ?? code)
}
// Codes that pages use for the language that ISO 639-1 calls otherwise.
const SAME: Record<string, string> = {
  ua: 'uk',
  cz: 'cs',
  gr: 'el',
  jp: 'ja',
  cn: 'zh',
  kr: 'ko',
  nb: 'no',
  nn: 'no',
  iw: 'he',
  in: 'id',
  aze: 'az',
  rus: 'ru',
  eng: 'en',
}

/** The article's language: what the page says, unless the text is plainly in another one. */
export function findLanguage(head: PageHead, text: string, outlet: string | null): string | null {
  const told =
    toCode(head.data?.language) ?? toCode(head.language) ?? toCode(head.meta.get('og:locale')) ?? toCode(outlet)
  const seen = detectLanguage(text)
  if (seen === null || text.length < 80) return told
  return seen
}
