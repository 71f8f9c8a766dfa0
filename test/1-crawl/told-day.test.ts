import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { dayInAddress, toldDay } from '../../src/1-crawl/told-day.ts'

const iso = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null

describe('the day of what a list names', () => {
  it.each([
    ['https://post.example/2024/05/01/letter', '2024-05-01'],
    ['https://post.example/news/20240501-letter', '2024-05-01'],
    ['https://post.example/news/letter-2024-05-01.html', '2024-05-01'],
    ['https://post.example/2024/02/letter', '2024-02-29'],
    ['https://post.example/news/202405014', null],
    ['https://post.example/news/2024-letters', null],
  ])('%s: %s', (url, day) => {
    expect(iso(dayInAddress(url))).toBe(day)
  })

  it('is the one that stands beside its link, and none where several do', () => {
    const $ = load(
      '<ul><li><h3><a href="/a">A</a></h3><time datetime="2024-05-01T10:00:00Z">x</time></li><li><a href="/b">B</a><time>24.11.2023</time></li></ul><p><a href="/c">C</a></p>',
    )
    const days = $('a')
      .toArray()
      .map((link) => iso(toldDay($(link), 'https://post.example/x')))
    expect(days).toEqual(['2024-05-01', '2023-11-24', null])
  })
})
