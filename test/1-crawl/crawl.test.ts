import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { syncOutlets } from '../../src/1-crawl/outlet-files.ts'
import { crawl } from '../../src/1-crawl/step.ts'
import { openHttp, type SafeHttp } from '../../src/2-capture/http.ts'
import { Outlet } from '../../src/domain/outlet.ts'
import { testDatabase } from '../database.ts'
import { type Answer, articlePage, type Hostile, send, startHostile } from '../hostile/server.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let http: SafeHttp
let hostile: Hostile
let answers: Record<string, Answer> = {}
let clock = new Date()

beforeAll(async () => {
  database = await testDatabase()
  http = openHttp({ sql: database.sql, version: '0.0.0' })
  hostile = await startHostile({
    '*': (request, response, server) => (answers[request.url ?? ''] ?? missing)(request, response, server),
  })
})
afterAll(async () => {
  await http.close()
  await hostile.close()
  await database.close()
})
const missing: Answer = (_, response) => send(response, 404, 'no')

beforeEach(async () => {
  await database.sql`truncate outlet, host cascade`
  await http.close()
  http = openHttp({ sql: database.sql, version: '0.0.0' })
  hostile.asked.length = 0
  answers = {}
  clock = new Date()
})

const xml =
  (body: string, headers = {}): Answer =>
  (_, response) =>
    send(response, 200, body, { 'content-type': 'text/xml', ...headers })
const html =
  (body: string): Answer =>
  (_, response) =>
    send(response, 200, body)
const rss = (...links: string[]) =>
  `<rss><channel><title>P</title>${links.map((link) => `<item><title>T</title><link>${link}</link></item>`).join('')}</channel></rss>`
const at = (path: string) => hostile.origin + path

async function outlet(written: object): Promise<void> {
  const parsed = Outlet.parse({
    name: 'Post',
    home: at('/'),
    language: 'en',
    delay: '0s',
    allow_private: true,
    ...written,
  })
  await syncOutlets(database.sql, { outlets: [{ ...parsed, id: 'post' }], problems: [] })
}
async function look(kind: string) {
  const sources = await database.sql<
    { id: string }[]
  >`select id from source where kind = ${kind} and enabled order by id`
  const outcomes = []
  for (const { id } of sources)
    outcomes.push(await crawl({ sourceId: id }, { sql: database.sql, http, now: () => clock }))
  return outcomes
}
const paths = async () =>
  (await database.sql`select url from discovery order by id`).map(({ url }) => url.replace(hostile.origin, ''))

