import { describe, expect, it } from 'vitest'
import { readText } from './reading.ts'

const held = 'Ivan Petrenko and Anna Bondar are held in Penal Colony No. 7.'

describe('one claim or several', () => {
  it('joins what is told again about the same person', () => {
    const { claims } = readText(
      `${held} Petrenko was beaten by guards. Later he showed the bruises of the beating to Petrenko's lawyer in the colony.`,
    )
    expect(claims.filter((claim) => claim.type === 'ill_treatment')).toHaveLength(1)
  })

  it('keeps the claims of two people apart, though a general sentence stands between', () => {
    const { claims } = readText(
      `${held} Ivan Petrenko was beaten by guards in June. Prisoners are tortured there. Anna Bondar was kicked by an officer of the colony in August.`,
    )
    const victims = claims.filter((claim) => claim.type === 'ill_treatment').map((claim) => claim.victims.join())
    expect(victims).toContain('Ivan Petrenko')
    expect(victims).toContain('Anna Bondar')
  })
})
