import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/domain/claim.ts'
import { type Mend, mendReading, standingMends } from '../../src/domain/mend.ts'
import type { Reading } from '../../src/domain/reading.ts'

const at = (text: string, start: number) => ({ text, start, end: start + text.length })
const claim: Claim = {
  type: 'ill_treatment',
  status: 'alleged',
  victims: ['Рашид Алиев', 'Мехман'],
  victimGroup: null,
  facility: 'ИК-6',
  source: 'Лейла Алиева',
  sourceChain: [{ name: 'Лейла Алиева', relation: 'sister', via: null }],
  eventDate: null,
  confidence: 0.8,
  evidence: { quote: 'били', start: 0, end: 4 },
  also: [],
  why: ['cue: били'],
}
const reading: Reading = {
  lang: 'ru',
  people: [
    { name: 'Рашид Алиев', held: true, professions: [], mentions: [at('Рашида Алиева', 10)] },
    { name: 'Мехман', held: false, professions: [], mentions: [at('Мехман', 40), at('Мехмана', 60)] },
    { name: 'Лейла Алиева', held: false, professions: [], mentions: [at('Лейла Алиева', 80)] },
  ],
  facilities: [{ name: 'ИК-6', mentions: [at('ИК-6', 100)] }],
  claims: [claim],
  contacts: [
    { kind: 'visit', person: 'Мехман', eventDate: null, evidence: { quote: 'свидание', start: 120, end: 128 } },
  ],
}
let next = 1
const mend = (changes: Partial<Mend>): Mend => ({
  id: String(next++),
  act: 'rename',
  kind: 'person',
  name: 'Мехман',
  toName: null,
  held: null,
  words: [],
  undoes: null,
  accountName: 'Aida',
  ...changes,
})

describe('a reading as reviewers mended it', () => {
  it('a renamed person has the new name everywhere, and the claim says who mended it', () => {
    const mended = mendReading(reading, [mend({ toName: 'Мехман Гусейнов' })])
    expect(mended.people.map(({ name }) => name)).toEqual(['Рашид Алиев', 'Мехман Гусейнов', 'Лейла Алиева'])
    expect(mended.claims[0]!.victims).toEqual(['Рашид Алиев', 'Мехман Гусейнов'])
    expect(mended.claims[0]!.why.at(-1)).toBe('“Мехман” is “Мехман Гусейнов”: mended by Aida')
    expect(mended.contacts[0]!.person).toBe('Мехман Гусейнов')
  })

  it('two tags that are one person become one, and a victim is named once', () => {
    const mended = mendReading(reading, [mend({ act: 'join', toName: 'Рашид Алиев' })])
    expect(mended.people).toHaveLength(2)
    expect(mended.people[0]).toMatchObject({
      held: true,
      professions: [],
      mentions: [{ start: 10 }, { start: 40 }, { start: 60 }],
    })
    expect(mended.claims[0]!.victims).toEqual(['Рашид Алиев'])
  })

  it('what is no person is no victim and has no contacts; a source may be something else than a person', () => {
    const mended = mendReading(reading, [mend({ act: 'not' }), mend({ act: 'not', name: 'Лейла Алиева' })])
    expect(mended.claims[0]).toMatchObject({ victims: ['Рашид Алиев'], source: 'Лейла Алиева' })
    expect(mended.contacts).toEqual([])
  })

  it('a place is mended apart from people, and only where it is named', () => {
    const mended = mendReading(reading, [mend({ kind: 'facility', name: 'ИК-6', toName: 'ИК-9' })])
    expect(mended.facilities[0]!.name).toBe('ИК-9')
    expect(mended.claims[0]).toMatchObject({ facility: 'ИК-9', victims: claim.victims })
    expect(mendReading(reading, [mend({ kind: 'facility', act: 'not', name: 'ИК-6' })]).claims[0]!.facility).toBeNull()
  })

  it('says who is held', () => {
    const [, person] = mendReading(reading, [mend({ act: 'held', held: true })]).people
    expect(person).toMatchObject({ name: 'Мехман', held: true })
  })

  it('follows the written words when a newer analyser calls the same person otherwise', () => {
    const newer = { ...reading, people: [{ ...reading.people[0]!, name: 'Рашид Алиева' }], claims: [] }
    const said = mend({ name: 'Рашид Алиев', toName: 'Рашид Али оглы Алиев', words: ['Рашида Алиева', 'Алиев'] })
    expect(mendReading(newer, [said]).people[0]!.name).toBe('Рашид Али оглы Алиев')
    // A bare first name or surname may be anybody's.
    const bare = {
      ...reading,
      people: [{ name: 'Х', held: false, professions: [], mentions: [at('Алиев', 5)] }],
      claims: [],
    }
    expect(mendReading(bare, [{ ...said, words: ['Алиев'] }]).people[0]!.name).toBe('Х')
  })

  it('leaves alone what nobody said anything of', () => {
    expect(mendReading(reading, [])).toEqual(reading)
    expect(mendReading(reading, [mend({ name: 'Nobody', toName: 'X' })])).toEqual(reading)
  })

  it('holds each after those before it; what was taken back does not hold', () => {
    const first = mend({ toName: 'Мехман Гусейнов' })
    const second = mend({ name: 'Мехман Гусейнов', act: 'held', held: true })
    expect(mendReading(reading, [first, second]).people[1]).toMatchObject({ name: 'Мехман Гусейнов', held: true })
    const undo = mend({ act: 'undo', kind: null, name: null, undoes: first.id })
    expect(standingMends([first, second, undo])).toEqual([second])
    const again = mend({ act: 'undo', kind: null, name: null, undoes: undo.id })
    expect(standingMends([first, undo, again])).toEqual([first])
  })
})
