import { describe, expect, it } from 'vitest'
import { compareNames } from '../../src/names/names.ts'

const same = (a: string, b: string) => compareNames(a, b).same

describe('two spellings of one person', () => {
  it.each([
    ['Gülnarə Səmədova', 'Гюльнара Самедова'],
    ['Həsən Cəfərli', 'Гасан Джафарли'],
    ['Ceyhun Qasımov', 'Jeyhun Gasimov'],
    ['Хосров Гаджиев', 'Xosrov Hacıyev'],
    ['Сергей Медведев', 'Siarhei Miadzvedzeu'],
    ['Микола Ковальчук', 'Николай Ковальчук'],
    ['Giorgi Kapanadze', 'Георгий Капанадзе'],
    ['Mohammad Hosseini', 'Мохаммад Хоссейни'],
    ['Ҹавид Рәһимов', 'Cavid Rəhimov'],
    ['Wladimir Frolow', 'Владимир Фролов'],
  ])('%s is %s in another script', (a, b) => expect(same(a, b)).toBe(true))

  it.each([
    ['Руслану Исаеву', 'Ruslan Isayev'],
    ['Натальей Крыловой', 'Наталья Крылова'],
    ['Аркадия Белова', 'Аркадий Белов'],
    ['Тарасові Мельничуку', 'Тарас Мельничук'],
    ['Elçin Məlikovun', 'Эльчин Меликов'],
    ['Aygün Nəsirovaya', 'Айгюн Насирова'],
    ['Ziba Karimi’s', 'Зиба Карими'],
  ])('%s is a case of %s', (a, b) => expect(same(a, b)).toBe(true))

  it.each([
    ['Əsədov Vüqar', 'Вугар Асадов'],
    ['В. Асадов', 'Vüqar Əsədov'],
    ['Е. Носов', 'Yevgeni Nosov'],
    ['E. Nosov', 'Евгений Носов'],
    ['Ю. Носова', 'Yuliya Nosova'],
    ['Y. Nosova', 'Юлия Носова'],
    ['C. Əsədov', 'Джавид Асадов'],
    ['Асадов В.Р.', 'Vüqar Ramiz oğlu Əsədov'],
    ['Вугар Рамиз оглы Асадов', 'Vugar Asadov'],
    ['Вугар Рамизоглы Асадов', 'Vüqar Ramiz oğlu Əsədov'],
    ['Олег Ильич Носов', 'Носов Олег'],
    ['ВугарАсадов', 'Vüqar Əsədov'],
    ['VÜQAR ƏSƏDOV', 'Вугар Асадов'],
    ['Вyгар Асaдов', 'Вугар Асадов'], // with Latin y and a
    ['Vüqar Əsdəov', 'Vugar Asadov'],
    ['Mir-Hossein Sajjadi', 'Mirhossein Sajadi'],
    ['Prof. Vugar Asadov', 'Вугар Асадов'],
  ])('%s is %s with another order, initial, father’s name or slip', (a, b) => expect(same(a, b)).toBe(true))
})

describe('two persons', () => {
  it.each([
    ['Elşən Əliyev', 'Эльшад Алиев'],
    ['Рашад Мамедов', 'Rəşid Məmmədov'],
    ['Samir Həsənov', 'Samirə Həsənova'],
    ['Ульви Исаев', 'Ульвия Исаева'],
    ['Иван Шевченко', 'Иван Савченко'],
    ['Fuad Cabbarov', 'Фуад Джафаров'],
    ['Əhməd Musayev', 'Муса Ахмедов'],
    ['Əli Vəliyev', 'Əli Əliyev'],
  ])('%s and %s bear known, different names', (a, b) => expect(same(a, b)).toBe(false))

  it.each([
    ['Vüqar Ramiz oğlu Əsədov', 'Vüqar Samir oğlu Əsədov'],
    ['Анна Петровна Носова', 'Анна Павловна Носова'],
    ['Носов О. И.', 'Олег Петрович Носов'],
    ['Ramiz Əsədov', 'Vüqar Ramiz oğlu Əsədov'],
  ])('%s and %s have other fathers', (a, b) => expect(same(a, b)).toBe(false))

  it.each([
    ['Əsədov', 'Vüqar Əsədov'],
    ['Əsədov', 'Асадов'],
    ['Vüqar', 'Vüqar Əsədov'],
    ['Г. Асадов', 'Vüqar Əsədov'],
    ['А. Асадов', 'Ясин Асадов'],
    ['Ю. Асадова', 'Yana Asadova'],
    ['В. Р.', 'В. Р.'],
    ['Саид-Эмин', 'Саид-Эмин Кочетов'],
    ['Тер-Петросян', 'Юрий Тер-Петросян'],
    ['Мохаммад Реза', 'Mohammad Reza Hosseini'],
    ['', ''],
    ['...', 'Vüqar Əsədov'],
  ])('"%s" does not tell who "%s" is', (a, b) => expect(same(a, b)).toBe(false))
})

describe('the explanation', () => {
  it('says which words matched, as what, at what cost', () => {
    const { words, against } = compareNames('Гасану Алиеву', 'Həsən Əliyev').explain()
    expect(words.map(({ a, b, as }) => [a, b, as[0]])).toEqual([
      ['Гасану', 'Həsən', 'гасан'],
      ['Алиеву', 'Əliyev', 'алиев'],
    ])
    expect(words.every(({ cost }) => cost < 0.1)).toBe(true)
    expect(against).toEqual([])
  })

  it('says what spoke against', () => {
    expect(compareNames('Elşən Əliyev', 'Эльшад Алиев').explain().against.join()).toContain('two different known names')
    expect(compareNames('Əsədov', 'Vüqar Əsədov').explain().against).toEqual(['one word alone does not tell a person'])
    const fathers = compareNames('Анна Петровна Носова', 'Анна Павловна Носова').explain()
    expect(fathers.against.join()).toContain('another father')
  })
})
