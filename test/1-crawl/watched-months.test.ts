import { describe, expect, it } from 'vitest'
import { monthsBetween, type WatchedOutlet, watchedMonths } from '../../src/1-crawl/watched-months.ts'

const at = (day: string) => new Date(`${day}T00:00:00Z`)
const NOW = at('2026-06-15')
const outlet = (name: string, on: string, changes: Partial<WatchedOutlet> = {}): WatchedOutlet => ({
  id: name,
  name,
  events: [{ at: at(on), kind: 'on' }],
  outages: [],
  ...changes,
})
const standings = (outlets: WatchedOutlet[], months: string[]) =>
  watchedMonths(months, outlets, NOW).map(({ standing }) => standing)

describe('who was listening in a month', () => {
  it('tells months before the first outlet from months in which nobody worked', () => {
    const post = outlet('Post', '2026-02-10', { outages: [{ since: at('2026-03-20'), until: at('2026-05-03') }] })
    expect(standings([post], ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'])).toEqual([
      'before',
      'watched',
      'watched', // it worked until the 20th
      'blind',
      'watched',
    ])
  })

  it('is watched as long as one of the outlets works', () => {
    const silent = outlet('A', '2026-01-01', { outages: [{ since: at('2026-02-01'), until: null }] })
    expect(standings([silent], ['2026-03'])).toEqual(['blind'])
    expect(standings([silent, outlet('B', '2026-01-01')], ['2026-03'])).toEqual(['watched'])
  })

  it('an outlet that is switched off is listened to no more', () => {
    const events: WatchedOutlet['events'] = [
      { at: at('2026-01-05'), kind: 'on' },
      { at: at('2026-02-05'), kind: 'off' },
      { at: at('2026-04-05'), kind: 'on' },
    ]
    const post = outlet('Post', '2026-01-05', { events })
    const months = watchedMonths(['2026-01', '2026-02', '2026-03', '2026-04'], [post], NOW)
    expect(months.map(({ standing }) => standing)).toEqual(['watched', 'watched', 'blind', 'watched'])
    expect(months.map(({ added, lost }) => [added, lost])).toEqual([
      [['Post'], []],
      [[], ['Post']],
      [[], []],
      [['Post'], []],
    ])
  })

  it('names who was silent', () => {
    const post = outlet('Post', '2026-01-01', { outages: [{ since: at('2026-02-27'), until: at('2026-03-02') }] })
    const months = watchedMonths(['2026-01', '2026-02', '2026-03', '2026-04'], [post, outlet('B', '2026-01-01')], NOW)
    expect(months.map(({ silent }) => silent)).toEqual([[], ['Post'], ['Post'], []])
  })

  it('knows nothing where there is no outlet at all', () => {
    expect(standings([], ['2026-03'])).toEqual(['before'])
  })
})

it('leaves no month out, over the end of a year too', () => {
  expect(monthsBetween('2025-11', '2026-02', 36)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  expect(monthsBetween('2020-01', '2026-02', 2)).toEqual(['2026-01', '2026-02'])
})
