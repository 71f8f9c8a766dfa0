import { expect, it } from 'vitest'
import { ageBeside } from '../../../src/4-analyse/people/age.ts'

const age = (text: string, name: string) => {
  const start = text.indexOf(name)
  return ageBeside(text, { start, end: start + name.length })
}

it.each([
  ['The 45-year-old history teacher Samir Ashurli was taken away.', 'Samir Ashurli', 45],
  ['Samir Ashurli, 45, was taken away.', 'Samir Ashurli', 45],
  ['Samir Ashurli (45) was taken away.', 'Samir Ashurli', 45],
  ['45-летний преподаватель Арсений Кожин голодает.', 'Арсений Кожин', 45],
  ['Арсений Кожин, 45 лет, преподавал латынь.', 'Арсений Кожин', 45],
  ['61-летнего Кожина увезли.', 'Кожина', 61],
  ['45 yaşlı müəllim Rauf Tahirzadə aparılıb.', 'Rauf Tahirzadə', 45],
  ['Rauf Tahirzadə (45 yaş) aparılıb.', 'Rauf Tahirzadə', 45],
])('reads the age beside a name: %s', (text, name, years) => {
  expect(age(text, name)).toBe(years)
})

it.each([
  ['On October 26, 45 people came. Samir Ashurli spoke.', 'Samir Ashurli'],
  ['Samir Ashurli spent 45 days in a cell.', 'Samir Ashurli'],
  ['Her 45-year-old brother Rauf and Samir Ashurli were taken.', 'Samir Ashurli'],
  ['Арсений Кожин 45 суток провёл в ШИЗО.', 'Арсений Кожин'],
  ['Samir Ashurli', 'Samir Ashurli'],
])('takes no other number for one: %s', (text, name) => {
  expect(age(text, name)).toBeNull()
})
