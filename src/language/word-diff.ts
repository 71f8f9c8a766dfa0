/** A run of words that two versions of a text share, or that only one of them has. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

// Past this many differing words the middle is shown as replaced as a whole: marking single words in it helps nobody.
const MOST_WORK = 4_000_000

/**
 * What was changed between two versions of a text, word by word; white space goes with the word before it. The parts
 * that are not "added" give the old text letter for letter, those that are not "removed" the new one.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = wordsOf(before)
  const b = wordsOf(after)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const parts: DiffPart[] = []
  push(parts, 'same', a.slice(0, start))
  middle(parts, a.slice(start, a.length - end), b.slice(start, b.length - end))
  push(parts, 'same', a.slice(a.length - end))
  return parts
}

const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? []

function middle(parts: DiffPart[], a: string[], b: string[]): void {
  if (a.length * b.length > MOST_WORK) {
    push(parts, 'removed', a)
    push(parts, 'added', b)
    return
  }
  const common = lengthsOfCommon(a, b)
  const width = b.length + 1
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(parts, 'same', [a[i]!])
      i++
      j++
    } else if (i < a.length && (j === b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      push(parts, 'removed', [a[i]!])
      i++
    } else {
      push(parts, 'added', [b[j]!])
      j++
    }
  }
}

/** For each place in both, how many words they can have in common from there on (longest common subsequence). */
function lengthsOfCommon(a: string[], b: string[]): Uint32Array {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  return lengths
}

function push(parts: DiffPart[], kind: DiffPart['kind'], words: string[]): void {
  if (words.length === 0) return
  const last = parts.at(-1)
  if (last?.kind === kind) last.text += words.join('')
  else parts.push({ kind, text: words.join('') })
}
