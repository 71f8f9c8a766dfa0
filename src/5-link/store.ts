import type { Runner } from '../db/database.ts'
import { REGISTER } from './persons/store.ts'

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

/** Two articles that are linked at once could each make the same person or incident; one at a time is quick enough. */
export async function lockRegister(tx: Runner): Promise<void> {
  await tx`select pg_advisory_xact_lock(${REGISTER})`
}
