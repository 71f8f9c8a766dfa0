import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPage } from '../../src/3-extract/read-page.ts'
import { loadSampleArticles, type SampleArticle } from '../../src/sample/articles.ts'
import { type SampleOutlets, startSampleOutlets } from '../../src/sample/server.ts'

let sample: SampleOutlets
beforeAll(async () => {
  sample = await startSampleOutlets({ editAfterMs: Number.POSITIVE_INFINITY })
})
afterAll(() => sample.close())

const articles = loadSampleArticles()
const of = (outlet: SampleArticle['outlet']) =>
  articles.filter((article) => article.outlet === outlet).map((article) => [article.slug, article] as const)

async function readAt(outlet: SampleArticle['outlet'], path: string) {
  const url = sample.outlets.find(({ id }) => id === outlet)!.origin + path
  const response = await fetch(url)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return readPage({ bytes, contentType: response.headers.get('content-type'), url })
}

describe('a page of the English outlet', () => {
  it.each(of('kura-terek-dispatch'))(
    '%s is read without menus, adverts, comments and "read also"',
    async (slug, told) => {
      const path = `/${told.published.slice(0, 10).replaceAll('-', '/')}/${slug}`
      const { kind, article } = await readAt('kura-terek-dispatch', path)
      expect(kind).toBe('article')
      expect(article.text).toBe(told.text)
      expect(article.title).toBe(told.title)
      expect(article.published).toBe(told.published)
      if (told.author) expect(article.byline).toBe(told.author)
    },
  )

  it('is no article where it says that there is none, whatever its status', async () => {
    expect((await readAt('kura-terek-dispatch', '/2026/10/02/letter-from-the-ninth-ward')).kind).not.toBe('article')
  })
})

describe('a page of the Russian outlet', () => {
  it.each(of('zavolotsky-listok'))('%s is read out of its windows-1251 tables', async (slug, told) => {
    const { kind, article } = await readAt('zavolotsky-listok', `/news/${slug}.html`)
    expect(kind).toBe('article')
    expect(article.text).toBe(told.text)
    expect(article.title).toBe(told.title)
    expect(article.published?.slice(0, 10)).toBe(told.published.slice(0, 10))
    expect(article.language).toBe('ru')
  })

  it('is no article where it is a topic or an apology', async () => {
    expect((await readAt('zavolotsky-listok', '/tema/ik-14.html')).kind).not.toBe('article')
    expect((await readAt('zavolotsky-listok', '/news/pismo-iz-karantina.html')).kind).not.toBe('article')
  })
})

describe('a page of the Azerbaijani outlet', () => {
  it.each(of('xezri'))('%s is no article before its script has run', async (slug) => {
    const { kind, article } = await readAt('xezri', `/xeber/${slug}`)
    expect(kind).not.toBe('article')
    expect(article.text).toBe('')
  })
})