describe('a feed', () => {
  it('brings each article once, however often and in whatever form it is named', async () => {
    answers['/rss'] = xml(rss('/1', '/1?utm_source=rss', '/1#c', '/1/', '/2'))
    await outlet({ feeds: [at('/rss')] })
    expect(await look('feed')).toEqual([
      { kind: 'done', sentence: '2 seen, 2 new', advice: null, seen: 2, fresh: 2, hosts: [hostile.host] },
    ])
    expect((await look('feed'))[0]).toMatchObject({ sentence: '2 seen, 0 new', hosts: [] })
    expect(await paths()).toEqual(['/1', '/2'])
  })

  it('is asked for with its validators, and "not modified" is told', async () => {
    answers['/rss'] = (request, response) =>
      request.headers['if-none-match'] === '"v1"'
        ? send(response, 304, '')
        : send(response, 200, rss('/1'), { etag: '"v1"' })
    await outlet({ feeds: [at('/rss')] })
    await look('feed')
    expect((await look('feed'))[0]).toMatchObject({
      kind: 'unchanged',
      sentence: 'nothing changed since the last look',
    })
  })

  it('that says "not modified" for ever is found out, and what is new arrives', async () => {
    let items = ['/1']
    answers['/rss'] = (request, response) =>
      request.headers['if-none-match']
        ? send(response, 304, '')
        : send(response, 200, rss(...items), { etag: '"same"' })
    await outlet({ feeds: [at('/rss')] })
    await look('feed')
    items = ['/1', '/2']
    expect((await look('feed'))[0]!.kind).toBe('unchanged')
    expect((await look('feed'))[0]).toMatchObject({ fresh: 1 })
    expect((await database.sql`select lies from source where kind = 'feed'`)[0]!.lies).toBe(true)
  })

  it.each([
    ['a web page', html(articlePage('x')), 'not a feed', /a web page instead of a feed/],
    ['eleven bytes', xml('hello world'), 'not a feed', /11 bytes of nothing/],
    ['404', missing, 'gone', /nothing at this address/],
    ['403', ((_, response) => send(response, 403, 'no')) as Answer, 'blocked', /refuses us/],
    [
      'a challenge',
      ((_, response) => send(response, 403, '<title>Just a moment...</title>')) as Answer,
      'challenge',
      /browser or a human/,
    ],
    ['500', ((_, response) => send(response, 500, 'no')) as Answer, 'server error', /in trouble/],
  ])(
    'that gives %s is told apart from an empty one, and looked at more seldom',
    async (_, answer, sentence, advice) => {
      answers['/rss'] = answer
      await outlet({ feeds: [at('/rss')], every: '10m' })
      expect((await look('feed'))[0]).toMatchObject({
        kind: 'try-later',
        sentence,
        advice: expect.stringMatching(advice),
      })
      const [source] = await database.sql`select failures, next_at, advice from source where kind = 'feed'`
      expect(source).toMatchObject({ failures: 1, nextAt: new Date(clock.getTime() + 20 * 60_000) })
    },
  )

  it('whose entry was changed after its capture sends the article to be fetched again, once', async () => {
    const atom = (updated: string) =>
      xml(`<feed><title>P</title><entry><title>A</title><link href="/1"/><updated>${updated}</updated></entry></feed>`)
    answers['/rss'] = atom('2026-11-20T10:00:00Z')
    await outlet({ feeds: [at('/rss')] })
    await look('feed')
    const [{ id }] =
      (await database.sql`update discovery set state = 'analysed', todo = null returning id`) as unknown as [
        { id: string },
      ]
    await database.sql`insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
      values (${id}, '2026-11-20T12:00:00Z', 'x', 'x', 200, '[]', '', 0, 'x', 0, 0)`
    expect((await look('feed'))[0]!.sentence).toBe('1 seen, 0 new')
    answers['/rss'] = atom('2026-11-21T10:00:00Z')
    clock = new Date('2026-11-30T00:00:00Z')
    expect((await look('feed'))[0]).toMatchObject({ sentence: '1 seen, 0 new, 1 changed', hosts: [hostile.host] })
    expect((await database.sql`select todo, state from discovery`)[0]).toEqual({ todo: 'capture', state: 'analysed' })
    await database.sql`update discovery set todo = null`
    expect((await look('feed'))[0]!.sentence).toBe('1 seen, 0 new')
  })

  it('that robots.txt forbids is not asked for', async () => {
    answers['/robots.txt'] = html('User-agent: *\nDisallow: /rss')
    answers['/rss'] = xml(rss('/1'))
    await outlet({ feeds: [at('/rss')] })
    expect((await look('feed'))[0]).toMatchObject({ sentence: 'robots' })
    expect(hostile.count('/rss')).toBe(0)
  })

  it('of a host whose robots.txt can’t be read waits, and that is no failure of the feed', async () => {
    answers['/robots.txt'] = (_, response) => send(response, 500, 'no')
    answers['/rss'] = xml(rss('/1'))
    await outlet({ feeds: [at('/rss')] })
    expect((await look('feed'))[0]).toMatchObject({ kind: 'try-later', sentence: 'robots unreachable' })
    expect(hostile.count('/rss')).toBe(0)
    expect((await database.sql`select failures from source where kind = 'feed'`)[0]!.failures).toBe(0)
  })
})

describe('an outlet without sources of its own', () => {
  it('is found through its home page and robots.txt: feeds, sitemaps, links', async () => {
    answers['/robots.txt'] = html(`User-agent: *\nDisallow:\nSitemap: ${at('/sitemap.xml')}\n`)
    answers['/'] = html(
      '<link rel="alternate" type="application/rss+xml" href="/rss"><a href="/2026/11/24/home">Home</a>',
    )
    answers['/rss'] = xml(rss('/2026/11/24/feed'))
    answers['/sitemap.xml'] = xml('<urlset><url><loc>/2026/11/24/map</loc></url><url><loc>/tag/x</loc></url></urlset>')
    await outlet({})
    expect((await look('home'))[0]!.sentence).toBe('1 seen, 1 new, 1 new source, 1 feed offered')
    expect((await look('robots'))[0]!.sentence).toContain('1 sitemaps named')
    await look('feed')
    expect((await look('sitemap'))[0]!.sentence).toBe('1 seen, 1 new, 1 that are no articles')
    expect(await paths()).toEqual(['/2026/11/24/home', '/2026/11/24/feed', '/2026/11/24/map'])
    await outlet({})
    expect((await database.sql`select kind from source where enabled order by id`).map(({ kind }) => kind)).toEqual([
      'home',
      'robots',
      'feed',
      'sitemap',
    ])
  })
})

