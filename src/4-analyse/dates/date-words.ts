import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { byLanguage } from '../../language/by-language.ts'
import type { ReadLanguage } from '../../language/detect.ts'
import { type LexiconFile, readLexiconFile } from '../claims/lexicon-file.ts'

/** What a word or phrase of a language says about time. */
export interface DateWord {
  kind:
    | 'month'
    | 'weekday'
    | 'today'
    | 'yesterday'
    | 'before_yesterday'
    | 'day_after'
    | 'same_day'
    | 'last'
    | 'this'
    | 'ago'
    | 'unit'
    | 'since'
    | 'number'
    | 'ordinal'
  /** Month 1…12, weekday 1…7 (Monday first), number, or days of a unit (1, 7, 30, 365). */
  value: number
  /** How many words it takes. */
  words: number
}

/** The words for dates of one language: found by the first word of each. */
export interface DateWords {
  at(lower: readonly string[], index: number): DateWord | null
}

export type DateLexicon = Record<ReadLanguage, DateWords>

const UNITS: Record<string, number> = { day: 1, week: 7, month: 30, year: 365 }
const LISTS = { months: 'month', weekdays: 'weekday', numbers: 'number', ordinals: 'ordinal' } as const

/** Reads config/lexicons/dates.yaml. */
export function loadDateLexicon(folder: string): DateLexicon {
  const path = join(folder, 'lexicons/dates.yaml')
  let file: LexiconFile | undefined
  return byLanguage((lang) => {
    file ??= readLexiconFile(readFileSync(path, 'utf8'), path)
    const part = file.get(lang)
    return compile(part instanceof Map ? part : new Map())
  })
}

interface Entry extends DateWord {
  phrase: string[]
}

function compile(part: Map<string, unknown>): DateWords {
  const byForm = new Map<string, Entry[]>()
  const prefixes: { prefix: string; entry: Entry }[] = []
  const add = (phrase: string[], kind: DateWord['kind'], value: number) => {
    const entry: Entry = { phrase, kind, value, words: phrase.length }
    const first = phrase[0]!
    if (first.endsWith('*')) prefixes.push({ prefix: first.slice(0, -1), entry })
    else
      byForm.set(
        first,
        [...(byForm.get(first) ?? []), entry].sort((a, b) => b.words - a.words),
      )
  }
  for (const [name, text] of part) {
    if (typeof text !== 'string') continue
    const rows = text.split(',').map((row) => row.trim().split(/\s+/))
    if (Object.hasOwn(LISTS, name)) {
      const kind = LISTS[name as keyof typeof LISTS]
      rows.forEach((row, i) => {
        for (const form of row) add(form.split('_'), kind, i + 1)
      })
    } else if (Object.hasOwn(UNITS, name)) for (const form of rows.flat()) add([form], 'unit', UNITS[name]!)
    else if (name === 'last' || name === 'this' || name === 'ago' || name === 'since')
      for (const form of rows.flat()) add([form], name, 0)
    else for (const row of rows) add(row, name as DateWord['kind'], 0)
  }
  // The entries that begin like a word, found once for each form.
  const begins = new Map<string, Entry[]>()
  const begin = (word: string): Entry[] => {
    const known = begins.get(word)
    if (known) return known
    const found = prefixes.filter(({ prefix }) => word.startsWith(prefix)).map(({ entry }) => entry)
    if (begins.size > 50_000) begins.clear()
    begins.set(word, found)
    return found
  }
  const fits = (pattern: string, word: string | undefined): boolean =>
    word !== undefined && (pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern)
  return {
    at(lower, index) {
      const word = lower[index]
      if (word === undefined) return null
      const exact = byForm.get(word)
      const begun = begin(word)
      // Nearly every word of a text is none of these.
      if (exact === undefined && begun.length === 0) return null
      const stands = (entry: Entry) => entry.phrase.every((pattern, n) => fits(pattern, lower[index + n]))
      const whole = exact?.find(stands)
      const longest = begun
        .filter(stands)
        .reduce<Entry | null>((best, entry) => (best && best.words >= entry.words ? best : entry), null)
      return whole && (!longest || whole.words >= longest.words) ? whole : (longest ?? whole ?? null)
    },
  }
}
