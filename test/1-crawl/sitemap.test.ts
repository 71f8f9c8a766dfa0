import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSitemap } from '../../src/1-crawl/sitemap.ts'

const ADDRESS = 'https://post.example/sitemap.xml'

describe('a sitemap', () => {
  it('names pages and when they were changed', () => {
    expect(
      readSitemap(
        '<urlset><url><loc> https://post.example/1 </loc><lastmod>2026-11-24</lastmod></url><url><loc>/2</loc></url></urlset>',
        ADDRESS,
      ),
    ).toEqual({
      kind: 'pages',
      news: false,
      entries: [
        { url: 'https://post.example/1', title: null, published: null, changed: new Date('2026-11-24') },
        { url: 'https://post.example/2', title: null, published: null, changed: null },
      ],
    })
  })

  it('of news has titles and dates; pictures’ addresses are not articles', () => {
    const text = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="i">
      <url><loc>https://post.example/1</loc><image:image><image:loc>https://post.example/1.jpg</image:loc></image:image>
      <news:news><news:publication_date>2026-11-24T10:00:00+04:00</news:publication_date><news:title>Məktub &amp; zəng</news:title></news:news></url></urlset>`
    expect(readSitemap(text, ADDRESS)).toEqual({
      kind: 'pages',
      news: true,
      entries: [
        {
          url: 'https://post.example/1',
          title: 'Məktub & zəng',
          published: new Date('2026-11-24T06:00:00Z'),
          changed: null,
        },
      ],
    })
  })

  it('may be an index of others', () => {
    expect(
      readSitemap('<sitemapindex><sitemap><loc>https://post.example/a.xml.gz</loc></sitemap></sitemapindex>', ADDRESS),
    ).toEqual({
      kind: 'index',
      sitemaps: [{ url: 'https://post.example/a.xml.gz', changed: null }],
    })
  })

  it('may be a plain list of addresses, and may be broken', () => {
    expect(readSitemap('https://post.example/1\nhttps://post.example/2\n', ADDRESS)).toMatchObject({
      entries: [{}, {}],
    })
    expect(
      readSitemap('<urlset><url><loc>https://post.example/?a=1&b=2</loc></url><url><loc>https://post.ex', ADDRESS),
    ).toMatchObject({
      entries: [{ url: 'https://post.example/?a=1&b=2' }],
    })
  })

  it('is not what a web page or a feed is', () => {
    for (const text of ['<!doctype html><html></html>', '<rss></rss>', 'hello', ''])
      expect(readSitemap(text, ADDRESS)).toBeNull()
  })

  it('whatever it is fed, it neither throws nor invents an address', () => {
    const piece = fc.constantFrom(
      '<url>',
      '</url>',
      '<loc>',
      '</loc>',
      '<sitemap>',
      '<urlset>',
      '<sitemapindex>',
      '&',
      '<![CDATA[',
      ']]>',
      'https://a.example/',
      '<lastmod>',
      '9999',
      '\0',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }),
        fc.constantFrom('', '<urlset>', '<sitemapindex>'),
        (pieces, start) => {
          const read = readSitemap(start + pieces.join(''), ADDRESS)
          const all = read?.kind === 'pages' ? read.entries : (read?.sitemaps ?? [])
          for (const { url } of all) expect(url).toMatch(/^https?:\/\//)
        },
      ),
      { numRuns: 300 },
    )
  })
})
