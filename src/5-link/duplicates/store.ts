import type { Runner } from '../../db/database.ts'
import { bandKeys, isCopy, shinglesOf } from './fingerprint.ts'

/**
 * The discovery that an article's text is a near copy of, or null. Only earlier articles of other discoveries count,
 * and of a chain of copies the first.
 */
export async function findOriginal(sql: Runner, text: string, discoveryId: string): Promise<string | null> {
  const shingles = shinglesOf(text)
  const keys = bandKeys(shingles)
  if (keys.length === 0) return null
  const candidates = await sql<{ discoveryId: string; text: string }[]>`
    select d.id as discovery_id, a.text
    from (select distinct article_id from fingerprint
          where (band, key) in (select * from unnest(${keys.map((_, band) => band)}::smallint[], ${keys}::bigint[]))
          limit 50) near
    join article a on a.id = near.article_id
    join discovery d on d.id = a.discovery_id
    where d.id <> ${discoveryId} and d.state <> 'duplicate' and d.id < ${discoveryId}
    order by d.id limit 20`
  return candidates.find((candidate) => isCopy(shingles, shinglesOf(candidate.text)))?.discoveryId ?? null
}

/** Keeps the keys by which later copies of this article will be found. */
export async function saveFingerprint(sql: Runner, articleId: string, text: string): Promise<void> {
  const keys = bandKeys(shinglesOf(text))
  if (keys.length === 0) return
  await sql`
    insert into fingerprint (article_id, band, key)
    select ${articleId}, band, key from unnest(${keys.map((_, band) => band)}::smallint[], ${keys}::bigint[]) as k(band, key)
    on conflict do nothing`
}
