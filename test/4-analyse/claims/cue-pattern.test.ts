import { describe, expect, it } from 'vitest'
import { parseCuePattern } from '../../../src/4-analyse/claims/cue-pattern.ts'

describe('a cue as a monitor writes it', () => {
  it('reads words, concepts and how they stand to each other', () => {
    const { elements } = parseCuePattern('!@allow ~ @visit .. son|daughter & week')
    expect(elements.map(({ any, joint }) => [any.map(({ key }) => key), any[0]!.negated, joint])).toEqual([
      [['@allow'], true, 'soon'],
      [['@visit'], null, 'near'],
      [['son', 'daughter'], null, 'later'],
      [['week'], null, 'sentence'],
    ])
  })

  it('keeps apart what must not be in the sentence', () => {
    const { elements, vetoes } = parseCuePattern('@deny .. @visit -@counsel -union')
    expect(elements).toHaveLength(2)
    expect(vetoes.map(({ any }) => any[0]!.key)).toEqual(['@counsel', 'union'])
  })

  it('lets the sign stand once for all words, or at each of them', () => {
    const signs = (cue: string) => parseCuePattern(cue).elements[0]!.any.map(({ key, negated }) => [key, negated])
    expect(signs('!see|meet')).toEqual([
      ['see', true],
      ['meet', true],
    ])
    expect(signs('ban|!allow')).toEqual([
      ['ban', null],
      ['allow', true],
    ])
    expect(signs('+beaten')).toEqual([['beaten', false]])
  })

  it('refuses a cue with nothing to find', () => {
    expect(() => parseCuePattern('-@norm')).toThrow(/nothing to find/)
    expect(() => parseCuePattern('@deny ~ !')).toThrow(/no word/)
  })
})
