import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Outlet } from '../../src/domain/outlet.ts'
import { loadSampleArticles, type SampleOutletId } from '../../src/sample/articles.ts'
import { sampleOutletFiles } from '../../src/sample/outlet-files.ts'
import { type SampleOutlets, startSampleOutlets } from '../../src/sample/server.ts'

let sample: SampleOutlets
let clock = 0
const articles = loadSampleArticles()
const originOf = (id: SampleOutletId) => sample.outlets.find((outlet) => outlet.id === id)!.origin
const read = async (id: SampleOutletId, path: string) => (await fetch(originOf(id) + path)).text()
const paths = (listing: string, pattern: RegExp) => [...listing.matchAll(pattern)].map(([, found]) => found!)

beforeAll(async () => {
  sample = await startSampleOutlets({ now: () => clock })
})
afterAll(() => sample.close())

describe('every sample outlet', () => {
  it('stands on a port of its own, so that politeness by host and port can be seen', () => {
    expect(new Set(sample.outlets.map(({ origin }) => origin)).size).toBe(3)
  })

  it('has an outlet file with the address at which it is played', () => {
    for (const { path, text } of sampleOutletFiles(sample.outlets)) {
      const outlet = Outlet.parse(parse(text))
      expect(outlet.allow_private, path).toBe(true)
      expect(sample.outlets.map(({ origin }) => `${origin}/`)).toContain(outlet.home)
    }
  })

  it('answers 304 to a reader who has the page, by tag and by time', async () => {
    for (const [id, path] of [
      ['kura-terek-dispatch', '/rss.xml'],
      ['zavolotsky-listok', '/news/'],
      ['xezri', '/sitemap.xml'],
    ] as const) {
      const first = await fetch(originOf(id) + path)
      const etag = first.headers.get('etag')!
      const since = first.headers.get('last-modified')!
      await first.arrayBuffer()
      const again = (headers: Record<string, string>) =>
        fetch(originOf(id) + path, { headers }).then(({ status }) => status)
      expect(await again({ 'if-none-match': etag })).toBe(304)
      expect(await again({ 'if-none-match': '"another"' })).toBe(200)
      expect(await again({ 'if-modified-since': since })).toBe(304)
      expect(await again({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).toBe(200)
    }
  })

  it('keeps robots out of one folder and still links to a page in it', async () => {
    const closed = { 'kura-terek-dispatch': '/members/', 'zavolotsky-listok': '/closed/', xezri: '/abune/' } as const
    const listings = {
      'kura-terek-dispatch': '/rss.xml',
      'zavolotsky-listok': `/news/?page=${await lastPage()}`,
      xezri: '/sitemap.xml',
    } as const
    for (const { id } of sample.outlets) {
      expect(await read(id, '/robots.txt')).toContain(`Disallow: ${closed[id]}`)
      expect(await read(id, listings[id])).toContain(closed[id])
    }
  })

  it('writes down each request with its outlet, path and status', async () => {
    const before = sample.requests.length
    await (await fetch(`${originOf('xezri')}/nothing-here`, { headers: { 'user-agent': 'a test' } })).arrayBuffer()
    await expect.poll(() => sample.requests.length).toBe(before + 1)
    expect(sample.requests.at(-1)).toMatchObject({
      outlet: 'xezri',
      method: 'GET',
      path: '/nothing-here',
      userAgent: 'a test',
      status: 404,
    })
  })

  it('asks nothing of other hosts', async () => {
    const own = new Set(sample.outlets.map(({ origin }) => origin))
    for (const { outlet } of articles) {
      const pages = await Promise.all([read(outlet, '/'), read(outlet, '/style.css')])
      for (const [, loaded] of pages.join('').matchAll(/(?:src=|url\(|<link[^>]+href=)"?([^" )>]+)/g)) {
        expect(own).toContain(new URL(loaded!, originOf(outlet)).origin)
      }
    }
  })
})

async function lastPage(): Promise<string> {
  return /из (\d+)/.exec(new TextDecoder('windows-1251').decode(await listing(1)))![1]!
}
const listing = async (number: number) =>
  (await fetch(`${originOf('zavolotsky-listok')}/news/?page=${number}`)).arrayBuffer()

describe('the English outlet', () => {
  it('names every article in its feed, newest first, and things that are none', async () => {
    const feed = await read('kura-terek-dispatch', '/rss.xml')
    const found = paths(feed, /<link>http:\/\/[^/]+(\/[^<]+)<\/link>/g)
    const own = articles.filter(({ outlet }) => outlet === 'kura-terek-dispatch')
    expect(found.slice(0, own.length).map((path) => path.split('/').at(-1))).toEqual(own.map(({ slug }) => slug))
    const answers = await Promise.all(
      found.slice(own.length).map((path) => fetch(originOf('kura-terek-dispatch') + path)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 410])
    expect(await answers[1]!.text()).toContain('Page not found')
  })

  it('tells title, author and time in the head of an article', async () => {
    for (const article of articles.filter(({ outlet }) => outlet === 'kura-terek-dispatch')) {
      const html = await read(
        'kura-terek-dispatch',
        `/${article.published.slice(0, 10).replaceAll('-', '/')}/${article.slug}`,
      )
      const told = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)![1]!)
      expect(told).toMatchObject({ '@type': 'NewsArticle', headline: article.title, datePublished: article.published })
      for (const part of ['og:title', 'rel="canonical"', 'class="cookie-bar"', 'Read also', 'Comments']) {
        expect(html).toContain(part)
      }
    }
  })
})

