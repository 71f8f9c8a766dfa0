import { describe, expect, it } from 'vitest'
import { intervalAfterTrouble, nextInterval } from '../../src/1-crawl/interval.ts'
import { afterFullLook, afterNotModified, sendsValidators } from '../../src/1-crawl/trust.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const everyMs = 30 * MINUTE
const published = (gapMs: number) => Array.from({ length: 10 }, (_, n) => new Date(Date.UTC(2026, 10, 24) - n * gapMs))
const look = (habit: Partial<Parameters<typeof nextInterval>[0]>) =>
  nextInterval({ everyMs, lastMs: everyMs, seen: 20, fresh: 0, published: [], ...habit })

describe('how often a source is looked at', () => {
  it('about twice for each article it publishes, never more often than its file says', () => {
    expect(look({ published: published(3 * HOUR) })).toBe(90 * MINUTE)
    expect(look({ published: published(MINUTE) })).toBe(everyMs)
  })

  it('not more seldom than eight times its interval, nor a day', () => {
    expect(look({ published: published(30 * 24 * HOUR) })).toBe(8 * everyMs)
    expect(look({ everyMs: 6 * HOUR, published: published(30 * 24 * HOUR) })).toBe(24 * HOUR)
    expect(look({ everyMs: 48 * HOUR, published: published(30 * 24 * HOUR) })).toBe(48 * HOUR)
  })

  it('without dates: slower while nothing is new, at once faster when most is', () => {
    expect(look({ lastMs: everyMs })).toBe(45 * MINUTE)
    expect(look({ lastMs: 4 * HOUR, fresh: 18 })).toBe(everyMs)
    expect(look({ lastMs: 4 * HOUR, fresh: 2 })).toBe(2 * HOUR)
  })

  it('after trouble twice as long each time, a week at most, and never for ever', () => {
    expect([1, 2, 3].map((failures) => intervalAfterTrouble(everyMs, failures))).toEqual([HOUR, 2 * HOUR, 4 * HOUR])
    expect(intervalAfterTrouble(everyMs, 1000)).toBe(7 * 24 * HOUR)
  })
})

describe('a server that says "not modified"', () => {
  const fresh = { bodySha256: null, believed: 0, believe: 1, lies: false }
  const a = Buffer.from('a')

  it('is believed once, then looked at in full, then believed longer while that shows nothing', () => {
    let trust = afterFullLook(fresh, a, false)
    expect(sendsValidators(trust)).toBe(true)
    trust = afterNotModified(trust)
    expect(sendsValidators(trust)).toBe(false)
    trust = afterFullLook(trust, a, true)
    expect(trust).toMatchObject({ believe: 2, lies: false })
    expect(sendsValidators(afterNotModified(trust))).toBe(true)
  })

  it('and shows other bytes under the same validators has lied, and is not asked that way again', () => {
    const trust = afterFullLook(afterNotModified(afterFullLook(fresh, a, false)), Buffer.from('b'), true)
    expect(trust.lies).toBe(true)
    expect(sendsValidators(trust)).toBe(false)
  })

  it('and shows other bytes under new validators has not lied', () => {
    expect(afterFullLook(afterNotModified(afterFullLook(fresh, a, false)), Buffer.from('b'), false).lies).toBe(false)
  })
})