describe('a sitemap', () => {
  const url = (path: string, lastmod?: string) =>
    `<url><loc>${at(path)}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</url>`

  it('may be packed, and an index that names itself ends', async () => {
    answers['/s.xml'] = xml(
      `<sitemapindex><sitemap><loc>/s.xml</loc></sitemap><sitemap><loc>/a.xml.gz</loc></sitemap></sitemapindex>`,
    )
    answers['/a.xml.gz'] = (_, response) =>
      send(response, 200, gzipSync(`<urlset>${url('/news/1001')}</urlset>`), { 'content-type': 'application/x-gzip' })
    await outlet({ sitemaps: [at('/s.xml')] })
    await look('sitemap')
    await look('sitemap')
    expect(await paths()).toEqual(['/news/1001'])
    expect((await database.sql`select count(*)::int as n from source`)[0]!.n).toBe(2)
  })

  it('an index without end stops at a limit', async () => {
    answers['/s.xml'] = xml(
      `<sitemapindex>${Array.from({ length: 2000 }, (_, n) => `<sitemap><loc>/${n}.xml</loc></sitemap>`).join('')}</sitemapindex>`,
    )
    await outlet({ sitemaps: [at('/s.xml')] })
    await look('sitemap')
    expect((await database.sql`select count(*)::int as n from source where found`)[0]!.n).toBe(500)
  })

  it('a packed bomb is refused', async () => {
    answers['/s.xml.gz'] = (_, response) =>
      send(response, 200, gzipSync(Buffer.alloc(40 * 1024 * 1024, ' ')), { 'content-type': 'application/x-gzip' })
    await outlet({ sitemaps: [at('/s.xml.gz')] })
    expect((await look('sitemap'))[0]).toMatchObject({ sentence: 'too large' })
  })

  it('what is old goes into the slow lane, from the day that the file names', async () => {
    answers['/s.xml'] = xml(
      `<urlset>${url('/news/1001', '2026-11-20')}${url('/news/1002', '2024-05-01')}${url('/news/1003', '2019-05-01')}</urlset>`,
    )
    clock = new Date('2026-11-24T00:00:00Z')
    await outlet({ sitemaps: [at('/s.xml')], since: '2024-01-01' })
    await look('sitemap')
    expect(await database.sql`select url, lane from discovery order by id`).toMatchObject([
      { url: at('/news/1001'), lane: 'live' },
      { url: at('/news/1002'), lane: 'backfill' },
    ])
  })
})

