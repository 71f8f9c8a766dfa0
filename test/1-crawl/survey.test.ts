import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSources } from '../../src/1-crawl/check-sources.ts'
import { surveyOutlet } from '../../src/1-crawl/survey.ts'
import { openHttp, type SafeHttp } from '../../src/2-capture/http.ts'
import { Outlet } from '../../src/domain/outlet.ts'
import { testDatabase } from '../database.ts'
import { type Answer, type Hostile, send, startHostile } from '../hostile/server.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let http: SafeHttp
beforeAll(async () => {
  database = await testDatabase()
  http = openHttp({ sql: database.sql, version: '0.0.0' })
})
afterAll(async () => {
  await http.close()
  await database.close()
})
const html =
  (body: string): Answer =>
  (_, response) =>
    send(response, 200, body)
const links = (...names: string[]) =>
  names.map((name) => `<a href="/news/${name}.html">Письмо из колонии номер ${name} не дошло</a>`).join('')

async function survey(answers: Record<string, Answer>, run: (hostile: Hostile) => Promise<void>): Promise<void> {
  const hostile = await startHostile(answers)
  await run(hostile)
  await hostile.close()
}
const look = async (hostile: Hostile) => {
  const told: string[] = []
  const found = await surveyOutlet(
    `${hostile.origin}/`,
    { allow_private: true, delay: '0s' },
    { http, now: () => new Date('2026-11-24'), say: (line) => told.push(line) },
  )
  return { ...found, told: told.join('\n') }
}

describe('a look at an outlet’s home page', () => {
  it('finds the feeds that work, and says which do not', async () => {
    const rss =
      '<rss><channel><title>P</title><item><title>A letter was not delivered</title><link>/news/1001</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>'
    await survey(
      {
        '/': html(
          '<html lang="en-GB"><head><title>Home | North Post</title><link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="application/rss+xml" href="/dead"></head></html>',
        ),
        '/rss': html(rss),
        '/dead': html('hello world'),
      },
      async (hostile) => {
        const { outlet, told } = await look(hostile)
        expect(outlet).toEqual({
          name: 'North Post',
          home: `${hostile.origin}/`,
          language: 'en',
          feeds: [`${hostile.origin}/rss`],
        })
        expect(told).toContain('1 entries, the newest of 2026-11-23')
        expect(told).toContain('/dead: no feed, or an empty one')
      },
    )
  })

  it('finds sections where there is neither feed nor sitemap, and the language from the words', async () => {
    await survey(
      {
        '/': html(
          `<title>Главная :: Листок</title><nav><a href="/razdel/tyurmy/">Тюрьмы и колонии</a><a href="/o-nas">О нас</a></nav>`,
        ),
        '/razdel/tyurmy/': html(
          `${links('golodovka', 'pismo', 'etap-na-sever')}<a rel="next" href="?page=2">дальше</a>`,
        ),
      },
      async (hostile) => {
        const { outlet, articles } = await look(hostile)
        expect(outlet).toMatchObject({
          name: 'Листок',
          language: 'ru',
          sections: [{ url: `${hostile.origin}/razdel/tyurmy/`, pages: 5 }],
        })
        expect(articles).toHaveLength(3)
        expect(hostile.count('/o-nas')).toBe(0)
      },
    )
  })

  it('writes nothing for an outlet that can’t be read, and says why', async () => {
    await survey({ '/': (_, response) => send(response, 403, 'no') }, async (hostile) => {
      const { outlet, told } = await look(hostile)
      expect(outlet).toBeNull()
      expect(told).toMatch(/refuses us/)
    })
  })
})

describe('a check of an outlet', () => {
  it('tells of each source what it names or what is wrong, and saves nothing', async () => {
    await survey(
      {
        '/s': html(links('odno', 'dva-i-tri')),
        '/gone': (_, response) => send(response, 410, 'no'),
        '/robots.txt': html('User-agent: *\nDisallow:\n'),
      },
      async (hostile) => {
        const outlet = {
          ...Outlet.parse({
            name: 'P',
            home: `${hostile.origin}/`,
            language: 'ru',
            feeds: [`${hostile.origin}/gone`],
            sections: [{ url: `${hostile.origin}/s`, links: 'a' }],
            allow_private: true,
            delay: '0s',
          }),
          id: 'p',
        }
        const checked = []
        for await (const { kind, works, sentence } of checkSources(outlet, { http, now: () => new Date() }))
          checked.push(`${works} ${kind}: ${sentence}`)
        expect(checked).toEqual([
          'false feed: gone',
          'true section: 2 articles',
          'true robots: 0 articles, no sitemaps named',
        ])
        expect(await database.sql`select 1 from discovery`).toHaveLength(0)
      },
    )
  })
})
