import { afterAll, beforeAll, expect, it } from 'vitest'
import { readArticleRecord } from '../../src/web/queries/articles.ts'
import { testDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('an edited article is shown with the text that it had before', async () => {
  const { sql } = database
  await sql`insert into outlet (id, definition, enabled) values ('post', '{}', true)`
  const [{ id }] = (await sql`
    insert into discovery (outlet_id, url, url_hash, host) values ('post', 'https://post.example/1', 'x', 'post.example')
    returning id`) as unknown as [{ id: string }]
  for (const text of ['first', 'second', 'third'])
    await sql`
      with c as (
        insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
        values (${id}, now(), '', '', 200, '[]', '', 0, '', 0, 0) returning id)
      insert into article (capture_id, discovery_id, title, text, text_sha256) select id, ${id}, 't', ${text}, '' from c`
  expect(await readArticleRecord(sql, id)).toMatchObject({ text: 'third', previousText: 'second' })
  const [oldest] = await sql<{ id: string }[]>`select id from article order by id limit 1`
  expect(await readArticleRecord(sql, id, oldest!.id)).toMatchObject({ text: 'first', previousText: null })
})
