import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alarmsOf, type OutletDay } from '../../src/1-crawl/habit-alarm.ts'
import { outletDays } from '../../src/1-crawl/outlet-days.ts'
import { testDatabase } from '../database.ts'

const START = Date.UTC(2026, 9, 5) // a Monday
const days = (count: number, of: (n: number, weekday: number) => Partial<OutletDay>): OutletDay[] =>
  Array.from({ length: count }, (_, n) => {
    const at = new Date(START + n * 86_400_000)
    const day = {
      discovered: 10,
      captured: 10,
      blocked: 0,
      read: 10,
      undated: 0,
      medianLength: 3000,
      ...of(n, at.getUTCDay()),
    }
    return { day: at.toISOString().slice(0, 10), ...day }
  })
const kinds = (all: OutletDay[]) => alarmsOf(all).map(({ kind }) => kind)

describe('an outlet is odd for its own habits', () => {
  it('not on an ordinary day, nor before it has habits', () => {
    expect(kinds(days(29, (n) => ({ discovered: 8 + (n % 5) })))).toEqual([])
    expect(kinds(days(8, (n) => ({ discovered: n < 7 ? 50 : 0 })))).toEqual([])
  })

  it('quiet: nothing for three days where ten came a day', () => {
    const [alarm] = alarmsOf(days(31, (n) => ({ discovered: n < 28 ? 10 : 0 })))
    expect(alarm).toMatchObject({
      kind: 'quiet',
      sentence: 'Nothing new for 3 days; until then 10 articles came a day.',
    })
  })

  it('not quiet on a week-end that is always quiet, nor when it writes twice a month', () => {
    expect(kinds(days(28, (_, weekday) => ({ discovered: weekday === 0 || weekday === 6 ? 0 : 20 })))).toEqual([])
    expect(kinds(days(31, (n) => ({ discovered: n % 14 === 0 ? 1 : 0 })))).toEqual([])
  })

  it('quiet on a week-end that never was', () => {
    expect(kinds(days(28, (n) => ({ discovered: n < 26 ? 20 : 0 })))).toEqual(['quiet'])
  })

  it('a flood of addresses', () => {
    expect(kinds(days(29, (n) => ({ discovered: n < 28 ? 10 : 400 })))).toEqual(['flood'])
  })

  it('sudden refusals, but not where refusals are usual', () => {
    expect(kinds(days(29, (n) => (n < 27 ? {} : { captured: 0, blocked: 10 })))).toEqual(['blocked'])
    expect(kinds(days(29, () => ({ captured: 4, blocked: 6 })))).toEqual([])
  })

  it('articles that are suddenly short, or without dates', () => {
    expect(kinds(days(29, (n) => (n < 28 ? {} : { medianLength: 150 })))).toEqual(['short'])
    expect(kinds(days(29, (n) => (n < 28 ? {} : { undated: 10 })))).toEqual(['undated'])
  })
})

describe('an outlet’s days', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  it('are counted without gaps up to yesterday, back-fill left out', async () => {
    const now = new Date('2026-11-24T12:00:00Z')
    await database.sql`insert into outlet (id, definition, enabled) values ('post', '{}', true)`
    for (const [n, [day, lane]] of [
      ['2026-11-20', 'live'],
      ['2026-11-20', 'live'],
      ['2026-11-22', 'live'],
      ['2026-11-22', 'backfill'],
      ['2026-11-24', 'live'],
    ].entries())
      await database.sql`insert into discovery (outlet_id, url, url_hash, host, from_archive, discovered_at, state, because)
        values ('post', 'x', ${Buffer.from([n])}, 'x', ${lane === 'backfill'}, ${day!}::date, ${n === 2 ? 'failed' : 'discovered'}, ${n === 2 ? 'blocked' : null})`
    const found = (await outletDays(database.sql, now)).get('post')!
    expect(found.map(({ day, discovered, blocked }) => [day, discovered, blocked])).toEqual([
      ['2026-11-20', 2, 0],
      ['2026-11-21', 0, 0],
      ['2026-11-22', 1, 1],
      ['2026-11-23', 0, 0],
    ])
  })
})