describe('a section', () => {
  const list = (page: number, ids: number[]) =>
    html(
      `${ids.map((id) => `<a class="a" href="/news/${id}">Letter number ${id} from the colony</a>`).join('')}<a rel="next" href="/s?page=${page + 1}">next</a>`,
    )
  const section = (more = {}) => ({
    sections: [{ url: at('/s'), links: 'a.a', next: 'a[rel=next]', pages: 20, ...more }],
  })

  it('is followed on the first look until a page has nothing new', async () => {
    answers['/s'] = list(1, [1006, 1005])
    answers['/s?page=2'] = list(2, [1004, 1003])
    answers['/s?page=3'] = list(3, [1003, 1004])
    await outlet(section())
    expect((await look('section'))[0]).toMatchObject({ fresh: 4 })
    expect(hostile.count('/s?page=4')).toBe(0)
    hostile.asked.length = 0
    expect((await look('section'))[0]).toMatchObject({ fresh: 0 })
    expect(hostile.asked.map(({ path }) => path)).toEqual(['/s'])
  })

  it('pages without end, and pages that lead back, end at the limit', async () => {
    for (let page = 1; page < 50; page++) answers[page === 1 ? '/s' : `/s?page=${page}`] = list(page, [5000 + page])
    await outlet(section({ pages: 4 }))
    expect((await look('section'))[0]).toMatchObject({ fresh: 4 })
    answers['/s'] = html(
      '<a class="a" href="/news/9001">Nine thousand and one of them</a><a rel=next href="/s">again</a>',
    )
    hostile.asked.length = 0
    await look('section')
    expect(hostile.asked).toHaveLength(1)
  })

  it('a walk that was cut short is taken up where it broke off', async () => {
    answers['/s'] = list(1, [1006])
    answers['/s?page=2'] = list(2, [1005])
    answers['/s?page=3'] = (_, response) => send(response, 500, 'no')
    answers['/s?page=4'] = list(4, [])
    await outlet(section())
    expect((await look('section'))[0]!.sentence).toBe('2 seen, 2 new, goes on at page 3')
    answers['/s?page=3'] = list(3, [1004])
    expect((await look('section'))[0]).toMatchObject({ fresh: 1 })
    expect(await paths()).toEqual(['/news/1006', '/news/1005', '/news/1004'])
    expect((await database.sql`select cursor from source where kind = 'section'`)[0]!.cursor).toBeNull()
  })

  it('goes through its archive page by page, slowly, when the file names a day', async () => {
    for (let page = 1; page <= 30; page++)
      answers[page === 1 ? '/s' : `/s?page=${page}`] = list(page, page < 30 ? [6000 + page] : [])
    await outlet({ ...section({ pages: 2 }), since: '2020-01-01' })
    expect((await look('section'))[0]!.sentence).toContain('goes on at page 3')
    await look('section')
    await look('section')
    expect(await database.sql`select lane, count(*)::int as n from discovery group by 1 order by 1`).toMatchObject([
      { lane: 'backfill', n: 27 },
      { lane: 'live', n: 2 },
    ])
  })

  it('ends its archive at the day that the file names, as far as the pages tell days', async () => {
    const dated = (page: number, days: string[]) =>
      html(
        `${days.map((day) => `<li><a class="a" href="/news/${day}-${page}">Letter from the colony</a> <time datetime="${day}">${day}</time></li>`).join('')}<a rel="next" href="/s?page=${page + 1}">next</a>`,
      )
    answers['/s'] = dated(1, ['2026-11-20'])
    answers['/s?page=2'] = dated(2, ['2025-03-01', '2024-06-01'])
    answers['/s?page=3'] = dated(3, ['2024-01-02', '2023-12-30', '2023-12-29'])
    answers['/s?page=4'] = dated(4, ['2023-05-01', '2023-04-01'])
    answers['/s?page=5'] = dated(5, ['2023-01-01'])
    await outlet({ ...section({ pages: 1 }), since: '2024-01-01' })
    await look('section')
    await look('section')
    expect(await paths()).toEqual([
      '/news/2026-11-20-1',
      '/news/2025-03-01-2',
      '/news/2024-06-01-2',
      '/news/2024-01-02-3',
    ])
    expect(hostile.count('/s?page=5')).toBe(0)
    expect((await database.sql`select cursor from source where kind = 'section'`)[0]!.cursor).toBeNull()
  })

  it('says when its selector finds nothing any more', async () => {
    answers['/s'] = html('<p>rebuilt</p>')
    await outlet(section())
    expect((await look('section'))[0]!.advice).toMatch(/may have been rebuilt/)
  })

  it('in windows-1251 gives its headlines as they read', async () => {
    answers['/s'] = (_, response) =>
      send(response, 200, Buffer.from('<a class="a" href="/news/1001">\xcf\xe8\xf1\xfc\xec\xee</a>', 'latin1'), {
        'content-type': 'text/html; charset=windows-1251',
      })
    await outlet(section())
    await look('section')
    expect((await database.sql`select title from discovery`)[0]!.title).toBe('Письмо')
  })
})

describe('mirrors', () => {
  it('are one outlet: its articles are known whatever host names them, and the next is tried when one is blocked', async () => {
    const mirror = await startHostile({ '/rss': xml(rss('/news/1001')) })
    answers['/rss'] = (_, response) => send(response, 403, 'no')
    await outlet({ feeds: [at('/rss')], mirrors: [mirror.host] })
    expect((await look('feed'))[0]).toMatchObject({ fresh: 1 })
    expect(await paths()).toEqual(['/news/1001'])
    await mirror.close()
  })
})
