import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLexicon } from '../../src/4-analyse/lexicon.ts'
import { analyseArticles } from '../../src/4-analyse/step.ts'
import { decide } from '../../src/6-review/step.ts'
import { saveAllSuggestions } from '../../src/6-review/suggestion-store.ts'
import { verifyMends } from '../../src/6-review/verify-chain.ts'
import type { Database } from '../../src/db/database.ts'
import { forget, planForgetting } from '../../src/evidence/forget.ts'
import { readSettings } from '../../src/settings.ts'
import { addArticle } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'

const TEXT =
  'Prison staff beat the prisoner Rashid Aliyev in his cell on Monday, his lawyer said.\nThe prisoner Farid Mammadov was denied a visit by his mother on Tuesday, his lawyer said.'

let db: Database
let desk: Desk
let aida: Reader
let leyla: Reader
const lexicon = loadLexicon(readSettings({}).VIGIL_CONFIG)
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'reviewer')
  leyla = await desk.signIn('Leyla', 'reader')
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const analyse = async (discoveryId: string, analyser = '1') => {
  await db.sql`update discovery set todo = 'analyse' where id = ${discoveryId}`
  await analyseArticles([discoveryId], {
    sql: db.sql,
    lexicon,
    analyser,
    suggest: saveAllSuggestions,
    moveOn: async () => {},
  })
  await db.sql`update discovery set todo = null where id = ${discoveryId}`
}
const names = async (articleId: string) =>
  (await db.sql`select distinct kind, name, held from mention where article_id = ${articleId} order by name`).map(
    ({ name, held }) => [name, held],
  )
const claims = (discoveryId: string) =>
  db.sql<{ id: string; victims: string }[]>`
    select id, fields ->> 'victims' as victims from claim where discovery_id = ${discoveryId} and current order by evidence_start`

describe('a wrong tag', () => {
  it('is mended in place: page, undecided claims and every later analysis follow; a decided claim does not', async () => {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: TEXT })
    await analyse(discoveryId)
    expect(await names(articleId)).toEqual([
      ['Farid Mammadov', true],
      ['Rashid Aliyev', true],
    ])
    const [beaten, denied] = await claims(discoveryId)
    const { html } = await aida.get(`/articles/${discoveryId}?mend=person:Rashid%20Aliyev`)
    expect(html).toContain('Right name')
    const seen = /\/claims\/\d+\/accept".*?name="seen" value="([^"]+)"/s
    const mark = seen.exec(html)![1]!
    expect(
      (
        await decide(
          { claimId: beaten!.id, seen: mark, wish: { act: 'accept' } },
          { name: 'Aida' },
          { sql: db.sql, now: () => new Date() },
        )
      ).kind,
    ).toBe('decided')

    const mend = (name: string, to: string) => ({ act: 'rename', kind: 'person', name, to })
    const done = await aida.post(`/articles/${discoveryId}/mend`, mend('Rashid Aliyev', 'Rashid Alizade'))
    expect(done.headers.get('location')).toContain('done=mended')
    expect(
      (await aida.post(`/articles/${discoveryId}/mend`, mend('Rashid Aliyev', 'Rashid Alizade'))).headers.get(
        'location',
      ),
    ).toContain('done=already')
    await aida.post(`/articles/${discoveryId}/mend`, mend('Farid Mammadov', 'Farid Mammadli'))
    expect(await db.sql`select todo from discovery where id = ${discoveryId}`).toEqual([{ todo: 'analyse' }])
    const standing = async () => ({ names: await names(articleId), claims: await claims(discoveryId) })
    const expected = {
      names: [
        ['Farid Mammadli', true],
        ['Rashid Alizade', true],
      ],
      claims: [
        { id: beaten!.id, victims: '["Rashid Aliyev"]' },
        { id: denied!.id, victims: '["Farid Mammadli"]' },
      ],
    }
    expect(await standing()).toEqual(expected)
    await analyse(discoveryId, '2')
    expect(await standing()).toEqual(expected)
    // What the analyser read is kept as it read it.
    const [raw] =
      await db.sql`select reading -> 'people' ->> 0 as first from analysis where article_id = ${articleId} and analyser = '2'`
    expect(raw!.first).toContain('Rashid Aliyev')
    const page = (await aida.get(`/articles/${discoveryId}`)).html
    expect(page).toMatch(/What was mended here.*Aida.*“Rashid Aliyev” is “Rashid Alizade”/s)

    const [first] = await db.sql<{ id: string }[]>`select min(id) as id from mend where discovery_id = ${discoveryId}`
    await aida.post(`/articles/${discoveryId}/mend`, { act: 'undo', undoes: first!.id })
    await analyse(discoveryId, '2')
    expect((await names(articleId)).map(([name]) => name)).toEqual(['Farid Mammadli', 'Rashid Aliyev'])
    expect((await verifyMends(db.sql)).faults).toEqual([])
  })

  it('is no person, or one of the others, or not held; each says so and nothing else changes', async () => {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: TEXT })
    await analyse(discoveryId)
    const mend = (fields: Record<string, string>) =>
      aida.post(`/articles/${discoveryId}/mend`, { kind: 'person', name: 'Farid Mammadov', ...fields })
    await mend({ act: 'held', held: 'no' })
    await analyse(discoveryId)
    expect(await names(articleId)).toEqual([
      ['Farid Mammadov', false],
      ['Rashid Aliyev', true],
    ])
    await mend({ act: 'join', to: 'Rashid Aliyev' })
    await analyse(discoveryId)
    expect((await names(articleId)).map(([name]) => name)).toEqual(['Rashid Aliyev'])
    expect((await claims(discoveryId)).map(({ victims }) => victims)).toEqual([
      '["Rashid Aliyev"]',
      '["Rashid Aliyev"]',
    ])
    await aida.post(`/articles/${discoveryId}/mend`, { kind: 'person', name: 'Rashid Aliyev', act: 'not' })
    await analyse(discoveryId)
    expect(await names(articleId)).toEqual([])
    expect((await claims(discoveryId)).every(({ victims }) => victims === '[]')).toBe(true)
  })

  it('that is not there, or a name that is none, is refused with a sentence; readers mend nothing', async () => {
    const { discoveryId } = await addArticle(db.sql, { text: TEXT })
    await analyse(discoveryId)
    const mend = (fields: Record<string, string>, who = aida) =>
      who.post(`/articles/${discoveryId}/mend`, { kind: 'person', name: 'Rashid Aliyev', act: 'rename', ...fields })
    expect((await mend({ to: '—' })).html).toContain('A name needs letters.')
    expect((await mend({ to: 'X Y', name: 'Nobody Here' })).status).toBe(409)
    expect((await mend({ act: 'join', to: 'Nobody Here' })).html).toContain('not named in this article')
    expect((await mend({ to: 'X Y' }, leyla)).status).toBe(403)
    expect((await mend({ act: 'colour' })).status).toBe(404)
    expect(await db.sql`select 1 from mend where discovery_id = ${discoveryId}`).toHaveLength(0)
  })
})

