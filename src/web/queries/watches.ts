import { newKey } from '../../accounts/secret.ts'
import type { Runner } from '../../db/database.ts'
import type { Form } from '../request.ts'
import { withheldAlerts } from './alerts.ts'

export interface Watch {
  id: string
  name: string
  spellings: string[]
  feedKey: string
  createdAt: Date
  muted: boolean
  alerts: number
  lastAlert: Date | null
}

// What an account must not be told of is not counted for it.
const watchRows = (sql: Runner, withheld: string[]) => sql`
  select id, name, spellings, feed_key, created_at, muted,
    (select count(*)::int from alert where watch_id = watch.id and alert.id <> all(${withheld}::bigint[])) as alerts,
    (select max(at) from alert where watch_id = watch.id and alert.id <> all(${withheld}::bigint[])) as last_alert
  from watch`

const withheldFrom = async (sql: Runner, accountId: string) =>
  (await withheldAlerts(sql, accountId)).map(({ id }) => id)

export async function readWatches(sql: Runner, accountId: string): Promise<Watch[]> {
  const withheld = await withheldFrom(sql, accountId)
  return sql<Watch[]>`${watchRows(sql, withheld)} where account_id = ${accountId} order by lower(name), id`
}

/** A watch of this account; another's is as good as none. */
export async function readWatch(sql: Runner, accountId: string, id: string): Promise<Watch | undefined> {
  const withheld = await withheldFrom(sql, accountId)
  const [watch] = await sql<Watch[]>`${watchRows(sql, withheld)} where account_id = ${accountId} and id = ${id}`
  return watch
}

/** The watch of a feed's key, as long as its owner's account is open. */
export async function watchOfFeed(sql: Runner, feedKey: string): Promise<Watch | undefined> {
  const [watch] = await sql<Watch[]>`
    ${watchRows(sql, [])} where feed_key = ${feedKey}
      and exists (select from account where account.id = watch.account_id and disabled_at is null)`
  return watch
}

export interface WatchWords {
  name: string
  spellings: string[]
}

/** Adds a watch; the same form sent twice makes one. */
export async function addWatch(sql: Runner, accountId: string, { name, spellings }: WatchWords): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into watch (account_id, name, spellings, feed_key) values (${accountId}, ${name}, ${spellings}, ${newKey()})
    on conflict (account_id, name) do update set name = excluded.name returning id`
  return row!.id
}

export async function changeWatch(
  sql: Runner,
  accountId: string,
  id: string,
  { name, spellings, muted }: WatchWords & { muted: boolean },
): Promise<boolean> {
  // Another watch of the same name stays the only one.
  const done = await sql`
    update watch set name = ${name}, spellings = ${spellings}, muted = ${muted} where account_id = ${accountId} and id = ${id}
      and not exists (select from watch other where other.account_id = ${accountId} and other.name = ${name} and other.id <> ${id})`
  return done.count > 0
}

export async function removeWatch(sql: Runner, accountId: string, id: string): Promise<void> {
  await sql`delete from watch where account_id = ${accountId} and id = ${id}`
}

/** A new address for a watch's feed: the old one tells nothing any more. */
export async function renewFeed(sql: Runner, accountId: string, id: string): Promise<boolean> {
  const done = await sql`update watch set feed_key = ${newKey()} where account_id = ${accountId} and id = ${id}`
  return done.count > 0
}

const LONGEST = 200
const MOST_SPELLINGS = 50

/** The words of a watch as a form carries them; null where it names nobody. */
export function watchWords(form: Form): WatchWords | null {
  const tidy = (words: string) => words.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST)
  const name = tidy(form.get('name'))
  if (!/\p{L}/u.test(name)) return null
  const spellings = [...new Set(form.get('spellings').split('\n').map(tidy))].filter(
    (words) => words !== '' && words !== name,
  )
  return { name, spellings: spellings.slice(0, MOST_SPELLINGS) }
}
