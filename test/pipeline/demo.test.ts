import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ended, type Health, processesBelow, startVigil, type VigilProcess } from '../../scripts/lib/vigil-process.ts'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { embeddedUrl } from '../../src/db/embedded.ts'
import { testFolder } from '../database.ts'

// The product as a user runs it: real PostgreSQL, real queues, real browser, the three sample outlets.
const folder = testFolder()
let vigil: VigilProcess
let database: Database
let health: Health
beforeAll(async () => {
  vigil = await startVigil(['demo'], { VIGIL_DATA: folder.path, REDIS_URL: '', DATABASE_URL: '' })
  health = await vigil.until(
    (h) => ended(h) >= 36 && h.articles.discovered + h.articles.captured + h.articles.extracted === 0,
    120,
  )
  database = openDatabase(embeddedUrl(folder.path)!, { connections: 1 })
}, 180_000)
afterAll(async () => {
  await database?.close()
  await vigil?.stop()
  folder.remove()
})

it('takes the articles of all three outlets to an end, the scripted ones through the browser', async () => {
  const rows = await database.sql`
    select outlet_id, count(*) filter (where state = 'analysed')::int as analysed, bool_or(rendered) as rendered
    from discovery d left join lateral (select rendered from capture where discovery_id = d.id limit 1) c on true
    group by 1 order by 1`
  expect(rows).toEqual([
    { outletId: 'azerbaijan/kura-terek-dispatch', analysed: expect.any(Number), rendered: false },
    { outletId: 'azerbaijan/xezri', analysed: expect.any(Number), rendered: expect.any(Boolean) },
    { outletId: 'russia/zavolotsky-listok', analysed: expect.any(Number), rendered: false },
  ])
  for (const row of rows) expect(row.analysed, row.outletId).toBeGreaterThanOrEqual(10)
  expect(await database.sql`select 1 from capture where rendered limit 1`).toHaveLength(1)
})

it('suggests claims whose evidence stands letter for letter in the stored text', async () => {
  expect(health.claims).toBeGreaterThan(20)
  const wrong = await database.sql`
    select c.id from claim c join article a on a.id = c.article_id where position(c.evidence in a.text) = 0`
  expect(wrong).toEqual([])
})

it('says how to make the first account, in this data folder and no other', () => {
  expect(vigil.log()).toContain(`VIGIL_DATA='${folder.path}' npx vigil user add`)
})

it('gives every end its reason and tells each step of the way', async () => {
  expect(
    await database.sql`select id from discovery where todo is null and state <> 'analysed' and because is null`,
  ).toEqual([])
  const untold = await database.sql`
    select d.id from discovery d where state = 'analysed' and todo is null and not exists (
      select from step s where s.discovery_id = d.id and s.step = 'analyse')`
  expect(untold).toEqual([])
})

it('reads an article’s text as it was written, in every script', async () => {
  const [row] = await database.sql`
    select bool_or(text ~ '[əş]') as az, bool_or(text ~ '[А-я]') as ru, bool_or(text ~ '\ufffd') as broken from article`
  expect(row).toEqual({ az: true, ru: true, broken: false })
})

it('shows nothing to strangers but its health', async () => {
  for (const path of ['/', '/articles', '/queues', '/api/v1/claims', '/watches']) {
    const response = await fetch(`http://127.0.0.1:${vigil.port}${path}`, { redirect: 'manual' })
    expect([302, 303, 401, 403], path).toContain(response.status)
  }
})

it('never logs a password, a text or a name', async () => {
  const password = new URL(embeddedUrl(folder.path)!).password
  expect(vigil.log()).not.toContain(password)
  const names = await database.sql<{ name: string }[]>`select name from person`
  for (const { name } of names) expect(vigil.log()).not.toContain(name)
})

it('ends within 8 seconds when asked to, and leaves no process behind', async () => {
  const below = processesBelow(vigil.child.pid!).map(({ pid }) => pid)
  expect(below.length).toBeGreaterThan(5)
  await database.close()
  const began = Date.now()
  await vigil.stop()
  expect(Date.now() - began).toBeLessThan(8_000)
  await sleep(200)
  const left = processesBelow(1).filter(({ pid, command }) => below.includes(pid) && command !== '')
  expect(left).toEqual([])
}, 20_000)
