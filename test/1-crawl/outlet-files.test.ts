import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseOutlet, readOutlets, syncOutlets } from '../../src/1-crawl/outlet-files.ts'
import { sourcesOf } from '../../src/1-crawl/outlet-rows.ts'
import { Outlet } from '../../src/domain/outlet.ts'
import { root } from '../../src/settings.ts'
import { testDatabase, testFolder } from '../database.ts'

const problemsIn = (text: string) => {
  const read = parseOutlet(text, 'north-post.yaml')
  return 'problems' in read ? read.problems.map(({ line, expected }) => `${line}: ${expected}`) : []
}

describe('an outlet’s file', () => {
  it('needs only name, home and language', () => {
    expect(problemsIn('name: North Post\nhome: https://north-post.example/\nlanguage: en\n')).toEqual([])
  })

  it('tells line and what is expected for each fault', () => {
    expect(problemsIn('name: North Post\nhome: north-post.example\nlanguage: en\n')).toEqual([
      '2: home: expected an http or https address',
    ])
    expect(problemsIn('name: N\nhome: https://n.example/\n')).toEqual(['1: "language" is missing'])
    expect(problemsIn('name: N\nhome: https://n.example/\nlanguage: en\nevery: often\n')).toEqual([
      '4: every: expected a number and ms, s, m, h or d, like 30m or 1.5h',
    ])
    expect(problemsIn('name: N\nhome: https://n.example/\nlanguage: en\nfeed: []\n')).toEqual(['4: no key "feed"'])
    expect(
      problemsIn(
        'name: N\nhome: https://n.example/\nlanguage: en\nsections:\n  - url: https://n.example/\n    links: "a[["\n',
      ),
    ).toEqual(['6: sections.0.links: expected a CSS selector, not "a[["'])
    expect(problemsIn('name: N\nhome: https://n.example/\nlanguage: en\narticle: "("\n')).toEqual([
      '4: article: expected a regular expression, not "("',
    ])
    expect(problemsIn('name: [N\n')[0]).toMatch(/^\d: YAML/)
    expect(problemsIn('')[0]).toMatch(/missing/)
  })
})

describe('the outlets that come with Vigil', () => {
  const { outlets, problems } = readOutlets(join(root, 'config'))

  it('have no fault', () => {
    expect(problems).toEqual([])
    expect(outlets.length).toBeGreaterThan(20)
  })

  it('are off until somebody has tried them, but for Caucasian Knot in English and Russian', () => {
    expect(outlets.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual([
      'azerbaijan/caucasian-knot-en',
      'azerbaijan/caucasian-knot-ru',
    ])
    for (const outlet of outlets) if (!outlet.verified) expect(outlet.note, outlet.id).toBeTruthy()
  })
})

describe('the sources of an outlet', () => {
  const kinds = (written: object) =>
    sourcesOf({ ...Outlet.parse({ name: 'N', home: 'https://n.example/', language: 'en', ...written }), id: 'n' }).map(
      ({ kind }) => kind,
    )

  it('are found through the home page and robots.txt where none is given', () => {
    expect(kinds({})).toEqual(['home', 'robots'])
  })

  it('are those of its file, and the sitemaps of robots.txt unless sitemaps are given', () => {
    expect(kinds({ feeds: ['https://n.example/rss'] })).toEqual(['feed', 'robots'])
    expect(kinds({ sitemaps: ['https://n.example/s.xml'], sections: [{ url: 'https://n.example/a' }] })).toEqual([
      'sitemap',
      'section',
    ])
  })
})

describe('keeping the tables in step with the files', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  const folder = testFolder()
  const file = join(folder.path, 'outlets/north/post.yaml')
  const write = (more: string) => writeFileSync(file, `name: Post\nhome: https://post.example/\nlanguage: en\n${more}`)
  const sources = async () =>
    (await database.sql`select kind, url, enabled from source order by id`).map(
      ({ kind, url, enabled }) => `${enabled ? '+' : '-'} ${kind} ${url}`,
    )
  const sync = () => syncOutlets(database.sql, readOutlets(folder.path))

  beforeAll(async () => {
    database = await testDatabase()
    mkdirSync(join(folder.path, 'outlets/north'), { recursive: true })
    write('feeds: [https://post.example/a.xml, https://post.example/b.xml]\n')
    await sync()
  })
  afterAll(async () => {
    await database.close()
    folder.remove()
  })

  it('adds a source for each feed', async () => {
    expect(await sources()).toEqual([
      '+ feed https://post.example/a.xml',
      '+ feed https://post.example/b.xml',
      '+ robots https://post.example/robots.txt',
    ])
  })

  it('keeps the schedule of a source that stays and switches off one that is gone', async () => {
    await database.sql`update source set next_at = '2030-01-01', etag = '"x"' where url like '%a.xml'`
    write('feeds: [https://post.example/a.xml]\n')
    await sync()
    expect(await sources()).toContain('- feed https://post.example/b.xml')
    const [kept] = await database.sql`select next_at, etag from source where url like '%a.xml'`
    expect(kept).toEqual({ nextAt: new Date('2030-01-01'), etag: '"x"' })
  })

  it('looks sooner when the file says so', async () => {
    await database.sql`update source set crawled_at = now()`
    write('feeds: [https://post.example/a.xml]\nevery: 5m\n')
    await sync()
    const [source] =
      await database.sql`select next_at < now() + interval '6 minutes' as soon from source where url like '%a.xml'`
    expect(source!.soon).toBe(true)
  })

  it('goes on with the last good definition while a file has a fault, and tells the fault', async () => {
    write('feeds: [nonsense]\n')
    await sync()
    const [outlet] = await database.sql`select enabled, problem, definition ->> 'name' as name from outlet`
    expect(outlet).toEqual({
      enabled: true,
      problem: 'line 4: feeds.0: expected an http or https address',
      name: 'Post',
    })
  })

  it('switches an outlet off whose file is gone, and on again when it is back', async () => {
    writeFileSync(file, '')
    const { outlets } = readOutlets(folder.path)
    expect(outlets).toEqual([])
    await syncOutlets(database.sql, { outlets: [], problems: [] })
    expect((await database.sql`select enabled from outlet`)[0]!.enabled).toBe(false)
    expect((await sources()).filter((source) => source.startsWith('+'))).toEqual([])
    write('feeds: [https://post.example/a.xml]\n')
    await sync()
    expect((await database.sql`select enabled, problem from outlet`)[0]).toEqual({ enabled: true, problem: null })
  })
})
