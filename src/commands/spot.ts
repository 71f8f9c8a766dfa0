import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildNameIndex, spotNames, type WatchedName } from '../names/names.ts'
import { type Command, Trouble, WrongUse } from './command.ts'
import { BadLine, eachJsonLine } from './json-lines.ts'

function readOptions(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { watch: { type: 'string' }, explain: { type: 'boolean', default: false } },
    })
    return { ...values, files: positionals }
  } catch (error) {
    throw new WrongUse(`${(error as Error).message}. vigil spot --help tells its use.`)
  }
}

/** Reads a watch list: `{id, name, also}` a line. */
function readWatchList(text: string, file: string): WatchedName[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readWatch(line, `${file}, line ${at + 1}`)]))
}

function readWatch(line: string, place: string): WatchedName {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Trouble(`${place}: not JSON`)
  }
  const { id, name, also } = (value ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' && typeof id !== 'number') throw new Trouble(`${place}: "id" is missing`)
  if (typeof name !== 'string') throw new Trouble(`${place}: "name" must be a name in quotation marks`)
  const others = also ?? []
  if (!Array.isArray(others) || !others.every((other) => typeof other === 'string')) {
    throw new Trouble(`${place}: "also" must be a list of names`)
  }
  return { id: id as string, name, also: others }
}

function readFile(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Trouble(code === 'ENOENT' ? `there is no file "${file}"` : `cannot read ${file}: ${message}`)
  }
}

export const command: Command = {
  help: `
Use: vigil spot --watch FILE [--explain] [FILE|-]

The watch list has {"id": ID, "name": NAME, "also": [NAME, ...]} a line; a name needs two words, for a surname alone never
tells a person. Reads {"index"?, "text", "lang"?} a line and writes {index, hits: [{watchId, mention, score}]}: only hits
above the shipped threshold; mention is the exact span of the text. A surname alone counts after the full name.

  --explain   adds start and end (UTF-16 units) and "why" to each hit

Example: vigil spot --watch prisoners.jsonl texts.jsonl`,
  async run(args) {
    const { watch, files, explain } = readOptions(args)
    if (watch === undefined) throw new WrongUse('spot needs --watch FILE. vigil spot --help tells its use.')
    if (files.length > 1) throw new WrongUse('spot reads one file, or "-" for standard input.')
    const names = buildNameIndex(readWatchList(readFile(watch), watch))
    await eachJsonLine(files[0], (value, { index: at }) => {
      const { text, lang, index = at } = value
      if (typeof text !== 'string') throw new BadLine('"text" must be a text in quotation marks')
      const hits = spotNames(names, text, typeof lang === 'string' ? lang : null)
      if (explain) return { index, hits }
      return { index, hits: hits.map(({ watchId, mention, score }) => ({ watchId, mention, score })) }
    })
    return 0
  },
}
