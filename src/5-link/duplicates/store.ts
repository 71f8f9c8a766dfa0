import type { Transaction } from '../../db/database.ts'
import { bandKeys, isCopy, shinglesOf } from './fingerprint.ts'

// Two copies that are saved at once would not see each other: one batch after the other, from the look-up to the commit.
const COPIES = 4780_0006

export interface Likeness {
  /** The discovery that a text is a near copy of. */
  originalId: string | null
  /** By which later copies of it are found. */
  keys: number[]
}

interface Compared extends Likeness {
  discoveryId: string
  shingles: Set<number>
}

/**
 * For each text the discovery that it is a near copy of, if any. Only earlier articles of other discoveries count, and of
 * a chain of copies the first.
 */
export async function findOriginals(
  tx: Transaction,
  texts: readonly { discoveryId: string; text: string }[],
): Promise<Map<string, Likeness>> {
  await tx`select pg_advisory_xact_lock(${COPIES})`
  const compared = texts
    .map(({ discoveryId, text }): Compared => {
      const shingles = shinglesOf(text)
      return { discoveryId, shingles, keys: bandKeys(shingles), originalId: null }
    })
    .toSorted((a, b) => Number(a.discoveryId) - Number(b.discoveryId))
  const kept = Map.groupBy(await candidates(tx, compared), ({ asked }) => asked)
  for (const [n, one] of compared.entries()) {
    const earlier = (kept.get(one.discoveryId) ?? [])
      .map(({ discoveryId, text }) => ({ discoveryId, shingles: shinglesOf(text) }))
      .concat(compared.slice(0, n).filter(({ originalId, keys }) => originalId === null && shareBand(keys, one.keys)))
      .toSorted((a, b) => Number(a.discoveryId) - Number(b.discoveryId))
    one.originalId = earlier.find((other) => isCopy(one.shingles, other.shingles))?.discoveryId ?? null
  }
  return new Map(compared.map(({ discoveryId, originalId, keys }) => [discoveryId, { originalId, keys }]))
}

const shareBand = (a: readonly number[], b: readonly number[]): boolean => a.some((key, band) => key === b[band])

const candidates = (tx: Transaction, compared: readonly Compared[]) => tx<
  { asked: string; discoveryId: string; text: string }[]
>`
  select asked.id as asked, alike.discovery_id, alike.text
  from jsonb_to_recordset(${tx.json(compared.map(({ discoveryId, keys }) => ({ id: discoveryId, keys })))}) as asked(id bigint, keys bigint[])
  cross join lateral (
    select d.id as discovery_id, a.text
    from (select distinct f.article_id
          from unnest(asked.keys) with ordinality as k(key, nth) join fingerprint f on f.band = nth - 1 and f.key = k.key
          limit 50) near
    join article a on a.id = near.article_id
    join discovery d on d.id = a.discovery_id
    where d.state <> 'duplicate' and d.id < asked.id
    order by d.id limit 20) alike`

/** Keeps the keys by which later copies of articles will be found. */
export async function saveFingerprints(
  tx: Transaction,
  articles: readonly { articleId: string; keys: number[] }[],
): Promise<void> {
  const rows = articles.flatMap(({ articleId, keys }) => keys.map((key, band) => ({ articleId, band, key })))
  if (rows.length === 0) return
  await tx`
    insert into fingerprint (article_id, band, key)
    select * from unnest(${rows.map((row) => row.articleId)}::bigint[], ${rows.map((row) => row.band)}::smallint[], ${rows.map((row) => row.key)}::bigint[])
    on conflict do nothing`
}
