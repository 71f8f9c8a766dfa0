import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { readSettings } from '../../src/settings.ts'
import { serveWeb } from '../../src/web/server.ts'
import { ask } from './desk.ts'

// Nothing listens there: the pages must say so instead of hanging or showing a fault.
const away = openDatabase('postgres://vigil:secret@127.0.0.1:1/vigil')

it('says in a sentence that the port is in use, and which other to choose', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  await expect(serveWeb({ sql: away.sql, settings: readSettings({ PORT: String(port) }) })).rejects.toThrow(
    /in use.*PORT=/,
  )
  await new Promise((resolve) => other.close(resolve))
  await expect(serveWeb({ sql: away.sql, settings: readSettings({ PORT: '0', HOST: '192.0.2.1' }) })).rejects.toThrow(
    /no address of this machine/,
  )
})

it('waits for a database that is away, and tells readers so without its password', async () => {
  const log: string[] = []
  const web = await serveWeb({ sql: away.sql, settings: readSettings({ PORT: '0' }), log: (line) => log.push(line) })
  const base = `http://127.0.0.1:${web.port}`
  expect((await ask(`${base}/healthz`)).status).toBe(503)
  const page = await ask(`${base}/inbox`, { headers: { cookie: 'vigil=some-session' } })
  expect(page.status).toBe(503)
  expect(page.html).toContain('The database is away')
  expect(page.html + log.join('\n')).not.toContain('secret')
  expect((await ask(`${base}/login`)).status).toBe(200)
  await web.close()
})
