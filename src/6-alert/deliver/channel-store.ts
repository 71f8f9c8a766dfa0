import { withoutSecrets } from '../../accounts/confidential.ts'
import type { Runner, Sql, Transaction } from '../../db/database.ts'
import type { ChannelPace, MessageForm, MessagePlan, WaitingAlert } from './plan-messages.ts'
import type { Recipient, ToldAlert } from './told-alert.ts'

export interface ChannelRow extends ChannelPace, Omit<Recipient, 'pace'> {
  id: string
  accountId: string
  kind: 'mail' | 'webhook'
  address: string
  secret: string | null
  oldSecret: string | null
  oldSecretUntil: Date | null
  wakeAt: Date | null
  endedAt: Date | null
  endedBecause: string | null
}

const columns = (sql: Runner) => sql`
  channel.id, channel.account_id, channel.kind, address, pace, hour, weekday, with_names, quiet_from, quiet_to, daily_cap, secret, old_secret,
  old_secret_until, wake_at, ended_at, ended_because, account.zone, account.language`

/** What became of the last trial message. */
export interface Trial {
  state: 'ready' | 'sent' | 'given_up'
  trouble: string | null
}

/** A channel of an open account that has not ended, locked until the transaction ends. */
export async function lockChannel(tx: Transaction, id: string): Promise<ChannelRow | undefined> {
  const [row] = await tx<ChannelRow[]>`
    select ${columns(tx)} from channel join account on account.id = channel.account_id
    where channel.id = ${id} and ended_at is null and disabled_at is null for update of channel`
  return row
}

export const channelsOf = (sql: Runner, accountId: string) => sql<
  (ChannelRow & { waiting: number; lastSent: Date | null; trouble: string | null; trial: Trial | null })[]
>`
  select ${columns(sql)},
    (select count(*)::int from delivery where channel_id = channel.id and message_id is null) as waiting,
    (select max(sent_at) from message where channel_id = channel.id) as last_sent,
    (select trouble from message where channel_id = channel.id and state = 'ready' order by id limit 1) as trouble,
    (select jsonb_build_object('state', state, 'trouble', trouble) from message
      where channel_id = channel.id and form = 'trial' order by id desc limit 1) as trial
  from channel join account on account.id = channel.account_id where channel.account_id = ${accountId} order by channel.id`

/** Alerts that wait for a message, oldest first; those on a muted watch tell until when. */
export const waitingAlerts = (tx: Runner, channelId: string) => tx<WaitingAlert[]>`
  select alert.id as alert_id, delivery.at, alert.discovery_id, watch.muted_until
  from delivery join alert on alert.id = delivery.alert_id join watch on watch.id = alert.watch_id
  where channel_id = ${channelId} and message_id is null order by alert.id limit 5000`

export async function messagesSince(tx: Runner, channelId: string, since: Date): Promise<number> {
  const [row] = await tx<
    { count: number }[]
  >`select count(*)::int as count from message where channel_id = ${channelId} and made_at >= ${since}`
  return row!.count
}

/** Makes the planned messages and remembers when to look again. */
export async function saveMessages(
  tx: Transaction,
  channelId: string,
  { messages, wakeAt }: MessagePlan,
): Promise<void> {
  for (const { form, alertIds } of messages) {
    const [message] = await tx<
      { id: string }[]
    >`insert into message (channel_id, form) values (${channelId}, ${form}) returning id`
    await tx`update delivery set message_id = ${message!.id} where channel_id = ${channelId} and alert_id = any(${alertIds}::bigint[])`
  }
  await tx`update channel set wake_at = ${wakeAt} where id = ${channelId}`
}

export interface ReadyMessage {
  id: string
  key: string
  form: MessageForm
  tries: number
  madeAt: Date
  nextAt: Date
}

/** The oldest message that is not sent yet: later ones wait for it, so that a reader hears things in order. */
export async function nextMessage(sql: Runner, channelId: string): Promise<ReadyMessage | undefined> {
  const [row] = await sql<ReadyMessage[]>`
    select id, key, form, tries, made_at, next_at from message where channel_id = ${channelId} and state = 'ready' order by id limit 1`
  return row
}

/**
 * A message leaves the house: nothing confidential is ever in it, whoever it is for. An alert that matched a confidential
 * word is `withheld`: the message must not even name its watch.
 */
export async function alertsOfMessage(sql: Runner, messageId: string): Promise<(ToldAlert & { withheld: boolean })[]> {
  const alerts = await sql<ToldAlert[]>`
  select alert.id, alert.kind, alert.at, alert.watch_id, watch.name as watch_name, alert.hint, alert.rule, alert.words, alert.mention,
    alert.sentence, coalesce(incident.urgency, alert.urgency) as urgency, alert.detail, coalesce(claim.review, alert.review) as review,
    alert.claim_id, claim.shown_type as claim_type, claim.shown_status as claim_status, alert.incident_id, incident.origins,
    alert.discovery_id, article.title, coalesce(outlet.definition ->> 'name', outlet.id) as outlet_name, article.published,
    discovery.url as article_url
  from delivery join alert on alert.id = delivery.alert_id join watch on watch.id = alert.watch_id
  left join article on article.id = alert.article_id
  left join discovery on discovery.id = alert.discovery_id
  left join outlet on outlet.id = discovery.outlet_id
  left join claim on claim.id = alert.claim_id
  left join incident on incident.id = alert.incident_id
  where delivery.message_id = ${messageId} order by alert.id`
  return withoutSecrets(sql, alerts, ['title', 'sentence', 'mention'])
}

export async function tellSent(sql: Runner, messageId: string): Promise<void> {
  await sql`update message set state = 'sent', sent_at = clock_timestamp(), trouble = null where id = ${messageId} and state = 'ready'`
}

export async function tellLater(sql: Runner, messageId: string, nextAt: Date, trouble: string): Promise<void> {
  await sql`update message set tries = tries + 1, next_at = ${nextAt}, trouble = ${trouble} where id = ${messageId}`
}

export async function tellGivenUp(sql: Runner, messageId: string, trouble: string): Promise<void> {
  await sql`update message set state = 'given_up', tries = tries + 1, trouble = ${trouble} where id = ${messageId}`
}

export async function endChannel(sql: Runner, channelId: string, because: string): Promise<void> {
  await sql`update channel set ended_at = now(), ended_because = ${because} where id = ${channelId} and ended_at is null`
}

/** Channels with something to do now: messages to send, or alerts to make messages of. */
export async function dueChannels(sql: Sql, limit = 200): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from (
      select id from channel where wake_at <= now() and ended_at is null
      union
      select channel_id from message m join channel c on c.id = m.channel_id
      where state = 'ready' and ended_at is null and not exists (
        select from message before where before.channel_id = m.channel_id and before.state = 'ready' and before.id < m.id)
        and next_at <= now()) due
    order by id limit ${limit}`
  return rows.map(({ id }) => id)
}
