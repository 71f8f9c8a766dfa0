import type { Runner } from '../db/database.ts'
import { REGISTER, soundWordsOf, wordsToShare } from './persons/store.ts'

/** The newest article of a discovery that waits to be linked. */
export async function articleToLink(sql: Runner, discoveryId: string): Promise<{ articleId: string } | null> {
  const [row] = await sql<{ articleId: string }[]>`
    select a.id as article_id
    from discovery d join lateral (select id from article where discovery_id = d.id order by id desc limit 1) a on true
    where d.id = ${discoveryId} and d.todo = 'link'`
  return row ?? null
}

/** Ties an article's places to the register by their names. */
export async function tieFacilities(tx: Runner, articleId: string): Promise<void> {
  await tx`
    with named as (
      select distinct name from mention where article_id = ${articleId} and kind = 'facility' and facility_id is null),
    place as (
      insert into facility (name) select name from named on conflict (name) do update set name = excluded.name returning id, name)
    update mention set facility_id = place.id from place
    where article_id = ${articleId} and kind = 'facility' and mention.name = place.name`
}

const NAMES = 4781

/**
 * Two articles that are linked at once could each make the same person or the same incident. So those that may do that
 * wait for each other: articles that share two sounding words of a name, or that both tell of a group. All of them wait
 * while a reviewer judges who is who.
 */
export async function lockNames(tx: Runner, articleId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${REGISTER})`
  const names = await tx<{ name: string }[]>`select distinct name from mention where article_id = ${articleId} and kind = 'person'`
  const [groups] = await tx<{ some: boolean }[]>`
    select exists (select from claim where article_id = ${articleId} and current
      and jsonb_array_length(coalesce(decided, fields) -> 'victims') = 0) as some`
  const keys = names.flatMap(({ name }) => wordsToShare(soundWordsOf([name])).map((words) => words.toSorted().join(' ')))
  if (groups?.some) keys.push('a group')
  if (keys.length === 0) return
  // In one order everywhere, so that nobody waits for somebody who waits for them.
  await tx`
    select pg_advisory_xact_lock(${NAMES}, key) from (
      select distinct hashtext(word) as key from unnest(${keys}::text[]) as word order by 1) ordered`
}
