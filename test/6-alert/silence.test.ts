import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blindSince,
  commonOutages,
  dayHeard,
  type Heard,
  isPast,
  type Outage,
  silencesOf,
} from '../../src/6-alert/silence.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const heard = (kind: Heard['kind'], told: string, day: string | null = null): Heard => ({
  kind,
  told: new Date(told),
  eventDate: day ? { from: day, to: day, precision: 'day', text: '' } : null,
  sentence: `${kind} ${told}`,
  discoveryId: '1',
  articleId: '1',
})
const of = (
  all: Heard[],
  kind: 'any' | 'visit',
  { outages = [] as { since: Date; until: Date | null }[], limit = 10 } = {},
) => silencesOf(all, [kind], { limits: { [kind]: limit }, since: new Date('2026-01-01'), outages, now: NOW })[0]!

describe('how long nothing was heard', () => {
  it('is counted from the day of the contact, not from the day it was told', () =>
    expect(of([heard('visit', '2026-11-28', '2026-11-10')], 'visit')).toMatchObject({ day: '2026-11-10', days: 20 }))
  it('is counted from when it was told where the article gives no day', () =>
    expect(of([heard('visit', '2026-11-20')], 'visit')).toMatchObject({ day: '2026-11-20', days: 10 }))
  it('takes no day after the article that tells it: a visit that is to come is none', () =>
    expect(dayHeard(heard('visit', '2026-11-20', '2026-12-24'))).toBe('2026-11-20'))
  it('is not ended by news of an older visit', () =>
    expect(
      of([heard('visit', '2026-11-10', '2026-11-10'), heard('visit', '2026-11-29', '2026-03-01')], 'visit'),
    ).toMatchObject({ days: 20 }))
  it('of any news is ended by an article that only names the person', () =>
    expect(of([heard('visit', '2026-11-10', '2026-11-10'), heard('named', '2026-11-29')], 'any')).toMatchObject({
      days: 1,
    }))
  it('of visits is not ended by a letter', () =>
    expect(of([heard('visit', '2026-11-10', '2026-11-10'), heard('letter', '2026-11-29')], 'visit')).toMatchObject({
      days: 20,
    }))
  it('begins with the watch where nothing was ever told', () =>
    expect(of([], 'visit')).toMatchObject({ day: null, last: null, days: 333 }))
})

describe('silence where no source works', () => {
  const out = (since: string, until: string | null = null) => ({
    since: new Date(since),
    until: until ? new Date(until) : null,
  })

  it('is not counted against the limit', () => {
    const visit = [heard('visit', '2026-11-10', '2026-11-10')]
    expect(isPast(of(visit, 'visit', { limit: 15 }))).toBe(true)
    const blind = of(visit, 'visit', {
      limit: 15,
      outages: [out('2026-11-12', '2026-11-20'), out('2026-11-15', '2026-11-22')],
    })
    expect(blind).toMatchObject({ days: 20, blindDays: 10 })
    expect(isPast(blind)).toBe(false)
  })
  it('is blindness only while every outlet is out', () => {
    const common = commonOutages([[out('2026-11-10')], [out('2026-11-01', '2026-11-12'), out('2026-11-20')]], NOW)
    expect(common).toEqual([out('2026-11-10', '2026-11-12'), out('2026-11-20')])
    expect(blindSince(common)).toEqual(new Date('2026-11-20'))
    expect(commonOutages([[out('2026-11-10')], []], NOW)).toEqual([])
  })
  it('lasts as long as every outlet is out, whatever the order and overlap of its outages', () => {
    const day = (n: number) => new Date(Date.UTC(2026, 8, 1 + n))
    const span = fc
      .tuple(fc.nat(60), fc.option(fc.nat(20)))
      .map(([since, days]): Outage => ({ since: day(since), until: days === null ? null : day(since + days + 1) }))
    const isOut = (outages: readonly Outage[], at: Date) =>
      outages.some(({ since, until }) => since <= at && (until === null || at < until))
    fc.assert(
      fc.property(fc.array(fc.array(span, { maxLength: 5 }), { minLength: 1, maxLength: 4 }), (perOutlet) => {
        const common = commonOutages(perOutlet, NOW)
        for (let n = 0; day(n) < NOW; n++)
          expect(isOut(common, day(n))).toBe(perOutlet.every((outages) => isOut(outages, day(n))))
      }),
    )
  })

  it('is no blindness where there is no outlet at all to judge by', () => expect(commonOutages([], NOW)).toEqual([]))
})
