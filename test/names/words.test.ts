import { describe, expect, it } from 'vitest'
import { lookUp, MAN, nominatives, parseName, soundDistance, soundKey, soundOf, WOMAN } from '../../src/names/names.ts'

describe('sounds', () => {
  it.each([
    ['Məmmədov', 'Мамедов'],
    ['Xalid', 'Халид'],
    ['Könül', 'Кёнуль'],
    ['Şüşa', 'Шуша'],
    ['Sergejs', 'Сергейс'],
    ['Zviad', 'Звиад'],
  ])('%s and %s are near', (a, b) => expect(soundDistance(soundOf(a), soundOf(b))).toBeLessThan(0.2))

  it.each([
    ['Samir', 'Самира'],
    ['Rəşad', 'Рашид'],
    ['Elşən', 'Эльшад'],
  ])('%s and %s are far', (a, b) => expect(soundDistance(soundOf(a), soundOf(b))).toBeGreaterThan(0.5))

  it('gives up past the limit and is the same both ways', () => {
    expect(soundDistance('abcdefgh', 'nmrsktpo', 1)).toBe(Number.POSITIVE_INFINITY)
    expect(soundDistance('gasanov', 'h@s@nov')).toBeCloseTo(soundDistance('h@s@nov', 'gasanov'))
  })

  it('the key for search is one in all scripts and orders', () => {
    expect(soundKey('Həsən Əliyev')).toBe(soundKey('Алиев Гасан'))
    expect(soundKey('Həsən Əliyev')).toBe(soundKey('Aliyev, Hasan'))
    expect(soundKey('Həsən Əliyev')).not.toBe(soundKey('Həsən Vəliyev'))
  })
})

describe('nominatives', () => {
  const of = (word: string, lang?: string) => nominatives(word, lang).map((nominative) => nominative.word)
  it.each([
    ['Ивана', 'иван'],
    ['Аркадии', 'аркадий'],
    ['Надежде', 'надежда'],
    ['Павлу', 'павел'],
    ['Зелинской', 'зелинский'],
    ['Петровою', 'петров'],
    ['Ткаченка', 'ткаченк'],
    ['Кавалёвым', 'кавалёв'],
    ['Məmmədliyə', 'məmmədli'],
    ['Əsədovun', 'əsədov'],
    ['Sadığın', 'sadıq'],
  ])('%s may be of %s', (word, base) => expect(of(word)).toContain(base))

  it('an English text has no Azerbaijani endings', () => {
    expect(of('Karimin', 'en')).toEqual(['karimin'])
    expect(of('Kərimin', 'az')).toContain('kərim')
  })

  it('tells the sex of the form', () => {
    const [, told] = nominatives('Ашуровой')
    expect(told).toMatchObject({ word: 'ашуров', folded: true })
    expect(told!.cases & MAN).toBe(0)
    expect(told!.cases & WOMAN).not.toBe(0)
  })
})

describe('the dictionary', () => {
  it('knows spellings of one name as one', () => {
    const names = (word: string) => lookUp(soundOf(word)).names
    for (const spelling of ['Mikalai', 'Микола', 'Nikolay']) {
      expect(names(spelling).some((name) => names('Николай').includes(name))).toBe(true)
    }
    expect(names('Elşən').some((name) => names('Elşad').includes(name))).toBe(false)
  })

  it('knows surnames made of names, and the sex of given names', () => {
    expect(lookUp(soundOf('Cəfərov')).isSurname).toBe(true)
    expect(lookUp(soundOf('Гюнель')).sexes).toEqual(new Set(['f']))
    expect(lookUp(soundOf('Щпррк')).names).toEqual([])
  })
})

describe('a name taken apart', () => {
  const parts = (name: string) => {
    const { words, father } = parseName(name)
    return [words.map((word) => word.text).join('|'), father?.text ?? null]
  }
  it.each([
    ['Vüqar Ramiz oğlu Əsədov', 'Vüqar|Əsədov', 'Ramiz'],
    ['Асадова Нигяр Рамиз гызы', 'Асадова|Нигяр', 'Рамиз'],
    ['Носов Олег Ильич', 'Носов|Олег', 'Ильич'],
    ['Мария Николаевна Лукашевич', 'Мария|Лукашевич', 'Николаевна'],
    ['Николай Статкевич', 'Николай|Статкевич', null],
    ['И. В. Носов', 'И|Носов', 'В'],
    ['Mr. Qubad İbadoğlu', 'Qubad|İbadoğlu', null],
    ['Abu Bakr al-Masri', 'Bakr|Masri', null],
    ['ОлегНосов', 'Олег|Носов', null],
  ])('%s', (name, words, father) => expect(parts(name)).toEqual([words, father]))
})
