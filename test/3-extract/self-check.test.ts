import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkNext } from '../../src/3-extract/self-check.ts'
import { testDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
  await database.sql`insert into outlet (id, definition, enabled) values ('az/xezri', '{"name": "Xəzri", "language": "az", "remove": [], "trim": []}', true)`
})
afterAll(() => database.close())

const sentence = 'Məhbusun ailəsi deyir ki, üç aydır görüşə buraxılmır və məktubları geri qaytarılır. '
const page = `<html lang="az"><head><title>Görüş yoxdur</title></head><body><article><h1>Görüş yoxdur</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(8)}</article></body></html>`

async function article(text: string, todo: string | null = null): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    with d as (insert into discovery (outlet_id, url, url_hash, host, todo, state)
        values ('az/xezri', 'http://x/', sha256(gen_random_uuid()::text::bytea), 'x', ${todo}, 'analysed') returning id),
      c as (insert into capture (discovery_id, fetched_at, url, final_url, status, headers, content_type, sha256, size, warc_file, warc_offset, warc_length)
        select id, now(), 'http://x/', 'http://x/', 200, '[]', 'text/html; charset=utf-8', '', 0, 'w', 0, 0 from d returning id, discovery_id)
    insert into article (capture_id, discovery_id, title, text, text_sha256) select id, discovery_id, 'Görüş yoxdur', ${text}, '' from c returning id`
  return row!.id
}
const check = () => checkNext(database.sql, async () => new TextEncoder().encode(page))
const mayBeCut = async (id: string) =>
  (await database.sql`select may_be_cut from article where id = ${id}`)[0]!.mayBeCut

it('says why where the page has much more of the article than was read', async () => {
  const id = await article(sentence.repeat(3).trim())
  expect(await check()).toBe(true)
  expect(await mayBeCut(id)).toMatch(/second way/)
})

it('says nothing of a text that is whole, and checks it once', async () => {
  const id = await article(Array.from({ length: 8 }, () => sentence.repeat(3).trim()).join('\n'))
  expect(await check()).toBe(true)
  expect(await mayBeCut(id)).toBeNull()
  expect(await check()).toBe(false)
})

it('waits while articles are still to be read', async () => {
  await article('x', 'extract')
  expect(await check()).toBe(false)
})
