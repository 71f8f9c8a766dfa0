import {
  ChannelWish,
  removeChannel,
  rotateSecret,
  saveChannel,
  sendTrial,
} from '../../6-alert/deliver/channel-admin.ts'
import { channelsOf } from '../../6-alert/deliver/channel-store.ts'
import type { Action } from '../environment.ts'
import { formOf, pageOf, queryOf, send, told } from '../request.ts'
import { channelListView } from '../views/channels.ts'

export const channelList: Action = (deps) => async (c) =>
  send(
    c,
    channelListView(pageOf(c, deps), {
      channels: await channelsOf(deps.sql, c.get('account').id),
      problem: queryOf(c).problem === 'address',
    }),
  )

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
  if (!wish.success) return c.redirect('/channels?problem=address', 303)
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
