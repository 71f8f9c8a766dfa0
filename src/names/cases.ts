import { foldCase, scriptOf } from './letters.ts'
import { loadTable } from './tables.ts'

/** Case and sex of a word as bits: six cases of a man's name, then six of a woman's. */
export const MAN = 0b000000111111
export const WOMAN = 0b111111000000
export const ANY_CASE = MAN | WOMAN
const CASE_LETTERS = 'ngdaip'
const NOMINATIVE = bits('MnFn')

/** A nominative that a word may be a case of. */
export interface Nominative {
  word: string
  /** In which cases and sexes the word is a form of it. */
  cases: number
  /** The case was read off its ending; false where the word stands as it is. */
  inflected: boolean
  /** A woman's surname told by the man's form (Əliyeva → Əliyev). */
  folded: boolean
  /** Only the last word of a name may carry this (Azerbaijani) ending. */
  lastOnly: boolean
}

interface Ending {
  after: '' | 'C' | 'V' | 'K'
  ending: string
  base: string
  cases: number
  fold: boolean
}

function bits(written: string): number {
  let out = 0
  let sex = 0
  for (const letter of written) {
    if (letter === 'M' || letter === 'F') sex = letter === 'M' ? 0 : 6
    else out |= 1 << (sex + CASE_LETTERS.indexOf(letter))
  }
  return out
}

function readEndings(lines: string[]): Map<string, Ending[]> {
  const byEnding = new Map<string, Ending[]>()
  for (const line of lines) {
    const [pattern = '', base = '', cases, fold] = line.split(/\s+/)
    const [, after = '', ending = ''] = /^(?:([CVK])\+)?(.+)$/.exec(pattern) ?? []
    const rule: Ending = {
      after: after as Ending['after'],
      ending,
      base: base === '-' ? '' : base,
      cases: cases === undefined ? ANY_CASE : bits(cases),
      fold: fold === 'fold',
    }
    const rules = byEnding.get(ending)
    if (rules) rules.push(rule)
    else byEnding.set(ending, [rule])
  }
  return byEnding
}

interface Endings {
  cyrillic: Map<string, Ending[]>
  latin: Map<string, Ending[]>
  azerbaijani: Map<string, Ending[]>
  whole: Map<string, { base: string; cases: number }[]>
}
let endings: Endings | undefined
function loadEndings(): Endings {
  const table = loadTable('cases')
  const whole: Endings['whole'] = new Map()
  for (const line of table.get('cyrillic whole words') ?? []) {
    const [from = '', base = '', cases = ''] = line.split(/\s+/)
    whole.set(from, [...(whole.get(from) ?? []), { base, cases: bits(cases) }])
  }
  return {
    cyrillic: readEndings(table.get('cyrillic') ?? []),
    latin: readEndings(table.get('latin') ?? []),
    azerbaijani: readEndings(table.get('azerbaijani') ?? []),
    whole,
  }
}

const VOWELS = 'аеёиоуыэюяіїєәөүaeiouyəıöüāēīū'
const HUSH = 'кгхжшчщц'
const LONGEST = 6

function* matching(rules: Map<string, Ending[]>, word: string): Generator<Ending> {
  for (let length = Math.min(LONGEST, word.length - 2); length > 0; length--) {
    const before = word[word.length - length - 1]!
    for (const rule of rules.get(word.slice(-length)) ?? []) {
      if (rule.after === 'C' && VOWELS.includes(before)) continue
      if (rule.after === 'V' && !VOWELS.includes(before)) continue
      if (rule.after === 'K' && !HUSH.includes(before)) continue
      yield rule
    }
  }
}

function asItStands(word: string, script: string): number {
  if (script !== 'cyrillic') return ANY_CASE
  const last = word.at(-1)!
  // Качибая, Берая: Georgian and Abkhazian; Чайковская and Лесная are a woman's nominative.
  if (/[^кнвшщ]ая$/.test(word)) return ANY_CASE
  if ('ая'.includes(last)) return NOMINATIVE
  // Женщины и -о, -е, -и, -у не склоняются: «Нигяр», «Мирзали», «Шевченко», «Черных».
  if ('оеэиыуюіїєё'.includes(last) || /[ыи]х$/.test(word)) return ANY_CASE
  return bits('Mn') | WOMAN
}

/**
 * The nominatives that a name word may stand for, itself first, in lower case. For Cyrillic the Russian, Ukrainian and
 * Belarusian cases, for Latin the Azerbaijani ones; women's surnames are also told by the man's form.
 *
 * @param lang language of the text where known; Azerbaijani endings are not looked for in an English text
 */
export function nominatives(word: string, lang?: string | null): Nominative[] {
  endings ??= loadEndings()
  const lower = foldCase(word)
  const script = scriptOf(lower)
  const plain = { inflected: false, folded: false, lastOnly: false }
  const out: Nominative[] = [{ word: lower, cases: asItStands(lower, script), ...plain }]
  if (lower.length < 4 && script !== 'cyrillic') return out
  if (script === 'cyrillic') {
    for (const { base, cases } of endings.whole.get(lower) ?? []) {
      out.push({ word: base, cases, ...plain, inflected: true })
    }
    for (const rule of matching(endings.cyrillic, lower)) push(out, lower, rule, false)
    return out
  }
  if (script !== 'latin') return out
  for (const rule of matching(endings.latin, lower)) push(out, lower, rule, false)
  if (lang === 'en' || lang === 'ru') return out
  const stems = out.length
  for (const rule of matching(endings.azerbaijani, lower)) push(out, lower, rule, true)
  for (const stem of out.slice(stems)) {
    for (const rule of matching(endings.latin, stem.word)) push(out, stem.word, rule, true)
  }
  return out
}

function push(out: Nominative[], word: string, rule: Ending, lastOnly: boolean): void {
  const base = word.slice(0, word.length - rule.ending.length) + rule.base
  if (base.length < 2) return
  const inflected = lastOnly || (rule.cases & NOMINATIVE) === 0 || !rule.fold
  const known = out.find((n) => n.word === base && n.lastOnly === lastOnly && n.folded === rule.fold)
  if (known) known.cases |= rule.cases
  else out.push({ word: base, cases: rule.cases, inflected, folded: rule.fold, lastOnly })
}
