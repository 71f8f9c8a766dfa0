import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUp, restore } from '../../src/db/backup.ts'
import { testDatabase, testFolder } from '../database.ts'

let from: Awaited<ReturnType<typeof testDatabase>>
let to: Awaited<ReturnType<typeof testDatabase>>
const folder = testFolder()
const file = join(folder.path, 'all.backup')
beforeAll(async () => {
  from = await testDatabase()
  to = await testDatabase()
  mkdirSync(join(folder.path, 'a/warc/2026/11'), { recursive: true })
  writeFileSync(join(folder.path, 'a/warc/2026/11/x.warc.gz'), Buffer.from([0, 255, 10, 13, 128]))
  await from.sql`insert into outlet (id, definition, enabled) values ('az/xezri', '{"name": "Xəzri"}', true)`
  await from.sql`
    insert into discovery (outlet_id, url, url_hash, host, todo, state, because, original_id)
    values ('az/xezri', 'http://x/1', '\\x01', 'x', null, 'duplicate', 'near-copy', 2), ('az/xezri', 'http://x/2', '\\x02', 'x', 'capture', 'discovered', null, null)`
  await from.sql`
    insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
    values (2, now(), 'http://x/2', 'http://x/2', 200, '[]', '\\x01', 1, 'x.warc.gz', 0, 1)`
  await from.sql`
    insert into article (capture_id, discovery_id, title, text, text_sha256) values (1, 2, 'Görüş', 'Ona görüş verilmədi.', '\\x01')`
  await from.sql`
    insert into claim (discovery_id, article_id, origin, type, fields, confidence, evidence, evidence_start, evidence_end)
    values (2, 1, 'analyser', 'denied_visit', '{"facility": "1 saylı"}', 0.5, 'Ona görüş verilmədi.', 0, 20)`
  await from.sql`insert into person (name, sound, spellings) values ('Самир Ашуров', 's', '{"Samir Aşurov", "a \\"b\\""}')`
  await from.sql`
    insert into decision (claim_id, account_name, act, after, content_hash, previous_hash, hash)
    values (1, 'Gülnar', 'accept', '{"a": ["ə", 1.5]}', '\\x01', '\\x02', '\\x03')`
  await backUp(from.sql, join(folder.path, 'a'), file)
})
afterAll(async () => {
  await from.close()
  await to.close()
  folder.remove()
})

it('brings back each row and each byte', async () => {
  const counted = await restore(to.sql, join(folder.path, 'b'), file)
  expect(counted).toEqual({ rows: 10, files: 1 })
  for (const table of ['outlet', 'discovery', 'article', 'claim', 'person', 'decision'])
    expect(await to.sql`select * from ${to.sql(table)}`, table).toEqual(
      await from.sql`select * from ${from.sql(table)}`,
    )
  expect(readFileSync(join(folder.path, 'b/warc/2026/11/x.warc.gz'))).toEqual(Buffer.from([0, 255, 10, 13, 128]))
  const [next] = await to.sql`insert into person (name, sound) values ('Новая', 'n') returning id`
  expect(Number(next!.id)).toBe(2)
})

it('refuses to write over what is there', async () => {
  await expect(restore(from.sql, join(folder.path, 'c'), file)).rejects.toThrow(/not empty/)
})

it('restores nothing of a file that is cut off, strange, or writes elsewhere', async () => {
  const empty = await testDatabase()
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  const broken = {
    cut: gzipSync(lines.slice(0, -1).join('\n')),
    'half a gzip': readFileSync(file).subarray(0, 60),
    'no back-up': Buffer.from('hello'),
    elsewhere: gzipSync([lines[0], JSON.stringify({ file: 'warc/../../escaped', piece: '' }), lines.at(-1)].join('\n')),
    newer: gzipSync([JSON.stringify({ migrations: ['9999-later.sql'] }), lines.at(-1)].join('\n')),
  }
  for (const [name, bytes] of Object.entries(broken)) {
    writeFileSync(join(folder.path, 'broken'), bytes)
    await expect(restore(empty.sql, join(folder.path, 'd'), join(folder.path, 'broken')), name).rejects.toThrow(
      /cut off|no back-up|outside the evidence|newer Vigil/,
    )
    expect(await empty.sql`select 1 from outlet`).toHaveLength(0)
  }
  await empty.close()
})