describe('the article that is edited later', () => {
  const slug = 'gasimbeyli-stops-eating'
  const address = `/2026/11/14/${slug}`
  const { edited } = articles.find((article) => article.slug === slug)!

  it('changes a minute after the start, at the same address, with a new tag and a new time in the feed', async () => {
    const id = 'kura-terek-dispatch'
    const first = await fetch(originOf(id) + address)
    expect(await first.text()).not.toContain(edited!.title)
    expect(await read(id, '/rss.xml')).not.toContain(edited!.updated!)
    clock += 60_000
    const second = await fetch(originOf(id) + address, { headers: { 'if-none-match': first.headers.get('etag')! } })
    expect(second.status).toBe(200)
    expect(await second.text()).toContain(edited!.title)
    expect(await read(id, '/rss.xml')).toContain(`<atom:updated>${edited!.updated}`)
  })

  it('changes at once when somebody asks for it', async () => {
    const other = await startSampleOutlets({ editAfterMs: Number.POSITIVE_INFINITY })
    try {
      const { origin } = other.outlets[0]!
      const title = async () => /<h1>(.*?)<\/h1>/.exec(await (await fetch(origin + address)).text())![1]
      expect(await title()).not.toBe(edited!.title)
      expect((await fetch(`${origin}/__sample/edit`, { method: 'POST' })).status).toBe(204)
      expect(await title()).toBe(edited!.title)
    } finally {
      await other.close()
    }
  })
})

describe('an article taken from another outlet', () => {
  it('says so on its page with a link to the original', async () => {
    const translation = await read('kura-terek-dispatch', '/2026/11/03/where-do-the-letters-go')
    expect(translation).toContain(`hreflang="az" href="${originOf('xezri')}/xeber/seferovanin-mektublari"`)
    expect(translation).toContain('Translated from Azerbaijani')
    const repost = JSON.parse(await read('xezri', '/api/page?path=/xeber/zub-manafova'))
    expect(repost.lang).toBe('ru')
    expect(repost.credit.url).toBe(`${originOf('zavolotsky-listok')}/news/zub-manafova.html`)
  })
})

describe('the Russian outlet', () => {
  it('sends windows-1251 bytes and says so in header and page', async () => {
    const response = await fetch(`${originOf('zavolotsky-listok')}/news/`)
    expect(response.headers.get('content-type')).toBe('text/html; charset=windows-1251')
    const bytes = await response.arrayBuffer()
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    const html = new TextDecoder('windows-1251').decode(bytes)
    expect(html).toContain('charset=windows-1251')
    expect(html).toContain('ИНОСТРАННЫМ АГЕНТОМ «ЗАВОЛОЦКИЙ ЛИСТОК»')
  })

  it('lists its articles on pages that link to the next one, the last to none', async () => {
    const found: string[] = []
    let number = 1
    for (let next = true; next; number++) {
      const html = new TextDecoder('windows-1251').decode(await listing(number))
      found.push(...paths(html, /class="title" href="([^"]+)"/g))
      next = html.includes('rel="next"')
    }
    expect((await fetch(`${originOf('zavolotsky-listok')}/news/?page=${number}`)).status).toBe(404)
    const own = articles.filter(({ outlet }) => outlet === 'zavolotsky-listok').map(({ slug }) => `/news/${slug}.html`)
    expect(found.filter((path) => own.includes(path))).toEqual(own)
    const others = found.filter((path) => !own.includes(path))
    const statuses = await Promise.all(
      others.map(async (path) => (await fetch(originOf('zavolotsky-listok') + path)).status),
    )
    expect(statuses.sort()).toEqual([200, 200, 200, 404])
  })
})

describe('the Azerbaijani outlet', () => {
  it('is found through the news sitemap that its robots.txt names', async () => {
    const sitemap = /Sitemap: (\S+)/.exec(await read('xezri', '/robots.txt'))![1]!
    const xml = await (await fetch(sitemap)).text()
    for (const { slug, outlet, title } of articles) {
      if (outlet === 'xezri') expect(xml).toContain(`/xeber/${slug}</loc>`)
      if (outlet === 'xezri') expect(xml).toContain(`<news:title>${title.replaceAll('"', '&quot;')}</news:title>`)
    }
  })

  it('sends pages without readable text: a script brings it', async () => {
    const article = articles.find(({ outlet }) => outlet === 'xezri')!
    const html = await read('xezri', `/xeber/${article.slug}`)
    expect(html).not.toContain(article.text.slice(0, 20))
    expect(html.replace(/<[^>]+>/g, '').trim()).toBe('Xəzri')
    const data = JSON.parse(await read('xezri', `/api/page?path=/xeber/${article.slug}`))
    expect(data.paragraphs.map((paragraph: { text: string }) => paragraph.text).join('\n')).toBe(article.text)
  })
})
