import { mkdirSync } from 'node:fs'
import { loadLexicon } from '../4-analyse/lexicon.ts'
import { analyserVersion } from '../4-analyse/version.ts'
import { loadLinkRules } from '../5-link/link-rules.ts'
import { type Database, openDatabase } from '../db/database.ts'
import type { Parts } from '../parts.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import type { Settings } from '../settings.ts'
import { openDelivering } from './delivering.ts'
import { openFetching } from './fetching.ts'

// As many as the steps that run at once in one process.
const QUICK_CONNECTIONS = 6

interface Given {
  settings: Settings
  database: Database
  databaseUrl: string
  stopping: AbortSignal
  say(line: string): void
  serves?: readonly string[]
  /** Instead of the queue engine: a command that runs the steps itself enqueues nothing. */
  queues?: Queues
}

/** Opens what a worker process needs; what only some steps need is made when one first asks for it. */
export function openParts({ settings, database, databaseUrl, stopping, say, ...given }: Given): Parts {
  mkdirSync(settings.VIGIL_DATA, { recursive: true, mode: 0o711 })
  const { sql } = database
  const quick = once(() => openDatabase(databaseUrl, { connections: QUICK_CONNECTIONS, durable: false }))
  const queues = given.queues ?? openQueues({ databaseUrl, redisUrl: settings.REDIS_URL }, say)
  const delivering = once(() => openDelivering({ settings, sql, stopping }))
  const fetching = once(() => openFetching({ settings, sql, say }))
  return {
    settings,
    sql,
    get quickSql() {
      return quick().sql
    },
    queues,
    say,
    stopping,
    serves: new Set(given.serves),
    crawl: () => fetching().crawl,
    capture: () => fetching().capture,
    render: () => fetching().render,
    deliver: () => delivering().deps,
    readBody: (capture) => fetching().readBody(capture),
    lexicon: once(() => loadLexicon(settings.VIGIL_CONFIG)),
    analyser: once(() => analyserVersion(settings.VIGIL_CONFIG)),
    linkRules: once(() => loadLinkRules(settings.VIGIL_CONFIG)),
    async close() {
      await queues.close()
      for (const opened of [delivering, fetching, quick]) await opened.made()?.close()
    },
  }
}

/** Makes a thing when first asked for it; `made` tells whether it was, so that nothing is opened only to be closed. */
function once<T>(make: () => T): (() => T) & { made(): T | undefined } {
  let made: { value: T } | undefined
  const get = () => {
    made ??= { value: make() }
    return made.value
  }
  return Object.assign(get, { made: () => made?.value })
}
