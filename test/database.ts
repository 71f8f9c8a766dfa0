import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'

/**
 * A fresh database, migrated, on the PostgreSQL that test/global-setup.ts started; `close` drops it. Give it to
 * `beforeAll`, and `close` to `afterAll`.
 */
export async function testDatabase(): Promise<Database & { url: string }> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const serverUrl = inject('postgresUrl')
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`)
  const database = openDatabase(url, { connections: 6 })
  await migrate(database.sql)
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** A throw-away folder; `remove` deletes it. */
export function testFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vigil-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
