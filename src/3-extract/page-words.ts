import { readFileSync } from 'node:fs'
import { readWordLists } from './word-lists.ts'

/** What parts of a page call themselves, one bit each. */
export const PARTS = [
  'article',
  'text',
  'lead',
  'title',
  'comment',
  'share',
  'related',
  'advert',
  'navigation',
  'footer',
  'side',
  'byline',
  'caption',
  'consent',
  'tags',
  'hidden',
] as const
export type Part = (typeof PARTS)[number]

/** What a paragraph that is no part of an article begins with. */
export const OPENINGS = ['read_also', 'share', 'advert', 'media', 'talk', 'rights', 'account'] as const
export type Opening = (typeof OPENINGS)[number]

/** What a page that is no article says of itself. */
export const PAGE_KINDS = ['challenge', 'consent', 'login_wall', 'blocked', 'gone'] as const
export type SaidKind = (typeof PAGE_KINDS)[number]

export interface PageWords {
  /** Bits of PARTS for the class, id and other names of an element. */
  partsOf(names: string): number
  /** Bits of OPENINGS for a paragraph. */
  openingOf(line: string): number
  isLawNotice(line: string): boolean
  saysKind(kind: SaidKind, line: string): boolean
  isChallengeScript(address: string): boolean
  /** Names of months in all languages, lower case, with their numbers. */
  months: Map<string, number>
  /** "By", "Автор:" and the like at the beginning of a by-line. */
  byPrefix: RegExp
  /** A line that names a role or an office and no person. */
  notName: RegExp
}

interface PageWordLists {
  parts: Record<Part, string[]>
  openings: Record<Opening, string[]>
  law_notices: string[]
  months: Record<string, string[]>
  pages: Record<SaidKind, string[]>
  challenge_scripts: string[]
  byline: { by: string[]; not_names: string[]; roles: string[] }
}

let shipped: PageWords | undefined

/** The words of config/page-words.yaml, read when first asked for. */
export function pageWords(): PageWords {
  shipped ??= compilePageWords(
    readWordLists(
      readFileSync(new URL('../../config/page-words.yaml', import.meta.url), 'utf8'),
    ) as unknown as PageWordLists,
  )
  return shipped
}

// Pages of one outlet repeat the same few hundred names; what is remembered is bounded because hostile pages do not.
const REMEMBERED = 20_000
function remember(map: Map<string, number>, key: string, bits: number): void {
  if (map.size >= REMEMBERED) map.clear()
  map.set(key, bits)
}

/** Letters by which longer words are looked up. */
const PREFIX = 5

