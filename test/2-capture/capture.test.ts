import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHttp } from '../../src/2-capture/http.ts'
import { beginRechecks, nextRecheck } from '../../src/2-capture/recheck.ts'
import { capture, readCaptureBody } from '../../src/2-capture/step.ts'
import { keptMembers } from '../../src/2-capture/warc.ts'
import type { Outlet } from '../../src/domain/outlet.ts'
import { settle } from '../../src/queue/settle.ts'
import { testDatabase, testFolder } from '../database.ts'
import { type Answer, articlePage, type Hostile, page, redirect, send, startHostile } from '../hostile/server.ts'
import { captureDeps, QUICK_LIMITS, saveDiscovery, saveOutlet } from './capturing.ts'

const folder = testFolder()
let database: Awaited<ReturnType<typeof testDatabase>>
let deps: ReturnType<typeof captureDeps>
let hostile: Hostile
let outlet: Outlet
let answers: Record<string, Answer> = {}

beforeAll(async () => {
  database = await testDatabase()
  hostile = await startHostile({
    '*': (request, response, server) => (answers[request.url ?? ''] ?? missing)(request, response, server),
  })
})
afterAll(async () => {
  await deps.close()
  await hostile.close()
  await database.close()
  folder.remove()
})
beforeEach(async () => {
  await deps?.close()
  await database.sql`truncate outlet, host cascade`
  deps = captureDeps(database.sql, folder.path)
  outlet = await saveOutlet(database.sql, 'post', { home: `${hostile.origin}/` })
  hostile.asked.length = 0
  answers = {}
})
const missing: Answer = (_, response) => send(response, 404, 'no')
const discover = (path: string) => saveDiscovery(database.sql, outlet, hostile.origin + path)
const take = (discoveryId: string, now = new Date()) => capture({ discoveryId }, { ...deps, now: () => now })
const row = async (id: string) => (await database.sql`select * from discovery where id = ${id}`)[0]!

/** As if the article had been read and analysed since. */
async function analysed(id: string): Promise<void> {
  const [last] = await database.sql`select id from capture where discovery_id = ${id} order by id desc limit 1`
  await database.sql`update discovery set state = 'analysed', todo = null where id = ${id}`
  await database.sql`insert into article (capture_id, discovery_id, title, text, text_sha256) values (${last!.id}, ${id}, 't', 't', '') on conflict do nothing`
}
const lookAgain = (id: string) => database.sql`update discovery set todo = 'capture' where id = ${id}`

describe('a captured page', () => {
  it('is kept as served, with its hash, headers, redirects and final address, and goes on to be read', async () => {
    const body = gzipSync(articlePage('Məktub'))
    answers['/old'] = redirect('/new', 301)
    answers['/new'] = (_, response) => send(response, 200, body, { 'content-encoding': 'gzip', 'x-note': 'kept' })
    const id = await discover('/old')
    expect(await take(id)).toEqual({ kind: 'done' })
    const [kept] = await database.sql`select * from capture`
    expect(kept).toMatchObject({
      url: `${hostile.origin}/old`,
      finalUrl: `${hostile.origin}/new`,
      status: 200,
      size: String(body.length),
      redirects: [{ url: `${hostile.origin}/old`, status: 301 }],
    })
    expect(kept!.headers).toContainEqual(['x-note', 'kept'])
    const read = await readCaptureBody(folder.path, kept as never)
    expect('body' in read && read.body.toString()).toContain('Məktub')
    const place = { file: kept!.warcFile, offset: Number(kept!.warcOffset), length: Number(kept!.warcLength) }
    const members = (await keptMembers(folder.path, place, kept!.sha256)) as Buffer
    expect(gunzipSync(members).toString('latin1')).toContain('HTTP/1.1 301 ')
    expect(await row(id)).toMatchObject({ state: 'captured', todo: 'extract' })
  })

  it('that the server refuses is asked for once more, a day later, and then no more by itself', async () => {
    answers['/1'] = (_, response) => send(response, 403, 'no')
    const id = await discover('/1')
    const refused = async () => {
      const outcome = await take(id)
      expect(outcome).toMatchObject({ kind: 'failed', because: 'blocked' })
      await settle(database.sql, { discoveryId: id, step: 'capture', startedAt: new Date(), outcome })
      return row(id)
    }
    expect((await refused()).advice).toMatch(/once more, a day later/)
    expect(await beginRechecks(database.sql)).toBe(0)
    await database.sql`update discovery set recheck_at = now() where recheck_at is not null`
    expect(await beginRechecks(database.sql)).toBe(1)
    expect(await row(id)).toMatchObject({ state: 'discovered', todo: 'capture', lane: 'backfill' })
    expect(await refused()).toMatchObject({
      state: 'failed',
      recheckAt: null,
      advice: expect.not.stringMatching(/once more/),
    })
  })

  it('is kept once, though two workers take it at the same moment', async () => {
    answers['/1'] = page('One')
    const id = await discover('/1')
    const outcomes = await Promise.all([take(id), take(id)])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'unchanged'])
    expect((await database.sql`select count(*)::int as n from capture`)[0]!.n).toBe(1)
  })

  it('is reached by a redirect whose letters are not escaped', async () => {
    answers['/1'] = (_, response) => send(response, 302, '', { location: Buffer.from('/статья').toString('latin1') })
    answers['/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F'] = page('Статья')
    expect(await take(await discover('/1'))).toEqual({ kind: 'done' })
  })
})

