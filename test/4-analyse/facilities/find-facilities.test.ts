import { describe, expect, it } from 'vitest'
import { readPeople } from '../lexicon.ts'

const places = (text: string): string[] => readPeople(text).facilities.map((facility) => facility.name)

describe('places of detention', () => {
  it.each([
    ['He is in Penal Colony No. 2. Others in Colony No. 2 were moved.', ['Penal Colony No. 2']],
    ['She was taken to Evin Prison on Monday and the family was told.', ['Evin Prison']],
    ['They were held in Amol prison for a week, the lawyer said.', ['Amol prison']],
    ['He was moved to the Baku Pre-trial Detention Centre by the police.', ['Baku Pre-trial Detention Centre']],
    ['The letter came from IK-6 and from SIZO-1 in the same week.', ['IK-6', 'SIZO-1']],
    ['Women in the penitentiary “Abovyan-2” have no doctor, the mother said.', ['Abovyan-2']],
    ['He was beaten at the Sabunchu police station, and the lawyer was not let in.', ['Sabunchu police station']],
    ['His cell in the Umbakı penitentiary complex is cold, and he is ill.', ['Umbakı penitentiary complex']],
  ])('in English: %s', (text, names) => expect(places(text)).toEqual(names))

  it.each([
    ['Его перевели из СИЗО-1 в ИК-2, сообщил адвокат.', ['СИЗО-1', 'ИК-2']],
    ['Осуждённый ИК-5 Арсений Кожин голодает.', ['ИК-5']],
    ['Осуждённый ИК-7 Владимирской области Иван Петров молчит.', ['ИК-7 Владимирской области']],
    ['В СИЗО № 4 Москвы Сергей Орлов ждал суда.', ['СИЗО № 4 Москвы']],
    ['Она в женской колонии № 4 уже год. В колонии № 4 холодно.', ['женская колония № 4']],
    ['Его держали в Глданской тюрьме, рассказала мать.', ['Глданская тюрьма']],
    ['Он в СИЗО «Лефортово», а прежде был в ОВД «Тверской».', ['СИЗО «Лефортово»', 'ОВД «Тверской»']],
    ['Её увезли в Фрунзенское РУВД, где она провела ночь.', ['Фрунзенское РУВД']],
    ['В тюрьме «Эвин» ему отказали во враче.', ['тюрьма «Эвин»']],
  ])('in Russian: %s', (text, names) => {
    const found = places(text)
    expect(found).toHaveLength(names.length)
    for (const [i, name] of names.entries()) expect(found[i]!.slice(0, 6)).toBe(name.slice(0, 6))
  })

  it.each([
    ['O, 2 saylı cəzaçəkmə müəssisəsində saxlanılır və həkimə aparılmır.', ['2 saylı cəzaçəkmə müəssisəsi']],
    ['Onu Kürdəxanıdan Qobustan həbsxanasına köçürüblər, vəkil deyir.', ['Kürdəxanı', 'Qobustan həbsxanası']],
    ['Jurnalist Bakı İstintaq Təcridxanasının kamerasında qalır.', ['Bakı İstintaq Təcridxanası']],
    ['Onlar Nizami rayon polis idarəsində döyülüb və heç kim buraxılmayıb.', ['Nizami rayon polis idarəsi']],
    [
      '18 saylı cəzaçəkmə müəssisəsində, yəni “On səkkizinci zona”da görüş verilmir.',
      ['18 saylı cəzaçəkmə müəssisəsi'],
    ],
  ])('in Azerbaijani: %s', (text, names) => expect(places(text)).toEqual(names))

  it.each([
    'The prison in Komarovka is cold, and the colony has no doctor.',
    'Iranian prisons are full, and the Moscow prison said nothing.',
    'A Baku prison let nobody in, said the Ministry of Justice.',
    'По статье 318 УК РФ ему грозит тюрьма, а колония в Горках переполнена.',
    'Московские тюрьмы переполнены. Центр «Мемориал» ведёт список.',
    'Həmin həbsxanada həkim yoxdur, bu təcridxanada da.',
    'Dire prison conditions and torture were reported by the group.',
  ])('generic words are none: %s', (text) => expect(places(text)).toEqual([]))

  it('keep their offsets into the text', () => {
    const text = 'Samir is in Penal Colony No. 2 and Ali in Colony No. 11.'
    for (const { mentions } of readPeople(text).facilities)
      for (const { start, end, text: written } of mentions) expect(text.slice(start, end)).toBe(written)
  })
})
