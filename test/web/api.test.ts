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

describe('what one has of one’s own', () => {
  const as = async (name: string, role: 'admin' | 'reviewer' | 'reader') => {
    const headers = { authorization: `Bearer ${await desk.token(name, role)}`, 'content-type': 'application/json' }
    return (method: string, path: string, body?: unknown) =>
      call(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }

  it('keeps filters under a name, pages through them by a cursor, and never an address of others', async () => {
    const mine = await as('Aida', 'reviewer')
    for (const [name, address] of [['Threats', '/inbox?type=threat'], ['Feared', '/claims?status=feared'], ['Threats', '/inbox?type=threat&language=ru']]) expect((await mine('POST', '/views', { name, address })).status).toBe(200) // biome-ignore format: one idea
    const first = (await mine('GET', '/views?limit=1')).body
    expect(first.entries).toMatchObject([{ name: 'Threats', address: '/inbox?type=threat&language=ru' }])
    const rest = (await mine('GET', `/views?limit=1&cursor=${first.next}`)).body
    expect(rest).toMatchObject({ entries: [{ name: 'Feared' }], next: null })
    for (const address of ['https://evil.example/', '//evil.example', 'javascript:alert(1)'])
      expect((await mine('POST', '/views', { name: 'x', address })).status).toBe(400)
    const other = await as('Boris', 'reader')
    expect((await other('GET', '/views')).body.entries).toEqual([])
    expect((await other('DELETE', `/views/${first.entries[0].id}`)).status).toBe(404)
    expect((await mine('DELETE', `/views/${first.entries[0].id}`)).status).toBe(200)
    expect((await mine('GET', '/views')).body.entries).toMatchObject([{ name: 'Feared' }])
  })

  it('has channels of one’s own, with secret and trial', async () => {
    const mine = await as('Aida', 'reviewer')
    const mail = (await mine('POST', '/channels', { kind: 'mail', address: 'aida@example.org', pace: 'daily' })).body
    expect(mail).toMatchObject({ pace: 'daily', hour: 8, with_names: true, secret: null, ended: null, trial: null })
    // The same address again changes the channel.
    const changed = await mine('POST', '/channels', { kind: 'mail', address: 'aida@example.org', with_names: false })
    expect(changed.body).toMatchObject({ id: mail.id, pace: 'at_once', with_names: false })
    const hook = (await mine('POST', '/channels', { kind: 'webhook', address: 'https://hook.example/' })).body
    const renewed = (await mine('POST', `/channels/${hook.id}/secret`, {})).body
    expect(renewed.secret).toMatch(/^whsec_/)
    expect(renewed.secret).not.toBe(hook.secret)
    expect((await mine('POST', `/channels/${mail.id}/trial`, {})).body.trial).toBe('ready')
    for (const wish of [{ kind: 'mail', address: 'nobody' }, { kind: 'webhook', address: 'ftp://x/' }, { kind: 'mail', address: 'a@example.org', quiet_from: 3 }, { kind: 'pigeon', address: 'a@example.org' }]) expect((await mine('POST', '/channels', wish)).status).toBe(400) // biome-ignore format: one idea
    const other = await as('Boris', 'reader')
    expect((await other('GET', '/channels')).body.entries).toEqual([])
    for (const [method, path] of [['POST', `/channels/${hook.id}/secret`], ['POST', `/channels/${mail.id}/trial`], ['DELETE', `/channels/${mail.id}`]] as const) expect([path, (await other(method, path, {})).status]).toEqual([path, 404]) // biome-ignore format: one idea
    for (const { id } of [mail, hook]) expect((await mine('DELETE', `/channels/${id}`)).status).toBe(200)
    expect((await mine('GET', '/channels')).body).toEqual({ entries: [], next: null })
  })

  it('tells whose token it is, and keeps zone and language', async () => {
    const mine = await as('Aida', 'reviewer')
    const wish = { zone: 'Asia/Baku', language: 'az', keys_on: false }
    expect((await mine('POST', '/account', wish)).body).toMatchObject({ name: 'Aida', role: 'reviewer', ...wish })
    expect((await mine('GET', '/account')).body).toMatchObject(wish)
    expect((await mine('POST', '/account', { ...wish, zone: 'Mars/Olympus' })).status).toBe(400)
  })

  it('lets an admin run the team, and nobody else; the last admin stays', async () => {
    const admin = await as('Zarifa', 'admin')
    const added = (await admin('POST', '/users', { name: 'Nigar', role: 'reader', password: 'a long pass phrase' }))
      .body
    expect(added).toMatchObject({ name: 'Nigar', role: 'reader', enabled: true, sees_confidential: false })
    expect((await admin('POST', '/users', { name: 'nigar', role: 'reader', password: 'a long pass phrase' })).body.error.code).toBe('taken') // biome-ignore format: one idea
    expect((await admin('POST', '/users', { name: 'Short', role: 'reader', password: 'short' })).body.error.code).toBe('bad-password') // biome-ignore format: one idea
    const change = { role: 'reviewer', enabled: true, sees_confidential: false }
    expect((await admin('POST', `/users/${added.id}`, change)).body).toMatchObject({ role: 'reviewer', sees_confidential: false }) // biome-ignore format: one idea
    const nigar = await as('Nigar', 'reviewer')
    expect((await nigar('GET', '/account')).status).toBe(200)
    expect((await admin('POST', `/users/${added.id}/password`, { password: 'another pass phrase' })).status).toBe(200)
    expect((await admin('POST', `/users/${added.id}`, { ...change, enabled: false })).body.enabled).toBe(false)
    expect((await nigar('GET', '/account')).status).toBe(401) // the token ended with the account
    const [me] = (await admin('GET', '/users?limit=200')).body.entries.filter(
      ({ name }: { name: string }) => name === 'Zarifa',
    )
    expect((await admin('POST', `/users/${me.id}`, { role: 'reader', enabled: true, sees_confidential: true })).body.error.code).toBe('last-admin') // biome-ignore format: one idea
    const reviewer = await as('Aida', 'reviewer')
    for (const [method, path] of [['GET', '/users'], ['POST', '/users'], ['POST', `/users/${me.id}`], ['POST', `/users/${me.id}/password`]] as const) expect([path, (await reviewer(method, path, method === 'GET' ? undefined : {})).status]).toEqual([path, 403]) // biome-ignore format: one idea
    const page = (await admin('GET', '/users?limit=1')).body
    expect(page.entries).toHaveLength(1)
    expect((await admin('GET', `/users?limit=1&cursor=${page.next}`)).body.entries[0].id).not.toBe(page.entries[0].id)
  })
})

describe('many claims at one stroke', () => {
  it('are told before, decided, and taken back at one stroke; what changed meanwhile is left alone', async () => {
    const { body } = await call('/claims?review=suggested&limit=3')
    const claims = body.entries.map(({ id, seen }: { id: string; seen: string }) => ({ id, seen }))
    const ids = claims.map(({ id }: { id: string }) => id)
    expect((await post('/claims/bulk', { act: 'accept', claims, dry_run: true })).body).toEqual({ batch: null, decided: ids, left: [] }) // biome-ignore format: one idea
    expect((await call(`/claims/${ids[0]}`)).body.review).toBe('suggested')
    await post(`/claims/${ids[0]}/decisions`, { act: 'accept', seen: claims[0].seen })
    const left = [{ id: ids[0], because: 'changed', holder: null }]
    expect(
      (await post('/claims/bulk', { act: 'reject', reason: 'no-claim', claims, dry_run: true })).body.left,
    ).toEqual(left)
    const done = (await post('/claims/bulk', { act: 'reject', reason: 'no-claim', claims })).body
    expect(done).toEqual({ batch: expect.any(String), decided: ids.slice(1).toSorted((a: string, b: string) => Number(a) - Number(b)), left }) // biome-ignore format: one idea
    expect((await post('/claims/bulk/undo', { batch: done.batch, dry_run: true })).body).toMatchObject({ undone: 0 })
    expect((await post('/claims/bulk/undo', { batch: done.batch })).body).toMatchObject({ undone: 2 })
    expect((await call(`/claims/${ids[1]}`)).body.review).toBe('suggested')
    // Another's is not theirs to take back, and a rejection needs a reason.
    const headers = {
      authorization: `Bearer ${await desk.token('Cavid', 'reviewer')}`,
      'content-type': 'application/json',
    }
    const theirs = await call('/claims/bulk/undo', {
      headers,
      method: 'POST',
      body: JSON.stringify({ batch: done.batch }),
    })
    expect(theirs.body).toEqual({ claims: [], undone: 0 })
    expect((await post('/claims/bulk', { act: 'reject', claims })).body.error.code).toBe('no-reason')
    const reader = {
      authorization: `Bearer ${await desk.token('Boris', 'reader')}`,
      'content-type': 'application/json',
    }
    expect((await call('/claims/bulk', { headers: reader, method: 'POST', body: '{}' })).status).toBe(403)
  })

  it('leave alone what a colleague has taken, and say who', async () => {
    const [claim] = (await call('/claims?review=suggested&limit=1')).body.entries
    const headers = {
      authorization: `Bearer ${await desk.token('Cavid', 'reviewer')}`,
      'content-type': 'application/json',
    }
    await call(`/articles/${claim.article_id}/hold`, { headers, method: 'POST', body: '{}' })
    const wish = { act: 'accept', claims: [{ id: claim.id, seen: claim.seen }] }
    for (const dry_run of [true, false])
      expect((await post('/claims/bulk', { ...wish, dry_run })).body).toMatchObject({
        decided: [],
        left: [{ id: claim.id, because: 'held', holder: 'Cavid' }],
      })
    expect((await call('/inbox?limit=200')).body.entries.find(({ article_id }: { article_id: string }) => article_id === claim.article_id)).toMatchObject({ held_by: 'Cavid' }) // biome-ignore format: one idea
    await call(`/articles/${claim.article_id}/hold`, { headers, method: 'DELETE' })
  })

  it('stand in the inbox by article, what can’t wait first, page by page', async () => {
    const seen: string[] = []
    const urgency: number[] = []
    for (let next: number | null = 0; next !== null; ) {
      const { body } = await call(`/inbox?limit=4&cursor=${next}`)
      seen.push(...body.entries.map(({ article_id }: { article_id: string }) => article_id))
      urgency.push(...body.entries.map((entry: { urgency: number }) => entry.urgency))
      next = body.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(urgency).toEqual(urgency.toSorted((a, b) => b - a))
  })
})

describe('a list of watches', () => {
  it('is told before it is taken in; a bad line is told and the others go on', async () => {
    const csv = 'name,spellings,silence\nRauf Tahirzade,Рауф Тахирзаде,visit=60\n,,\nX,,\n'
    const dry = (await post('/watches/list', { csv })).body
    expect(dry).toMatchObject({ add: ['Rauf Tahirzade'], change: [], done: false, problems: [{ line: 4 }] })
    expect((await call('/watches')).body.entries).toEqual([])
    expect((await post('/watches/list', { csv, dry_run: false })).body).toMatchObject({ add: ['Rauf Tahirzade'], done: true }) // biome-ignore format: one idea
    expect((await post('/watches/list', { csv })).body).toMatchObject({ add: [], same: ['Rauf Tahirzade'] })
    const [watch] = (await call('/watches')).body.entries
    const { body } = await post('/watches/preview', { name: 'Rauf Tahirzade' })
    expect(body.found.length).toBeGreaterThan(0)
    expect(body.looked_at).toBeGreaterThan(0)
    expect((await post('/watches/preview', { name: 'Surname' })).body.error.code).toBe('bad-request')
    await post(`/watches/${watch.id}/backfill`, {})
    const [alert] = (await call('/alerts?limit=1')).body.entries
    expect((await call(`/alerts/${alert.id}`)).body).toEqual(alert)
    await call(`/watches/${watch.id}`, { method: 'DELETE' })
    expect((await call(`/alerts/${alert.id}`)).status).toBe(404)
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
      '/inbox?limit=3',
      '/views',
      '/channels',
      '/account',
      '/judgements',
      '/articles/1/versions',
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