describe('an article under another address', () => {
  it('that a redirect leads to is a copy of the one that is known', async () => {
    answers['/1'] = page('One')
    answers['/short'] = redirect('/1?utm_source=short')
    const original = await discover('/1')
    await take(original)
    answers['/1?utm_source=short'] = page('One')
    const id = await discover('/short')
    expect(await take(id)).toEqual({ kind: 'duplicate', originalId: original, because: 'same-address' })
    expect(await row(id)).toMatchObject({ state: 'duplicate', originalId: original, todo: null })
  })

  it('that the page itself tells is a copy; two pages that call each other the original are not both lost', async () => {
    const canonical =
      (path: string): Answer =>
      (_, response) =>
        send(
          response,
          200,
          articlePage('One').replace('<title>', `<link rel="canonical" href="${hostile.origin}${path}"><title>`),
        )
    answers['/a'] = canonical('/b')
    answers['/b'] = canonical('/a')
    const [a, b] = [await discover('/a'), await discover('/b')]
    expect((await take(a)).kind).toBe('duplicate')
    expect((await take(b)).kind).toBe('done')
  })
})

describe('looking back at an article', () => {
  it('finds it as it was: nothing new is kept', async () => {
    answers['/1'] = page('One', { etag: '"1"' })
    const id = await discover('/1')
    await take(id)
    await analysed(id)
    await lookAgain(id)
    expect(await take(id)).toEqual({ kind: 'unchanged' })
    expect(await row(id)).toMatchObject({ state: 'analysed', todo: null })
    expect((await database.sql`select count(*)::int as n from capture`)[0]!.n).toBe(1)
  })

  it('finds it edited: a new capture beside the old one', async () => {
    answers['/1'] = page('One')
    const id = await discover('/1')
    await take(id)
    await analysed(id)
    answers['/1'] = page('One, corrected')
    await lookAgain(id)
    expect(await take(id)).toEqual({ kind: 'done' })
    expect(await row(id)).toMatchObject({ state: 'captured', todo: 'extract' })
    expect((await database.sql`select count(*)::int as n from capture`)[0]!.n).toBe(2)
  })

  it('does not believe "not modified" where the source said that it was changed', async () => {
    answers['/1'] = (request, response) =>
      request.headers['if-none-match']
        ? send(response, 304, '')
        : send(response, 200, articlePage('One'), { etag: '"same"' })
    const id = await discover('/1')
    await take(id)
    await analysed(id)
    await database.sql`update discovery set changed_at = now() + interval '1 minute', todo = 'capture'`
    answers['/1'] = (request, response) =>
      request.headers['if-none-match']
        ? send(response, 304, '')
        : send(response, 200, articlePage('Changed'), { etag: '"same"' })
    expect(await take(id)).toEqual({ kind: 'done' })
  })

  it('finds it gone: what was read stays, and that it was removed is noted', async () => {
    answers['/1'] = page('One')
    const id = await discover('/1')
    await take(id)
    await analysed(id)
    await database.sql`insert into analysis (article_id, analyser, ms, reading) select id, 'x', 1, '{}' from article`
    answers['/1'] = missing
    await lookAgain(id)
    const outcome = await take(id)
    expect(outcome).toMatchObject({ kind: 'set-aside', because: 'gone' })
    await settle(database.sql, { discoveryId: id, step: 'capture', startedAt: new Date(), outcome })
    expect(await row(id)).toMatchObject({ state: 'analysed', todo: null, removedAt: expect.any(Date) })
  })

  it('asks only for the head of an old article, and notes when it is gone', async () => {
    const methods: string[] = []
    answers['/1'] = (request, response) => {
      methods.push(request.method ?? '')
      send(response, 200, articlePage('One'))
    }
    const id = await discover('/1')
    await take(id)
    await analysed(id)
    await lookAgain(id)
    const later = new Date(Date.now() + 60 * 24 * 3_600_000)
    expect(await take(id, later)).toEqual({ kind: 'unchanged' })
    expect(methods).toEqual(['GET', 'HEAD'])
  })

  it('comes at growing ages, and for articles with claims goes on', () => {
    const day = 24 * 3_600_000
    const found = new Date('2026-11-01T00:00:00Z')
    const ages: number[] = []
    for (let at: Date | null = found; at !== null; at = nextRecheck(found, at))
      ages.push((at.getTime() - found.getTime()) / day)
    expect(ages).toEqual([0, 0.25, 1, 3, 10, 30])
    const old = new Date(found.getTime() + 40 * day)
    expect(nextRecheck(found, old)).toBeNull()
    expect(nextRecheck(found, old, true)).toEqual(new Date(found.getTime() + 70 * day))
  })

  it('is begun for those whose time has come, in the slow lane', async () => {
    const id = await discover('/1')
    await database.sql`update discovery set state = 'analysed', todo = null, recheck_at = now() - interval '1 minute'`
    expect(await beginRechecks(database.sql)).toBe(1)
    expect(await row(id)).toMatchObject({ todo: 'capture', lane: 'backfill', recheckAt: null })
    expect(await beginRechecks(database.sql)).toBe(0)
  })
})

