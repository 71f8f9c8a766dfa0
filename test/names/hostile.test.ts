import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildNameIndex, compareNames, nominatives, soundKey, spotNames } from '../../src/names/names.ts'

const index = buildNameIndex([
  { id: 1, name: 'Vüqar Ramiz oğlu Əsədov' },
  { id: 2, name: 'Нино Капанадзе', also: ['', '...', 'Н.'] },
] as never)
// Letters that names are made of, and what stands between them, so that the fuzzing gets past the first look.
const nameish = fc.string({
  unit: fc.constantFrom(
    ..."ВАвугаресдоьйƏəİıŞqĞNinokaz.-’' \u00a0\n,\u0301😀",
    'oğlu',
    'вич',
    'Асадов',
    'Vüqar ',
    'оглы',
  ),
  maxLength: 60,
})

// Nothing here is slow, but a machine busy with other tests may be.
describe('whatever is typed', { timeout: 120_000 }, () => {
  it('two names get a score between 0 and 1, the same in both orders', () => {
    fc.assert(
      fc.property(fc.oneof(nameish, fc.string({ unit: 'binary' })), nameish, (a, b) => {
        const there = compareNames(a, b)
        expect(there.score).toBeGreaterThanOrEqual(0)
        expect(there.score).toBeLessThanOrEqual(1)
        expect(compareNames(b, a).score).toBeCloseTo(there.score, 6)
      }),
      { numRuns: 100 },
    )
  })

  it('a mention is exactly its span of the text, in order and inside it', () => {
    fc.assert(
      fc.property(fc.oneof(nameish, fc.string({ unit: 'binary' })), (text) => {
        for (const hit of spotNames(index, text)) {
          expect(text.slice(hit.start, hit.end)).toBe(hit.mention)
          expect(hit.mention.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('keys and nominatives never fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof soundKey(text)).toBe('string')
        expect(nominatives(text).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('a text made to hurt', () => {
  const size = 50_000
  it.each([
    ['one word', 'А'],
    ['glued words', 'Аб'],
    ['one full name', 'Нино Капанадзе '],
    ['initials', 'Н. Капанадзе '],
    ['only initials', 'Н. '],
    ['fathers', 'Vüqar Ramiz oğlu '],
    ['apostrophes', "А'"],
    ['accents', 'А\u0301\u0301'],
    ['blanks', ' '],
  ])('%s, over and over, is read to its end', (_, piece) => {
    const text = piece.repeat(Math.ceil(size / piece.length))
    expect(Array.isArray(spotNames(index, text))).toBe(true)
    expect(compareNames(text, text).score).toBeLessThanOrEqual(1)
  })
})
