import type { Runner } from '../db/database.ts'
import type { Watch, WatchWish } from '../domain/watch.ts'
import type { JudgedWatch } from './match-watches.ts'

const columns = (sql: Runner) => sql`
  watch.id, watch.name, of_person, spellings, father, leave_out, held_at, facility, claim_types, words, wants, muted_until, silence, watch.created_at`

const judged = (sql: Runner) => sql`
  select ${columns(sql)},
    array(select person_id::text from watch_judgement j where j.watch_id = watch.id and answer = 'same' and person_id is not null) as same,
    array(select person_id::text from watch_judgement j where j.watch_id = watch.id and answer = 'different' and person_id is not null) as not_these,
    array(select origin from watch_judgement j where j.watch_id = watch.id and answer = 'different') as not_origins
  from watch join account on account.id = watch.account_id and disabled_at is null`

/** Watches that want to hear of an article discovered then: a watch starts at now, not with the archive. */
export const watchesAt = (sql: Runner, discoveredAt: Date) => sql<JudgedWatch[]>`
  ${judged(sql)} where watch.created_at <= ${discoveredAt} order by watch.id`

/** All watches of open accounts. */
export const allWatches = (sql: Runner) => sql<JudgedWatch[]>`${judged(sql)} order by watch.id`

export async function judgedWatch(sql: Runner, accountId: string, id: string): Promise<JudgedWatch | undefined> {
  const [row] = await sql<JudgedWatch[]>`${judged(sql)} where watch.id = ${id} and account_id = ${accountId}`
  return row
}

export const watchesOf = (sql: Runner, accountId: string) => sql<Watch[]>`
  select ${columns(sql)} from watch where account_id = ${accountId} order by lower(name), id`

const rowOf = (sql: Runner, wish: WatchWish) => ({ ...wish, silence: sql.json(wish.silence) })

/** Keeps a new watch; one of the same name by the same account is changed instead. */
export async function saveWatch(
  sql: Runner,
  accountId: string,
  wish: WatchWish,
  feedKey: string,
): Promise<{ id: string; isNew: boolean }> {
  const [known] = await sql<
    { id: string }[]
  >`select id from watch where account_id = ${accountId} and lower(name) = lower(${wish.name}) order by id limit 1`
  if (known) {
    await changeWatch(sql, accountId, known.id, wish)
    return { id: known.id, isNew: false }
  }
  const [row] = await sql<
    { id: string }[]
  >`insert into watch ${sql({ ...rowOf(sql, wish), accountId, feedKey })} returning id`
  return { id: row!.id, isNew: true }
}

/** False where the account has no such watch, or has another one of that name. */
export async function changeWatch(sql: Runner, accountId: string, id: string, wish: WatchWish): Promise<boolean> {
  const done = await sql`
    update watch set ${sql(rowOf(sql, wish))} where id = ${id} and account_id = ${accountId}
      and not exists (select from watch other where other.account_id = ${accountId} and other.name = ${wish.name} and other.id <> ${id})`
  return done.count > 0
}

/** Mutes a watch until then: what comes meanwhile is kept and told in one summary afterwards. */
export async function muteWatch(sql: Runner, accountId: string, id: string, until: Date | null): Promise<boolean> {
  const done = await sql`update watch set muted_until = ${until} where id = ${id} and account_id = ${accountId}`
  // What waited for the end of the mute may go out now.
  await sql`update channel set wake_at = now() where account_id = ${accountId}`
  return done.count > 0
}

export type FindingAnswer = 'same' | 'different'

/**
 * Remembers what the owner of a watch says of an alert: this is the watched person, or somebody else. Every later article
 * about that person is judged by it; copies of the article too.
 */
export async function judgeFinding(
  sql: Runner,
  { alertId, answer, account }: { alertId: string; answer: FindingAnswer; account: { id: string; name: string } },
): Promise<boolean> {
  const rows = await sql`
    insert into watch_judgement (watch_id, answer, person_id, origin, account_name)
    select alert.watch_id, ${answer},
      (select coalesce(p.merged_into, p.id) from mention m join person p on p.id = m.person_id
        where m.article_id = alert.article_id and m.kind = 'person' and (m.words = alert.mention or position(m.words in alert.mention) > 0)
        order by length(m.words) desc limit 1),
      coalesce(d.original_id, d.id)::text, ${account.name}
    from alert join watch on watch.id = alert.watch_id join discovery d on d.id = alert.discovery_id
    where alert.id = ${alertId} and watch.account_id = ${account.id}
    on conflict (watch_id, origin) do update
      set answer = excluded.answer, person_id = excluded.person_id, account_name = excluded.account_name, at = now()
    returning id`
  return rows.length > 0
}
