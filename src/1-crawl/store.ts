import type { Sql, Transaction } from '../db/database.ts'
import type { CanonicalAddress } from '../domain/canonical-address.ts'
import type { Lane } from '../domain/outcome.ts'
import type { Outlet } from '../domain/outlet.ts'

/** A source as a crawl finds it. */
export interface SourceRow {
  id: string
  kind: 'home' | 'robots' | 'feed' | 'sitemap' | 'section'
  url: string
  everyMs: number
  lane: Lane
  found: boolean
  etag: string | null
  lastModified: string | null
  crawledAt: Date | null
  nextAt: Date
  failures: number
  cursor: Cursor | null
  trust: Trust
  outlet: Outlet
}

/** How far a server's "not modified" is believed. */
export interface Trust {
  bodySha256: Buffer | null
  believed: number
  believe: number
  lies: boolean
}

/** Where a walk over section pages goes on that was not finished. */
export interface Cursor {
  next: string
  page: number
}

/** Null where the source or its outlet has been switched off meanwhile. */
export async function readSource(sql: Sql, sourceId: string): Promise<SourceRow | null> {
  const [row] = await sql<(Omit<SourceRow, 'everyMs' | 'trust'> & { everyMs: string } & Trust)[]>`
    select s.id, s.kind, s.url, s.every_ms, s.lane, s.found, s.etag, s.last_modified, s.crawled_at, s.next_at, s.failures,
      s.cursor, s.body_sha256, s.believed, s.believe, s.lies, o.definition || jsonb_build_object('id', o.id) as outlet
    from source s join outlet o on o.id = s.outlet_id
    where s.id = ${sourceId} and s.enabled and o.enabled`
  if (!row) return null
  const { bodySha256, believed, believe, lies, everyMs, ...rest } = row
  return { ...rest, everyMs: Number(everyMs), trust: { bodySha256, believed, believe, lies } }
}

/** An address seen, with the forms of it that were told apart taken away. */
export interface Found extends CanonicalAddress {
  title: string | null
  published: Date | null
  changed: Date | null
  lane: Lane
}

/** Adds what is new; returns the hosts that have something new, and how many. */
export async function insertDiscoveries(
  tx: Transaction,
  { id: sourceId, outlet }: Pick<SourceRow, 'id' | 'outlet'>,
  found: Found[],
): Promise<{ fresh: number; hosts: string[]; freshHashes: Set<string> }> {
  if (found.length === 0) return { fresh: 0, hosts: [], freshHashes: new Set() }
  const rows = found.map(({ url, host, hash, title, published, lane }) => ({
    url,
    host,
    hash: hash.toString('hex'),
    title,
    published: published?.toISOString() ?? null,
    lane,
  }))
  // Known addresses are the rule, so they are passed over before "on conflict" spends an id on each.
  const added = await tx<{ host: string; hash: string }[]>`
    insert into discovery (outlet_id, url, url_hash, host, source_id, title, published, lane, from_archive)
    select ${outlet.id}, url, decode(hash, 'hex'), host, ${sourceId}::bigint, title, published, lane, lane = 'backfill'
    from jsonb_to_recordset(${tx.json(rows)}) as seen (url text, host text, hash text, title text, published timestamptz, lane text)
    where not exists (select from discovery d where d.url_hash = decode(seen.hash, 'hex'))
    on conflict (url_hash) do nothing
    returning host, encode(url_hash, 'hex') as hash`
  return {
    fresh: added.length,
    hosts: [...new Set(added.map(({ host }) => host))],
    freshHashes: new Set(added.map(({ hash }) => hash)),
  }
}

/**
 * Sends articles to be fetched again whose source says that they were changed since. Each further time of one article
 * must lie longer after its last capture, as some sources call everything changed all the time.
 */
export async function markChanged(tx: Transaction, found: Found[]): Promise<{ changed: number; hosts: string[] }> {
  const rows = found
    .filter((each) => each.changed !== null)
    .map(({ hash, changed }) => ({ hash: hash.toString('hex'), changed: changed!.toISOString() }))
  if (rows.length === 0) return { changed: 0, hosts: [] }
  const marked = await tx<{ host: string }[]>`
    update discovery d set changed_at = seen.changed, todo = 'capture', next_at = now(), tries = 0, lane = 'live'
    from jsonb_to_recordset(${tx.json(rows)}) as seen (hash text, changed timestamptz)
    cross join lateral (
      select max(fetched_at) as last, count(*) as captures from capture c
      where c.discovery_id = (select id from discovery where url_hash = decode(seen.hash, 'hex'))) c
    where d.url_hash = decode(seen.hash, 'hex') and d.state = 'analysed' and d.todo is null
      and seen.changed > coalesce(d.changed_at, '-infinity') and seen.changed > c.last
      and c.last < now() - (c.captures - 1) * interval '10 minutes'
    returning d.host`
  return { changed: marked.length, hosts: [...new Set(marked.map(({ host }) => host))] }
}

/** Sources that a source led to: they live beside those of the file. */
export async function insertSources(
  tx: Transaction,
  { outlet, everyMs }: Pick<SourceRow, 'outlet' | 'everyMs'>,
  sources: { kind: 'feed' | 'sitemap'; url: string; lane: Lane }[],
  most: number,
): Promise<number> {
  const added = await tx`
    insert into source (outlet_id, kind, url, every_ms, lane, found)
    select ${outlet.id}, kind, url, ${String(everyMs)}::bigint, lane, true
    from jsonb_to_recordset(${tx.json(sources)}) as s (kind text, url text, lane text)
    limit greatest(0, ${most}::int - (select count(*)::int from source where outlet_id = ${outlet.id} and found))
    on conflict (outlet_id, kind, url) do update set enabled = true where not source.enabled and source.found
    returning 1`
  return added.count
}

export interface SourceState {
  nextAt: Date
  sentence: string
  advice: string | null
  failures: number
  etag: string | null
  lastModified: string | null
  cursor: Cursor | null
  crawledAt: Date | null
  trust: Trust
}

export async function saveSource(tx: Transaction, sourceId: string, state: SourceState): Promise<void> {
  await tx`
    update source set next_at = ${state.nextAt}, outcome = ${state.sentence}, advice = ${state.advice},
      failures = ${state.failures}, etag = ${state.etag}, last_modified = ${state.lastModified},
      cursor = ${state.cursor === null ? null : tx.json({ ...state.cursor })}, crawled_at = ${state.crawledAt},
      body_sha256 = ${state.trust.bodySha256}, believed = ${state.trust.believed}, believe = ${state.trust.believe},
      lies = ${state.trust.lies}
    where id = ${sourceId}`
}

/** Where a walk goes on if it is cut short now. */
export async function saveCursor(tx: Transaction, sourceId: string, cursor: Cursor): Promise<void> {
  await tx`update source set cursor = ${tx.json({ ...cursor })} where id = ${sourceId}`
}
