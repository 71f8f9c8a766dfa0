import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { apiRoutes } from '../../src/web/api/api.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk } from './desk.ts'
import { seedSamples } from './seed.ts'

let db: Database
let desk: Desk
let token: string
beforeAll(async () => {
  db = await testDatabase()
  await seedSamples(db.sql)
  desk = await openDesk(db.sql)
  token = await desk.token('Aida', 'reviewer')
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

async function call(path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { status, html } = await ask(`${desk.base}/api/v1${path}`, { headers, ...init })
  return { status, body: JSON.parse(html) }
}
const post = (path: string, body: unknown) => call(path, { method: 'POST', body: JSON.stringify(body) })

describe('the API', () => {
  it('pages through all claims by a cursor, each once', async () => {
    const ids: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await call(`/claims?review=all&limit=30${next && `&cursor=${next}`}`)
      ids.push(...body.entries.map(({ id }: { id: string }) => id))
      next = body.next
    }
    const [row] = await db.sql<{ count: number }[]>`select count(*)::int as count from claim where current`
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(row!.count)
  })

  it('decides as the pages do: stale and senseless wishes are told apart', async () => {
    const { body } = await call('/claims?review=suggested&limit=1')
    const [claim] = body.entries
    expect(claim.evidence.quote.length).toBe(claim.evidence.end - claim.evidence.start)
    const wish = { act: 'reject', seen: claim.seen, reason: 'no-claim' }
    expect((await post(`/claims/${claim.id}/decisions`, wish)).body.review).toBe('rejected')
    expect((await post(`/claims/${claim.id}/decisions`, wish)).status).toBe(200) // sent twice, done once
    expect((await post(`/claims/${claim.id}/decisions`, { act: 'accept', seen: claim.seen })).body.error.code).toBe(
      'stale',
    )
    const { body: history } = await call(`/claims/${claim.id}/decisions`)
    expect(history.entries).toMatchObject([
      { account: 'Aida', act: 'reject', before: { review: 'suggested' }, after: { review: 'rejected' } },
    ])
    const now = (await call(`/claims/${claim.id}`)).body
    expect(
      (
        await post(`/claims/${claim.id}/decisions`, {
          act: 'correct',
          seen: now.seen,
          fields: { ...now.fields, type: 'no_such_type' },
        })
      ).status,
    ).toBe(400)
  })

  it('has one shape of error', async () => {
    const answers = [
      await call('/nothing'),
      await call('/claims?confidence=much'),
      await call('/claims?colour=red'),
      await call('/claims/1/decisions', { method: 'POST', body: '{' }),
      await call('/claims/999999999'),
      await post('/watches', { name: '' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 400, 404, 400])
    for (const { body } of answers)
      expect(body).toEqual({ error: { code: expect.any(String), message: expect.any(String) } })
  })

  it('tracks people and lists alerts of one’s own', async () => {
    const added = (await post('/watches', { name: 'Rauf Tahirzade', spellings: ['Рауф Тахирзаде'] })).body
    expect(added).toMatchObject({ name: 'Rauf Tahirzade', spellings: ['Рауф Тахирзаде'], muted: false })
    expect((await post('/watches', { name: 'Rauf Tahirzade' })).body.id).toBe(added.id)
    expect((await call('/alerts')).body).toEqual({ entries: [], next: null })
    expect((await call(`/watches/${added.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await call('/watches')).body.entries).toEqual([])
  })
})

describe('what the pages do, the API does', () => {
  it('reads places, incidents, outlets, silences, open questions and the queue', async () => {
    const [place] = (await call('/facilities?limit=1')).body.entries
    expect((await call(`/facilities/${place.id}`)).body).toMatchObject({ name: place.name, held: expect.any(Array) })
    expect((await call('/facilities?limit=1')).body.next).toBe(1)
    expect((await call('/outlet?id=sample/xezri')).body).toMatchObject({ name: 'Xəzri', sources: [{ kind: 'feed' }] })
    expect((await call('/outlet?id=no/such')).status).toBe(404)
    expect((await call('/queue')).body.articles.analysed).toBeGreaterThan(10)
    expect((await call('/offers')).body).toEqual({ entries: [], next: null })
    const [person] = (await call('/people?limit=1')).body.entries
    expect((await call(`/people/${person.id}/told`)).body.articles.length).toBeGreaterThan(0)
  })

  it('pages through all people, each once, those of the newest claims first', async () => {
    const ids: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await call(`/people?limit=7${next && `&cursor=${next}`}`)
      ids.push(...body.entries.map(({ id }: { id: string }) => id))
      next = body.next
    }
    const all = await db.sql<{ id: string }[]>`select id from person where merged_into is null`
    expect(ids).toHaveLength(all.length)
    expect(new Set(ids)).toEqual(new Set(all.map(({ id }) => id)))
  })

  it('finds articles by words and shows where they stand', async () => {
    const [article] = (await call(`/articles?words=${encodeURIComponent('"штрафной изолятор"')}`)).body.entries
    expect(article.snippet.some(({ marked }: { marked: boolean }) => marked)).toBe(true)
  })

  it('keeps, changes and mutes a watch with all that it asks for', async () => {
    const wish = { name: 'Rauf Tahirzade', words: ['insulin'], silence: { visit: 60 } }
    const { id } = (await post('/watches/with-conditions', wish)).body
    expect((await call(`/watches/${id}/conditions`)).body).toMatchObject({ words: ['insulin'], silence: { visit: 60 } })
    expect((await post(`/watches/${id}/conditions`, { ...wish, words: [] })).status).toBe(200)
    expect((await call(`/watches/${id}/conditions`)).body.words).toEqual([])
    expect((await post(`/watches/${id}/conditions`, { name: 'Surname' })).body.error.code).toBe('bad-request')
    expect((await post(`/watches/${id}/mute`, { until: '2027-01-01T00:00:00Z' })).status).toBe(200)
    expect((await call(`/watches/${id}/conditions`)).body.mutedUntil).toBe('2027-01-01T00:00:00.000Z')
    expect((await post(`/watches/${id}/feed`, {})).body.path).toMatch(/^\/feeds\/[\w-]+\.atom$/)
    expect((await post(`/watches/${id}/backfill`, {})).body.alerts).toBeGreaterThan(0)
    const [alert] = (await call('/alerts')).body.entries
    expect((await post(`/alerts/${alert.id}/answer`, { answer: 'same' })).status).toBe(200)
    expect((await post('/alerts/seen', { up_to: alert.id })).status).toBe(200)
    expect((await call('/silence')).body.entries.map(({ name }: { name: string }) => name)).toContain('Rauf Tahirzade')
    // Another's watch is as good as none.
    const other = await desk.token('Boris', 'reader')
    const headers = { authorization: `Bearer ${other}`, 'content-type': 'application/json' }
    expect((await call(`/watches/${id}/conditions`, { headers })).status).toBe(404)
    expect((await call(`/watches/${id}/mute`, { headers, method: 'POST', body: '{"until":null}' })).status).toBe(404)
    await call(`/watches/${id}`, { method: 'DELETE' })
  })

  it('merges two persons and takes it back; a reader may not', async () => {
    const [a, b] = (await call('/people?limit=2')).body.entries
    const { status, body } = await post(`/people/${b.id}/merge`, { into: a.id })
    expect(status).toBe(200)
    expect((await post(`/people/${b.id}/merge`, { into: a.id })).status).toBe(409)
    expect((await post(`/judgements/${body.judgement_id}/undo`, {})).status).toBe(200)
    const headers = {
      authorization: `Bearer ${await desk.token('Boris', 'reader')}`,
      'content-type': 'application/json',
    }
    expect((await call(`/people/${b.id}/never`, { headers, method: 'POST', body: '{}' })).status).toBe(403)
  })
})

describe('its description', () => {
  it('is OpenAPI 3.1, and tells of every route that there is, and of no other', async () => {
    const { body } = await call('/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    const told = Object.entries(body.paths as Record<string, object>).flatMap(([path, acts]) =>
      Object.keys(acts).map((method) => `${method} ${path}`),
    )
    expect(told.sort()).toEqual(apiRoutes.map(({ method, path }) => `${method} ${path}`).sort())
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((acts) =>
      Object.values(acts).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('describes what the routes really answer', async () => {
    const [person] = (await call('/people?limit=1')).body.entries
    for (const path of [
      '/claims?review=all&limit=5',
      '/claims/1',
      '/claims/1/decisions',
      '/articles?limit=5',
      '/articles/1',
      '/people?limit=5',
      `/people/${person.id}`,
      '/outlets',
      '/watches',
      '/alerts',
      '/facilities?limit=5',
      '/facilities/1',
      '/incidents',
      '/silence',
      '/offers',
      '/queue',
      '/outlet?id=sample/xezri',
      `/people/${person.id}/told`,
    ]) {
      const { status, body } = await call(path)
      expect(status, path).toBe(200)
      const route = apiRoutes.find(
        ({ method, path: pattern }) =>
          method === 'get' && new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '\\d+')}(\\?|$)`).test(path),
      )!
      expect(route.answer.safeParse(body).error?.issues, path).toBeUndefined()
    }
  })
})
