import { describe, expect, it } from 'vitest'
import { cleanByline, findByline } from '../../src/3-extract/byline.ts'
import { parseHtml } from '../../src/3-extract/html-tree.ts'
import { readHead } from '../../src/3-extract/page-head.ts'

const byline = (html: string, sites: string[] = [], lines: string[] = []) => {
  const root = parseHtml(html)
  return findByline(readHead(root, null), root, sites, lines)
}

describe('a by-line', () => {
  it.each([
    ['By JANE DOE, Staff Writer', ['JANE DOE']],
    ['By Jane Doe and Tom Bell | 12 May 2024', ['Jane Doe', 'Tom Bell']],
    ['Автор: Ирина Лебедева', ['Ирина Лебедева']],
    ['Müəllif: Nigar Əliyeva', ['Nigar Əliyeva']],
    ['Von Anna Groß', ['Anna Groß']],
    ['jane@outlet.example', []],
    ['https://outlet.example/authors/7', []],
    ['Monday', []],
  ])('%s names %j', (line, names) => {
    expect(cleanByline(line)).toEqual(names)
  })

  it('is taken from the page\u2019s data before its meta elements', () => {
    const data =
      '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Jane Doe"},{"name":"Tom Bell"}]}</script>'
    expect(byline(`${data}<meta name="author" content="admin2">`)).toBe('Jane Doe, Tom Bell')
  })

  it('names the outlet only where nobody else is named', () => {
    const meta = '<meta name="author" content="North Ledger">'
    expect(byline(`${meta}<p class="byline">By Jane Doe</p>`, ['north ledger'])).toBe('Jane Doe')
    expect(byline(meta, ['north ledger'])).toBe('North Ledger')
  })

  it('is read in print near the headline', () => {
    expect(byline('<p>x', [], ['12 May 2024', 'By Jane Doe'])).toBe('Jane Doe')
    expect(byline('<p>x', [], ['By the end of the year'])).toBeNull()
  })
})
