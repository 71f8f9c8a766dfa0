import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/3-extract/read-page.ts'
import { textMayBeCut } from '../../src/3-extract/text-may-be-cut.ts'

const paragraph = (i: number) =>
  `On day ${i} of the hearing the lawyer told the court that her client had been kept from calling his family, and that no paper about it had been shown to him.`
const paragraphs = (n: number) => Array.from({ length: n }, (_, i) => `<p>${paragraph(i + 1)}</p>`).join('')
const page = (body: string, head = '') =>
  `<html><head><title>A hearing without a call</title>${head}</head><body><article><h1>A hearing without a call</h1>${body}</article></body></html>`
const check = (html: string, change: (text: string) => string = (text) => text) => {
  const reading = readPage({ bytes: new TextEncoder().encode(html), url: null })
  return textMayBeCut({ ...reading, article: { ...reading.article, text: change(reading.article.text) } }, html)
}

describe('a text that may be cut', () => {
  it('is not one that both methods read alike', () => {
    expect(check(page(paragraphs(10)))).toEqual({ cut: false, because: null })
  })

  it('is one of which a second method finds more', () => {
    expect(check(page(paragraphs(10)), (text) => text.split('\n').slice(0, 3).join('\n')).because).toContain(
      'second way',
    )
  })

  it('is one that the page\u2019s own data hold more of', () => {
    const body = Array.from({ length: 10 }, (_, i) => paragraph(i + 1)).join(' ')
    const data = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'x', articleBody: body })}</script>`
    expect(check(page(paragraphs(2), data)).because).toContain('own data')
  })

  it('is one that ends with an ellipsis', () => {
    expect(
      check(
        page(`${paragraphs(5)}<p>And when the judge asked why nobody had let him call, the warden of the prison …</p>`),
      ).cut,
    ).toBe(true)
  })
})
