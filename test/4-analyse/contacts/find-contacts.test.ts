import { describe, expect, it } from 'vitest'
import { readText } from '../claims/reading.ts'

const kinds = (text: string) =>
  readText(text, { published: '2026-10-22' }).contacts.map(({ kind, person }) => `${kind}: ${person}`)

describe('contacts that took place', () => {
  it.each([
    ['Ivan Petrenko is held in Prison No. 5. Petrenko called his wife on Monday.', ['call: Ivan Petrenko']],
    ['Ivan Petrenko is held in Prison No. 5. A letter from Petrenko reached his daughter.', ['letter: Ivan Petrenko']],
    ['Активист Иван Петренко находится в СИЗО-5. Вчера Петренко доставили в суд.', ['court: Иван Петренко']],
    ['Məhbus İlqar Əhmədov dünən azadlığa çıxıb.', ['release: İlqar Əhmədov']],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  it.each([
    'Ivan Petrenko is held in Prison No. 5. His wife has not been allowed to visit Petrenko.',
    'Ivan Petrenko is held in Prison No. 5. His lawyers demand that a doctor examine Petrenko.',
    'Активист Иван Петренко находится в СИЗО-5. Адвоката к Петренко не пустили.',
    'Məhbus İlqar Əhmədovun vəkili onunla görüşə bilməyib.',
  ])('did not: %s', (text) => {
    expect(kinds(text)).toEqual([])
  })
})
