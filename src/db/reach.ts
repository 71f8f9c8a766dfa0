import { setTimeout as sleep } from 'node:timers/promises'
import { Trouble } from '../commands/command.ts'
import type { Settings } from '../settings.ts'
import { holderOf, takeDataFolder } from './data-folder.ts'
import { type Database, openDatabase } from './database.ts'
import { embeddedUrl, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/**
 * Runs a command's work on the database, wherever it is: the one of DATABASE_URL, the one of a Vigil that runs now, or
 * the data folder's own, started for this command and stopped after it.
 */
export async function withDatabase<T>(
  settings: Settings,
  run: (database: Database & { url: string }) => Promise<T>,
  say: (line: string) => void = () => {},
): Promise<T> {
  const running = settings.DATABASE_URL ?? (holderOf(settings.VIGIL_DATA) ? embeddedUrl(settings.VIGIL_DATA) : null)
  if (running) return onServer(running, run)
  const folder = takeDataFolder(settings.VIGIL_DATA)
  try {
    const server = await startEmbedded(settings.VIGIL_DATA)
    for (const line of [...folder.repaired, ...server.repaired]) say(line)
    try {
      return await onServer(server.url, run)
    } finally {
      await server.stop()
    }
  } finally {
    folder.release()
  }
}

async function onServer<T>(url: string, run: (database: Database & { url: string }) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { connections: 4 })
  try {
    await reachable(database)
    await migrate(database.sql)
    return await run({ ...database, url })
  } finally {
    await database.close()
  }
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at its address: is PostgreSQL running there?',
  ENOTFOUND: 'its host name is not known',
  CONNECT_TIMEOUT: 'it does not answer',
  '28P01': 'it refuses the user or password',
  '28000': 'it refuses this user',
  '3D000': 'it has no database of that name: create it first',
}
// These heal by themselves while a server starts or comes back; the others need a person.
const PASSING = new Set([
  'ECONNREFUSED',
  'CONNECT_TIMEOUT',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  '57P03',
  '57P01',
  '53300',
])

/** What is wrong with a database, in words without its password, or null. */
export async function troubleWith({ sql }: Database): Promise<{ words: string; passing: boolean } | null> {
  try {
    const [row] = await sql<{ encoding: string; version: number }[]>`
      select getdatabaseencoding() as encoding, current_setting('server_version_num')::int as version`
    if (row!.encoding !== 'UTF8')
      return { words: `its encoding is ${row!.encoding}: create the database with encoding UTF8`, passing: false }
    if (row!.version < 150_000) return { words: 'it is older than PostgreSQL 15', passing: false }
    return null
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    return { words: WORDS[code] ?? message, passing: PASSING.has(code) }
  }
}

async function reachable(database: Database): Promise<void> {
  const trouble = await troubleWith(database)
  if (trouble) throw new Trouble(`the database of DATABASE_URL can't be used: ${trouble.words}`)
}

/**
 * Waits for a database that is starting or away; what only a person can mend is said at once.
 * @throws Trouble
 */
export async function waitForDatabase(
  database: Database,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; !signal.aborted; tries++) {
    const trouble = await troubleWith(database)
    if (trouble === null) return
    if (!trouble.passing) throw new Trouble(`the database can't be used: ${trouble.words}`)
    if (tries % 30 === 0) say(`waiting for the database: ${trouble.words}`)
    await sleep(1_000, undefined, { signal }).catch(() => {})
  }
}

/** The database of DATABASE_URL, or of the Vigil that runs on this data folder. */
export function databaseUrl(settings: Settings): string {
  const url = settings.DATABASE_URL ?? embeddedUrl(settings.VIGIL_DATA)
  if (!url) throw new Trouble('no database: give DATABASE_URL, or run "vigil start", which brings its own')
  return url
}
