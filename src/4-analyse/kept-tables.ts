import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/**
 * Makes a table, or takes it as it was made before. `files` are those that it is made of. What is kept must be plain:
 * objects, maps, sets, rows of numbers, no functions.
 */
export type Keep = <T>(name: string, files: readonly string[], make: () => T) => T

/** Keeps nothing: for a process that runs on, where the start is no matter. */
export const keepNothing: Keep = (_name, _files, make) => make()

// What tables are made by: where one of these modules changes, so may every table.
const MADE_BY = ['.', 'claims', 'facilities', 'people', '../language', '../names'].map((path) =>
  join(import.meta.dirname, path),
)

/**
 * Keeps tables in a folder, for commands that must start at once. A table is taken from there only where every file that
 * it is made of, and every module that makes tables, is as it was: same size, same times. Where the folder can't be
 * written or what lies there can't be read, tables are made as if nothing were kept.
 */
export function keepIn(folder: string): Keep {
  let modules: string | undefined
  return <T>(name: string, files: readonly string[], make: () => T): T => {
    modules ??= process.version + MADE_BY.map(modulesIn).join('')
    const made = Buffer.from(modules + files.map(stateOf).join(''))
    const path = join(folder, `${name}.table`)
    const kept = read<T>(path, made)
    if (kept !== null) return kept.table
    const table = make()
    write(path, made, table)
    return table
  }
}

const modulesIn = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => stateOf(join(folder, name)))
    .join('')

// The time of change is the system's own: no copying or unpacking sets it back.
function stateOf(path: string): string {
  const state = statSync(path, { throwIfNoEntry: false })
  return state ? `${path} ${state.size} ${state.mtimeMs} ${state.ctimeMs}\n` : `${path} none\n`
}

// A kept file: how long what it was made of is, that, the table.
const LENGTH = 4

function read<T>(path: string, made: Buffer): { table: T } | null {
  try {
    const bytes = readFileSync(path)
    const end = LENGTH + bytes.readUInt32LE(0)
    return bytes.subarray(LENGTH, end).equals(made) ? { table: deserialize(bytes.subarray(end)) as T } : null
  } catch {
    return null // none yet, or damaged: it is made again
  }
}

function write(path: string, made: Buffer, table: unknown): void {
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32LE(made.length)
  const own = `${path}.${process.pid}`
  try {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(own, Buffer.concat([length, made, serialize(table)]))
    renameSync(own, path) // whoever reads meanwhile sees the old one or the new one, whole
  } catch {
    // A folder that can't be written: the next start takes as long as this one.
  }
}
