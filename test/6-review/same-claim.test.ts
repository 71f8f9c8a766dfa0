import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachSuggestions, findQuote, type KnownClaim, overlap } from '../../src/6-review/same-claim.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { claimOn as madeUp } from './made-up.ts'

const TEXT = [
  'Мать Рустама Гаджиева не пустили на свидание в СИЗО-1.',
  'His lawyer Leyla Karimova says that prison staff beat Rashid Aliyev on Monday.',
  'Məhbus Elçin Quliyevə dərman verilmir.',
].join('\n')

const claimOn = (quote: string, changes: Partial<Claim> = {}, text = TEXT) => madeUp(text, quote, changes)

function known(id: string, claim: Claim, changes: Partial<KnownClaim> = {}): KnownClaim {
  const { confidence: _, evidence, also: __, why: ___, ...fields } = claim
  return {
    id,
    articleId: 'a',
    origin: 'analyser',
    review: 'suggested',
    current: true,
    textChanged: false,
    fields,
    decided: null,
    evidence,
    ...changes,
  }
}

const sentence = TEXT.split('\n')[1]!

describe('when two claims are the same claim', () => {
  it('is the same when type and article are equal, victims meet and the evidence overlaps by half of the shorter', () => {
    const old = known('1', claimOn(sentence, { victims: ['Rashid Aliyev', 'Another Man'] }))
    const fresh = claimOn('prison staff beat Rashid Aliyev on Monday')
    const plan = attachSuggestions([old], [fresh], TEXT, 'a')
    expect(plan.attached).toEqual([{ id: '1', fresh, decided: false }])
    expect(plan.added).toEqual([])
    expect(plan.withdrawn).toEqual([])
  })

  it.each([
    ['another type', { type: 'threat' }],
    ['other victims', { victims: ['Elçin Quliyev'] }],
    ['a group instead of a person', { victims: [], victimGroup: 'detainees' }],
  ])('is another claim with %s', (_, changes) => {
    const plan = attachSuggestions([known('1', claimOn(sentence))], [claimOn(sentence, changes)], TEXT, 'a')
    expect(plan.added).toHaveLength(1)
    expect(plan.withdrawn).toEqual(['1'])
  })

  it('is another claim when the evidence hardly overlaps', () => {
    const plan = attachSuggestions(
      [known('1', claimOn('His lawyer Leyla Karimova says that'))],
      [claimOn('that prison staff beat Rashid Aliyev')],
      TEXT,
      'a',
    )
    expect(plan.added).toHaveLength(1)
  })

  it('compares groups by their words, whatever the case', () => {
    const group = { victims: [], victimGroup: 'Заключённые СИЗО-1' }
    const old = known('1', claimOn(sentence, group))
    const plan = attachSuggestions(
      [old],
      [claimOn(sentence, { ...group, victimGroup: 'заключённые  СИЗО-1' })],
      TEXT,
      'a',
    )
    expect(plan.attached).toHaveLength(1)
  })
})

describe('what a human decided stays', () => {
  it('keeps rejected what was rejected, and does not offer it again', () => {
    const old = known('1', claimOn(sentence), { review: 'rejected', decided: known('', claimOn(sentence)).fields })
    const plan = attachSuggestions([old], [claimOn(sentence, { confidence: 0.99 })], TEXT, 'a')
    expect(plan.added).toEqual([])
    expect(plan.attached[0]).toMatchObject({ id: '1', decided: true })
  })

  it('does not offer a decided claim again when the analyser now tells it as two', () => {
    const old = known('1', claimOn(sentence), { review: 'rejected' })
    const plan = attachSuggestions([old], [claimOn(sentence), claimOn('prison staff beat Rashid Aliyev')], TEXT, 'a')
    expect(plan.added).toEqual([])
  })

  it('recognises a claim by what the reviewer corrected too', () => {
    const decided = { ...known('', claimOn(sentence)).fields, type: 'threat' }
    const old = known('1', claimOn(sentence), { review: 'corrected', decided })
    expect(attachSuggestions([old], [claimOn(sentence, { type: 'threat' })], TEXT, 'a').added).toEqual([])
  })

  it('never withdraws a decided claim or one that a reviewer added, only undecided suggestions', () => {
    const claims = [
      known('1', claimOn(sentence), { review: 'accepted' }),
      known('2', claimOn('Məhbus Elçin Quliyevə dərman verilmir.', { victims: ['Elçin Quliyev'] }), {
        origin: 'reviewer',
        review: 'accepted',
      }),
      known('3', claimOn('Мать Рустама Гаджиева', { victims: ['Рустам Гаджиев'] })),
    ]
    expect(attachSuggestions(claims, [], TEXT, 'a').withdrawn).toEqual(['3'])
  })

  it('follows its quote into an edited article', () => {
    const edited = `Updated.\n${TEXT}`
    const old = known('1', claimOn(sentence), { review: 'accepted' })
    const plan = attachSuggestions([old], [claimOn(sentence, {}, edited)], edited, 'b')
    const start = edited.indexOf(sentence)
    expect(plan.moved).toEqual([{ id: '1', evidence: { quote: sentence, start, end: start + sentence.length } }])
    expect(plan.added).toEqual([])
  })

  it('says that the text changed where the quote is gone', () => {
    const old = known('1', claimOn(sentence), { review: 'accepted' })
    const plan = attachSuggestions([old], [], TEXT.replace('beat', 'questioned'), 'b')
    expect(plan.textChanged).toEqual(['1'])
    expect(plan.moved).toEqual([])
  })
})

describe('running twice', () => {
  const spans = fc
    .tuple(fc.nat(TEXT.length - 2), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]) => TEXT.slice(start, start + length))
  const claims = fc.array(
    fc.record({
      quote: spans,
      type: fc.constantFrom('threat', 'ill_treatment'),
      victims: fc.subarray(['A', 'B', 'Ə']),
    }),
    { maxLength: 8 },
  )

  it('changes nothing the second time, and puts every suggestion somewhere', () => {
    fc.assert(
      fc.property(claims, (given) => {
        const fresh = given.map(({ quote, ...rest }) => claimOn(quote, rest))
        const first = attachSuggestions([], fresh, TEXT, 'a')
        const rows = first.added.map((claim, index) => known(String(index), claim))
        const second = attachSuggestions(rows, fresh, TEXT, 'a')
        expect(second.added).toEqual([])
        expect(second.withdrawn).toEqual([])
        expect(second.textChanged).toEqual([])
        expect(new Set(second.attached.map(({ id }) => id)).size).toBe(rows.length)
      }),
    )
  })
})

it('finds a quote nearest to where it stood', () => {
  const text = 'He was beaten. She left. He was beaten.'
  expect(findQuote({ quote: 'He was beaten.', start: 24, end: 38 }, text)?.start).toBe(25)
  expect(findQuote({ quote: 'He was beaten.', start: 3, end: 17 }, text)?.start).toBe(0)
  expect(findQuote({ quote: 'he was', start: 3, end: 9 }, text)).toBeNull()
})

it('measures overlap by the shorter span', () => {
  expect(overlap({ start: 0, end: 10 }, { start: 5, end: 100 })).toBe(0.5)
  expect(overlap({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(0)
})
