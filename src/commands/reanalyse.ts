import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  feedReanalysis,
  type Reanalysis,
  readReanalysis,
  startReanalysis,
  stopReanalysis,
} from '../4-analyse/reanalysis.ts'
import { analyserVersion } from '../4-analyse/version.ts'
import { holderOf } from '../db/data-folder.ts'
import type { Database } from '../db/database.ts'
import { withDatabase } from '../db/reach.ts'
import { TODOS, type Todo } from '../domain/outcome.ts'
import { advance, stumbled } from '../pipeline.ts'
import { openParts } from '../process/open-parts.ts'
import { untilAsked } from '../process/until-asked.ts'
import { withoutQueues } from '../queue/without-queues.ts'
import { sayAs } from '../say.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type Command, Trouble, WrongUse } from './command.ts'

const help = `
  vigil reanalyse [start|stop|status] [--outlet ID] [--here]

Reads the articles again that another analyser read: after an update, or after a change of the claim types, lexicons or
places. Suggestions are renewed; what a reviewer decided or mended stays, and what the new analysis says of it is shown
beside it. start (which may be left out) also goes on with a run that was stopped, and shows how far it is; while Vigil
runs, Ctrl-C ends only the showing. Articles go through the slow lane, so that news never waits. --here works in this
process, for a database that no Vigil works on.

Example:
  vigil reanalyse --outlet az/north-post
`

export const command: Command = {
  help,
  async run(args) {
    const { act, outletId, here } = read(args)
    const settings = readSettings()
    const say = sayAs('reanalyse')
    // Where nobody works on the database, this process does.
    const alone = here || (settings.DATABASE_URL === undefined && holderOf(settings.VIGIL_DATA) === null)
    await withDatabase(
      settings,
      async (database) => {
        const { sql } = database
        if (act === 'stop')
          say((await stopReanalysis(sql)) ? 'stopped; "vigil reanalyse" goes on' : 'nothing is under way')
        else if (act === 'status') print(await readReanalysis(sql))
        else {
          if (outletId !== null && !(await sql`select from outlet where id = ${outletId}`).count)
            throw new Trouble(`there is no outlet "${outletId}"`)
          const analyser = analyserVersion(settings.VIGIL_CONFIG)
          const outcome = await startReanalysis(sql, { analyser, outletId, askedBy: 'command line' })
          if (outcome.kind === 'nothing-to-do') say(`nothing to do: analyser ${analyser} has read everything`)
          else await (alone ? workHere(database, settings, say) : watch(database))
        }
      },
      say,
    )
    return 0
  },
}

function read(args: string[]): { act: 'start' | 'stop' | 'status'; outletId: string | null; here: boolean } {
  try {
    const options = { outlet: { type: 'string' as const }, here: { type: 'boolean' as const } }
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [act = 'start', ...more] = positionals
    if (more.length > 0 || (act !== 'start' && act !== 'stop' && act !== 'status'))
      throw new WrongUse('reanalyse takes start, stop or status.')
    return { act, outletId: values.outlet ?? null, here: values.here ?? false }
  } catch (error) {
    throw error instanceof WrongUse ? error : new WrongUse((error as Error).message)
  }
}

const WIDTH = 30

/** How far a run is, in a line. */
export function progressLine({ state, done, total, analyser }: Reanalysis): string {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const full = Math.round(share * WIDTH)
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.floor(share * 100)} % · ${done} of ${total} articles · ${state} · analyser ${analyser}`
}

function print(run: Reanalysis | null): void {
  process.stdout.write(`${run ? progressLine(run) : 'no archive was read again yet'}\n`)
}

function show(run: Reanalysis): void {
  const end = process.stdout.isTTY && run.state === 'running' ? '\r' : '\n'
  process.stdout.write(`${progressLine(run)}${end}`)
}

async function watch({ sql }: Database): Promise<void> {
  const stopping = untilAsked()
  while (!stopping.aborted) {
    const run = await readReanalysis(sql)
    if (run) show(run)
    if (run?.state !== 'running') return
    await sleep(2_000, undefined, { signal: stopping }).catch(() => {})
  }
}

/** Does the steps itself; asked to end, it stops the run, which goes on another time. */
async function workHere(
  database: Database & { url: string },
  settings: Settings,
  say: (line: string) => void,
): Promise<void> {
  const stopping = untilAsked()
  const { sql } = database
  const parts = openParts({ settings, database, databaseUrl: database.url, stopping, say, queues: withoutQueues })
  try {
    for (let waiting = await readReanalysis(sql); waiting?.state === 'running' && !stopping.aborted; ) {
      for (const id of await feedReanalysis(sql, parts.analyser())) {
        if (stopping.aborted) break
        await goTheWay(id, parts)
      }
      waiting = await readReanalysis(sql)
      if (waiting) show(waiting)
    }
    if (stopping.aborted && (await stopReanalysis(sql))) say('stopped; "vigil reanalyse" goes on')
  } finally {
    await parts.close()
  }
}

async function goTheWay(id: string, parts: ReturnType<typeof openParts>): Promise<void> {
  try {
    for (let step = await nextStep(id, parts); step !== null; step = await nextStep(id, parts))
      await advance(step, id, parts)
  } catch (error) {
    await stumbled(id, error as Error, parts)
  }
}

async function nextStep(id: string, { sql }: ReturnType<typeof openParts>): Promise<Todo | null> {
  const [row] = await sql<{ todo: Todo | null }[]>`select todo from discovery where id = ${id} and next_at <= now()`
  const reading = TODOS.slice(TODOS.indexOf('analyse'))
  return row?.todo && reading.includes(row.todo) ? row.todo : null
}
