import type { ReadLanguage } from './detect.ts'
import { lowerIn, stemOf } from './stem.ts'
import type { Word } from './words.ts'

interface Branch<T> {
  /** Null where no phrase goes on: most branches are ends, and a map for each would be most of the tree. */
  next: Map<string, Branch<T>> | null
  value: T | undefined
}

/** Phrases in dictionary form, found in any form of their words. Numbers, № and quotation marks between words may differ. */
export interface PhraseTree<T> {
  lang: ReadLanguage
  root: Branch<T>
}

export interface PhraseFound<T> {
  value: T
  first: number
  after: number
}

export const phraseTree = <T>(lang: ReadLanguage): PhraseTree<T> => ({ lang, root: { next: null, value: undefined } })

/** Adds a phrase; one that is there already keeps its first value. */
export function addPhrase<T>(tree: PhraseTree<T>, phrase: string, value: T): void {
  let branch = tree.root
  for (const key of keysOfPhrase(tree.lang, phrase)) {
    branch.next ??= new Map()
    let next = branch.next.get(key)
    if (!next) {
      next = { next: null, value: undefined }
      branch.next.set(key, next)
    }
    branch = next
  }
  if (branch !== tree.root) branch.value ??= value
}

/** The longest phrase that begins with the word at `at`; `limit` is the first word that it may not reach. */
export function findPhrase<T>(
  tree: PhraseTree<T>,
  words: readonly Word[],
  at: number,
  limit: number,
): PhraseFound<T> | null {
  // Asked of nearly every word of a text, and nearly always in vain: so nothing is made before the first word fits.
  let branch: Branch<T> | undefined = step(tree.root, words[at]!)
  if (branch === undefined || isSkipped(words[at]!)) return null
  let found: PhraseFound<T> | null = null
  for (let i = at; ; ) {
    if (branch.value !== undefined) found = { value: branch.value, first: at, after: i + 1 }
    do i++
    while (i < limit && isSkipped(words[i]!))
    if (i >= limit) return found
    branch = step(branch, words[i]!)
    if (branch === undefined) return found
  }
}

const SIGNS = new Set(['.', '№', '«', '»', '“', '”', '"', '„', '#', 'no', "'", '’', '‘'])
const isSkipped = (word: Word): boolean => SIGNS.has(word.lower)

// ИК-6 and СИЗО-1 are the code and the number.
const CODE_AND_NUMBER = /^(\p{L}+)[-‐‑](\d.*)$/u

function step<T>(branch: Branch<T>, word: Word): Branch<T> | undefined {
  if (branch.next === null) return undefined
  if (word.kind === 'number') return branch.next.get(word.lower)
  const next = branch.next.get(word.stem)
  if (next !== undefined || !word.coded) return next
  const coded = CODE_AND_NUMBER.exec(word.lower)
  return coded ? branch.next.get(coded[1]!)?.next?.get(coded[2]!) : undefined
}

function keysOfPhrase(lang: ReadLanguage, phrase: string): string[] {
  return phrase
    .split(/[\s«»“”"„.№#]+/)
    .filter((part) => part !== '' && lowerIn(lang, part) !== 'no')
    .flatMap((part) => {
      const lower = lowerIn(lang, part)
      if (/^\d/.test(lower)) return [lower]
      const coded = CODE_AND_NUMBER.exec(lower)
      return coded ? [coded[1]!, coded[2]!] : [stemOf(lang, lower)]
    })
}
