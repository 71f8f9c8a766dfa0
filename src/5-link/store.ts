import type { Runner } from '../db/database.ts'
import { REGISTER } from './persons/store.ts'

/** The newest articles of discoveries, of those that wait to be linked. */
export const articlesToLink = (sql: Runner, discoveryIds: readonly string[]) => sql<
  { articleId: string; discoveryId: string }[]
>`
  select a.id as article_id, d.id as discovery_id
  from discovery d join lateral (select id from article where discovery_id = d.id order by id desc limit 1) a on true
  where d.id = any(${[...discoveryIds]}::bigint[]) and d.todo = 'link' order by d.id`

/** Ties articles' places to the register by their names. */
export async function tieFacilities(tx: Runner, articleIds: readonly string[]): Promise<void> {
  const untied = tx`article_id = any(${[...articleIds]}::bigint[]) and kind = 'facility' and facility_id is null`
  await Promise.all([
    tx`insert into facility (name) select distinct name from mention where ${untied} on conflict (name) do nothing`,
    tx`update mention set facility_id = facility.id from facility where ${untied} and facility.name = mention.name`,
  ])
}

/** Articles that are linked at once could each make the same person or incident; one batch at a time is quick enough. */
export async function lockRegister(tx: Runner): Promise<void> {
  await tx`select pg_advisory_xact_lock(${REGISTER})`
}
