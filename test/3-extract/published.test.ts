import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../src/3-extract/html-tree.ts'
import { readHead } from '../../src/3-extract/page-head.ts'
import { dateInUrl, findPublished, isoTime, writtenDate } from '../../src/3-extract/published.ts'

describe('a date that is printed', () => {
  it.each([
    ['12 марта 2024, 14:20', 'ru', '2024-03-12'],
    ['Опубликовано: 3 мая 2023 г.', 'ru', '2023-05-03'],
    ['5 sentyabr 2023, 18:40', 'az', '2023-09-05'],
    ['28 iyul 2022', 'az', '2022-07-28'],
    ['March 12, 2024', 'en', '2024-03-12'],
    ['Tuesday 1st August 2023', 'en', '2023-08-01'],
    ['Updated at 10:00, Sept. 4, 2021', 'en', '2021-09-04'],
    ['12. März 2024', 'de', '2024-03-12'],
    ['1er août 2023', 'fr', '2023-08-01'],
    ['3 de enero de 2024', 'es', '2024-01-03'],
    ['21 stycznia 2012', 'pl', '2012-01-21'],
    ['17 Ιανουαρίου 2012', 'el', '2012-01-17'],
    ['2024年3月12日', 'zh', '2024-03-12'],
    ['12.03.2024', 'ru', '2024-03-12'],
    ['03/12/2024', 'en', '2024-03-12'],
    ['03/12/2024', 'en-GB', '2024-12-03'],
    ['13/02/2024', 'en', '2024-02-13'],
  ])('%s (%s) is %s', (text, language, day) => {
    expect(writtenDate(text, language)).toBe(day)
  })

  it.each(['18:40', 'ИК-14', '31.02.2024', 'Views: 12.345.678', 'May be, may be not', '1.2.3.4', 'in 2024'])(
    '%s is no date',
    (text) => {
      expect(writtenDate(text, 'en')).toBeNull()
    },
  )
})

describe('a time that is meant for machines', () => {
  it.each([
    ['2024-05-01T10:00:00+03:00', '2024-05-01T10:00:00+03:00'],
    ['2024-05-01 10:00', '2024-05-01T10:00:00'],
    ['2024-05-01T10:00:00.000Z', '2024-05-01T10:00:00Z'],
    ['20240501T1000', '2024-05-01T10:00:00'],
    ['2024/5/1', '2024-05-01'],
    ['Wed, 01 May 2024 10:00:00 GMT', '2024-05-01T10:00:00Z'],
    ['1714557600', '2024-05-01T10:00:00Z'],
  ])('%s is %s', (written, iso) => {
    expect(isoTime(written)).toBe(iso)
  })

  it('any text is a time or none', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        (text) => isoTime(text) === null || /^\d{4}-\d\d-\d\d/.test(isoTime(text)!),
      ),
    )
  })
})

it.each([
  ['https://a.example/2024/05/01/visit', '2024-05-01'],
  ['https://a.example/news/20240501/visit', '2024-05-01'],
  ['https://a.example/2024-05-01-visit.html', '2024-05-01'],
  ['https://a.example/news/12345678', null],
  ['https://2024-05-01.example/news', null],
])('the address %s tells %s', (url, day) => {
  expect(dateInUrl(url)).toBe(day)
})

describe('of several dates', () => {
  const published = (html: string, lines: string[] = [], url: string | null = null, rule: string | null = null) =>
    findPublished(readHead(parseHtml(html), url), lines, url, rule)
  const data =
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-01-01","dateModified":"2024-02-02"}</script>'
  const meta = '<meta property="article:published_time" content="2024-03-03">'

  it('the outlet\u2019s own rule comes first, then data, meta, time, print and address', () => {
    const time = '<time datetime="2024-04-04">'
    const url = 'https://a.example/2024/06/06/x'
    expect(published(data + meta, [], url, '7 июля 2024')).toEqual({ value: '2024-07-07', by: 'rule' })
    expect(published(data + meta + time, [], url)).toEqual({ value: '2024-01-01', by: 'data' })
    expect(published(meta + time, [], url)).toEqual({ value: '2024-03-03', by: 'meta' })
    expect(published(time, ['5 мая 2024'], url)).toEqual({ value: '2024-04-04', by: 'time' })
    expect(published('', ['5 мая 2024'], url)).toEqual({ value: '2024-05-05', by: 'visible' })
    expect(published('', [], url)).toEqual({ value: '2024-06-06', by: 'url' })
  })

  it('the time of the last change is no date of publication where another is told', () => {
    expect(published('<time class="updated" datetime="2024-02-02"></time><time datetime="2024-01-01">')?.value).toBe(
      '2024-01-01',
    )
  })

  it('no date is guessed where the page tells none', () => {
    expect(published('<p>text', ['The visit of 2019 was the last'])).toBeNull()
  })
})
