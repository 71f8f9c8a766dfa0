import { describe, expect, it } from 'vitest'
import { opmlOf, outletsOfOpml } from '../../src/1-crawl/opml.ts'
import { Outlet } from '../../src/domain/outlet.ts'

describe('a feed reader’s list', () => {
  const list = `<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body>
    <outline text="Azerbaijan"><outline type="rss" text="Xəzri" xmlUrl="https://xezri.example/rss" htmlUrl="https://xezri.example/" language="az-AZ"/>
    <outline type="rss" text="Xəzri prisons" xmlUrl="https://xezri.example/prisons/rss" htmlUrl="https://xezri.example/"/></outline>
    <outline type="rss" text="Листок" xmlUrl="https://listok.example/feed"/><outline text="a folder"/><outline type="rss" text="bad" xmlUrl="javascript:alert(1)"/></body></opml>`

  it('gives outlets: feeds of one home together, its language where it tells one', () => {
    expect(outletsOfOpml(list, 'ru')).toEqual([
      {
        name: 'Xəzri',
        home: 'https://xezri.example/',
        language: 'az',
        feeds: ['https://xezri.example/rss', 'https://xezri.example/prisons/rss'],
      },
      { name: 'Листок', home: 'https://listok.example/', language: 'ru', feeds: ['https://listok.example/feed'] },
    ])
  })

  it('comes back as it went out', () => {
    const outlets = [
      {
        ...Outlet.parse({
          name: 'Xəzri & co',
          home: 'https://xezri.example/',
          language: 'az',
          feeds: ['https://xezri.example/rss?a=1&b=2'],
        }),
        id: 'x',
      },
    ]
    const opml = opmlOf(outlets, new Map([['x', ['https://xezri.example/found']]]), new Date('2026-11-24T00:00:00Z'))
    expect(outletsOfOpml(opml, 'en')).toEqual([
      {
        name: 'Xəzri & co',
        home: 'https://xezri.example/',
        language: 'az',
        feeds: ['https://xezri.example/rss?a=1&b=2', 'https://xezri.example/found'],
      },
    ])
  })

  it('that is none is told', () => {
    expect(outletsOfOpml('<html></html>', 'en')).toBeNull()
    expect(outletsOfOpml('', 'en')).toBeNull()
  })
})
