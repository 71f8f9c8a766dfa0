import { describe, expect, it } from 'vitest'
import { claimOf, readText, typesOf } from './reading.ts'

describe('who the victim of a claim is', () => {
  it('names the detainee as victim of a refused visit, not the mother turned away', () => {
    const reading = readText(
      'Ivan Petrenko is held in Penal Colony No. 7. His mother, Olga Petrenko, was not allowed to see him on Saturday.',
    )
    expect(claimOf(reading, 'denied_visit')).toMatchObject({
      victims: ['Ivan Petrenko'],
      facility: 'Penal Colony No. 7',
    })
  })

  it('quotes the group where only a group is told of', () => {
    const reading = readText('All political prisoners in Penal Colony No. 2 have been banned from visits.')
    expect(claimOf(reading, 'denied_visit')).toMatchObject({ victims: [], victimGroup: 'All political prisoners' })
  })

  it('puts two people of one sentence into one claim', () => {
    const reading = readText(
      'The activists Ivan Petrenko and Anna Bondar are held in Penal Colony No. 7. Ivan Petrenko and Anna Bondar were beaten by guards.',
    )
    const beaten = reading.claims.filter((claim) => claim.type === 'ill_treatment')
    expect(beaten).toHaveLength(1)
    expect([...beaten[0]!.victims].sort()).toEqual(['Anna Bondar', 'Ivan Petrenko'])
  })

  it('names nobody where nobody is in view, and says why', () => {
    const reading = readText('In Penal Colony No. 2 prisoners are tortured, the report says.')
    expect(claimOf(reading, 'ill_treatment')).toMatchObject({ victims: [] })
    expect(claimOf(reading, 'ill_treatment')?.why.join(' ')).toMatch(/victim: /)
  })
})

describe('what an authority says', () => {
  const told = 'Ivan Petrenko is held in Penal Colony No. 7. Ivan Petrenko was beaten by guards, his lawyer said.'

  it('keeps a claim alleged when the prison service denies it', () => {
    const reading = readText(`${told} The Prison Service denied that Petrenko had been beaten.`)
    expect(claimOf(reading, 'ill_treatment')?.status).toBe('alleged')
  })

  it('makes a denied claim where only the denial is told', () => {
    const reading = readText(
      'Ivan Petrenko is held in Penal Colony No. 7. The Prison Service said that Ivan Petrenko was not beaten by anybody.',
    )
    expect(claimOf(reading, 'ill_treatment')?.status).toBe('denied')
  })
})

describe('how a claim is put', () => {
  it('is feared where it is a fear', () => {
    const reading = readText(
      'Ivan Petrenko is held in Penal Colony No. 7. His wife fears that Petrenko will be tortured by the guards.',
    )
    expect(claimOf(reading, 'ill_treatment')?.status).toBe('feared')
  })

  it('is resolved where it ended', () => {
    const reading = readText(
      'Ivan Petrenko is held in Penal Colony No. 7. Petrenko was taken to hospital only after two months of pain.',
    )
    expect(claimOf(reading, 'denied_medical_care')?.status).toBe('resolved')
  })
})

describe('who says so', () => {
  it.each([
    [
      'Ivan Petrenko is held in Prison No. 5. Petrenko was beaten by guards, said his lawyer Anna Bondar.',
      'Anna Bondar',
    ],
    [
      'Ivan Petrenko is held in Prison No. 5. According to lawyer Anna Bondar, Petrenko was beaten by guards.',
      'Anna Bondar',
    ],
    ['Ivan Petrenko is held in Prison No. 5. Petrenko was beaten by guards.', null],
    [
      'Ivan Petrenko is held in Prison No. 5. Amnesty International said that Petrenko was tortured in prison.',
      'Amnesty International',
    ],
    [
      'Ivan Petrenko is held in Prison No. 5. “They beat him. He cannot walk. The guards laughed,” said his wife Olga Petrenko.',
      'Olga Petrenko',
    ],
  ])('%s', (text, source) => {
    expect(claimOf(readText(text), 'ill_treatment')?.source ?? null).toBe(source)
  })
})

describe('what is no claim', () => {
  it.each([
    'A court in Minsk sentenced Ivan Petrenko to eight years in a penal colony.',
    'Ivan Petrenko is held in Prison No. 5. His wife visited him on Saturday and brought him books.',
    'Ivan Petrenko is held in Prison No. 5. He has been on hunger strike for ten days, demanding his release.',
    'Gunmen held the engineer Ivan Petrenko for ransom and beat him, the kidnappers were arrested.',
    'Иван Петренко находится в СИЗО-5. Суд отклонил ходатайство о переводе под домашний арест.',
    'Fəal İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. Həkim onu müayinə edib.',
  ])('%s', (text) => {
    expect(typesOf(readText(text))).toEqual([])
  })
})

describe('several types in one sentence', () => {
  it('are a claim each, with the same evidence', () => {
    const reading = readText(
      'Иван Петренко находится в СИЗО-5. Ему не дают свиданий, звонков и писем, сообщил адвокат.',
    )
    expect(typesOf(reading)).toEqual(['blocked_call', 'denied_correspondence', 'denied_visit'])
  })
})

describe('what stands in a claim', () => {
  const text =
    'Ivan Petrenko is held in Penal Colony No. 7. On May 3, Petrenko was placed in a punishment cell for fifteen days, his wife said.'
  const reading = readText(text, { published: '2026-05-20' })
  const claim = claimOf(reading, 'punishment_cell')!

  it('quotes its evidence letter for letter', () => {
    expect(text.slice(claim.evidence.start, claim.evidence.end)).toBe(claim.evidence.quote)
  })

  it('dates it from the words of its sentence', () => {
    expect(claim.eventDate).toMatchObject({ from: '2026-05-03', to: '2026-05-03', precision: 'day', text: 'May 3' })
  })

  it('tells a reviewer which words made it', () => {
    expect(claim.why[0]).toMatch(/punishment_cell: “punishment cell”, sentence 2/)
    expect(claim.why.some((line) => line.startsWith('victim: '))).toBe(true)
    expect(claim.why.some((line) => line.startsWith('source: '))).toBe(true)
  })
})
