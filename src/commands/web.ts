import { openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { databaseUrl, waitForDatabase } from '../db/reach.ts'
import { aborted, sayReady, untilAsked } from '../process/until-asked.ts'
import { openQueues } from '../queue/queues.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { serveWeb } from '../web/server.ts'
import type { Command } from './command.ts'

const help = `
  vigil web

Serves the pages and the API: one part of what start does. Needs DATABASE_URL, and REDIS_URL where the queues are on
Redis. PORT, HOST, PUBLIC_URL and TRUST_PROXY say where and for whom.

Example:
  PORT=8080 vigil web
`

export const command: Command = {
  help,
  async run() {
    const settings = readSettings()
    const say = sayAs('web')
    const stopping = untilAsked()
    const url = databaseUrl(settings)
    const database = openDatabase(url, { connections: 8 })
    try {
      await waitForDatabase(database, say, stopping)
      if (stopping.aborted) return 0
      await migrate(database.sql)
      const queues = openQueues({ databaseUrl: url, redisUrl: settings.REDIS_URL }, say)
      const web = await serveWeb({ sql: database.sql, settings, queueCounts: () => queues.counts(), log: say })
      sayReady()
      await aborted(stopping)
      await web.close()
      await queues.close()
      return 0
    } finally {
      await database.close()
    }
  },
}
