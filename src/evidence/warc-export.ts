import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { keptMembers } from '../2-capture/warc.ts'
import { warcinfoRecord } from '../2-capture/warc-record.ts'
import type { Sql } from '../db/database.ts'
import type { Checked } from './verify.ts'

/** Which captures: all of an article, all versions of it, or the one that a claim's text was read from. */
export type WarcWish = { kind: 'article'; id: string } | { kind: 'claims'; ids: AsyncIterable<string> }

interface CapturePlace {
  id: string
  sha256: Uint8Array
  warcFile: string
  warcOffset: string
  warcLength: string
}

const AT_ONCE = 500

/**
 * The kept bytes as one WARC 1.1 file, packed record by record, each as it was written when it was fetched: request,
 * response, the page as rendered. What can't be read or is not what was kept is left out and told in `checked`.
 */
export async function* writeWarc(
  wish: WarcWish,
  { sql, dataFolder, software, now }: { sql: Sql; dataFolder: string; software: string; now: Date },
  checked: Checked,
): AsyncGenerator<Uint8Array> {
  const info = warcinfoRecord('vigil-export.warc.gz', now, [
    ['software', software],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['description', 'Evidence kept by Vigil, record by record as it was fetched'],
  ])
  yield await promisify(gzip)(info.bytes)
  const written = new Set<string>()
  for await (const capture of capturesOf(wish, sql)) {
    if (written.has(capture.id)) continue
    written.add(capture.id)
    checked.count++
    const place = {
      file: capture.warcFile,
      offset: Number(capture.warcOffset),
      length: Number(capture.warcLength),
    }
    const members = await keptMembers(dataFolder, place, Buffer.from(capture.sha256))
    if ('fault' in members) checked.faults.push(`capture ${capture.id}: ${members.fault}`)
    else yield members
  }
}

const place = (sql: Sql) => sql`capture.id, sha256, warc_file, warc_offset, warc_length`

async function* capturesOf(wish: WarcWish, sql: Sql): AsyncGenerator<CapturePlace> {
  if (wish.kind === 'article') {
    yield* await sql<CapturePlace[]>`
      select ${place(sql)} from capture where discovery_id = ${wish.id} order by id`
    return
  }
  let batch: string[] = []
  for await (const id of wish.ids) {
    batch.push(id)
    if (batch.length < AT_ONCE) continue
    yield* await readFrom(sql, batch)
    batch = []
  }
  if (batch.length > 0) yield* await readFrom(sql, batch)
}

// A rendered page was made from a response: that comes first, for a record must stand behind what it refers to.
const readFrom = (sql: Sql, claimIds: string[]) => sql<CapturePlace[]>`
  with read as (
    select capture_id as id, article.discovery_id from claim join article on article.id = article_id
    where claim.id = any(${claimIds}::bigint[])
  ), origin as (
    select before.id from read join capture on capture.id = read.id and capture.rendered cross join lateral (
      select id from capture plain where plain.discovery_id = read.discovery_id and plain.id < read.id and not rendered
      order by id desc limit 1) before
  )
  select ${place(sql)} from capture where id in (select id from read union select id from origin) order by id`
