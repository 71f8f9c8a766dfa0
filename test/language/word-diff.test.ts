import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDiff } from '../../src/language/word-diff.ts'

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[kind])
    .join('')

describe('what was changed between two versions', () => {
  it('is marked word by word', () => {
    expect(shown('He was beaten on 3 May.', 'He was not beaten on 4 May.')).toBe(
      'He was {+not +}beaten on [-3 -]{+4 +}May.',
    )
    expect(shown('Ему дали свидание.', 'Ему не дали свидания.')).toBe('Ему {+не +}дали [-свидание.-]{+свидания.+}')
    expect(shown('Məktub gəldi', 'Məktub gəldi')).toBe('Məktub gəldi')
    expect(shown('', 'new')).toBe('{+new+}')
    expect(shown('One.\nTwo.\nThree.', 'One.\nThree.')).toBe('One.\n[-Two.\n-]Three.')
  })

  it('gives both versions back letter for letter', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b ', 'c\n', ' ', '\n', 'слово ', 'ə'), { maxLength: 40 })
      .map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after)
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('')
        expect([without('added'), without('removed')]).toEqual([before, after])
      }),
    )
  })

  it('of two long texts that have nothing in common ends soon', () => {
    const words = (letter: string) => Array.from({ length: 5_000 }, (_, n) => `${letter}${n}`).join(' ')
    expect(wordDiff(words('a'), words('b')).map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })
})
