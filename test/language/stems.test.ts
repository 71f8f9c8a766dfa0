import { describe, expect, it } from 'vitest'
import type { ReadLanguage } from '../../src/language/detect.ts'
import { formOf, stemOf } from '../../src/language/stem.ts'

const sameStem = (lang: ReadLanguage, words: string): void => {
  const [first, ...others] = words.split(' ')
  for (const other of others) expect(`${other}: ${stemOf(lang, other)}`).toBe(`${other}: ${stemOf(lang, first!)}`)
}

describe('the forms of a word share a stem', () => {
  it.each([
    'refuse refused refuses refusing',
    'beat beats beaten beating',
    'deny denied denies',
    'visit visits visited visiting',
    'hold held holding',
    'child children',
  ])('in English: %s', (words) => sameStem('en', words))
  it.each([
    'отказать отказывать отказали отказывают отказано',
    'запретить запрещать запрещено запретили',
    'помещать поместить помещён помещали',
    'письмо письма писем письмах',
    'свидание свидания свиданий',
    'камера камеры камер камере',
    'требовать требуют требовали',
    'тюрьма тюрьмы тюрем тюрьмой',
  ])('in Russian: %s', (words) => sameStem('ru', words))
  it.each([
    'görüş görüşə görüşlər görüşünə',
    'verilmir vermir verilməyib verib veriblər',
    'müəssisə müəssisəsi müəssisəsində müəssisələrdə',
    'həbsxana həbsxanası həbsxanasında həbsxanalar',
    'həkim həkimə həkimlər həkimin',
    'uşaq uşağı uşağa',
    'etmək edir edilmir edib',
    'işgəncə işgəncəyə işgəncələr işgəncələrə',
  ])('in Azerbaijani: %s', (words) => sameStem('az', words))
  it('keeps different words apart', () => {
    expect(stemOf('en', 'prison')).not.toBe(stemOf('en', 'prisoner'))
    expect(stemOf('ru', 'судья')).not.toBe(stemOf('ru', 'суд'))
    expect(stemOf('az', 'məhkum')).not.toBe(stemOf('az', 'məhkəmə'))
  })
})

describe('a form that says no by itself', () => {
  it.each([
    ['az', 'verilmir', true],
    ['az', 'buraxmayıblar', true],
    ['az', 'verilməməsi', true],
    ['az', 'verilir', false],
    ['az', 'məhkəmə', false],
    ['en', "didn't", true],
    ['en', 'did', false],
  ] as const)('%s: %s %s', (lang, word, negated) => expect(formOf(lang, word).negated).toBe(negated))
})

it('reads old Cyrillic Azerbaijani in Latin letters', () => {
  expect(formOf('az', 'Һәбсхана').lower).toBe('həbsxana')
  expect(formOf('az', 'Һәбсханада').stem).toBe(stemOf('az', 'həbsxana'))
})
