import { createHash, randomUUID } from 'node:crypto'
import type { Page } from '../domain/fetch.ts'

type Header = [string, string]

/** One record of a WARC 1.1 file, not yet packed. */
export interface WarcRecord {
  id: string
  bytes: Buffer
}

const CRLF = '\r\n'

/** `sha256:` and base 32, as the readers of WARC files expect it. */
function digest(bytes: Buffer): string {
  return `sha256:${base32(createHash('sha256').update(bytes).digest())}`
}

/** What made the file: its first record. */
export function warcinfoRecord(filename: string, at: Date, fields: Header[]): WarcRecord {
  const block = Buffer.from(fields.map(([name, value]) => `${name}: ${value}${CRLF}`).join(''))
  return record(
    'warcinfo',
    at,
    [
      ['WARC-Filename', filename],
      ['Content-Type', 'application/warc-fields'],
    ],
    block,
  )
}

/** The answer as served, with its digest. */
export function responseRecord(page: Page): WarcRecord {
  return answerRecord(page, page.served, [])
}

/** What we asked with. */
export function requestRecord(page: Page, ...concurrentTo: string[]): WarcRecord {
  const url = new URL(page.request.url)
  const head = `${page.request.method} ${url.pathname}${url.search} HTTP/1.1${CRLF}${headerLines(page.request.headers)}${CRLF}`
  return record(
    'request',
    page.fetchedAt,
    [
      ['WARC-Target-URI', page.finalUrl],
      ...concurrentTo.map((id): Header => ['WARC-Concurrent-To', id]),
      ['Content-Type', 'application/http;msgtype=request'],
    ],
    Buffer.from(head, 'latin1'),
  )
}

// What stands on the page of a redirect is read by nobody; its headers are what counts.
const LARGEST_HOP = 16 * 1024

/** A redirect on the way to a page: its answer and what we asked with, tied to the page's own record. */
export function hopRecords(hop: Page, pageId: string): WarcRecord[] {
  const whole = hop.served.length <= LARGEST_HOP
  const response = answerRecord(hop, hop.served.subarray(0, LARGEST_HOP), [
    ['WARC-Concurrent-To', pageId],
    ...(whole ? [] : ([['WARC-Truncated', 'length']] as Header[])),
  ])
  return [response, requestRecord(hop, response.id, pageId)]
}

function answerRecord(page: Page, body: Buffer, more: Header[]): WarcRecord {
  const head = `HTTP/1.1 ${page.status} ${oneLine(page.statusText)}${CRLF}${headerLines(asReceived(page.headers))}${CRLF}`
  return record(
    'response',
    page.fetchedAt,
    [
      ['WARC-Target-URI', page.finalUrl],
      ...(page.address ? ([['WARC-IP-Address', page.address]] as Header[]) : []),
      ['WARC-Payload-Digest', digest(body)],
      ...more,
      ['Content-Type', 'application/http;msgtype=response'],
    ],
    Buffer.concat([Buffer.from(head, 'latin1'), body]),
  )
}

/** The id of a record that was unpacked, and those of the records that belong with it. */
export function idsOf(bytes: Buffer): { id: string | null; concurrentTo: string[] } {
  const headEnd = bytes.indexOf('\r\n\r\n')
  const headers = parseHeaders(bytes.subarray(0, headEnd === -1 ? 0 : headEnd).toString('utf8'))
  const all = (name: string) => headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
  return { id: all('warc-record-id')[0] ?? null, concurrentTo: all('warc-concurrent-to') }
}

/** The page as the browser had it after its scripts ran: made from the response, not sent by anybody. */
export function conversionRecord(url: string, at: Date, html: Buffer, refersTo: string | null): WarcRecord {
  return record(
    refersTo ? 'conversion' : 'resource',
    at,
    [
      ['WARC-Target-URI', url],
      ...(refersTo ? ([['WARC-Refers-To', refersTo]] as Header[]) : []),
      ['WARC-Payload-Digest', digest(html)],
      ['Content-Type', 'text/html; charset=utf-8'],
    ],
    html,
  )
}

/** Body of an HTTP response, resource or conversion record that was unpacked. */
export function payloadOf(
  bytes: Buffer,
): { type: string; url: string | null; http: Header[] | null; body: Buffer } | null {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const headers = parseHeaders(bytes.subarray(0, headEnd).toString('utf8'))
  const get = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
  const length = Number(get('content-length'))
  const block = bytes.subarray(headEnd + 4, headEnd + 4 + length)
  if (!Number.isFinite(length) || block.length !== length) return null
  const type = get('warc-type') ?? ''
  const url = get('warc-target-uri')
  if (!get('content-type')?.startsWith('application/http')) return { type, url, http: null, body: block }
  const httpEnd = block.indexOf('\r\n\r\n')
  if (httpEnd === -1) return null
  return {
    type,
    url,
    http: parseHeaders(block.subarray(0, httpEnd).toString('latin1')),
    body: block.subarray(httpEnd + 4),
  }
}

function record(type: string, at: Date, headers: Header[], block: Buffer): WarcRecord {
  const id = `<urn:uuid:${randomUUID()}>`
  const head = headerLines([
    ['WARC-Type', type],
    ['WARC-Record-ID', id],
    ['WARC-Date', at.toISOString()],
    ...headers,
    ['WARC-Block-Digest', digest(block)],
    ['Content-Length', String(block.length)],
  ])
  return { id, bytes: Buffer.concat([Buffer.from(`WARC/1.1${CRLF}${head}${CRLF}`), block, Buffer.from(CRLF + CRLF)]) }
}

// What the connection did with the body is undone already: a reader must not try it again. The name tells what was there.
function asReceived(headers: Header[]): Header[] {
  return headers.map(([name, value]) =>
    /^transfer-encoding$/i.test(name) ? [`X-Served-${name}`, value] : [name, value],
  )
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ')
const headerLines = (headers: Header[]) => headers.map(([name, value]) => `${name}: ${oneLine(value)}${CRLF}`).join('')

function parseHeaders(text: string): Header[] {
  return text
    .split(/\r?\n/)
    .slice(1)
    .map((line): Header | null => {
      const colon = line.indexOf(':')
      return colon === -1 ? null : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    })
    .filter((header) => header !== null)
}

function base32(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let out = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += letters[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) out += letters[(held << (5 - bits)) & 31]
  return out.padEnd(Math.ceil(out.length / 8) * 8, '=')
}
