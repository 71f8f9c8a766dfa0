import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import type { Parts } from '../../src/parts.ts'
import { walk } from '../../src/pipeline.ts'
import type { Job } from '../../src/queue/queues.ts'
import { addArticle } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const paragraph = (about: string) =>
  `${about} was taken to the punishment cell of the colony on Monday, his lawyer told reporters after a visit on Wednesday. The administration did not answer questions, and the prison service said that it would look into the matter within ten days.`
const page = (about: string) =>
  `<!doctype html><html lang="en"><title>${about}</title><body><article><h1>${about}</h1>${[1, 2, 3].map((n) => `<p>${paragraph(`${about} ${n}`)}</p>`).join('')}</article></body></html>`

/** Captured and not yet read. */
async function captured(about: string): Promise<string> {
  const { discoveryId, articleId } = await addArticle(db.sql, { text: about, title: about })
  await db.sql`delete from article where id = ${articleId}`
  await db.sql`update capture set warc_file = ${about} where discovery_id = ${discoveryId}`
  await db.sql`update discovery set state = 'captured', todo = 'extract' where id = ${discoveryId}`
  return discoveryId
}

it('holds up only the article that fails, and hands the others of its job on together', async () => {
  const names = ['Rauf Tahirzada', 'broken', 'Kamil Abasov', 'Oleg Pavlenko']
  const ids: string[] = []
  for (const name of names) ids.push(await captured(name))
  const jobs: Job[] = []
  const parts = {
    sql: db.sql,
    quickSql: db.sql,
    serves: new Set(['extract']),
    queues: { add: async (more: Job[]) => void jobs.push(...more) },
    say: () => {},
    readBody: async ({ warcFile }: { warcFile: string }) => {
      if (warcFile === 'broken') throw new Error('the record is torn')
      return new TextEncoder().encode(page(warcFile))
    },
  } as unknown as Parts
  await walk('extract', ids.join(','), parts)

  const rows = await db.sql`select id, state, todo, tries, because from discovery order by id`
  const well = { state: 'extracted', todo: 'analyse', tries: 0, because: null }
  expect(rows.map(({ id, ...row }) => row)).toEqual([
    well,
    { state: 'captured', todo: 'extract', tries: 1, because: 'fault' },
    well,
    well,
  ])
  expect(jobs).toEqual([{ queue: 'analyse', lane: 'live', of: [ids[0], ids[2], ids[3]].join(',') }])
  expect(await db.sql`select outcome, count(*)::int as count from step group by 1 order by 1`).toEqual([
    { outcome: 'done', count: 3 },
    { outcome: 'try_later', count: 1 },
  ])

  // The job comes again: nothing is done twice.
  await walk('extract', ids.filter((id) => id !== ids[1]).join(','), parts)
  expect(await db.sql`select from article`).toHaveLength(3)
  expect(await db.sql`select from step`).toHaveLength(4)
})

it('sees that one article of a job is a near copy of another', async () => {
  const [first, second] = [await captured('Ilgar Nasirov'), await captured('a copy')]
  const parts = {
    sql: db.sql,
    quickSql: db.sql,
    serves: new Set(['extract']),
    queues: { add: async () => {} },
    say: () => {},
    readBody: async () => new TextEncoder().encode(page('Ilgar Nasirov')),
  } as unknown as Parts
  await walk('extract', `${second},${first}`, parts)
  expect(
    await db.sql`select state, todo, original_id, because from discovery where id in ${db.sql([first, second])} order by id`,
  ).toEqual([
    { state: 'extracted', todo: 'analyse', originalId: null, because: null },
    { state: 'duplicate', todo: null, originalId: first, because: 'near-copy' },
  ])
})
