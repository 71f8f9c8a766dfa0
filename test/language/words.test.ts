import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWords } from '../../src/language/words.ts'

const texts = (text: string): string[] => splitWords(text, 0, text.length, 'en').map((word) => word.text)

describe('words', () => {
  it('keep hyphens, apostrophes and the numbers of codes', () => {
    expect(texts("Jean-Claude didn't see IK-6 in 2024.")).toEqual([
      'Jean-Claude',
      "didn't",
      'see',
      'IK-6',
      'in',
      '2024',
      '.',
    ])
  })
  it("part the possessive 's from a name", () => {
    expect(texts('Samir’s wife')).toEqual(['Samir', '’s', 'wife'])
  })
  it('part two names that a lost space glued together, and leave brand names whole', () => {
    expect(texts('AshurovNurana YouTube')).toEqual(['Ashurov', 'Nurana', 'YouTube'])
  })
  it('give their own text back by their offsets, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) =>
        splitWords(text, 0, text.length, 'az').every((word) => text.slice(word.start, word.end) === word.text),
      ),
      { numRuns: 40 },
    )
  })
})