describe('the history of mended tags', () => {
  it('is append-only, finds one changed letter, and forgets words but not hashes', async () => {
    const { discoveryId } = await addArticle(db.sql, { text: TEXT })
    await analyse(discoveryId)
    await aida.post(`/articles/${discoveryId}/mend`, {
      act: 'rename',
      kind: 'person',
      name: 'Rashid Aliyev',
      to: 'R. Secret',
    })
    await expect(db.sql`update mend set to_name = 'x'`).rejects.toThrow('append-only')
    await db.sql`alter table mend disable trigger mend_append_only`
    await db.sql`update mend set to_name = 'R. Sekret' where to_name = 'R. Secret'`
    expect((await verifyMends(db.sql)).faults).toHaveLength(1)
    await db.sql`update mend set to_name = 'R. Secret' where to_name = 'R. Sekret'`
    await db.sql`alter table mend enable trigger mend_append_only`
    expect((await verifyMends(db.sql)).faults).toEqual([])
    await forget(db.sql, '/nowhere', await planForgetting(db.sql, { kind: 'article', id: discoveryId }), null)
    expect(
      await db.sql`select 1 from mend where to_name = 'R. Secret' or words::text like '%Aliyev%' and discovery_id = ${discoveryId}`,
    ).toHaveLength(0)
    expect((await verifyMends(db.sql)).faults).toEqual([])
  })
})

describe('the API', () => {
  it('mends and tells what was mended', async () => {
    const { discoveryId } = await addArticle(db.sql, { text: TEXT })
    await analyse(discoveryId)
    const headers = {
      authorization: `Bearer ${await desk.token('Aida', 'reviewer')}`,
      'content-type': 'application/json',
    }
    const path = `${desk.base}/api/v1/articles/${discoveryId}/mends`
    const send = async (body: unknown) => {
      const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: JSON.parse(answer.html) }
    }
    const first = await send({ act: 'held', kind: 'person', name: 'Rashid Aliyev', held: false })
    expect(first.body.entries).toMatchObject([{ act: 'held', held: false, account: 'Aida', stands: true }])
    const undone = await send({ act: 'undo', undoes: first.body.entries[0].id })
    expect(undone.body.entries).toMatchObject([{ stands: false }, { act: 'undo' }])
    expect((await send({ act: 'not', kind: 'person', name: 'Nobody' })).status).toBe(404)
    expect((await send({ act: 'held', kind: 'facility', name: 'X', held: true })).status).toBe(400)
  })
})
