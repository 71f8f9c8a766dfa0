import { describe, expect, it } from 'vitest'
import { buildNameIndex, spotNames } from '../../src/names/names.ts'

const index = buildNameIndex([
  { id: 'vuqar', name: 'Vüqar Əsədov', also: ['Vüqar Ramiz oğlu Əsədov'] },
  { id: 'nargiz', name: 'Наргиз Юсифли', also: [] },
  { id: 'palina', name: 'Palina Dzmitryeva' },
  { id: 'surname', name: 'Əsədov' },
])
const hits = (text: string, lang?: string) =>
  spotNames(index, text, lang).map(({ watchId, mention }) => [watchId, mention])

describe('tracked persons in a text', () => {
  it('are found in three languages, in any case, with the exact span', () => {
    expect(hits('Адвокат Вугара Асадова подал жалобу.', 'ru')).toEqual([['vuqar', 'Вугара Асадова']])
    expect(hits('Vəkil Vüqar Əsədovla görüşüb.', 'az')).toEqual([['vuqar', 'Vüqar Əsədovla']])
    expect(hits('The lawyer of Vugar Asadov filed a complaint.', 'en')).toEqual([['vuqar', 'Vugar Asadov']])
    expect(hits('О Полине Дмитриевой ничего не известно.', 'ru')).toEqual([['palina', 'Полине Дмитриевой']])
  })

  it('are found by initial, with the father’s name, glued and in capitals', () => {
    expect(hits('В. Асадову отказали в свидании.')).toEqual([['vuqar', 'В. Асадову']])
    expect(hits('Əsədov Vüqar Ramiz oğlu həbs edilib.')).toEqual([['vuqar', 'Əsədov Vüqar Ramiz oğlu']])
    expect(hits('Среди них ВугарАсадов.')).toEqual([['vuqar', 'ВугарАсадов']])
    expect(hits('VÜQAR ƏSƏDOV azad edilib')).toEqual([['vuqar', 'VÜQAR ƏSƏDOV']])
  })

  it('offsets are UTF-16 units of the text as given', () => {
    const text = '😀 «Наргиз\u00a0Юсифли» — 😀'
    const [hit] = spotNames(index, text)
    expect(text.slice(hit!.start, hit!.end)).toBe(hit!.mention)
    expect(hit!.mention).toBe('Наргиз\u00a0Юсифли')
  })

  it('says why', () => {
    expect(spotNames(index, 'Vugar Asadov')[0]!.why).toContain('Vugar')
  })
})

describe('a surname alone', () => {
  it('is nobody before the full name, not even for a watch that has no more', () => {
    expect(hits('Əsədov vəkili ilə görüşüb.')).toEqual([])
  })

  it('is the person after the full name', () => {
    expect(hits('Вугар Асадов объявил голодовку. Позже Асадова перевели.')).toEqual([
      ['vuqar', 'Вугар Асадов'],
      ['vuqar', 'Асадова'],
    ])
  })

  it('is the person with a title before it', () => {
    expect(hits('Vugar Asadov was moved. Relatives say Mr Asadov is ill.', 'en')).toEqual([
      ['vuqar', 'Vugar Asadov'],
      ['vuqar', 'Asadov'],
    ])
  })

  it('is somebody else after a namesake of the surname, or in the other sex', () => {
    expect(hits('Вугар Асадов и Эльхан Асадов арестованы. Асадова перевели.')).toEqual([['vuqar', 'Вугар Асадов']])
    expect(hits('Вугар Асадов арестован. Асадовой не сообщили.')).toEqual([['vuqar', 'Вугар Асадов']])
  })
})

describe('others', () => {
  it.each([
    'Эльхана Асадова освободили.',
    'Вугару Асадуллаеву отказали.',
    'Vüqar Samir oğlu Əsədov azad edilib.',
    'Г. Асадов в суд не пришёл.',
    'Вугар, Асадов и другие',
    'Улица Асадова перекрыта.',
    'Y. Asadov said nothing.',
  ])('%s', (text) => expect(hits(text)).toEqual([]))
})

it('tells every reader who watches the same person', () => {
  const many = buildNameIndex(Array.from({ length: 40 }, (_, id) => ({ id: String(id), name: 'Вугар Асадов' })))
  expect(spotNames(many, 'В. Асадов').length).toBe(40)
  expect(spotNames(many, 'Вугар Асадов').length).toBe(40)
})

it('an initial that fits dozens of tracked persons tells none of them', () => {
  const given = 'Вадим Валерий Василий Вениамин Виктор Виталий Владимир Владислав Всеволод Вячеслав Валентин Вагиф Вели'
  const more = 'Вахтанг Ваган Вардан Варужан Ваха Вазген Виген Важа Вано Вугар Вусал Вилаят Видади Вахид Вали'
  const many = buildNameIndex(`${given} ${more}`.split(' ').map((name) => ({ id: name, name: `${name} Асадов` })))
  expect(spotNames(many, 'В. Асадов')).toEqual([])
  expect(spotNames(many, 'Вано Асадов').map((hit) => hit.watchId)).toEqual(['Вано'])
})
