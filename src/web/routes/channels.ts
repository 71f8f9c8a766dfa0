import {
  ChannelWish,
  removeChannel,
  rotateSecret,
  saveChannel,
  sendTrial,
} from '../../6-alert/deliver/channel-admin.ts'
import { channelsOf } from '../../6-alert/deliver/channel-store.ts'
import { refusalOf } from '../../domain/refusal.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { tellRefusal } from '../refusals.ts'
import { formOf, pageOf, send, told } from '../request.ts'
import { channelListView } from '../views/channels.ts'

async function show(
  c: Ctx,
  deps: WebDeps,
  { problem, typed }: { problem: string | null; typed: Record<string, string> },
): Promise<Response> {
  const channels = await channelsOf(deps.sql, c.get('account').id)
  return send(c, channelListView(pageOf(c, deps), { channels, problem, typed }), problem ? 422 : 200)
}

export const channelList: Action = (deps) => (c) => show(c, deps, { problem: null, typed: {} })

const FIELDS = ['kind', 'address', 'pace', 'hour', 'weekday', 'quiet_from', 'quiet_to', 'daily_cap', 'nameless']

export const channelAdd: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const given = (name: string) => form.get(name) || undefined
  const wish = ChannelWish.safeParse({
    kind: form.get('kind'),
    address: form.get('address'),
    pace: given('pace'),
    hour: given('hour'),
    weekday: given('weekday'),
    quietFrom: given('quiet_from') ?? null,
    quietTo: given('quiet_to') ?? null,
    dailyCap: given('daily_cap'),
    withNames: form.get('nameless') !== 'yes',
  })
  if (!wish.success) {
    const typed = Object.fromEntries(FIELDS.map((name) => [name, form.get(name)]))
    return show(c, deps, { problem: tellRefusal(pageOf(c, deps), refusalOf(wish.error)), typed })
  }
  await saveChannel(deps.sql, c.get('account').id, wish.data)
  return c.redirect(told('/channels', 'saved'), 303)
}

export const channelSecret: Action = (deps) => async (c) => {
  const done = await rotateSecret(deps.sql, c.get('account').id, c.req.param('id')!)
  return done ? c.redirect(told('/channels', 'renewed'), 303) : c.notFound()
}

export const channelTrial: Action = (deps) => async (c) => {
  const done = await sendTrial(deps.sql, c.get('account').id, c.req.param('id')!)
  return done ? c.redirect('/channels', 303) : c.notFound()
}

export const channelRemove: Action = (deps) => async (c) => {
  await removeChannel(deps.sql, c.get('account').id, c.req.param('id')!)
  return c.redirect(told('/channels', 'removed'), 303)
}
