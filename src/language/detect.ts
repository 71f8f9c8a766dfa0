import { Character, characterAt, isLetter } from './characters.ts'

/** The languages that Vigil reads; a text in another language is kept and said to be unread. */
export type ReadLanguage = 'en' | 'ru' | 'az'

export const isReadLanguage = (lang: string | null | undefined): lang is ReadLanguage =>
  lang === 'en' || lang === 'ru' || lang === 'az'

// Common small words tell Latin-script languages apart; those that stand in names (al, de, la) tell nothing.
const SMALL_WORDS: Record<string, string> = {
  en: 'the of and to in that is was for with his her he she they on by at from has have had were are been not who which said this as it an will would after also their said were who whom met into about over during while when where there than because since until told',
  az: 'və bu bir ki ilə üçün o da də isə olan olub deyib deyir edib edilib var yox çox onun onlar həm sonra görə ci cı cu cü lakin amma həbs polis ildə barədə daha heç kim nə',
  tr: 've bir bu için ile olarak olan daha çok gibi değil ama sonra kadar göre diye ise tarafından oldu olduğunu ancak her şey ne mi mı etti dedi',
  de: 'der die das und ist nicht ein eine mit von den dem sich auf für werden wurde auch im zu',
  fr: 'les et est une un dans que qui pour sur pas avec au par ce elle sont été',
  es: 'los las y que en una un por con para se es su lo como más fue',
  it: 'che un una per non sono con della gli nel è anche',
  pt: 'os que um uma para com não na por se foi mais',
  pl: 'w na z nie się że jest to jak po przez od za oraz został',
}
const languagesOfSmallWord = new Map<string, string[]>()
for (const [lang, words] of Object.entries(SMALL_WORDS))
  for (const word of words.split(' ')) languagesOfSmallWord.set(word, [...(languagesOfSmallWord.get(word) ?? []), lang])

// Some two thousand characters decide; a long text is not read to its end for it.
const SAMPLE = 2500

interface Letters {
  latin: number
  cyrillic: number
  other: number
  /** Letters that only some of the languages have. */
  azLatin: number
  azCyrillic: number
  kazakh: number
  ukrainian: number
  belarusian: number
  /** і, which both of the last have. */
  dotted: number
  tatar: number
}

function countLetters(text: string, from: number, to: number): Letters {
  const n: Letters = {
    latin: 0,
    cyrillic: 0,
    other: 0,
    azLatin: 0,
    azCyrillic: 0,
    kazakh: 0,
    ukrainian: 0,
    belarusian: 0,
    dotted: 0,
    tatar: 0,
  }
  for (let i = from; i < to; i++) {
    const kind = characterAt(text, i)
    if (kind !== Character.lower && kind !== Character.upper) continue
    const code = text.charCodeAt(i)
    if (code < 0x250) {
      n.latin++
      if (code === 0x18f) n.azLatin++ // Ə
    } else if (code === 0x259 || code === 0x18f) {
      n.latin++
      n.azLatin++ // ə
    } else if (code >= 0x400 && code < 0x530) {
      n.cyrillic++
      const letter = text[i]!.toLowerCase()
      if (letter === 'ҝ' || letter === 'ҹ' || letter === 'ј') n.azCyrillic += 2
      else if (letter === 'ә' || letter === 'ғ' || letter === 'ө' || letter === 'ү' || letter === 'һ') n.azCyrillic++
      else if (letter === 'қ' || letter === 'ң' || letter === 'ұ') n.kazakh += 3
      else if (letter === 'ї' || letter === 'є' || letter === 'ґ') n.ukrainian++
      else if (letter === 'ў') n.belarusian++
      else if (letter === 'і') n.dotted++
      else if (letter === 'җ') n.tatar += 3
    } else n.other++
  }
  return n
}

const NO_LANGUAGE: readonly string[] = []
// The longest of the small words: what is longer is none.
const LONGEST_SMALL_WORD = Math.max(...[...languagesOfSmallWord.keys()].map((word) => word.length))

function latinLanguage(text: string, from: number, to: number, azLetters: number): string | null {
  const scores: Record<string, number> = {}
  const small = text.slice(from, to).toLowerCase().replaceAll('i̇', 'i')
  let words = 0
  for (let at = 0; at < small.length; at++) {
    const start = at
    while (isLetter(characterAt(small, at))) at++
    if (at === start) continue
    words++
    if (at - start > LONGEST_SMALL_WORD) continue
    for (const lang of languagesOfSmallWord.get(small.slice(start, at)) ?? NO_LANGUAGE)
      scores[lang] = (scores[lang] ?? 0) + 1
  }
  // The letter ə is Azerbaijani's alone among these, and stands in every other word of it.
  if (azLetters > 0) scores.az = (scores.az ?? 0) + azLetters
  const ranked = Object.entries(scores).sort((a, b) => b[1] - a[1])
  const best = ranked[0]
  if (!best || best[1] < Math.max(1, words * 0.05)) return null
  return best[0]
}

/**
 * The language that a stretch of text is written in, as an ISO 639-1 code, or null where the letters do not tell.
 * Azerbaijani is known in Latin and in old Cyrillic letters.
 */
export function detectLanguage(text: string, from = 0, to = text.length): string | null {
  const end = Math.min(to, from + SAMPLE)
  const n = countLetters(text, from, end)
  const all = n.latin + n.cyrillic + n.other
  if (all < 3 || n.other * 2 > all) return null
  if (n.latin >= n.cyrillic) return latinLanguage(text, from, end, n.azLatin)
  if (n.kazakh > 0 && n.kazakh * 60 > n.cyrillic && n.kazakh > n.azCyrillic / 4) return 'kk'
  if (n.tatar > 0 && n.tatar * 100 > n.cyrillic) return 'tt'
  if (n.azCyrillic * 25 > n.cyrillic) return 'az'
  if (n.belarusian * 150 > n.cyrillic) return 'be'
  if (n.ukrainian * 150 > n.cyrillic) return 'uk'
  if (n.dotted * 40 > n.cyrillic) return 'be'
  return 'ru'
}

/** Whether the letters of a stretch are those of a language, and of none of its neighbours that we know. */
export function lettersFit(text: string, from: number, to: number, lang: ReadLanguage): boolean {
  const n = countLetters(text, from, to)
  if (lang === 'ru')
    return n.cyrillic > n.latin && n.azCyrillic + n.kazakh + n.tatar + n.ukrainian + n.belarusian + n.dotted === 0
  if (lang === 'en') return n.latin > n.cyrillic && n.azLatin === 0
  return n.latin > n.cyrillic ? n.azLatin > 0 : n.azCyrillic * 25 > n.cyrillic && n.kazakh === 0
}

/** True where Azerbaijani is written in Cyrillic letters at this stretch. */
export function isCyrillic(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x400 && code < 0x530) return true
  }
  return false
}
