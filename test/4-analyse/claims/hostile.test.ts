import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from './reading.ts'

// Nothing here asserts a time: a text that makes the analyser hang fails by the test's own time limit.
describe('texts that nobody wrote to be read', () => {
  it('random Unicode is read without a fault, and every quote stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { claims } = readText(`Ivan Petrenko was beaten in prison. ${text}`)
        const whole = `Ivan Petrenko was beaten in prison. ${text}`
        for (const { evidence, also } of claims)
          for (const { start, end, quote } of [evidence, ...also]) expect(whole.slice(start, end)).toBe(quote)
      }),
      { numRuns: 25 },
    )
  })

  it('sentences of cue words in any order are read', () => {
    const words = fc.constantFrom(
      'not',
      'denied',
      'visit',
      'lawyer',
      'beaten',
      'prison',
      'letters',
      'he',
      'said',
      ',',
      '“',
      '”',
      '.',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), (row) => {
        expect(readText(row.join(' ')).claims.length).toBeLessThan(60)
      }),
      { numRuns: 25 },
    )
  })

  it('a line without an end comes to an end', () => {
    // A quarter of a megabyte here; the bench measures the whole one.
    const line = 'Samir Ashurov was beaten by guards and denied visits, letters and a doctor, '.repeat(3400)
    expect(readText(line).claims.length).toBeGreaterThan(0)
  })

  it('thousands of names come to an end', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    const names = Array.from(
      { length: 2500 },
      (_, i) =>
        `Ivan Petr${letters[i % 26]}${letters[Math.floor(i / 26) % 26]}${letters[Math.floor(i / 676)]}ov was beaten in prison.`,
    )
    expect(readText(names.join(' ')).claims.length).toBeGreaterThan(0)
  })

  it('quotes in quotes come to an end', () => {
    readText(`${'“«"'.repeat(3000)}he was beaten in prison${'”»"'.repeat(3000)} said Ivan Petrenko.`)
  })
})
