import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { testDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('does nothing the second time', async () => {
  expect(await migrate(database.sql)).toEqual([])
})

it('lets several processes migrate at once', async () => {
  await expect(Promise.all([migrate(database.sql), migrate(database.sql)])).resolves.toEqual([[], []])
})

it('refuses a database that a newer version made', async () => {
  await database.sql`insert into migration (name) values ('9999-from-the-future.sql')`
  await expect(migrate(database.sql)).rejects.toThrow(/newer Vigil.*9999-from-the-future/)
  await database.sql`delete from migration where name like '9999%'`
})

it('keeps every letter, and compares without case in all three languages', async () => {
  const [row] = await database.sql`select 'ƏLİYEV Самир' ilike 'əlİyev самир' as same, length('əşü') as letters`
  expect(row).toEqual({ same: true, letters: 3 })
})
