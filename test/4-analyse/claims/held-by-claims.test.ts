import { describe, expect, it } from 'vitest'
import { readText } from './reading.ts'

const heldIn = (text: string): string[] =>
  readText(text)
    .people.filter(({ held }) => held)
    .map(({ name }) => name)

describe('who is held because a claim says so', () => {
  it('is the one who is kept from a doctor in a colony', () => {
    expect(heldIn('News from Penal Colony No. 7. The guards do not let a doctor see Ivan Petrenko.')).toEqual([
      'Ivan Petrenko',
    ])
  })

  it('is not the relative who is threatened', () => {
    expect(heldIn('Ivan Petrenko is held in Penal Colony No. 7. Officers threatened his wife, Anna Petrenko.')).toEqual(
      ['Ivan Petrenko'],
    )
  })
})
