/** A mistake in a file of words, told to the one who wrote it. */
export class LexiconMistake extends Error {}

/** Names and their values: a text, or names and values again. */
export type LexiconFile = Map<string, string | LexiconFile>

/**
 * Reads the part of YAML that the analyser's files are written in: names, texts on one line, texts folded (">-") or kept
 * line by line ("|"), comments. A whole YAML reader would take longer to load than a short article takes to read.
 */
export function readLexiconFile(text: string, name: string): LexiconFile {
  const lines = text.split('\n')
  let at = 0
  const indentOf = (line: string) => line.length - line.trimStart().length
  const isEmpty = (line: string) => line.trim() === '' || line.trimStart().startsWith('#')

  const block = (indent: number, folded: boolean): string => {
    const own: string[] = []
    for (; at < lines.length; at++) {
      const line = lines[at]!
      if (line.trim() !== '' && indentOf(line) <= indent) break
      own.push(line.trim())
    }
    return own.join(folded ? ' ' : '\n').trim()
  }

  const map = (indent: number): LexiconFile => {
    const read: LexiconFile = new Map()
    for (; at < lines.length; ) {
      const line = lines[at]!
      if (isEmpty(line)) {
        at++
        continue
      }
      const own = indentOf(line)
      if (own < indent) break
      const colon = line.indexOf(':')
      if (own > indent || colon < 0)
        throw new LexiconMistake(`${name}, line ${at + 1}: expected "name: …", not "${line.trim()}"`)
      const key = line.slice(own, colon).trim()
      const value = line.slice(colon + 1).trim()
      at++
      if (value === '|' || value === '|-') read.set(key, block(own, false))
      else if (value === '>-' || value === '>') read.set(key, block(own, true))
      else if (value === '') read.set(key, nested(own))
      else read.set(key, unquoted(value))
    }
    return read
  }

  const nested = (indent: number): LexiconFile | string => {
    while (at < lines.length && isEmpty(lines[at]!)) at++
    const next = lines[at]
    return next !== undefined && indentOf(next) > indent ? map(indentOf(next)) : ''
  }

  return map(0)
}

const unquoted = (value: string): string => (/^(['"]).*\1$/.test(value) ? value.slice(1, -1) : value)
