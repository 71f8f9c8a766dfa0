import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Trouble } from '../commands/command.ts'
import { type DataFolder, takeDataFolder } from '../db/data-folder.ts'
import { openDatabase } from '../db/database.ts'
import { type EmbeddedPostgres, startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { waitForDatabase } from '../db/reach.ts'
import type { Settings } from '../settings.ts'
import { listenTrouble } from '../web/server.ts'
import { type Children, startChildren } from './children.ts'
import { aborted } from './until-asked.ts'

/** The product's processes: what must answer at once is kept apart from what reads pages and from what computes. */
const PROCESSES = [
  { name: 'web', args: ['web'] },
  { name: 'fetching', args: ['work', 'crawl', 'capture', 'render', 'deliver'] },
  { name: 'reading', args: ['work', 'extract', 'analyse', 'link', 'alert'] },
]

interface Given {
  settings: Settings
  /** Variables for the processes beside those of this one. */
  env?: NodeJS.ProcessEnv
  stopping: AbortSignal
  say(line: string): void
  /** Called once all of it runs. */
  started(databaseUrl: string): Promise<void>
}

let children: Children | null = null
let server: EmbeddedPostgres | null = null

/** For the second Ctrl-C. */
export function killAll(): void {
  children?.kill()
  if (server) process.kill(server.pid, 'SIGQUIT')
}

/** Runs everything in one process tree until asked to stop: database, web and workers. */
export async function runProduct({ settings, env = {}, stopping, say, started }: Given): Promise<void> {
  await portIsFree(settings)
  const folder = takeDataFolder(settings.VIGIL_DATA)
  for (const line of folder.repaired) say(line)
  try {
    await withServer(settings, folder, stopping, say, async (databaseUrl) => {
      await prepare(databaseUrl, say, stopping)
      if (stopping.aborted) return
      children = startChildren(PROCESSES, { ...process.env, ...env, DATABASE_URL: databaseUrl }, say)
      try {
        await Promise.race([children.ready, aborted(stopping)])
        if (!stopping.aborted) await started(databaseUrl)
        await aborted(stopping)
        say('stopping')
      } finally {
        await children.stop()
      }
    })
  } finally {
    folder.release()
  }
}

/** Asked before anything is begun: a taken port is the commonest trouble, and the web process would find it last. */
async function portIsFree({ HOST, PORT }: Settings): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new Trouble(listenTrouble(error, HOST, PORT))))
    probe.listen(PORT, HOST, () => probe.close(() => resolve()))
  })
}

async function withServer(
  settings: Settings,
  folder: DataFolder,
  stopping: AbortSignal,
  say: (line: string) => void,
  run: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  if (settings.DATABASE_URL) return run(settings.DATABASE_URL)
  say(`starting PostgreSQL in ${folder.path}`)
  server = await startEmbedded(folder.path)
  for (const line of server.repaired) say(line)
  const keeping = keepServer(folder.path, stopping, say)
  try {
    await run(server.url)
  } finally {
    await keeping.stop()
  }
}

/**
 * Starts the server again where it dies. The processes hold its address, so it comes back on the same port; they wait.
 */
function keepServer(dataFolder: string, stopping: AbortSignal, say: (line: string) => void): { stop(): Promise<void> } {
  let wanted = true
  const loop = (async () => {
    while (wanted) {
      await Promise.race([server!.ended, aborted(stopping)])
      if (stopping.aborted || !wanted) return
      say('PostgreSQL ended; starting it again')
      const again = await startAgain(dataFolder, server!, () => wanted && !stopping.aborted, say)
      if (again === null) return
      server = again
    }
  })()
  loop.catch((error: Error) => {
    say(error.message)
    process.exitCode = 1
    process.kill(process.pid, 'SIGTERM')
  })
  return {
    async stop() {
      wanted = false
      await server?.stop()
    },
  }
}

const LONGEST_PAUSE_MS = 30_000

/**
 * A server that ran comes back as soon as it can: one that is killed while it replays its log starts the next time, and a
 * full disc is emptied. Null when all is to end meanwhile.
 */
async function startAgain(
  dataFolder: string,
  { url }: EmbeddedPostgres,
  goesOn: () => boolean,
  say: (line: string) => void,
): Promise<EmbeddedPostgres | null> {
  const { port, password } = new URL(url)
  for (let pause = 500; goesOn(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS))
    try {
      return await startEmbedded(dataFolder, { port: Number(port), password })
    } catch (error) {
      say(`${(error as Error).message}; trying again`)
      await sleep(pause)
    }
  return null
}

async function prepare(databaseUrl: string, say: (line: string) => void, stopping: AbortSignal): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    await waitForDatabase(database, say, stopping)
    if (stopping.aborted) return
    const fresh = await migrate(database.sql)
    if (fresh.length > 0) say(`the tables are up to date (${fresh.length} new migrations)`)
  } finally {
    await database.close()
  }
}
