import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFeed } from '../../src/1-crawl/feed.ts'
import { decodeDeclared } from '../../src/language/declared-charset.ts'

const ADDRESS = 'https://post.example/feeds/rss.xml'
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><link>https://post.example/</link>${items}</channel></rss>`
const urls = (text: string) => readFeed(text, ADDRESS)?.entries.map(({ url }) => url)

describe('a feed as it is in the wild', () => {
  it('RSS: addresses, titles and dates', () => {
    const feed = readFeed(
      rss(
        '<item><title>Cell 5</title><link>https://post.example/1</link><pubDate>Tue, 24 Nov 2026 18:05:00 +0400</pubDate></item>',
      ),
      ADDRESS,
    )
    expect(feed).toMatchObject({ title: 'Post', withoutAddress: 0 })
    expect(feed!.entries).toEqual([
      { url: 'https://post.example/1', title: 'Cell 5', published: new Date('2026-11-24T14:05:00Z'), changed: null },
    ])
  })

  it('Atom: the article’s own link, not those to comments or files, and when it was changed', () => {
    const feed = readFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><id>x</id><updated>2026-11-24T00:00:00Z</updated><entry><id>tag:1</id><title>A</title>
      <link rel="replies" href="https://post.example/1#c"/><link rel="enclosure" href="https://post.example/1.mp3"/><link href="https://post.example/1"/>
      <published>2026-11-20T10:00:00Z</published><updated>2026-11-24T10:00:00Z</updated></entry></feed>`,
      ADDRESS,
    )
    expect(feed!.entries).toEqual([
      {
        url: 'https://post.example/1',
        title: 'A',
        published: new Date('2026-11-20T10:00:00Z'),
        changed: new Date('2026-11-24T10:00:00Z'),
      },
    ])
  })

  it('RDF and JSON Feed', () => {
    expect(
      urls(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>R</title><link>l</link></channel>
      <item rdf:about="https://post.example/r"><title>R1</title><link>https://post.example/r</link></item></rdf:RDF>`),
    ).toEqual(['https://post.example/r'])
    expect(
      urls(
        '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://post.example/j","date_published":"2026-11-24T10:00:00Z"}]}',
      ),
    ).toEqual(['https://post.example/j'])
  })

  it('relative links count from where the feed lies', () => {
    expect(urls(rss('<item><link>/news/1</link></item><item><link>2.html</link></item>'))).toEqual([
      'https://post.example/news/1',
      'https://post.example/feeds/2.html',
    ])
  })

  it('line breaks around an address, CDATA, entities', () => {
    expect(
      urls(
        rss(
          '<item><link>\n  https://post.example/1?a=1&amp;b=2\n</link></item><item><link><![CDATA[https://post.example/2]]></link></item>',
        ),
      ),
    ).toEqual(['https://post.example/1?a=1&b=2', 'https://post.example/2'])
  })

  it('one guid for all items: the link is what counts', () => {
    expect(
      urls(
        rss(
          '<item><guid>same</guid><link>https://post.example/1</link></item><item><guid>same</guid><link>https://post.example/2</link></item>',
        ),
      ),
    ).toHaveLength(2)
  })

  it('no link: a guid that is an address, unless it says that it is none', () => {
    expect(urls(rss('<item><guid>https://post.example/g</guid></item>'))).toEqual(['https://post.example/g'])
    const none = readFeed(
      rss('<item><guid isPermaLink="false">https://post.example/g</guid><title>T</title></item>'),
      ADDRESS,
    )
    expect(none).toMatchObject({ entries: [], withoutAddress: 1 })
  })

  it('bare ampersands, unclosed items, cut in the middle', () => {
    expect(urls(rss('<item><title>A & B</title><link>https://post.example/1?x=1&y=2</link></item>'))).toEqual([
      'https://post.example/1?x=1&y=2',
    ])
    expect(urls(rss('<item><link>https://post.example/1</link><item><link>https://post.example/2</link>'))).toEqual([
      'https://post.example/1',
      'https://post.example/2',
    ])
    expect(urls('<rss><channel><item><link>https://post.example/1</link></item><item><title>cut he')).toEqual([
      'https://post.example/1',
    ])
    expect(urls('<rss><channel><item><link>https://post.example/1</link></item><item><link>https://post.ex')).toEqual([
      'https://post.example/1',
    ])
  })

  it('something before it: a byte-order mark, blank lines, a notice', () => {
    expect(urls(`\uFEFF\n\n${rss('<item><link>https://post.example/1</link></item>')}`)).toHaveLength(1)
    expect(urls(`Warning: foo() in bar.php\n${rss('<item><link>https://post.example/1</link></item>')}`)).toHaveLength(
      1,
    )
  })

  it('entities that it declares itself are not opened', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss><channel><title>&b;&x;</title><item><title>&b;&x;</title><link>https://post.example/1</link></item></channel></rss>`
    const feed = readFeed(bomb, ADDRESS)
    expect(feed!.entries.map(({ url }) => url)).toEqual(['https://post.example/1'])
    expect(JSON.stringify(feed)).not.toMatch(/haha|root:/)
  })

  it('titles come as plain words', () => {
    const feed = readFeed(
      rss(
        '<item><title>&lt;b&gt;Caf&amp;eacute;&lt;/b&gt; &amp;laquo;Azad&amp;raquo; &#1044;&#x430;</title><link>https://post.example/1</link></item>',
      ),
      ADDRESS,
    )
    expect(feed!.entries[0]!.title).toBe('Caf&eacute; «Azad» Да')
  })

  it('addresses that are none of the web are left out and counted', () => {
    const feed = readFeed(
      rss(
        ['javascript:alert(1)', 'mailto:a@b.example', 'file:///etc/passwd', 'ftp://post.example/']
          .map((link) => `<item><link>${link}</link></item>`)
          .join(''),
      ),
      ADDRESS,
    )
    expect(feed).toMatchObject({ entries: [], withoutAddress: 4 })
  })

  it('dates in words of their own', () => {
    const dated = (date: string) =>
      readFeed(rss(`<item><link>https://post.example/1</link><pubDate>${date}</pubDate></item>`), ADDRESS)!.entries[0]!
        .published
    expect(dated('24.11.2026 18:05')).toEqual(new Date('2026-11-24T18:05:00Z'))
    expect(dated('Tue, 24 Nov 2026 18:05:00 MSK')).toEqual(new Date('2026-11-24T18:05:00Z'))
    expect(dated('yesterday')).toBeNull()
    expect(dated('Thu, 01 Jan 1970 00:00:00 GMT')).toBeNull()
  })

  it('an empty feed is a feed; a web page, eleven bytes, a wall are none', () => {
    expect(readFeed(rss(''), ADDRESS)).toMatchObject({ entries: [] })
    expect(readFeed('<!doctype html><html><head><title>rss</title></head><body>feed</body></html>', ADDRESS)).toBeNull()
    expect(readFeed('<rss></rss', ADDRESS)?.entries ?? []).toEqual([])
    expect(readFeed('hello world', ADDRESS)).toBeNull()
    expect(readFeed('', ADDRESS)).toBeNull()
    expect(readFeed('{"error": true}', ADDRESS)).toBeNull()
  })

  it('735 items out of order are all read', () => {
    expect(
      urls(
        rss(
          Array.from(
            { length: 735 },
            (_, n) => `<item><link>https://post.example/${(n * 31) % 735}</link></item>`,
          ).join(''),
        ),
      ),
    ).toHaveLength(735)
  })

  it('a declared encoding that is wrong, or none at all', () => {
    const win = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>'),
      Buffer.from('\xcf\xe8\xf1\xfc\xec\xee', 'latin1'),
      Buffer.from('</title><link>https://post.example/1</link></item></channel></rss>'),
    ])
    expect(readFeed(decodeDeclared(win, 'text/xml; charset=utf-8'), ADDRESS)!.entries[0]!.title).toBe('Письмо')
    const utf = Buffer.from(rss('<item><title>Məktub</title><link>https://post.example/1</link></item>'))
    expect(readFeed(decodeDeclared(utf, 'text/xml; charset=windows-1251'), ADDRESS)!.entries[0]!.title).toBe('Məktub')
  })

  it('whatever it is fed, it neither throws nor invents an address', () => {
    const piece = fc.constantFrom(
      '<item>',
      '</item>',
      '<link>',
      '</link>',
      '<entry>',
      '<![CDATA[',
      ']]>',
      '&',
      '&amp;',
      '<rss>',
      '<feed>',
      '</',
      '<title>',
      'https://a.example/1',
      'href="',
      '"',
      '\0',
      '<!DOCTYPE x [',
      ']>',
      '{',
      '"items":',
      '[',
      '\uD800',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }),
        fc.constantFrom('', '<rss><channel>', '<feed>', '{"version":"https://jsonfeed.org/version/1","items":['),
        (pieces, start) => {
          const feed = readFeed(start + pieces.join(''), ADDRESS)
          for (const { url } of feed?.entries ?? []) expect(url).toMatch(/^https?:\/\//)
        },
      ),
      { numRuns: 300 },
    )
  })
})
