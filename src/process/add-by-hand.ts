import { createReadStream, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { WARCParser, type WARCRecord } from 'warcio'
import { saveCapture } from '../2-capture/store.ts'
import { openWarc } from '../2-capture/warc.ts'
import { Trouble } from '../commands/command.ts'
import type { Sql } from '../db/database.ts'
import { canonicalAddress } from '../domain/canonical-address.ts'
import type { Page } from '../domain/fetch.ts'
import type { Parts } from '../parts.ts'
import { version } from '../settings.ts'

// Articles of no outlet that is watched: added by hand, one by one.
const BY_HAND = 'by-hand'
const LARGEST_FILE = 64 * 1024 * 1024

const FORGOTTEN = 'this address was forgotten on request, and does not come back'

/** Enters an address as a discovery of the outlet whose host it has; one that is known already is looked at again. */
export async function addUrl(url: string, sql: Sql): Promise<string[]> {
  const outletId = await outletOf(url, sql)
  const address = canonicalAddress(url)
  if (!address) throw new Trouble(`"${url}" is no web address`)
  const [row] = await sql<{ id: string }[]>`
    insert into discovery (outlet_id, url, url_hash, host) values (${outletId}, ${address.url}, ${address.hash}, ${address.host})
    on conflict (url_hash) do update set todo = coalesce(discovery.todo, 'capture'), next_at = now(), tries = 0
    returning id`
  if (!row) throw new Trouble(FORGOTTEN)
  return [row.id]
}

async function outletOf(url: string, sql: Sql): Promise<string> {
  const { host } = new URL(url)
  const [known] = await sql<{ id: string }[]>`
    select id from outlet where definition ->> 'home' ~ ${`^https?://(www\\.)?${host.replace(/^www\./, '').replaceAll('.', '\\.')}(/|$)`} limit 1`
  return known?.id ?? byHand(sql)
}

async function byHand(sql: Sql): Promise<string> {
  const definition = {
    name: 'Added by hand',
    home: 'https://localhost/',
    language: 'en',
    feeds: [],
    sitemaps: [],
    sections: [],
    mirrors: [],
    every: 86_400_000,
    delay: 5_000,
    render: 'auto',
    allow_private: false,
    enabled: false,
    remove: [],
    trim: [],
  }
  await sql`
    insert into outlet (id, definition, enabled) values (${BY_HAND}, ${sql.json({ ...definition })}, false)
    on conflict do nothing`
  return BY_HAND
}

/** Keeps a saved page, text or web archive as captures; the next step reads them like any other. */
export async function addFile(file: string, parts: Parts): Promise<string[]> {
  const warc = openWarc(parts.settings.VIGIL_DATA, { software: `vigil/${version}` })
  try {
    const ids: string[] = []
    for await (const page of pagesOf(file)) ids.push(await keep(page, parts.sql, warc))
    return ids
  } finally {
    await warc.close()
  }
}

async function keep(page: Page, sql: Sql, warc: ReturnType<typeof openWarc>): Promise<string> {
  const isWeb = /^https?:/.test(page.url)
  const address = isWeb ? canonicalAddress(page.url) : null
  const url = address?.url ?? page.url
  const outletId = isWeb ? await outletOf(page.url, sql) : await byHand(sql)
  const [row] = await sql<{ id: string }[]>`
    insert into discovery (outlet_id, url, url_hash, host)
    values (${outletId}, ${url}, ${address?.hash ?? sql`sha256(${url}::text::bytea)`}, ${address?.host ?? 'by-hand'})
    on conflict (url_hash) do update set todo = 'capture', next_at = now() returning id`
  if (!row) throw new Trouble(FORGOTTEN)
  const id = row.id
  // A page of a web archive was an HTTP answer; a saved file is kept as what it is.
  const kept = isWeb
    ? await warc.keepPage(page)
    : await warc.keepRendered({ url, at: page.fetchedAt, html: page.served, refersTo: null })
  await saveCapture(sql, {
    discoveryId: id,
    todo: 'capture',
    page,
    kept,
    rendered: null,
    recheckAt: null,
    originalId: null,
  })
  return id
}

async function* pagesOf(file: string): AsyncGenerator<Page> {
  if (/\.warc(\.gz)?$/i.test(file)) yield* pagesOfWarc(file)
  else yield pageOfFile(file)
}

function pageOfFile(file: string): Page {
  const bytes = readFileSync(file)
  if (bytes.length > LARGEST_FILE) throw new Trouble(`${basename(file)} is larger than ${LARGEST_FILE / 2 ** 20} MB`)
  const isText = /\.(txt|md)$/i.test(file) || !/<[a-z!/]/i.test(bytes.subarray(0, 4096).toString('latin1'))
  return pageWith(
    pathToFileURL(resolve(file)).href,
    bytes,
    [['content-type', isText ? 'text/plain' : 'text/html']],
    200,
    new Date(),
  )
}

async function* pagesOfWarc(file: string): AsyncGenerator<Page> {
  // warcio unpacks gzip members by itself.
  for await (const record of new WARCParser(createReadStream(file))) {
    const page = await pageOfRecord(record)
    if (page) yield page
  }
}

async function pageOfRecord(record: WARCRecord): Promise<Page | null> {
  const url = record.warcTargetURI
  if (record.warcType !== 'response' || !url || !/^https?:/.test(url)) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of record) {
    size += chunk.length
    if (size > LARGEST_FILE) return null
    chunks.push(chunk)
  }
  const headers = [...(record.httpHeaders?.headers ?? [])].map(([name, value]): [string, string] => [name, value])
  const status = record.httpHeaders?.statusCode
  // warcio hands the body out unpacked, so the headers that speak of packing no longer hold.
  const kept = headers.filter(([name]) => !/^(content-encoding|transfer-encoding|content-length)$/i.test(name))
  const type = kept.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (Number(status) !== 200 || !/html/.test(type)) return null
  return pageWith(url, Buffer.concat(chunks), kept, 200, new Date(record.warcDate ?? Date.now()))
}

function pageWith(url: string, bytes: Buffer, headers: [string, string][], status: number, fetchedAt: Date): Page {
  return {
    url,
    finalUrl: url,
    redirects: [],
    status,
    statusText: 'OK',
    headers,
    contentType: headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null,
    served: bytes,
    body: bytes,
    fetchedAt,
    request: { method: 'GET', url, headers: [] },
    address: null,
    wall: false,
  }
}
