import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOf, type Mark, segmentsOf } from '../../src/web/mark-text.ts'

it('marks overlapping evidence and names without losing or doubling a letter', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(60), fc.nat(60))),
      (text, spans) => {
        const marks = spans.map(
          ([a, b], index): Mark => ({ start: Math.min(a, b), end: Math.max(a, b), kind: 'also', id: String(index) }),
        )
        const segments = segmentsOf(text, marks, { start: 0, end: text.length })
        expect(segments.map((segment) => segment.text).join('')).toBe(text)
        for (const mark of marks) {
          const marked = segments.filter((segment) => segment.marks.some(({ id }) => id === mark.id))
          expect(marked.map((segment) => segment.text).join('')).toBe(text.slice(mark.start, mark.end))
        }
      },
    ),
  )
})

it('tells where a mark begins once, even when it goes over two paragraphs', () => {
  const text = 'One two\n\nthree four'
  const mark: Mark = { start: 4, end: 14, kind: 'evidence', id: '1' }
  const segments = linesOf(text).flatMap((line) => segmentsOf(text, [mark], line))
  expect(segments.map(({ text }) => text)).toEqual(['One ', 'two', 'three', ' four'])
  expect(segments.map(({ begins }) => begins.length)).toEqual([0, 1, 0, 0])
})
