import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/3-extract/read-page.ts'

const bytes = (html: string) => new TextEncoder().encode(html)
const read = (html: string) => readPage({ bytes: bytes(html), url: 'https://outlet.example/a' })
const sentence = 'The lawyer of the two men said that nobody had told her where they were taken on Monday night. '

describe('a page that means harm', () => {
  // A quadratic reader takes minutes for each of these; the runner's own time limit is the check.
  it.each([
    ['100,000 nested elements', `${'<div class=content>'.repeat(100_000)}<p>${sentence}`],
    ['100,000 nested inline elements', `${'<b><i>'.repeat(50_000)}${sentence}`],
    ['a page of 10 MB in one paragraph', `<p>${sentence.repeat(100_000)}`],
    ['5,000 short paragraphs', `<p>${sentence}</p>`.repeat(5_000)],
    ['200,000 lines', '<br>x'.repeat(200_000)],
    ['an attribute of 5 MB', `<div class="${'a-b '.repeat(1_250_000)}"><p>${sentence}</p></div>`],
    ['300,000 entities', `<p>${'&amp;'.repeat(300_000)}</p>`],
    ['60,000 script elements', `${'<script>x</script>'.repeat(60_000)}<p>${sentence}`],
    ['200,000 comments that begin and do not end', `<p>${sentence}</p>${'<!--'.repeat(200_000)}`],
    ['scripts that begin and do not end', `<p>${sentence}</p>${'<script '.repeat(200_000)}`],
    ['an opening quote in each tag', `<p>${sentence}</p>${'<script a="'.repeat(100_000)}`],
    ['deep JSON-LD', `<script type="application/ld+json">${'{"@graph":['.repeat(50_000)}</script><p>${sentence}`],
    [
      'much JSON-LD',
      `<script type="application/ld+json">[${'{"@type":"NewsArticle","headline":"x"},'.repeat(50_000)}1]</script><p>${sentence}`,
    ],
    ['a title of 500 kB', `<title>${'a - b | '.repeat(60_000)}</title><h1>a</h1><p>${sentence}`],
    ['a heading of 500 kB', `<title>x</title><h1>${'word '.repeat(100_000)}</h1><p>${sentence}`],
    ['null bytes', `<p>${sentence.replaceAll(' ', ' \0')}</p>`],
    ['30,000 meta elements', `${'<meta name="author" content="By A and B and C">'.repeat(30_000)}<p>${sentence}`],
  ])(
    '%s is read',
    (_, html) => {
      expect(typeof read(html).article.text).toBe('string')
    },
    20_000,
  )

  it('null bytes are no part of a text', () => {
    expect(
      read(`<article>${`<p>${sentence.replace('lawyer', 'law\0yer')}</p>`.repeat(1)}</article>`).article.text,
    ).not.toContain('\0')
  })

  it('whatever bytes come, there is a reading', () => {
    const markup = fc.constantFrom(
      '<p>',
      '<div class="article">',
      '</div>',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<h1>',
      '<a href=x>',
      '<svg>',
      '<title>',
      '&#x',
      '"',
      "'",
      '>',
      '<',
      sentence,
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(markup, fc.string({ maxLength: 8 })), { maxLength: 40 }), (parts) => {
        const reading = read(parts.join(''))
        expect(reading.signals.paragraphs).toBe(
          reading.article.text === '' ? 0 : reading.article.text.split('\n').length,
        )
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (raw) => typeof readPage({ bytes: raw, url: null }).kind === 'string',
      ),
      { numRuns: 60 },
    )
  })
})
