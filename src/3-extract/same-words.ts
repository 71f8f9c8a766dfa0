/*
 * Lines are compared by their words all over this step, so this is worth being quick: characters of which one look tells
 * what they are (Latin, Greek, Cyrillic, common punctuation) are told by a table, and only lines with others are normalised.
 */

const SEPARATES = 0
const WORD = 1
const UNSURE = 2
const TABLE = Uint8Array.from({ length: 0x530 }, (_, code) => kindOf(String.fromCharCode(code)))

function kindOf(char: string): number {
  const compatible = char.normalize('NFKC')
  if (/\p{M}/u.test(compatible)) return UNSURE
  if (!/[\p{L}\p{N}]/u.test(compatible)) return SEPARATES
  const lower = char.toLowerCase()
  return compatible === char && lower.length === 1 && lower.normalize('NFKC') === lower ? WORD : UNSURE
}

const at = (line: string, i: number): number => {
  const code = line.charCodeAt(i)
  // Dashes, curly quotes, the ellipsis.
  return code < TABLE.length ? TABLE[code]! : code >= 0x2010 && code <= 0x2027 ? SEPARATES : UNSURE
}

/** A line as its words, split by one space: case, quotes and punctuation aside. */
export function sameWords(line: string): string {
  const lower = line.toLowerCase()
  const parts: string[] = []
  let from = -1
  for (let i = 0; i < line.length; i++) {
    const kind = at(line, i)
    if (kind === UNSURE) return normalisedWords(line)
    if (kind === WORD) {
      if (from < 0) from = i
    } else if (from >= 0 && !(line.charCodeAt(i) === 32 && i + 1 < line.length && at(line, i + 1) === WORD)) {
      parts.push(lower.slice(from, i))
      from = -1
    }
  }
  if (from === 0) return lower
  if (from > 0) parts.push(lower.slice(from))
  return parts.length === 1 ? parts[0]! : parts.join(' ')
}

const normalisedWords = (line: string): string =>
  line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
