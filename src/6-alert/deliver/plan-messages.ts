import { isQuiet, lastSlot, nextSlot, wallClock } from './zoned-time.ts'

export type Pace = 'at_once' | 'daily' | 'weekly'
/** A trial tells nothing: a reader asked for it to see that the way works. */
export type MessageForm = 'alert' | 'digest' | 'summary' | 'trial'

/** How a channel wants to be told. */
export interface ChannelPace {
  pace: Pace
  hour: number
  weekday: number
  quietFrom: number | null
  quietTo: number | null
  dailyCap: number
  /** The reader's zone. */
  zone: string
}

/** An alert that waits for a message. */
export interface WaitingAlert {
  alertId: string
  at: Date
  /** Alerts on one article go out together. */
  discoveryId: string | null
  mutedUntil: Date | null
}

export interface MessagePlan {
  messages: { form: MessageForm; alertIds: string[] }[]
  /** When to look again though nothing new has come. */
  wakeAt: Date | null
}

/**
 * What to send now and when to look again: at once, daily or weekly; nothing in quiet hours; no more than the cap a day,
 * the rest in one summary at the channel's hour. Oldest first.
 *
 * @param sentToday messages made since midnight of the reader's zone
 */
export function planMessages(
  now: Date,
  channel: ChannelPace,
  waiting: readonly WaitingAlert[],
  sentToday: number,
): MessagePlan {
  const muted = waiting.filter(({ mutedUntil }) => mutedUntil !== null && mutedUntil > now)
  const free = waiting.filter((alert) => !muted.includes(alert))
  const plan = channel.pace === 'at_once' ? planAtOnce(now, channel, free, sentToday) : planDigest(now, channel, free)
  const wakes = [plan.wakeAt, ...muted.map(({ mutedUntil }) => mutedUntil)].filter((at) => at !== null)
  return { messages: plan.messages, wakeAt: wakes.length > 0 ? new Date(Math.min(...wakes.map(Number))) : null }
}

const idsOf = (alerts: readonly WaitingAlert[]): string[] => alerts.map(({ alertId }) => alertId)

function planDigest(
  now: Date,
  { pace, hour, weekday, zone }: ChannelPace,
  waiting: readonly WaitingAlert[],
): MessagePlan {
  const when = { hour, weekday: pace === 'weekly' ? weekday : null }
  const slot = lastSlot(now, zone, when)
  const due = waiting.filter((alert) => since(alert) < slot)
  const left = waiting.length > due.length
  return {
    messages: due.length > 0 ? [{ form: 'digest', alertIds: idsOf(due) }] : [],
    wakeAt: left ? nextSlot(now, zone, when) : null,
  }
}

// A muted alert becomes news at the end of the mute.
const since = ({ at, mutedUntil }: WaitingAlert): Date => (mutedUntil && mutedUntil > at ? mutedUntil : at)

function planAtOnce(now: Date, channel: ChannelPace, waiting: readonly WaitingAlert[], sentToday: number): MessagePlan {
  const { hour, zone, quietFrom, quietTo, dailyCap } = channel
  if (waiting.length === 0) return { messages: [], wakeAt: null }
  if (isQuiet(wallClock(now, zone).hour, quietFrom, quietTo))
    return { messages: [], wakeAt: nextSlot(now, zone, { hour: quietTo! }) }
  // What was held back (by quiet hours, a mute or yesterday's cap) comes in one summary.
  const slot = lastSlot(now, zone, { hour })
  const held = waiting.filter(
    (alert) =>
      isQuiet(wallClock(alert.at, zone).hour, quietFrom, quietTo) ||
      (alert.mutedUntil !== null && alert.at < alert.mutedUntil) ||
      alert.at < slot,
  )
  const messages: MessagePlan['messages'] = held.length > 1 ? [{ form: 'summary', alertIds: idsOf(held) }] : []
  const single = held.length > 1 ? waiting.filter((alert) => !held.includes(alert)) : waiting
  const groups = [...Map.groupBy(single, ({ alertId, discoveryId }) => discoveryId ?? `alone ${alertId}`).values()]
  const room = Math.max(0, dailyCap - sentToday - messages.length)
  for (const group of groups.slice(0, room)) messages.push({ form: 'alert', alertIds: idsOf(group) })
  return { messages, wakeAt: groups.length > room ? nextSlot(now, zone, { hour }) : null }
}
