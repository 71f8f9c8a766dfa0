import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '../../db/database.ts'
import {
  alertsOfMessage,
  type ChannelRow,
  endChannel,
  lockChannel,
  messagesSince,
  nextMessage,
  type ReadyMessage,
  saveMessages,
  tellGivenUp,
  tellLater,
  tellSent,
  waitingAlerts,
} from './channel-store.ts'
import type { Mailer } from './mail.ts'
import { mailText } from './mail-text.ts'
import { planMessages } from './plan-messages.ts'
import { pauseBefore, type SendOutcome, WAIT_MS } from './send-outcome.ts'
import { webhookBody } from './standard-webhook.ts'
import type { Surroundings } from './told-alert.ts'
import { type AddressRules, callWebhook } from './webhook.ts'
import { lastSlot } from './zoned-time.ts'

export interface DeliverDeps {
  sql: Sql
  /** Null where no mail server is set: mail waits. */
  mailer: Mailer | null
  addresses: AddressRules
  around: Surroundings
  now(): Date
  random(): number
  stopping: AbortSignal
}

export type DeliverOutcome =
  | { kind: 'done' }
  /** Somebody else sends for this channel just now. */
  | { kind: 'busy' }
  | { kind: 'try-later'; notBefore: Date }

const LOCK_CLASS = 4780
// A connection that broke is tried again at once before the message waits: most such trouble is over in a moment.
const QUICK_TRIES = 2
const QUICK_PAUSE_MS = 150
// A job ends after this, so that one busy reader does not keep others waiting; the sweep brings it back.
const SLICE = 200

/** Makes messages of what waits for a channel and sends them in order, each until it has arrived. */
export async function deliverTo(channelId: string, deps: DeliverDeps): Promise<DeliverOutcome> {
  // The lock belongs to the connection: it is free again when this process dies, whatever the database knows of it.
  const held = await deps.sql.reserve()
  try {
    const [row] = await held<
      { got: boolean }[]
    >`select pg_try_advisory_lock(${LOCK_CLASS}::int, ${Number(channelId)}::int) as got`
    if (!row!.got) return { kind: 'busy' }
    try {
      return await deliverLocked(channelId, deps)
    } finally {
      await held`select pg_advisory_unlock(${LOCK_CLASS}::int, ${Number(channelId)}::int)`
    }
  } finally {
    held.release()
  }
}

async function deliverLocked(channelId: string, deps: DeliverDeps): Promise<DeliverOutcome> {
  const channel = await makeMessages(channelId, deps)
  if (!channel) return { kind: 'done' }
  for (let sent = 0; sent < SLICE && !deps.stopping.aborted; sent++) {
    const message = await nextMessage(deps.sql, channelId)
    if (!message) return { kind: 'done' }
    if (message.nextAt > deps.now()) return { kind: 'try-later', notBefore: message.nextAt }
    const outcome = await sendPatiently(message, channel, deps)
    const next = await settleMessage(message, channel, outcome, deps)
    if (next.kind !== 'done') return next
    if (outcome.kind === 'ended') return { kind: 'done' }
  }
  return { kind: 'try-later', notBefore: deps.now() }
}

function makeMessages(channelId: string, { sql, now }: DeliverDeps): Promise<ChannelRow | undefined> {
  return sql.begin(async (tx) => {
    const channel = await lockChannel(tx, channelId)
    if (!channel) return undefined
    const waiting = await waitingAlerts(tx, channelId)
    const midnight = lastSlot(now(), channel.zone, { hour: 0 })
    await saveMessages(
      tx,
      channelId,
      planMessages(now(), channel, waiting, await messagesSince(tx, channelId, midnight)),
    )
    return channel
  }) as Promise<ChannelRow | undefined>
}

async function sendPatiently(message: ReadyMessage, channel: ChannelRow, deps: DeliverDeps): Promise<SendOutcome> {
  const alerts = await alertsOfMessage(deps.sql, message.id)
  // All its alerts were deleted since, with their watch or their article.
  if (alerts.length === 0 && message.form !== 'trial') return { kind: 'given-up', trouble: 'what it told is gone' }
  for (let tries = 0; ; tries++) {
    const outcome = await sendOnce(message, channel, alerts, deps)
    const quick =
      channel.kind === 'mail' && outcome.kind === 'try-later' && tries < QUICK_TRIES && !deps.stopping.aborted
    if (!quick) return outcome
    await sleep(QUICK_PAUSE_MS)
  }
}

async function sendOnce(
  { key, form, madeAt }: ReadyMessage,
  channel: ChannelRow,
  all: Awaited<ReturnType<typeof alertsOfMessage>>,
  { mailer, addresses, around, now }: DeliverDeps,
): Promise<SendOutcome> {
  // Where nothing is left to tell, the message says only that there is something: who may see it sees it here.
  const open = all.filter(({ withheld }) => !withheld)
  const alerts = (open.length > 0 ? open : all).map(({ withheld: _, ...alert }) => alert)
  const withNames = channel.withNames && (open.length > 0 || all.length === 0)
  if (channel.kind === 'mail') {
    if (!mailer) return { kind: 'try-later', trouble: 'no mail server is set: SMTP_URL and MAIL_FROM', waits: true }
    return mailer.send({ ...mailText(form, alerts, { ...channel, withNames }, around), to: channel.address, key })
  }
  const { secret, oldSecret, oldSecretUntil, address } = channel
  const secrets = [secret!, ...(oldSecret && oldSecretUntil && oldSecretUntil > now() ? [oldSecret] : [])]
  // The body is equal at each try: the time in it is that of its newest alert.
  const body = webhookBody(form, alerts, { withNames, base: around.base, at: alerts.at(-1)?.at ?? madeAt })
  return callWebhook({ address, key, body, secrets }, addresses, now())
}

async function settleMessage(
  message: ReadyMessage,
  channel: ChannelRow,
  outcome: SendOutcome,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const { sql } = deps
  if (outcome.kind === 'sent') await tellSent(sql, message.id)
  else if (outcome.kind === 'given-up') await tellGivenUp(sql, message.id, outcome.trouble)
  else if (outcome.kind === 'ended') await endChannel(sql, channel.id, outcome.trouble)
  else {
    const pause = pauseBefore(channel.kind, message.tries + 1, deps.random())
    if (pause === null && !outcome.waits) {
      await tellGivenUp(sql, message.id, outcome.trouble)
      return { kind: 'done' }
    }
    const next = new Date(Math.max(deps.now().getTime() + (pause ?? WAIT_MS), outcome.notBefore?.getTime() ?? 0))
    await tellLater(sql, message.id, next, outcome.trouble)
    return { kind: 'try-later', notBefore: next }
  }
  return { kind: 'done' }
}
