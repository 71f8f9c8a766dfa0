import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChannelPace, planMessages, type WaitingAlert } from '../../src/6-alert/deliver/plan-messages.ts'
import { isQuiet, lastSlot, nextSlot, wallClock } from '../../src/6-alert/deliver/zoned-time.ts'

const BAKU: ChannelPace = {
  pace: 'at_once',
  hour: 8,
  weekday: 1,
  quietFrom: null,
  quietTo: null,
  dailyCap: 20,
  zone: 'Asia/Baku',
}
let id = 0
const alert = (at: string, changes: Partial<WaitingAlert> = {}): WaitingAlert => ({
  alertId: String(++id),
  at: new Date(at),
  discoveryId: String(id),
  mutedUntil: null,
  ...changes,
})
const plan = (now: string, channel: Partial<ChannelPace>, waiting: WaitingAlert[], sent = 0) =>
  planMessages(new Date(now), { ...BAKU, ...channel }, waiting, sent)
const forms = ({ messages }: ReturnType<typeof plan>) =>
  messages.map(({ form, alertIds }) => `${form} ${alertIds.length}`)

describe('what is sent when', () => {
  it('tells an alert at once, those on one article together, oldest first', () => {
    const first = alert('2026-11-20T09:00Z')
    const same = [alert('2026-11-20T09:01Z', { discoveryId: 'x' }), alert('2026-11-20T09:01Z', { discoveryId: 'x' })]
    const made = plan('2026-11-20T09:02Z', {}, [first, ...same])
    expect(made.messages.map(({ alertIds }) => alertIds)).toEqual([[first.alertId], same.map(({ alertId }) => alertId)])
    expect(made.wakeAt).toBeNull()
  })

  it('keeps quiet hours of the reader’s zone, over midnight, and then tells all in one summary', () => {
    const quiet = { quietFrom: 22, quietTo: 7 }
    const night = [alert('2026-11-20T19:30Z'), alert('2026-11-20T22:00Z')]
    // 23:30 in Baku.
    const held = plan('2026-11-20T19:30Z', quiet, night)
    expect(held).toEqual({ messages: [], wakeAt: new Date('2026-11-21T03:00Z') })
    expect(forms(plan('2026-11-21T03:00Z', quiet, night))).toEqual(['summary 2'])
  })

  it('sends no more than the cap a day, and the rest in one summary in the morning', () => {
    const many = Array.from({ length: 5 }, () => alert('2026-11-20T09:00Z'))
    const made = plan('2026-11-20T09:00Z', { dailyCap: 4 }, many, 1)
    expect(forms(made)).toEqual(['alert 1', 'alert 1', 'alert 1'])
    expect(made.wakeAt).toEqual(new Date('2026-11-21T04:00Z'))
    expect(forms(plan('2026-11-21T04:00Z', { dailyCap: 4 }, many.slice(3), 0))).toEqual(['summary 2'])
  })

  it('holds what a muted watch found, and tells it when the mute ends', () => {
    const until = new Date('2026-11-22T12:00Z')
    const found = [alert('2026-11-20T09:00Z', { mutedUntil: until }), alert('2026-11-21T09:00Z', { mutedUntil: until })]
    expect(plan('2026-11-21T10:00Z', {}, found)).toEqual({ messages: [], wakeAt: until })
    expect(forms(plan('2026-11-22T12:00Z', {}, found))).toEqual(['summary 2'])
  })

  it('sends a daily digest at its hour, with what came before it', () => {
    const waiting = [alert('2026-11-20T09:00Z'), alert('2026-11-21T04:30Z')]
    const made = plan('2026-11-21T04:31Z', { pace: 'daily' }, waiting)
    expect(made.messages).toEqual([{ form: 'digest', alertIds: [waiting[0]!.alertId] }])
    expect(made.wakeAt).toEqual(new Date('2026-11-22T04:00Z'))
  })

  it('sends a weekly digest on its day', () => {
    const waiting = [alert('2026-11-20T09:00Z')] // a Friday
    expect(plan('2026-11-21T09:00Z', { pace: 'weekly' }, waiting)).toEqual({
      messages: [],
      wakeAt: new Date('2026-11-23T04:00Z'),
    })
    expect(forms(plan('2026-11-23T04:00Z', { pace: 'weekly' }, waiting))).toEqual(['digest 1'])
  })

  it('loses no alert and tells none twice, whatever the pace, zone, cap and hours', () => {
    const channel = fc.record({
      pace: fc.constantFrom('at_once' as const, 'daily' as const, 'weekly' as const),
      hour: fc.integer({ min: 0, max: 23 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      quietFrom: fc.integer({ min: 0, max: 23 }),
      quietTo: fc.integer({ min: 0, max: 23 }),
      dailyCap: fc.integer({ min: 1, max: 5 }),
      zone: fc.constantFrom('Asia/Baku', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'),
    })
    const came = fc.array(fc.integer({ min: 0, max: 60 * 24 * 3 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(channel, came, (pace, minutes) => {
        const start = Date.parse('2026-03-27T00:00Z') // the clocks change on the 29th
        const alerts = minutes
          .toSorted((a, b) => a - b)
          .map((minute, n) => ({
            alertId: String(n),
            at: new Date(start + minute * 60_000),
            discoveryId: null,
            mutedUntil: null,
          }))
        const told: string[] = []
        let sent: { day: string; count: number } = { day: '', count: 0 }
        for (let now = start, looks = 0; told.length < alerts.length; looks++) {
          if (looks > 500) throw new Error('never told')
          const at = new Date(now)
          const { day } = wallClock(at, pace.zone)
          if (sent.day !== day) sent = { day, count: 0 }
          const waiting = alerts.filter((one) => one.at <= at && !told.includes(one.alertId))
          const made = planMessages(at, pace, waiting, sent.count)
          sent.count += made.messages.length
          if (pace.pace === 'at_once') expect(sent.count).toBeLessThanOrEqual(pace.dailyCap + 1)
          told.push(...made.messages.flatMap(({ alertIds }) => alertIds))
          const nextCome = alerts.find((one) => one.at > at)?.at.getTime() ?? Number.POSITIVE_INFINITY
          const wake = made.wakeAt?.getTime() ?? Number.POSITIVE_INFINITY
          if (told.length < alerts.length) expect(Math.min(nextCome, wake)).toBeGreaterThan(now)
          now = Math.min(nextCome, wake)
        }
        expect(new Set(told).size).toBe(alerts.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('clocks of a zone', () => {
  it('knows half-hour zones and the day that the clocks change', () => {
    expect(lastSlot(new Date('2026-11-20T05:00Z'), 'Asia/Kolkata', { hour: 8 })).toEqual(new Date('2026-11-20T02:30Z'))
    expect(nextSlot(new Date('2026-03-29T00:30Z'), 'Europe/Berlin', { hour: 8 })).toEqual(new Date('2026-03-29T06:00Z'))
  })
  it('is quiet over midnight, and never where both hours are one', () => {
    expect([21, 22, 3, 6, 7].map((hour) => isQuiet(hour, 22, 7))).toEqual([false, true, true, true, false])
    expect(isQuiet(5, 5, 5)).toBe(false)
  })
})