export function compilePageWords(lists: PageWordLists): PageWords {
  const exact = new Map<string, number>()
  // Short words ("ad", "pub", "nav") only count as whole words: "adapter" is no advertisement. The others by their first letters.
  const prefixes = new Map<string, { word: string; bits: number }[]>()
  PARTS.forEach((part, bit) => {
    for (const word of lists.parts[part] ?? []) {
      exact.set(word, (exact.get(word) ?? 0) | (1 << bit))
      if (word.length < PREFIX) continue
      const start = word.slice(0, PREFIX)
      prefixes.set(start, [...(prefixes.get(start) ?? []), { word, bits: 1 << bit }])
    }
  })
  const remembered = new Map<string, number>()
  const rememberedNames = new Map<string, number>()
  const rememberedWords = new Map<string, number>()
  const bitsOf = (word: string): number => {
    const known = exact.get(word) ?? rememberedWords.get(word)
    if (known !== undefined) return known
    let bits = 0
    const alike = word.length < PREFIX ? undefined : prefixes.get(word.slice(0, PREFIX))
    if (alike) for (const one of alike) if (word.startsWith(one.word)) bits |= one.bits
    remember(rememberedWords, word, bits)
    return bits
  }
  const bitsOfName = (name: string): number => {
    const known = rememberedNames.get(name)
    if (known !== undefined) return known
    const dashed = /[A-Z]/.test(name) ? name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase() : name
    let bits = exact.get(dashed) ?? 0
    for (const word of dashed.split(/[^a-z]+/)) if (word.length > 1) bits |= bitsOf(word)
    remember(rememberedNames, name, bits)
    return bits
  }
  const partsOf = (names: string): number => {
    const known = remembered.get(names)
    if (known !== undefined) return known
    let bits = 0
    for (const name of names.slice(0, 400).split(/\s+/)) bits |= bitsOfName(name)
    remember(remembered, names, bits)
    return bits
  }

  const openings = openingIndex(lists)
  const kinds = Object.fromEntries(PAGE_KINDS.map((kind) => [kind, openingPattern(lists.pages[kind] ?? [])])) as Record<
    SaidKind,
    RegExp
  >
  const notices = lists.law_notices.map((notice) => notice.toLowerCase())
  const shoutedNotices = notices.map((notice) => notice.toUpperCase())
  return {
    partsOf,
    openingOf(line) {
      const lower = line.slice(0, 60).toLowerCase()
      const start = LETTER_FIRST.test(lower) ? lower : lower.replace(/^[^\p{L}\p{N}©(]+/u, '')
      let bits = 0
      for (const key of [start.slice(0, 2), start.slice(0, 1)])
        for (const { phrase, bit } of openings.get(key) ?? [])
          if (start.startsWith(phrase) && endsThere(start, phrase)) bits |= bit
      return bits
    },
    isLawNotice(line) {
      if (line.length > 800) return false
      // Footnotes that explain an asterisk behind a name are such notices too.
      if (/^\s*\*/.test(line) && line.length < 400) {
        const lower = line.toLowerCase()
        return notices.some((notice) => lower.includes(notice))
      }
      return shoutedNotices.some((notice) => line.includes(notice)) && capitalShare(line) > 0.5
    },
    saysKind(kind, line) {
      return kinds[kind].test(
        line
          .slice(0, 200)
          .toLowerCase()
          .replace(/^[^\p{L}\p{N}]+/u, ''),
      )
    },
    isChallengeScript(address) {
      return lists.challenge_scripts.some((part) => address.includes(part))
    },
    months: monthNumbers(lists.months),
    byPrefix: new RegExp(`^(?:${alternatives(lists.byline.by)})(?![\\p{L}])\\s*:?\\s*`, 'iu'),
    notName: new RegExp(`^(?:${alternatives([...lists.byline.not_names, ...lists.byline.roles])})(?![\\p{L}])`, 'iu'),
  }
}

const LETTER_FIRST = /^[a-zа-яё]/
const LETTER = /\p{L}/u
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** No letter follows; scripts without spaces between words are let off. */
function endsThere(start: string, phrase: string): boolean {
  const next = start[phrase.length]
  return next === undefined || !LETTER.test(next) || UNSPACED.test(next)
}

/** Phrases by their first two characters: a line is compared with a handful and not with hundreds. */
function openingIndex(lists: PageWordLists): Map<string, { phrase: string; bit: number }[]> {
  const index = new Map<string, { phrase: string; bit: number }[]>()
  OPENINGS.forEach((name, i) => {
    for (const phrase of (lists.openings[name] ?? []).map((one) => one.toLowerCase())) {
      const key = phrase.slice(0, 2)
      index.set(key, [...(index.get(key) ?? []), { phrase, bit: 1 << i }])
    }
  })
  return index
}

/** Notices of the law are printed in capitals; a sentence about the law is not. */
function capitalShare(line: string): number {
  const letters = line.match(/\p{L}/gu) ?? []
  return letters.length === 0 ? 0 : letters.filter((letter) => letter !== letter.toLowerCase()).length / letters.length
}

function monthNumbers(months: Record<string, string[]>): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const names of Object.values(months))
    names.forEach((forms, i) => {
      for (const form of forms.split('|')) if (!numbers.has(form)) numbers.set(form, i + 1)
    })
  return numbers
}

const alternatives = (words: string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(literally)
    .join('|')
const literally = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
function openingPattern(words: string[]): RegExp {
  if (words.length === 0) return /(?!)/
  // No letter may follow; scripts without spaces between words are let off.
  return new RegExp(
    `^(?:${words.map((w) => literally(w.toLowerCase())).join('|')})(?:(?![\\p{L}])|(?=[\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}]))`,
    'u',
  )
}
