import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KnownPerson, type PersonContext, recognise } from '../../../src/5-link/persons/recognise.ts'
import { loadProfessions } from '../../../src/language/professions.ts'
import { root } from '../../../src/settings.ts'

const professions = loadProfessions(join(root, 'config'))
const NAMES = ['Rauf Tahirzadə', 'Рауф Тахирзаде', 'Rauf Məmməd oğlu Tahirzadə', 'Rauf Tahirli', 'R. Tahirzadə']

const context: fc.Arbitrary<PersonContext> = fc.record({
  facilityIds: fc.subarray(['1', '2']),
  namedWith: fc.subarray(['7', '8']),
  held: fc.constantFrom(true, false, null),
  born: fc.constantFrom(1970, 1990, null),
  professions: fc.shuffledSubarray(['journalist', 'judge', 'driver', 'former judge'], { maxLength: 2 }),
})
const register: fc.Arbitrary<KnownPerson[]> = fc
  .array(fc.record({ name: fc.constantFrom(...NAMES), context }), { maxLength: 5 })
  .map((people) => people.map((person, n) => ({ ...person, id: `${n + 20}`, spellings: [] })))

describe('who of the register a name means', () => {
  it('does not depend on the order of the register, nor of what is told of each', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), context, register, (name, here, people) => {
        const turned = people.toReversed().map((person) => ({
          ...person,
          context: { ...person.context, professions: person.context.professions.toReversed() },
        }))
        const again = recognise(name, { ...here, professions: here.professions.toReversed() }, turned, professions)
        expect(again).toEqual(recognise(name, here, people, professions))
      }),
    )
  })

  it('is nobody of a profession that can’t be theirs, whatever else agrees', () => {
    fc.assert(
      fc.property(context, context, (here, there) => {
        const known = { id: '20', name: 'Rauf Tahirzadə', spellings: [], context: { ...there, professions: ['judge'] } }
        const told = recognise('Rauf Tahirzadə', { ...here, professions: ['driver'] }, [known], professions)
        expect(told.kind).toBe('unsure')
      }),
    )
  })

  it('is found no surer for the same profession: it joins nobody', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), context, register, (name, here, people) => {
        const silent = (person: KnownPerson) => ({ ...person, context: { ...person.context, professions: [] } })
        const alike = (person: KnownPerson) => ({ ...person, context: { ...person.context, professions: ['driver'] } })
        const without = recognise(name, { ...here, professions: [] }, people.map(silent), professions)
        const told = recognise(name, { ...here, professions: ['driver'] }, people.map(alike), professions)
        expect(told.kind).toBe(without.kind)
      }),
    )
  })
})
