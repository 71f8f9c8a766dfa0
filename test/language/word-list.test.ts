import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isInList, placeInList, wordAt, wordList } from '../../src/language/word-list.ts'

const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))

it('a list has the words that it was made of, each at one place, and no other', () => {
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (words, others) => {
      const list = wordList(words)
      expect(new Set(words.map((one) => placeInList(list, one))).size).toBe(new Set(words).size)
      for (const one of words) expect(wordAt(list, placeInList(list, one))).toBe(one)
      for (const other of others) expect(isInList(list, other)).toBe(words.includes(other))
    }),
  )
})

it.each([
  ['həbs', ['həbs', 'həbsxana', 'həb'], 1],
  ['тюрьма', ['этап', 'тюрьма', 'суд'], 1],
  ['prison', ['prisoner', 'pris'], -1],
  ['', ['a'], -1],
])('%s in %j stands at %i', (one, words, place) => expect(placeInList(wordList(words), one)).toBe(place))
