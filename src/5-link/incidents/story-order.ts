// What an article tells in which order, whatever its language: sentence by sentence the names (by the classes of their
// sounds), the numbers and the months. A translation keeps them and their order; two reporters who asked about one event
// share the names of those it is about, and tell the rest each in their own order, with numbers and names of their own.
import { isReadLanguage, type ReadLanguage } from '../../language/detect.ts'
import { splitParagraphs, splitSentences } from '../../language/sentences.ts'
import { splitWords, type Word } from '../../language/words.ts'
import { soundKey } from '../../names/names.ts'
import type { IncidentRules } from './incident-rules.ts'

/** The marks of a text's sentences that any language keeps, each with the words that it stands for. */
export type Story = readonly ReadonlyMap<string, string>[]

/** How one article follows another. */
export interface SameOrder {
  /** How much of the one that tells less stands in the other in the same order: 0 … 1. */
  share: number
  /** How much of the sentences that were laid side by side stands in both: 0 … 1. */
  purity: number
  /** The weight of what stands in both: a mark that comes once weighs one. */
  weight: number
  /** What stands in both, in the words of the first. */
  words: string[]
}

// Sounds of a name beyond the first four classes are mostly its case endings.
const NAME_SOUNDS = 4
// No more of a text than that is laid side by side with another: time grows with the square.
const MOST_SENTENCES = 80

type Rules = Pick<IncidentRules, 'words' | 'months'>

/** Reads what a text tells in which order. */
export function storyOf(text: string, lang: string | null, rules: Rules): Story {
  const known = isReadLanguage(lang) ? lang : null
  const sentences = splitParagraphs(text)
    .flatMap((paragraph) => splitSentences(text, paragraph, known))
    .slice(0, MOST_SENTENCES)
    .map(({ start, end }) => splitWords(text, start, end, known))
  const names = new Set(sentences.flatMap((words) => words.filter((word, at) => at > 0 && isName(word)).map(nameKey)))
  return sentences.map((words) => marksOf(words, known, rules, names))
}

const isName = ({ kind, capital, text }: Word): boolean => kind === 'word' && capital && text.length > 2
const nameKey = ({ text }: Word): string => soundKey(text).replaceAll(' ', '').slice(0, NAME_SOUNDS)

function marksOf(words: readonly Word[], lang: ReadLanguage | null, rules: Rules, names: ReadonlySet<string>) {
  const marks = new Map<string, string>()
  const numbering = lang ? rules.words[lang] : undefined
  const months = lang ? rules.months[lang] : []
  for (const [at, word] of words.entries()) {
    const { text, lower } = word
    const digits = /\d+/.exec(text.replaceAll(/(?<=\d)[,.\u00A0\u202F](?=\d{3})/g, ''))?.[0]
    if (digits) marks.set(`#${Number(digits)}`, digits)
    const month = months.findIndex((forms) => forms.some((form) => isForm(lower, form)))
    const count = numbering ? Math.max(placeOf(lower, numbering.cardinals), placeOf(lower, numbering.ordinals)) : 0
    if (month >= 0) marks.set(`month ${month + 1}`, text)
    else if (count > 2) marks.set(`#${count}`, text)
    else if (isName(word)) {
      const key = nameKey(word)
      // The first word of a sentence has its capital anyway.
      const named = at > 0 || names.has(key) || (words[1] !== undefined && isName(words[1]))
      if (named && key.length > 1) marks.set(key, text)
    }
  }
  return marks
}

const isForm = (lower: string, form: string): boolean =>
  form.endsWith('*') ? lower.startsWith(form.slice(0, -1)) : lower === form

// Short roots begin other words: Azerbaijani "on" is ten, "onun" is his. 1 for the first form, 0 for none.
const placeOf = (lower: string, forms: readonly string[]): number =>
  forms.findIndex((form) => (form.length > 3 ? lower.startsWith(form) : lower === form)) + 1

// What stands in one of two sentences only speaks against laying them side by side, but less than what stands in both for it.
const UNLIKE = 0.35
// A sentence may be cut in two, and two be made one.
const STEPS = [
  [1, 1],
  [1, 2],
  [2, 1],
] as const

interface Cell {
  score: number
  both: number
  unlike: number
  step: readonly [number, number]
}

