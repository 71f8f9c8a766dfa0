import { setTimeout as sleep } from 'node:timers/promises'
import { checkNext } from '../3-extract/self-check.ts'
import { openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { databaseUrl, waitForDatabase } from '../db/reach.ts'
import type { Parts } from '../parts.ts'
import { recover, sweep } from '../pipeline.ts'
import { openParts } from '../process/open-parts.ts'
import { keepOutletsInStep } from '../process/outlets-in-step.ts'
import { keepReanalysing } from '../process/reanalysing.ts'
import { aborted, sayReady, untilAsked } from '../process/until-asked.ts'
import { QUEUES, type QueueName, type RunningWorker } from '../queue/queues.ts'
import { sayAs } from '../say.ts'
import { indexNext } from '../search/store.ts'
import { readSettings } from '../settings.ts'
import { type Command, WrongUse } from './command.ts'

// Sources and hosts whose time has come are found soon; what a crash left behind is looked for once a minute.
const SWEEP_EVERY_MS = 3_000
const RECOVER_EVERY = 20
const CHECK_EVERY_MS = 5_000
const FIND_EVERY_MS = 2_000
// Ctrl-C ends everything within 8 s, the database last.
const GRACE_MS = 3_000

const help = `
  vigil work [QUEUE…]

Works on the given queues, or on all: ${QUEUES.join(', ')}.
Any number of such processes on any number of machines may run at once; each needs DATABASE_URL, and REDIS_URL where
the queues are on Redis. Those that crawl, capture, render or extract share one data folder (VIGIL_DATA) for the evidence.

Example:
  vigil work extract analyse
`

export const command: Command = {
  help,
  async run(names) {
    const queues = names.length === 0 ? [...QUEUES] : names.map(queueCalled)
    const say = sayAs(`work ${names.join(' ')}`.trim())
    const settings = readSettings()
    const stopping = untilAsked()
    const database = openDatabase(databaseUrl(settings), { connections: 10 })
    try {
      await waitForDatabase(database, say, stopping)
      if (stopping.aborted) return 0
      await migrate(database.sql)
      const parts = openParts({ settings, database, databaseUrl: databaseUrl(settings), stopping, say, serves: queues })
      await work(queues, parts)
      return 0
    } finally {
      await database.close()
    }
  },
}

const isQueue = (name: string): name is QueueName => (QUEUES as readonly string[]).includes(name)

function queueCalled(name: string): QueueName {
  if (!isQueue(name)) throw new WrongUse(`there is no queue "${name}". The queues: ${QUEUES.join(', ')}.`)
  return name
}

async function work(names: QueueName[], parts: Parts): Promise<void> {
  const workers: RunningWorker[] = []
  for (const name of names) {
    const { work } = (await import(`../../workers/${name}.ts`)) as { work(parts: Parts): RunningWorker }
    workers.push(work(parts))
  }
  sayReady()
  // Whoever crawls knows the outlets' files and keeps the sweep.
  const checking = names.includes('extract') ? [keepChecking(parts), keepFindable(parts)] : []
  const reanalysing = names.includes('analyse') ? [keepReanalysing(parts)] : []
  const housekeeping = names.includes('crawl')
    ? [keepSweeping(parts), keepOutletsInStep(parts, () => sweep(parts))]
    : []
  await aborted(parts.stopping)
  // What waits for a host's turn would wait on. Any step may be the last before a crash, so it may be cut off here too.
  const closing = Promise.all([
    ...workers.map((worker) => worker.close()),
    ...housekeeping,
    ...checking,
    ...reanalysing,
  ]).then(() => parts.close())
  await Promise.race([closing, sleep(GRACE_MS, undefined, { ref: false })])
  process.exit()
}

async function keepSweeping(parts: Parts): Promise<void> {
  for (let round = 0; !parts.stopping.aborted; round++) {
    try {
      await sweep(parts)
      // At the start nothing is under way that this process began, so that nothing is too fresh.
      if (round % RECOVER_EVERY === 0) await recover(parts, round === 0 ? 0 : undefined)
    } catch (error) {
      parts.say(`sweep: ${(error as Error).message}`)
    }
    await sleep(SWEEP_EVERY_MS, undefined, { signal: parts.stopping }).catch(() => {})
  }
}

/** Reads articles a second way while nothing else is to be read. */
async function keepChecking({ sql, readBody, stopping, say }: Parts): Promise<void> {
  while (!stopping.aborted) {
    const checked = await checkNext(sql, readBody).catch((error: Error) => {
      say(`self-check: ${error.message}`)
      return false
    })
    if (!checked) await sleep(CHECK_EVERY_MS, undefined, { signal: stopping }).catch(() => {})
  }
}

/** Makes new texts findable, many at a time: no article waits for it on its way. */
async function keepFindable({ quickSql, stopping, say }: Parts): Promise<void> {
  while (!stopping.aborted) {
    const count = await indexNext(quickSql).catch((error: Error) => {
      say(`search: ${error.message}`)
      return 0
    })
    if (count === 0) await sleep(FIND_EVERY_MS, undefined, { signal: stopping }).catch(() => {})
  }
}
