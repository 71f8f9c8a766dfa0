import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Plain text, one entry a line, because parsing thousands of names as YAML would take longer than all the rest of a start.
const folder = fileURLToPath(new URL('../../config/names/', import.meta.url))

/** One table of config/names: its lines under their "= heading" ("" before the first), without comments. */
export type Table = Map<string, string[]>

/** Reads a table's text. "#" opens a comment, "= heading" a part. */
export function readTable(text: string): Table {
  const parts: Table = new Map()
  let lines: string[] = []
  parts.set('', lines)
  for (const raw of text.split('\n')) {
    const hash = raw.indexOf('#')
    const line = (hash < 0 ? raw : raw.slice(0, hash)).trim()
    if (line === '') continue
    if (line.startsWith('= ')) {
      const heading = line.slice(2).trim()
      lines = parts.get(heading) ?? []
      parts.set(heading, lines)
    } else lines.push(line)
  }
  return parts
}

/** The table `config/names/NAME.txt`. The only place where the name engine touches the disk; each caller keeps what it made of it. */
export function loadTable(name: string): Table {
  return readTable(readFileSync(`${folder}${name}.txt`, 'utf8'))
}
