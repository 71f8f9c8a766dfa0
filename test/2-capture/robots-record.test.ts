import fc from 'fast-check'
import robotsModule from 'robots-parser'
import { describe, expect, it } from 'vitest'
import { decideRobots, sameLetters } from '../../src/2-capture/robots-record.ts'
import type { FetchOutcome } from '../../src/domain/fetch.ts'

const parse = robotsModule as unknown as typeof robotsModule.default
const now = new Date('2026-11-24T12:00:00Z')
const answered = (status: number, body = '') =>
  ({ kind: 'fetched', page: { status, body: Buffer.from(body) } }) as FetchOutcome
const hours = (until: Date) => (until.getTime() - now.getTime()) / 3_600_000

describe('what a robots.txt means', () => {
  it('is kept for a day', () => {
    const { record, until } = decideRobots(answered(200, 'User-agent: *\nDisallow: /x'), null, now)
    expect(record).toMatchObject({ access: 'rules', text: 'User-agent: *\nDisallow: /x' })
    expect(hours(until)).toBe(24)
  })

  it('4xx and redirects without end: no rules', () => {
    for (const status of [400, 401, 403, 404, 410, 429])
      expect(decideRobots(answered(status), null, now).record.access).toBe('free')
    expect(decideRobots({ kind: 'set-aside', because: 'redirect-loop', advice: '' }, null, now).record.access).toBe(
      'free',
    )
  })

  it('5xx and unreachable: wait, longer each time', () => {
    let record = decideRobots(answered(503), null, now).record
    expect(record.access).toBe('wait')
    const waits: number[] = []
    for (let n = 0; n < 8; n++) {
      const next = decideRobots({ kind: 'try-later', because: 'unreachable', advice: '' }, record, now)
      waits.push(Math.round(hours(next.until) * 60))
      record = next.record
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('5xx after rules were known: the old rules count meanwhile', () => {
    const before = decideRobots(answered(200, 'User-agent: *\nDisallow: /x'), null, now).record
    expect(decideRobots(answered(500), before, now).record).toMatchObject({
      access: 'rules',
      text: before.text,
      failures: 1,
    })
  })

  it('unreachable for more than a month: as if there were none', () => {
    const before = { ...decideRobots(answered(500), null, now).record, unreachableSince: '2026-10-01T00:00:00Z' }
    expect(decideRobots(answered(500), before, now).record.access).toBe('free')
  })

  it('letters are the same escaped or not, others keep their escapes', () => {
    expect(sameLetters('/%70rivate/%2e%7E/%d0%bf')).toBe('/private/.~/%D0%BF')
  })

  it('whatever its text is, reading it and asking it ends soon and without a fault', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'User-agent: *',
        'Disallow: /',
        'Allow: /*a*a*a*a*$',
        'Crawl-delay: x',
        'Sitemap:',
        ':',
        'Disallow',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { record } = decideRobots(answered(200, lines.join('\n')), null, now)
        const allowed = parse('http://post.example/robots.txt', record.text ?? '').isAllowed(
          'http://post.example/aaaaaaaa',
          'Vigil',
        )
        expect([true, false]).toContain(allowed)
      }),
      { numRuns: 200 },
    )
  })

  it('a rule longer than any address is left out: comparing it would take for ever', () => {
    const { record } = decideRobots(
      answered(200, `User-agent: *\nDisallow: /${'*a'.repeat(200_000)}\nDisallow: /x\n`),
      null,
      now,
    )
    expect(record.text).toBe('User-agent: *\nDisallow: /x\n')
  })
})
