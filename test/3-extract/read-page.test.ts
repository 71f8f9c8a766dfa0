import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/3-extract/read-page.ts'

const folder = join(import.meta.dirname, '../fixtures/pages')
const pages = readdirSync(folder).flatMap((outlet) =>
  readdirSync(join(folder, outlet)).map((slug) => `${outlet}/${slug}`),
)
const url = 'https://outlet.example/news/42'

describe('a page as a server sends it', () => {
  it.each(pages)('%s is read as a person would copy it out', (page) => {
    const expected = JSON.parse(readFileSync(join(folder, page, 'expected.json'), 'utf8'))
    const reading = readPage({ bytes: readFileSync(join(folder, page, 'page.html')), url })
    expect(reading.article.text.split('\n')).toEqual(expected.paragraphs)
    expect(reading).toMatchObject({
      kind: 'article',
      article: {
        title: expected.title,
        byline: expected.byline,
        published: expected.published,
        language: expected.language,
      },
      signals: { charset: expected.charset },
    })
  })
})

describe('what else a page tells', () => {
  const { signals } = readPage({ bytes: readFileSync(join(folder, 'north-ledger/visits-refused/page.html')), url })

  it('has its one address, its other languages and what speaks for an article', () => {
    expect(signals).toMatchObject({
      canonicalUrl: 'https://outlet.example/justice/2024/03/12/visits-refused',
      alternates: [{ language: 'ru', url: 'https://north-ledger.example/ru/visits-refused' }],
      siteName: 'North Ledger',
      dateFrom: 'data',
      ampOf: null,
    })
    expect(signals.articleSigns).toEqual(expect.arrayContaining(['og:type', 'schema.org', 'date', 'by-line']))
  })
})
