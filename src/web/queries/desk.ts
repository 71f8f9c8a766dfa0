import { HOLD_MINUTES } from '../../6-review/step.ts'
import type { Runner } from '../../db/database.ts'

export interface Hold {
  discoveryId: string
  accountId: string
  accountName: string
  until: Date
}

/** Who works on which of these articles now. */
export async function holdsOf(sql: Runner, discoveryIds: string[], now: Date): Promise<Map<string, Hold>> {
  if (discoveryIds.length === 0) return new Map()
  const rows = await sql<Hold[]>`
    select discovery_id, account_id, account.name as account_name, until from review_hold join account on account.id = account_id
    where discovery_id in ${sql(discoveryIds)} and until > ${now}`
  return new Map(rows.map((hold) => [hold.discoveryId, hold]))
}

/** Takes an article for a while; false when a colleague has it. */
export async function takeArticle(sql: Runner, discoveryId: string, accountId: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + HOLD_MINUTES * 60_000)
  const done = await sql`
    insert into review_hold (discovery_id, account_id, until) select ${discoveryId}, ${accountId}, ${until}
    where exists (select from discovery where id = ${discoveryId})
    on conflict (discovery_id) do update set account_id = excluded.account_id, until = excluded.until
    where review_hold.account_id = ${accountId} or review_hold.until <= ${now}`
  return done.count > 0
}

/** Takes an article from the colleague who has it: both then know, for the other's next decision is refused. */
export async function takeOver(sql: Runner, discoveryId: string, accountId: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + HOLD_MINUTES * 60_000)
  const done = await sql`
    insert into review_hold (discovery_id, account_id, until) select ${discoveryId}, ${accountId}, ${until}
    where exists (select from discovery where id = ${discoveryId})
    on conflict (discovery_id) do update set account_id = excluded.account_id, until = excluded.until`
  return done.count > 0
}

export async function releaseArticle(sql: Runner, discoveryId: string, accountId: string): Promise<void> {
  await sql`delete from review_hold where discovery_id = ${discoveryId} and account_id = ${accountId}`
}

export interface SavedView {
  id: string
  name: string
  address: string
}

export async function savedViews(sql: Runner, accountId: string): Promise<SavedView[]> {
  return sql<SavedView[]>`select id, name, address from saved_view where account_id = ${accountId} order by lower(name)`
}

/** Keeps an address of the desk under a name; a known name gets the new address. */
export async function saveView(sql: Runner, accountId: string, name: string, address: string): Promise<void> {
  await sql`
    insert into saved_view (account_id, name, address) values (${accountId}, ${name}, ${address})
    on conflict (account_id, name) do update set address = excluded.address`
}

export async function removeView(sql: Runner, accountId: string, id: string): Promise<void> {
  await sql`delete from saved_view where account_id = ${accountId} and id = ${id}`
}
