import type { Sql } from '../db/database.ts'
import type { Page } from '../domain/fetch.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { KeptPage } from './warc.ts'

/** A discovery that waits to be fetched, with what is known from its last capture. */
export interface ToCapture {
  discoveryId: string
  url: string
  urlHash: Buffer
  todo: 'capture' | 'render'
  state: string
  discoveredAt: Date
  /** When its source last said that it was changed. */
  changedAt: Date | null
  outlet: Outlet
  hasClaims: boolean
  last: LastCapture | null
}

interface LastCapture {
  captureId: string
  fetchedAt: Date
  sha256: Buffer
  headers: [string, string][]
  rendered: boolean
  finalUrl: string
  warcFile: string
  warcOffset: string
  warcLength: string
}

/** Null where the discovery no longer waits for this step: another worker has done it. */
export async function readToCapture(
  sql: Sql,
  discoveryId: string,
  todo: 'capture' | 'render',
): Promise<ToCapture | null> {
  const [row] = await sql<(Omit<ToCapture, 'last'> & { last: LastCapture | null } & LastCapture)[]>`
    select d.id as discovery_id, d.url, d.url_hash, d.todo, d.state, d.discovered_at, d.changed_at,
      o.definition || jsonb_build_object('id', o.id) as outlet,
      exists (select from claim where claim.discovery_id = d.id and claim.current) as has_claims,
      c.id as capture_id, c.fetched_at, c.sha256, c.headers, c.rendered, c.final_url, c.warc_file, c.warc_offset, c.warc_length
    from discovery d
    join outlet o on o.id = d.outlet_id
    left join lateral (select * from capture where discovery_id = d.id order by id desc limit 1) c on true
    where d.id = ${discoveryId} and d.todo = ${todo}`
  if (!row) return null
  const { captureId, fetchedAt, sha256, headers, rendered, finalUrl, warcFile, warcOffset, warcLength, ...rest } = row
  const last = captureId
    ? { captureId, fetchedAt, sha256, headers, rendered, finalUrl, warcFile, warcOffset, warcLength }
    : null
  return { ...rest, last }
}

export interface CaptureToSave {
  discoveryId: string
  todo: 'capture' | 'render'
  page: Page
  kept: KeptPage
  /** Where the page as its scripts left it lies, for one that was opened in the browser. */
  rendered: { kept: KeptPage; contentType: string; screenshot: string | null } | null
  recheckAt: Date | null
  /** The discovery that this is a copy of. */
  originalId: string | null
}

/**
 * Saves a capture and moves its discovery on, together. False where the discovery no longer waits for it (a job that ran
 * twice): then nothing is saved.
 */
export async function saveCapture(sql: Sql, capture: CaptureToSave): Promise<boolean> {
  const { discoveryId, todo, page, kept, originalId, rendered } = capture
  // The newest capture is what is read: the browser's page comes after the answer that it was made from.
  const rows = [
    rowOf(page, kept, page.contentType, false, null),
    ...(rendered ? [rowOf(page, rendered.kept, rendered.contentType, true, rendered.screenshot)] : []),
  ]
  const moved = await sql`
    with moved as (
      update discovery set state_at = now(), next_at = now(), tries = 0, advice = null, removed_at = null,
        recheck_at = ${capture.recheckAt}, original_id = coalesce(${originalId}, original_id),
        state = ${originalId ? 'duplicate' : 'captured'}, todo = ${originalId ? null : 'extract'},
        because = ${originalId ? 'same-address' : null}
      where id = ${discoveryId} and todo = ${todo} returning id),
    kept as (
      insert into capture (discovery_id, fetched_at, url, final_url, redirects, status, headers, content_type, sha256, size,
        warc_file, warc_offset, warc_length, rendered, screenshot)
      select moved.id, "fetchedAt", url, "finalUrl", redirects, status, headers, "contentType", decode(sha256, 'hex'), size,
        file, "offset", length, rendered, screenshot
      from moved, jsonb_to_recordset(${sql.json(rows as never)}) as page("fetchedAt" timestamptz, url text, "finalUrl" text,
        redirects jsonb, status int, headers jsonb, "contentType" text, sha256 text, size bigint, file text, "offset" bigint,
        length bigint, rendered boolean, screenshot text)
      order by rendered)
    select id from moved`
  return moved.length > 0
}

function rowOf(
  { fetchedAt, url, finalUrl, redirects, status, headers }: Page,
  { sha256, size, file, offset, length }: KeptPage,
  contentType: string | null,
  rendered: boolean,
  screenshot: string | null,
) {
  const page = { fetchedAt, url, finalUrl, redirects, status, headers, contentType, rendered, screenshot }
  return { ...page, sha256: sha256.toString('hex'), size, file, offset, length }
}

/** Looked at again, and it was as before. */
export async function saveUnchanged(
  sql: Sql,
  discoveryId: string,
  todo: string,
  recheckAt: Date | null,
): Promise<void> {
  await sql`
    update discovery set todo = null, tries = 0, because = null, advice = null, removed_at = null, recheck_at = ${recheckAt}
    where id = ${discoveryId} and todo = ${todo} and state in ('analysed', 'duplicate')`
}

/** The outlet no longer has an article that was read before. */
export async function saveRemoved(sql: Sql, discoveryId: string, now: Date): Promise<void> {
  await sql`
    update discovery set removed_at = coalesce(removed_at, ${now}), recheck_at = null
    where id = ${discoveryId} and exists (select from article where discovery_id = ${discoveryId})`
}

/** Whether the newest articles of an outlet were all read from the browser's page: then the plain one is not worth asking for. */
export async function needsBrowserAlways(sql: Sql, outletId: string): Promise<boolean> {
  const newest = await sql<{ rendered: boolean }[]>`
    select c.rendered
    from (select id from discovery where outlet_id = ${outletId} and state = 'analysed' order by discovered_at desc limit 10) d
    join lateral (select rendered from capture where discovery_id = d.id order by id desc limit 1) c on true`
  return newest.length >= 5 && newest.every(({ rendered }) => rendered)
}

/** Opening in the browser comes next. */
export async function saveNeedsBrowser(sql: Sql, discoveryId: string): Promise<void> {
  await sql`update discovery set todo = 'render', next_at = now(), state_at = now() where id = ${discoveryId} and todo = 'capture'`
}

/** Another discovery that one of these addresses belongs to and that went well or is still on its way. */
export async function findSameArticle(sql: Sql, discoveryId: string, hashes: Buffer[]): Promise<string | null> {
  if (hashes.length === 0) return null
  const [row] = await sql<{ id: string }[]>`
    select id from discovery
    where url_hash in ${sql(hashes)} and id <> ${discoveryId} and state not in ('duplicate', 'set_aside', 'failed')
    order by id limit 1`
  return row?.id ?? null
}
