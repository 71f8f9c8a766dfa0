import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildNameIndex, compareNames, spotNames } from '../../src/names/names.ts'

const found = (name: string, text: string, lang: string) =>
  spotNames(buildNameIndex([{ id: 'one', name }]), text, lang).map(({ mention }) => mention)

describe('a name as it was typed', () => {
  const NAMES = [
    'Fatima Al-Sayed',
    'Nawaf al-Subaie',
    'Fahad bin Turki al-Rasheed',
    'Yousef Abu Hadid',
    'Sonia Ben Amor-Trabelsi',
    'Bui Van Hoa',
    'Phyo Phyo',
    "H'Lan Nie",
    'Jelena Zorić-Pavlović',
    'Tatsiana Karatkevich-Loban',
    'Гаджи Рамазанов',
    'Хаджи-Мурат Гасанов',
    'Rauf Əli oğlu Tahirzadə',
  ]
  it.each(NAMES)('is the same as itself and is found in a text: %s', (name) => {
    expect(compareNames(name, name)).toMatchObject({ same: true, score: 1 })
    expect(found(name, `Yesterday ${name} spoke to us.`, 'en')).toEqual([name])
  })

  it('is found whatever words stand around it', () => {
    const word = fc.constantFrom('the', 'судья', 'həkim', 'Said', 'in', 'and', ',', '.', 'Вчера', 'Onun')
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(word, { maxLength: 4 }), (name, around) => {
        expect(found(name, `${around.join(' ')}. ${name}, 40, ${around.join(' ')}`, 'en')).toContain(name)
      }),
    )
  })
})

describe('names with particles, doubled and double ones', () => {
  it.each([
    ['Fatima Al-Sayed', 'Фатима ас-Сайед'],
    ['Yousef Abu Hadid', 'Юсеф Абу Хадид'],
    ['Tatsiana Karatkevich-Loban', 'Татьяна Короткевич-Лобан'],
    ['Гаджи Рамазанов', 'Hacı Ramazanov'],
    ['Elena Petrova', 'Елена Петрова'],
    ['Yelena Petrova', 'Elena Petrova'],
    ['Гасан Асадов', 'г-на Гасана Асадова'],
  ])('%s is %s in another script', (a, b) => expect(compareNames(a, b).same).toBe(true))

  it.each([
    ['Fatima Al-Sayed', 'Fatima Al-Harbi'],
    ['Jelena Zorić-Pavlović', 'Jelena Zorić-Stanić'],
    ['Гаджи Рамазанов', 'г-н Рамазанов'],
    ['Yalçın Həsənov', 'Эльчин Гасанов'],
    ['Гасан Асадов', 'г-на Асадова'],
    ['Саид-Эмин', 'Саид-Эмин Дадаев'],
  ])('%s is not %s', (a, b) => expect(compareNames(a, b).same).toBe(false))

  it.each([
    ['Aydın Məhərrəmov', 'Bu otaq Aydın Məhərrəmovundur.', 'az', 'Aydın Məhərrəmovundur'],
    ['Zeynəp Aksoy', 'Zeynəp Aksoyun divardakı təqvimi.', 'az', 'Zeynəp Aksoyun'],
    ['Нодар Качибая', 'Суд над Нодаром Качибая начался.', 'ru', 'Нодаром Качибая'],
  ])('%s is found in its case: %s', (name, text, lang, mention) => expect(found(name, text, lang)).toEqual([mention]))
})

describe('words that only have their capital from the place where they stand', () => {
  it.each([
    ['Алина Савина', 'A district court acquits seven. Seven A district court judges agreed.', 'en'],
    ['Le Thi Hanh', 'The Hong Kong government said so.', 'en'],
    ['Fəridə Rzayeva', 'On Friday Rzayev called his wife.', 'en'],
    ['Stanislaw Stefany', 'He was taken to St. Stephen hospital.', 'en'],
    ['Инна Асанова', 'Вышли все. И Асанова судья не слушал.', 'ru'],
  ])('are no part of a name: %s', (name, text, lang) => expect(found(name, text, lang)).toEqual([]))

  it('are no given name before a surname: «Сам Юлдашев» is still he', () => {
    const text = 'Дильмурада Юлдашева перевели. Сам Юлдашев просил об этом. Самого Юлдашева не спросили.'
    expect(found('Дильмурад Юлдашев', text, 'ru')).toEqual(['Дильмурада Юлдашева', 'Юлдашев', 'Юлдашева'])
  })
})

describe('a surname after the full name of his wife', () => {
  it('is his in the man’s form, and in doubt nobody’s', () => {
    const text = 'Хасана Кудаева похоронили. Вдова Мадина Кудаева ждала. Кудаев ожидал этапа. Дело Кудаева закрыто.'
    expect(found('Хасан Кудаев', text, 'ru')).toEqual(['Хасана Кудаева', 'Кудаев'])
  })

  it('is his in an Azerbaijani case that can’t be hers', () => {
    const text = 'Elçin Bağırov tutulub. Həyat yoldaşı Mənzurə Bağırovanın sözlərinə görə, Bağırovun üç uşağı var.'
    expect(found('Elçin Bağırov', text, 'az')).toEqual(['Elçin Bağırov', 'Bağırovun'])
  })

  it('is his, and not hers who was named last, where both are tracked', () => {
    const both = buildNameIndex([
      { id: 'timur', name: 'Timur Ospanov' },
      { id: 'aygul', name: 'Aygül Ospanova' },
    ])
    const text = 'Timur Ospanov tutulub. Bacısı Aygül Ospanova bunu deyib. Ospanov xəstədir. Ospanova evdədir.'
    expect(spotNames(both, text, 'az').map(({ watchId }) => watchId)).toEqual(['timur', 'aygul', 'timur', 'aygul'])
  })

  it('is nobody’s after another man', () => {
    const text = 'Хасана Кудаева похоронили. Его брат Аслан Кудаев приехал. Кудаев говорил долго.'
    expect(found('Хасан Кудаев', text, 'ru')).toEqual(['Хасана Кудаева'])
  })
})

describe('an initial', () => {
  const text = 'Sıravi Vəliyev R.K. ilə bağlı iş açılıb.'
  it('is his whom the text names in full, not a tracked namesake’s', () => {
    expect(found('Ruslan Vəliyev', `${text} Anası deyir ki, Rüfət Vəliyev zəng etməyib.`, 'az')).toEqual([])
    expect(found('Ruslan Vəliyev', text, 'az')).toEqual(['Vəliyev R.K'])
    expect(found('Rüfət Vəliyev', `${text} Rüfət Vəliyev zəng etməyib.`, 'az')).toHaveLength(2)
  })
})
