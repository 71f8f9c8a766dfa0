import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Trouble } from '../commands/command.ts'

/** When a process began, in clock ticks since boot: with the number it tells one process from a later one. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : fields[19]!
  } catch {
    return null
  }
}

/** Whether a process of this number runs. */
export const alive = (pid: number): boolean => startOf(pid) !== null

interface Holder {
  pid: number
  start: string | null
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const holds = (holder: Holder | null): holder is Holder =>
  holder !== null && holder.pid !== process.pid && startOf(holder.pid) !== null && startOf(holder.pid) === holder.start

export interface DataFolder {
  path: string
  /** What was found left over and put right, a sentence each. */
  repaired: string[]
  release(): void
}

/** Who runs on a data folder now, or null. */
export function holderOf(path: string): number | null {
  const holder = readHolder(join(path, 'vigil.lock'))
  return holds(holder) ? holder.pid : null
}

/**
 * Makes the data folder ours alone until `release`. A lock whose process is gone is taken over.
 * @throws Trouble when another process uses it, or when it can't be written
 */
export function takeDataFolder(path: string): DataFolder {
  const file = join(path, 'vigil.lock')
  const repaired: string[] = []
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 })
    const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Holder)
    for (let attempt = 0; ; attempt++) {
      try {
        writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error
        const holder = readHolder(file)
        if (holds(holder))
          throw new Trouble(
            `the data folder ${path} is used by another Vigil (process ${holder.pid}). Stop that one first, or give this one a folder of its own with VIGIL_DATA.`,
          )
        rmSync(file, { force: true })
        repaired.push('the last run did not end properly: its lock was taken over')
      }
    }
  } catch (error) {
    if (error instanceof Trouble) throw error
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOSPC' ? 'the disc is full' : code === 'EACCES' ? 'this user may not write there' : String(error)
    throw new Trouble(`the data folder ${path} can't be used: ${why}`)
  }
  return { path, repaired, release: () => rmSync(file, { force: true }) }
}
