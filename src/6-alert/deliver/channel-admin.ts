import { z } from 'zod'
import type { Runner } from '../../db/database.ts'
import { newWebhookSecret } from './standard-webhook.ts'

const hour = z.coerce.number().int().min(0).max(23)

/** A way to a reader, as a form asks for it. */
export const ChannelWish = z
  .object({
    kind: z.enum(['mail', 'webhook']),
    address: z.string().trim().min(3).max(500),
    pace: z.enum(['at_once', 'daily', 'weekly']).default('at_once'),
    hour: hour.default(8),
    weekday: z.coerce.number().int().min(1).max(7).default(1),
    withNames: z.boolean().default(true),
    quietFrom: hour.nullable().default(null),
    quietTo: hour.nullable().default(null),
    dailyCap: z.coerce.number().int().min(1).max(100_000).default(20),
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    message: 'quiet hours need both ends',
    path: ['quietFrom'],
    params: { because: 'one-quiet-hour' },
  })
  .refine(
    ({ kind, address }) =>
      kind === 'mail'
        ? z.email().safeParse(address).success
        : URL.canParse(address) && /^https?:$/.test(new URL(address).protocol),
    { message: 'not an address', path: ['address'], params: { because: 'no-address' } },
  )
export type ChannelWish = z.infer<typeof ChannelWish>

/** Adds a way to a reader; one that there is already is changed and goes on, if it had ended. */
export async function saveChannel(sql: Runner, accountId: string, wish: ChannelWish): Promise<string> {
  const secret = wish.kind === 'webhook' ? newWebhookSecret() : null
  const [row] = await sql<{ id: string }[]>`
    insert into channel ${sql({ ...wish, accountId, secret })}
    on conflict (account_id, kind, address) do update set pace = excluded.pace, hour = excluded.hour, weekday = excluded.weekday,
      with_names = excluded.with_names, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, daily_cap = excluded.daily_cap,
      ended_at = null, ended_because = null, wake_at = now()
    returning id`
  return row!.id
}

export async function removeChannel(sql: Runner, accountId: string, id: string): Promise<void> {
  await sql`delete from channel where id = ${id} and account_id = ${accountId}`
}

/** Has a trial message sent, after whatever waits already; one that is under way is enough. */
export async function sendTrial(sql: Runner, accountId: string, id: string): Promise<boolean> {
  const [own] = await sql`select from channel where id = ${id} and account_id = ${accountId} and ended_at is null`
  if (!own) return false
  await sql`
    insert into message (channel_id, form)
    select ${id}, 'trial' where not exists (select from message where channel_id = ${id} and form = 'trial' and state = 'ready')`
  return true
}

const BOTH_SIGN = '3 days'

/** A new secret; the old one signs beside it for three days, so that a receiver can be changed in peace. */
export async function rotateSecret(sql: Runner, accountId: string, id: string): Promise<boolean> {
  const done = await sql`
    update channel set old_secret = secret, old_secret_until = now() + ${BOTH_SIGN}::interval, secret = ${newWebhookSecret()}
    where id = ${id} and account_id = ${accountId} and kind = 'webhook'`
  return done.count > 0
}
