import { z } from 'zod'
import {
  ChannelWish,
  removeChannel,
  rotateSecret,
  saveChannel,
  sendTrial,
} from '../../6-alert/deliver/channel-admin.ts'
import { channelsOf } from '../../6-alert/deliver/channel-store.ts'
import type { Sql } from '../../db/database.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { Done, Id, Paging, pageFromAll, pageOf, Time } from './schemas.ts'

const Hour = z.int().min(0).max(23)

const ApiChannel = z.object({
  id: Id,
  kind: z.enum(['mail', 'webhook']),
  address: z.string(),
  pace: z.enum(['at_once', 'daily', 'weekly']),
  hour: Hour.describe('Of digests, in your zone'),
  weekday: z.int().min(1).max(7),
  with_names: z.boolean().describe('false: only that there is something, and a link'),
  quiet_from: Hour.nullable(),
  quiet_to: Hour.nullable(),
  daily_cap: z.int(),
  secret: z.string().nullable().describe('Signs what a webhook is sent'),
  waiting: z.int().describe('Alerts that wait for a message'),
  last_sent: Time.nullable(),
  trouble: z.string().nullable(),
  ended: z.string().nullable().describe('Why nothing is sent any more'),
  trial: z.enum(['ready', 'sent', 'given_up']).nullable().describe('What became of the last trial message'),
})

const told = (channel: Awaited<ReturnType<typeof channelsOf>>[number]): z.input<typeof ApiChannel> => ({
  id: channel.id,
  kind: channel.kind,
  address: channel.address,
  pace: channel.pace,
  hour: channel.hour,
  weekday: channel.weekday,
  with_names: channel.withNames,
  quiet_from: channel.quietFrom,
  quiet_to: channel.quietTo,
  daily_cap: channel.dailyCap,
  secret: channel.secret,
  waiting: channel.waiting,
  last_sent: channel.lastSent?.toISOString() ?? null,
  trouble: channel.trouble,
  ended: channel.endedAt ? (channel.endedBecause ?? '') : null,
  trial: channel.trial?.state ?? null,
})

async function readChannel(sql: Sql, accountId: string, id: string): Promise<z.input<typeof ApiChannel>> {
  const found = (await channelsOf(sql, accountId)).find((channel) => channel.id === id)
  if (!found) throw notFound('channel')
  return told(found)
}

const list = route({
  method: 'get',
  path: '/channels',
  summary: 'Where your alerts are sent, and how',
  role: 'reader',
  query: Paging,
  answer: pageOf(ApiChannel),
  async answerWith({ query, account }, { sql }) {
    return pageFromAll(await channelsOf(sql, account.id), query, told)
  },
})

const save = route({
  method: 'post',
  path: '/channels',
  summary: 'Adds a mail address or webhook; one that there is already is changed, and goes on if it had ended',
  role: 'reader',
  body: z.object({
    kind: z.enum(['mail', 'webhook']),
    address: z.string().max(500),
    pace: z.enum(['at_once', 'daily', 'weekly']).default('at_once'),
    hour: Hour.default(8),
    weekday: z.int().min(1).max(7).default(1),
    with_names: z.boolean().default(true),
    quiet_from: Hour.nullable().default(null),
    quiet_to: Hour.nullable().default(null),
    daily_cap: z.int().min(1).max(100_000).default(20),
  }),
  answer: ApiChannel,
  async answerWith({ body, account }, { sql }) {
    const { with_names: withNames, quiet_from: quietFrom, quiet_to: quietTo, daily_cap: dailyCap, ...rest } = body
    const wish = ChannelWish.safeParse({ ...rest, withNames, quietFrom, quietTo, dailyCap })
    if (!wish.success) throw new ApiTrouble(400, 'bad-request', wish.error.issues[0]!.message)
    return readChannel(sql, account.id, await saveChannel(sql, account.id, wish.data))
  },
})

const remove = route({
  method: 'delete',
  path: '/channels/{id}',
  summary: 'Ends a channel; what waits in it is not sent',
  role: 'reader',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    await readChannel(sql, account.id, params.id!)
    await removeChannel(sql, account.id, params.id!)
    return {}
  },
})

const secret = route({
  method: 'post',
  path: '/channels/{id}/secret',
  summary: 'A new secret for a webhook; the old one signs beside it for three days',
  role: 'reader',
  answer: ApiChannel,
  async answerWith({ params, account }, { sql }) {
    if (!(await rotateSecret(sql, account.id, params.id!))) throw notFound('webhook')
    return readChannel(sql, account.id, params.id!)
  },
})

const trial = route({
  method: 'post',
  path: '/channels/{id}/trial',
  summary: 'Sends a trial message that tells nothing',
  role: 'reader',
  answer: ApiChannel,
  async answerWith({ params, account }, { sql }) {
    if (!(await sendTrial(sql, account.id, params.id!))) throw notFound('channel that sends')
    return readChannel(sql, account.id, params.id!)
  },
})

export const channelRoutes = [list, save, remove, secret, trial]