/** Lays two stories side by side, sentence by sentence and in order, as well as can be; nothing where they are too far apart. */
export function sameOrder(a: Story, b: Story): SameOrder {
  const times = new Map<string, number>()
  for (const marks of [...a, ...b]) for (const mark of marks.keys()) times.set(mark, (times.get(mark) ?? 0) + 1)
  // Whom all is about stands in every second sentence of any report: the rarer a mark, the more it says.
  const weigh = (marks: Iterable<string>): number => {
    let sum = 0
    for (const mark of marks) sum += 1 / Math.sqrt(Math.max(1, times.get(mark)! / 2))
    return sum
  }
  const [allOfA, allOfB] = [a, b].map((story) => story.reduce((sum, marks) => sum + weigh(marks.keys()), 0)) as [
    number,
    number,
  ]
  const least = Math.min(allOfA, allOfB)
  // What stands in both in any order is the most that can stand in both in this one: nearly always too little.
  if (least === 0 || weigh(occurrencesInBoth(a, b)) < SHARE * least) return NOTHING
  const compare = (i: number, di: number, j: number, dj: number) => {
    const left = marksIn(a, i, di)
    const right = marksIn(b, j, dj)
    const both = weigh(left.filter((mark) => right.includes(mark)))
    return { both, unlike: weigh(left) + weigh(right) - 2 * both }
  }
  const grid: Cell[][] = [Array.from({ length: b.length + 1 }, () => START)]
  for (let i = 1; i <= a.length; i++) {
    const row: Cell[] = [START]
    for (let j = 1; j <= b.length; j++) {
      let best: Cell = { ...grid[i - 1]![j]!, step: [1, 0] }
      if (row[j - 1]!.score > best.score) best = { ...row[j - 1]!, step: [0, 1] }
      for (const step of STEPS) {
        const [di, dj] = step
        if (di > i || dj > j) continue
        const before = grid[i - di]![j - dj]!
        const { both, unlike } = compare(i, di, j, dj)
        const score = before.score + both - UNLIKE * unlike
        if (both > 0 && score > best.score)
          best = { score, both: before.both + both, unlike: before.unlike + unlike, step }
      }
      row.push(best)
    }
    grid.push(row)
  }
  const { both, unlike } = grid[a.length]![b.length]!
  return {
    share: both / least,
    purity: both === 0 ? 0 : both / (both + unlike / 2),
    weight: both,
    words: wordsInBoth(a, b, grid),
  }
}

const NOTHING: SameOrder = { share: 0, purity: 0, weight: 0, words: [] }

function occurrencesInBoth(a: Story, b: Story): string[] {
  const left = new Map<string, number>()
  for (const marks of a) for (const mark of marks.keys()) left.set(mark, (left.get(mark) ?? 0) + 1)
  const both: string[] = []
  for (const marks of b)
    for (const mark of marks.keys()) {
      const count = left.get(mark) ?? 0
      if (count === 0) continue
      left.set(mark, count - 1)
      both.push(mark)
    }
  return both
}

const START: Cell = { score: 0, both: 0, unlike: 0, step: [0, 0] }

const marksIn = (story: Story, end: number, count: number): string[] =>
  count === 1
    ? [...story[end - 1]!.keys()]
    : [...new Set(story.slice(end - count, end).flatMap((marks) => [...marks.keys()]))]

function wordsInBoth(a: Story, b: Story, grid: readonly (readonly Cell[])[]): string[] {
  const words: string[] = []
  for (let i = a.length, j = b.length; i > 0 && j > 0; ) {
    const [di, dj] = grid[i]![j]!.step
    if (di > 0 && dj > 0) {
      const right = marksIn(b, j, dj)
      for (const marks of a.slice(i - di, i).toReversed())
        for (const [mark, word] of [...marks].toReversed()) if (right.includes(mark)) words.unshift(word)
    }
    i -= di
    j -= dj
  }
  return [...new Set(words)]
}

// Set on six events of our own before the other five were written (test/5-link/incidents/translations.yaml): translations
// share 0.72 to 1, reports that stand by themselves 0 to 0.57. Of texts of a few lines nobody can tell: a ruling has one
// date and one term whoever reports it, so they stay what they are.
const [SHARE, PURITY, WEIGHT] = [0.6, 0.75, 8]

/** Whether an article follows another so closely that it may be its translation. */
export const mayBeTranslated = ({ share, purity, weight }: SameOrder): boolean =>
  share >= SHARE && purity >= PURITY && weight >= WEIGHT
