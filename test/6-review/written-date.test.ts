import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWrittenDate, writtenDate } from '../../src/6-review/written-date.ts'

const published = new Date('2026-11-27T08:00:00Z')

describe('a date as a reviewer writes it', () => {
  it.each([
    ['26 November', '2026-11-26', '2026-11-26', 'day'],
    ['November 26, 2025', '2025-11-26', '2025-11-26', 'day'],
    ['26 ноября', '2026-11-26', '2026-11-26', 'day'],
    ['26 noyabr 2024', '2024-11-26', '2024-11-26', 'day'],
    ['10 sentyabrda', '2026-09-10', '2026-09-10', 'day'],
    ['30 dekabr', '2025-12-30', '2025-12-30', 'day'],
    ['about May 2024', '2024-05-01', '2024-05-31', 'month'],
    ['около мая 2024 года', '2024-05-01', '2024-05-31', 'month'],
    ['İyul 2026', '2026-07-01', '2026-07-31', 'month'],
    ['2024', '2024-01-01', '2024-12-31', 'year'],
    ['maybe 2024', '2024-01-01', '2024-12-31', 'year'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['2026-11-26', '2026-11-26', '2026-11-26', 'day'],
    ['26.11.2026', '2026-11-26', '2026-11-26', 'day'],
  ])('%s', (words, from, to, precision) => {
    expect(readWrittenDate(words, published)).toEqual({ from, to, precision, text: '' })
  })

  it('is unknown when nothing is written', () => expect(readWrittenDate(' ', published)).toBeNull())

  it.each(['soon', '31 February 2026', '26', '2026-13-01', 'May or June 2024', '26 November 26', '45 May 2024'])(
    'is not guessed: %s',
    (words) => expect(readWrittenDate(words, published)).toBeUndefined(),
  )

  it('needs a year where the article has no date', () => expect(readWrittenDate('26 November', null)).toBeUndefined())

  it('is read back as the same from what the field shows', () => {
    fc.assert(
      fc.property(fc.constantFrom('2024', '2024-02', '2024-02-28', '1999-12-31'), (words) => {
        expect(writtenDate(readWrittenDate(words, published)!)).toBe(words)
      }),
    )
  })
})