describe('robots.txt', () => {
  const robots =
    (text: string, status = 200): Answer =>
    (_, response) =>
      send(response, status, text, { 'content-type': 'text/plain' })

  it('that can’t be read has everything of its host wait, at no cost of tries', async () => {
    answers['/robots.txt'] = robots('no', 500)
    answers['/1'] = page('One')
    const id = await discover('/1')
    const outcome = await take(id)
    expect(outcome).toMatchObject({ kind: 'try-later', because: 'robots-unreachable', waits: true })
    await settle(database.sql, { discoveryId: id, step: 'capture', startedAt: new Date(), outcome })
    expect(await row(id)).toMatchObject({
      state: 'discovered',
      todo: 'capture',
      tries: 0,
      because: 'robots-unreachable',
    })
    expect(hostile.count('/1')).toBe(0)
    await take(id)
    expect(hostile.count('/robots.txt')).toBe(1)
  })

  it('that can’t be read for a week fails what waits for it, with its reason', async () => {
    answers['/robots.txt'] = robots('no', 503)
    const id = await discover('/1')
    expect(await take(id, new Date(Date.now() + 8 * 24 * 3_600_000))).toMatchObject({ waits: false })
  })

  it.each([404, 403, 401])('that is answered with %i sets no rules', async (status) => {
    answers['/robots.txt'] = robots('User-agent: *\nDisallow: /', status)
    answers['/1'] = page('One')
    expect(await take(await discover('/1'))).toEqual({ kind: 'done' })
  })

  it('counts after redirects, and beyond 500 KiB is not read', async () => {
    answers['/robots.txt'] = redirect('/rules.txt')
    answers['/rules.txt'] = robots(`User-agent: *\nDisallow: /private\n${'# filler\n'.repeat(70_000)}Disallow: /late\n`)
    answers['/late/1'] = page('Late')
    expect(await take(await discover('/private/1'))).toMatchObject({ because: 'robots' })
    expect(await take(await discover('/late/1'))).toEqual({ kind: 'done' })
  })

  it('speaks to us by name, and the longest rule wins', async () => {
    answers['/robots.txt'] = robots(
      'User-agent: *\nDisallow: /\n\nUser-agent: Vigil\nDisallow: /members\nAllow: /members/open$\n',
    )
    answers['/1'] = page('One')
    answers['/members/open'] = page('Open')
    expect(await take(await discover('/1'))).toEqual({ kind: 'done' })
    expect(await take(await discover('/members/open'))).toEqual({ kind: 'done' })
    expect(await take(await discover('/members/open/not'))).toMatchObject({ because: 'robots' })
  })

  it('with a longer Crawl-delay than the outlet’s delay sets the pace', async () => {
    answers['/robots.txt'] = robots('User-agent: *\nCrawl-delay: 0.2\n')
    for (const path of ['/1', '/2', '/3']) answers[path] = page(path)
    for (const path of ['/1', '/2', '/3']) await take(await discover(path))
    // Also behind robots.txt itself, which told it.
    expect(hostile.pauses()).toHaveLength(3)
    expect(Math.min(...hostile.pauses())).toBeGreaterThanOrEqual(199)
  })
})

