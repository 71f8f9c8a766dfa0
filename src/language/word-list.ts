/**
 * Many words to be looked up, in one string: a set of them takes longer to make than a short text takes to read. They
 * stand in the order of their code units, each before a line break; `starts` says where, and where the string ends.
 */
export interface WordList {
  text: string
  starts: Int32Array
}

/** A list of words; each is kept once. */
export function wordList(words: Iterable<string>): WordList {
  const sorted = [...new Set(words)].sort()
  const starts = new Int32Array(sorted.length + 1)
  let at = 0
  for (let i = 0; i < sorted.length; i++) {
    starts[i] = at
    at += sorted[i]!.length + 1
  }
  starts[sorted.length] = at
  return { text: sorted.map((word) => `${word}\n`).join(''), starts }
}

/** The word at a place of the list. */
export const wordAt = ({ text, starts }: WordList, place: number): string =>
  text.slice(starts[place]!, starts[place + 1]! - 1)

/** Which of the list's words it is, or -1. */
export function placeInList({ text, starts }: WordList, word: string): number {
  let low = 0
  let high = starts.length - 2
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compare(word, text, starts[middle]!, starts[middle + 1]! - 1)
    if (order === 0) return middle
    if (order < 0) high = middle - 1
    else low = middle + 1
  }
  return -1
}

/** Whether it is one of the list's words. */
export const isInList = (list: WordList, word: string): boolean => placeInList(list, word) >= 0

function compare(word: string, text: string, start: number, end: number): number {
  const length = end - start
  for (let i = 0; i < word.length && i < length; i++) {
    const order = word.charCodeAt(i) - text.charCodeAt(start + i)
    if (order !== 0) return order
  }
  return word.length - length
}
