import { describe, expect, it } from 'vitest'
import { facilityOf, resolve } from '../../../src/4-analyse/people/resolve.ts'
import { readPeople } from '../lexicon.ts'

const meant = (text: string, phrase: string, at = text.lastIndexOf(phrase)) => {
  const { person, candidates } = resolve(readPeople(text), phrase, at)
  return { person: person?.name ?? null, candidates: candidates.map(({ name }) => name) }
}

describe('whom a word means', () => {
  it('a pronoun means the only one of its sex named nearby', () => {
    expect(meant('Samir Ashurov met Leyla Aliyeva. Then he was jailed.', 'he').person).toBe('Samir Ashurov')
    expect(meant('Анна Петрова больна. Ей не дают лекарств.', 'Ей').person).toBe('Анна Петрова')
  })
  it('of two who fit none is taken, and both are offered', () => {
    const { person, candidates } = meant('Samir Ashurov met Karim Aliyev. Then he was jailed.', 'he')
    expect(person).toBeNull()
    expect(candidates.sort()).toEqual(['Karim Aliyev', 'Samir Ashurov'])
  })
  it('a role means the only one who has it', () => {
    expect(
      meant(
        'The journalist Hafiz Babali is ill. His lawyer Zaza Lomidze is not. The journalist waits.',
        'The journalist',
      ).person,
    ).toBe('Hafiz Babali')
  })
  it('a kin word means the only one who is that', () => {
    expect(
      meant('Samir Ashurov is in jail. His wife Nurana Ashurova waits. He called his wife.', 'his wife').person,
    ).toBe('Nurana Ashurova')
  })
  it('the prisoner is the only one held', () => {
    expect(meant('Азамат Исаев арестован. Судья Анна Орлова молчит. Осуждённый болен.', 'Осуждённый').person).toBe(
      'Азамат Исаев',
    )
  })
  it('nobody is meant where nobody is named', () => {
    expect(meant('The police came. Then he was jailed.', 'he')).toEqual({ person: null, candidates: [] })
  })
})

describe('where a held person is', () => {
  it('is the place that the text gives, also for later sentences', () => {
    const text =
      'Samir Ashurov is held in Penal Colony No. 2. Ilkin Sadigov was jailed in Gobustan prison. Ashurov has no doctor.'
    const document = readPeople(text)
    const samir = document.people.find(({ name }) => name === 'Samir Ashurov')!
    const facility = facilityOf(document, samir.id, text.lastIndexOf('Ashurov'))
    expect(facility === null ? null : document.facilities[facility]!.name).toBe('Penal Colony No. 2')
  })
  it('is unknown where the text does not tell', () => {
    const document = readPeople('Samir Ashurov was arrested. His family was not told where he is.')
    expect(facilityOf(document, 0, 40)).toBeNull()
  })
})
