import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Trouble } from '../commands/command.ts'
import { root } from '../settings.ts'
import type { Sql } from './database.ts'

const folder = join(root, 'src/db/migrations')
// Any number will do; all who migrate must use the same one.
const LOCK = 4780_0001

/**
 * Brings the tables to this version's state; several processes may call it at once.
 * @throws Trouble when the database was made by a newer version
 */
export async function migrate(sql: Sql): Promise<string[]> {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`
    await tx`create table if not exists migration (name text primary key, at timestamptz not null default now())`
    const done = new Set((await tx<{ name: string }[]>`select name from migration`).map(({ name }) => name))
    const unknown = [...done].filter((name) => !files.includes(name))
    if (unknown.length > 0)
      throw new Trouble(
        `the database was made by a newer Vigil (it has ${unknown.join(', ')}). Update Vigil, or restore a back-up of this version.`,
      )
    const fresh = files.filter((name) => !done.has(name))
    for (const name of fresh) {
      await tx.unsafe(readFileSync(join(folder, name), 'utf8'))
      await tx`insert into migration (name) values (${name})`
    }
    return fresh
  })
}
