import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/domain/outcome.ts'
import { due, leftBehind, settle, TRIES } from '../../src/queue/settle.ts'
import { testDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
  await database.sql`insert into outlet (id, definition, enabled) values ('az/xezri', '{}', true)`
})
afterAll(() => database.close())
beforeEach(() => database.sql`delete from discovery`)

async function discovered(todo = 'capture', state = 'discovered', host = 'xezri.example'): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    insert into discovery (outlet_id, url, url_hash, host, todo, state)
    values ('az/xezri', 'http://xezri.example/', sha256(gen_random_uuid()::text::bytea), ${host}, ${todo}, ${state}) returning id`
  return row!.id
}
const row = async (id: string) =>
  (
    await database.sql`select state, todo, tries, because, advice, next_at > now() as later from discovery where id = ${id}`
  )[0]!
const settled = (id: string, outcome: Outcome) =>
  settle(database.sql, { discoveryId: id, step: 'capture', startedAt: new Date(), outcome })

const timeout: Outcome = { kind: 'try-later', because: 'timeout', advice: 'Nothing to do: it is tried again.' }

describe('what came of a step', () => {
  it('waits before it tries again', async () => {
    const id = await discovered()
    await settled(id, timeout)
    expect(await row(id)).toMatchObject({
      state: 'discovered',
      todo: 'capture',
      tries: 1,
      because: 'timeout',
      later: true,
    })
  })

  it('has failed after its last try, with reason and advice', async () => {
    const id = await discovered()
    for (let n = 0; n < TRIES; n++) await settled(id, timeout)
    expect(await row(id)).toMatchObject({
      state: 'failed',
      todo: null,
      because: 'timeout',
      advice: expect.stringMatching(/./),
    })
    const told = await database.sql`select outcome from step where discovery_id = ${id} order by id`
    expect(told.map(({ outcome }) => outcome)).toEqual(['try_later', 'try_later', 'failed'])
  })

  it('costs no try where it is the host that wants a pause', async () => {
    const id = await discovered()
    for (let n = 0; n <= TRIES; n++) await settled(id, { ...timeout, because: 'host-busy', waits: true })
    expect(await row(id)).toMatchObject({ state: 'discovered', tries: 0, later: true })
  })

  it('is set aside with its reason', async () => {
    const id = await discovered()
    await settled(id, { kind: 'set-aside', because: 'gone', advice: 'The outlet has removed it.' })
    expect(await row(id)).toMatchObject({ state: 'set_aside', todo: null, because: 'gone' })
  })

  it('takes nothing from an article that was analysed before, when a second look fails', async () => {
    const id = await discovered('capture', 'analysed')
    await database.sql`
      with c as (insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
        values (${id}, now(), '', '', 200, '[]', '', 0, 'w', 0, 0) returning id),
      a as (insert into article (capture_id, discovery_id, title, text, text_sha256) select id, ${id}, 't', 'x', '' from c returning id)
      insert into analysis (article_id, analyser, ms, reading) select id, '1', 0, '{}' from a`
    await settled(id, { kind: 'set-aside', because: 'gone', advice: '' })
    expect(await row(id)).toMatchObject({ state: 'analysed', todo: null, because: 'gone' })
  })

  it('is no harm when it comes twice, or after the article has gone on', async () => {
    const id = await discovered('extract', 'captured')
    await settled(id, timeout)
    expect(await row(id)).toMatchObject({ todo: 'extract', tries: 0 })
  })
})

describe('the sweep', () => {
  const left = (freshMs: number, limit = 100) => leftBehind(database.sql, { step: 'analyse', freshMs, limit })

  it('names each host with due pages once', async () => {
    await discovered('capture', 'discovered', 'a.example')
    await discovered('capture', 'discovered', 'a.example')
    await discovered('capture', 'discovered', 'b.example')
    expect((await due(database.sql)).map(({ queue, of }) => `${queue} ${of}`)).toEqual([
      'capture a.example',
      'capture b.example',
    ])
  })

  it('finds what a crash left between two steps, and leaves what was enqueued a moment ago to its job', async () => {
    const id = await discovered('analyse', 'extracted')
    expect(await left(0)).toEqual([{ queue: 'analyse', of: id, lane: 'live' }])
    expect(await left(60_000)).toEqual([])
  })

  it('puts the live lane first', async () => {
    const old = await discovered('analyse', 'extracted')
    await database.sql`update discovery set lane = 'backfill' where id = ${old}`
    const fresh = await discovered('analyse', 'extracted')
    expect((await left(0)).map(({ of }) => of)).toEqual([fresh, old])
    expect((await left(0, 1)).map(({ of }) => of)).toEqual([fresh])
  })

  it('leaves what waits for its next try until it is time', async () => {
    const id = await discovered()
    await settled(id, timeout)
    expect(await due(database.sql)).toEqual([])
    await database.sql`update discovery set next_at = now() where id = ${id}`
    expect(await due(database.sql)).toHaveLength(1)
  })

  it('names sources that are due, of outlets that are switched on', async () => {
    await database.sql`insert into outlet (id, definition, enabled) values ('off', '{}', false)`
    await database.sql`insert into source (outlet_id, kind, url, every_ms) values ('az/xezri', 'feed', 'f', 1), ('off', 'feed', 'f', 1)`
    expect((await due(database.sql)).filter(({ queue }) => queue === 'crawl')).toHaveLength(1)
    await database.sql`delete from source`
  })
})
