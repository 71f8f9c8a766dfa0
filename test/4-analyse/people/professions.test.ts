import { expect, it } from 'vitest'
import { readPeople } from '../lexicon.ts'

const professionsOf = (text: string, name: string): string[] | undefined =>
  readPeople(text).people.find((person) => person.name === name)?.professions

it.each([
  ['en', 'The court sentenced journalist Rauf Tahirzade to six years in prison.', 'Rauf Tahirzade', ['journalist']],
  ['en', 'Martin Oxley, a former judge, was arrested on Friday.', 'Martin Oxley', ['former judge']],
  [
    'ru',
    'Журналисту и правозащитнику Тарасу Вихлянцеву отказали в свидании.',
    'Тарас Вихлянцев',
    ['rights defender', 'journalist'],
  ],
  ['ru', 'Бывшего следователя Тараса Вихлянцева этапировали в колонию.', 'Тарас Вихлянцев', ['former investigator']],
  ['az', 'Jurnalist Rauf Tahirzadənin görüşünə icazə verilməyib.', 'Rauf Tahirzadə', ['journalist']],
  ['az', 'Hakim Rauf Tahirzadə qərarı oxudu.', 'Rauf Tahirzadə', ['judge']],
])('tells in %s what a person is: %s', (_, text, name, wanted) => {
  expect(professionsOf(text, name)).toEqual(wanted)
})

it.each([
  ['en', 'The journalist met the prisoner, Martin Oxley, on Friday.', 'Martin Oxley'],
  ['ru', 'Мать журналиста, Анна Петрова, ждала у ворот.', 'Анна Петрова'],
  ['ru', 'Адвокат Дениса Юдина подал жалобу.', 'Денис Юдин'],
])('takes what is said of another for nobody’s (%s: %s)', (_, text, name) => {
  expect(professionsOf(text, name)).toEqual([])
})
