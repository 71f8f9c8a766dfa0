import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedReanalysis, readReanalysis, startReanalysis, stopReanalysis } from '../../src/4-analyse/reanalysis.ts'
import { progressLine } from '../../src/commands/reanalyse.ts'
import type { Database } from '../../src/db/database.ts'
import { addArticle } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(() => db.sql`truncate outlet, reanalysis cascade`)

/** Articles that an older analyser has read. */
async function archive(count: number, outletId = 'test/post'): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: `Text ${outletId} ${i}`, outletId })
    await readBy(articleId, 'old')
    ids.push(discoveryId)
  }
  return ids
}
const readBy = (articleId: string, analyser: string) =>
  db.sql`insert into analysis (article_id, analyser, ms, reading) values (${articleId}, ${analyser}, 1, '{}') on conflict do nothing`
/** What the workers would do. */
async function work(ids: string[], analyser = 'new'): Promise<void> {
  for (const id of ids) {
    const [article] = await db.sql<
      { id: string }[]
    >`select id from article where discovery_id = ${id} order by id desc limit 1`
    await readBy(article!.id, analyser)
    await db.sql`update discovery set todo = null where id = ${id}`
  }
}
const start = (outletId: string | null = null) =>
  startReanalysis(db.sql, { analyser: 'new', outletId, askedBy: 'Aida' })

describe('reading an archive again', () => {
  it('hands articles to the slow lane, a few hundred at a time, and tells how far it is', async () => {
    const ids = await archive(230)
    expect(await start()).toMatchObject({ kind: 'started', run: { total: 230, done: 0, state: 'running' } })
    const first = await feedReanalysis(db.sql, 'new')
    expect(first).toEqual(ids.slice(0, 200))
    expect(await db.sql`select distinct todo, lane from discovery where id = any(${first}::bigint[])`).toEqual([
      { todo: 'analyse', lane: 'backfill' },
    ])
    expect(await feedReanalysis(db.sql, 'new')).toEqual([]) // the workers have enough
    await work(first.slice(0, 180))
    expect((await readReanalysis(db.sql))!.done).toBe(180)
    expect(await feedReanalysis(db.sql, 'new')).toEqual(ids.slice(200))
    await work(ids.slice(180))
    await feedReanalysis(db.sql, 'new')
    const run = (await readReanalysis(db.sql))!
    expect(run).toMatchObject({ state: 'done', done: 230, total: 230, endedAt: expect.any(Date) })
    expect(progressLine(run)).toBe(`[${'#'.repeat(30)}] 100 % · 230 of 230 articles · done · analyser new`)
    expect((await start()).kind).toBe('nothing-to-do')
  })

  it('can be stopped, and goes on where it was', async () => {
    const ids = await archive(3)
    await start()
    expect(await stopReanalysis(db.sql)).toBe(true)
    expect(await stopReanalysis(db.sql)).toBe(false)
    expect(await feedReanalysis(db.sql, 'new')).toEqual([])
    expect(await start()).toMatchObject({ kind: 'goes-on', run: { state: 'running' } })
    expect(await feedReanalysis(db.sql, 'new')).toEqual(ids)
  })

  it('leaves alone what the analyser has read already, what is under way, and other outlets', async () => {
    const [mine, fresh, busy] = await archive(3, 'test/a')
    await archive(1, 'test/b')
    await work([fresh!])
    await db.sql`update discovery set todo = 'link' where id = ${busy!}`
    expect(await start('test/a')).toMatchObject({ kind: 'started', run: { total: 1, outletId: 'test/a' } })
    expect(await feedReanalysis(db.sql, 'new')).toEqual([mine])
  })

  it('is handed on once, whoever asks at the same time', async () => {
    await archive(5)
    await start()
    const fed = await Promise.all([1, 2, 3].map(() => feedReanalysis(db.sql, 'new')))
    expect(fed.flat()).toHaveLength(5)
  })

  it('begins anew when the analyser changes meanwhile', async () => {
    const ids = await archive(2)
    await start()
    await work(await feedReanalysis(db.sql, 'new'))
    expect(await feedReanalysis(db.sql, 'newer')).toEqual(ids)
    expect(await readReanalysis(db.sql)).toMatchObject({ analyser: 'newer', total: 2, done: 0 })
  })
})