describe('politeness over several processes', () => {
  it('never asks twice at once nor sooner than the delay, also for robots.txt, redirects and tries', async () => {
    outlet = await saveOutlet(database.sql, 'post', { home: `${hostile.origin}/`, delay: '60ms' })
    for (let n = 0; n < 8; n++) {
      answers[`/r${n}`] = redirect(`/p${n}`)
      answers[`/p${n}`] = page(`Page ${n}`)
    }
    const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => discover(`/r${n}`)))
    const https = [1, 2, 3].map(() => openHttp({ sql: database.sql, version: '0.0.0', limits: QUICK_LIMITS }))
    const outcomes = await Promise.all(
      ids.map((discoveryId, n) => capture({ discoveryId }, { ...deps, http: https[n % 3]! })),
    )
    await Promise.all(https.map((http) => http.close()))
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(8).fill('done'))
    expect(hostile.most()).toBe(1)
    expect(Math.min(...hostile.pauses())).toBeGreaterThanOrEqual(59)
    expect(new Set(hostile.asked.map(({ path }) => path)).size).toBe(17)
  }, 30_000)
})

describe('mirrors', () => {
  it('are tried when the outlet’s own host refuses us, not when the page is gone', async () => {
    const mirror = await startHostile({ '/1': page('One'), '/gone': page('Gone') })
    outlet = await saveOutlet(database.sql, 'post', { home: `${hostile.origin}/`, mirrors: [mirror.host] })
    answers['/1'] = (_, response) => send(response, 403, 'no')
    const id = await discover('/1')
    expect(await take(id)).toEqual({ kind: 'done' })
    expect((await database.sql`select final_url from capture`)[0]!.finalUrl).toBe(`${mirror.origin}/1`)
    expect(await take(await discover('/gone'))).toMatchObject({ because: 'gone' })
    await mirror.close()
  })
})

describe('the outlet’s history', () => {
  it('sends new articles straight to the browser where all that were read needed it', async () => {
    answers['/new'] = page('New')
    for (let n = 0; n < 5; n++) {
      const id = await discover(`/old${n}`)
      await database.sql`update discovery set state = 'analysed', todo = null where id = ${id}`
      await database.sql`insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length, rendered)
        values (${id}, now(), 'x', 'x', 200, '[]', '', 0, 'x', 0, 0, true)`
    }
    await database.sql`select setval(pg_get_serial_sequence('discovery', 'id'), 1001)`
    const id = await discover('/new')
    expect(await take(id)).toEqual({ kind: 'done' })
    expect(await row(id)).toMatchObject({ todo: 'render' })
    expect(hostile.count('/new')).toBe(0)
  })
})
