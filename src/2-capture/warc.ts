import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Page } from '../domain/fetch.ts'
import {
  conversionRecord,
  hopRecords,
  idsOf,
  payloadOf,
  requestRecord,
  responseRecord,
  type WarcRecord,
  warcinfoRecord,
} from './warc-record.ts'

/** Where a record lies: enough to read it back and to check it. */
export interface WarcPlace {
  /** Relative to the data folder. */
  file: string
  offset: number
  length: number
}

export interface KeptPage extends WarcPlace {
  recordId: string
  sha256: Buffer
  size: number
}

/** Appends evidence to WARC files; never changes what was written. */
export interface Warc {
  keepPage(page: Page): Promise<KeptPage>
  /** @param refersTo the record that the rendered page came from */
  keepRendered(rendered: { url: string; at: Date; html: Buffer; refersTo: string | null }): Promise<KeptPage>
  close(): Promise<void>
}

const LARGEST_FILE = 1024 ** 3
const pack = promisify(gzip)
const packing = { level: 6 }

interface Waiting {
  members: Buffer[]
  done(offset: number, file: string): void
  failed(error: unknown): void
}

/**
 * A writer of this process's own files under `<data>/warc/YYYY/MM`. Bytes are on the disc (fdatasync, one for all that
 * came together) before a call returns, so a row that names them is never ahead of them. A crash can only tear the end
 * of a file, and nobody writes behind that: each process begins its own.
 */
export function openWarc(
  dataFolder: string,
  { software, now = () => new Date() }: { software: string; now?: () => Date },
): Warc {
  let file: { path: string; handle: FileHandle; size: number; day: string } | null = null
  let waiting: Waiting[] = []
  let writing: Promise<void> | null = null

  async function fileFor(bytes: number): Promise<NonNullable<typeof file>> {
    const day = now().toISOString().slice(0, 10)
    if (file && file.day === day && file.size + bytes <= LARGEST_FILE) return file
    await file?.handle.close()
    file = null
    const name = `vigil-${day.replaceAll('-', '')}-${safeHostname()}-${process.pid}-${randomBytes(4).toString('hex')}.warc.gz`
    const path = `warc/${day.slice(0, 4)}/${day.slice(5, 7)}/${name}`
    await mkdir(dirname(join(dataFolder, path)), { recursive: true, mode: 0o700 })
    // "x": two writers never share a file, whatever their names.
    const handle = await open(join(dataFolder, path), 'wx', 0o600)
    const info = warcinfoRecord(name, now(), [
      ['software', software],
      ['format', 'WARC File Format 1.1'],
      ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ])
    const first = await pack(info.bytes, packing)
    await handle.write(first)
    file = { path, handle, size: first.length, day }
    return file
  }

  // All who wait are written with one call and made safe with one sync.
  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const bytes = batch.reduce((sum, { members }) => sum + sizeOf(members), 0)
        const to = await fileFor(bytes)
        let offset = to.size
        await writeFully(
          to.handle,
          batch.flatMap(({ members }) => members),
        )
        await to.handle.datasync()
        to.size += bytes
        for (const one of batch) {
          one.done(offset, to.path)
          offset += sizeOf(one.members)
        }
      } catch (error) {
        // What stands behind a torn record could not be trusted: the next one begins a new file.
        await file?.handle.close().catch(() => {})
        file = null
        for (const one of batch) one.failed(error)
      }
    }
    writing = null
  }

  // The first record is the one to find again; others go with it.
  async function keep(records: WarcRecord[], body: Buffer): Promise<KeptPage> {
    const members = await Promise.all(records.map(({ bytes }) => pack(bytes, packing)))
    const place = await new Promise<WarcPlace>((resolve, reject) => {
      waiting.push({
        members,
        done: (offset, path) => resolve({ file: path, offset, length: members[0]!.length }),
        failed: reject,
      })
      writing ??= writeAll()
    })
    return { ...place, recordId: records[0]!.id, sha256: createHash('sha256').update(body).digest(), size: body.length }
  }

  return {
    keepPage(page) {
      const response = responseRecord(page)
      const hops = (page.hops ?? []).flatMap((hop) => hopRecords(hop, response.id))
      return keep([response, requestRecord(page, response.id), ...hops], page.served)
    },
    keepRendered({ url, at, html, refersTo }) {
      return keep([conversionRecord(url, at, html, refersTo)], html)
    },
    async close() {
      await writing
      await file?.handle.close()
      file = null
    },
  }
}

/** Why kept evidence can't be read, in words. */
export type WarcFault = { fault: string }
export interface KeptRecord {
  type: string
  url: string | null
  /** The response's headers; null where the record is no HTTP response. */
  http: [string, string][] | null
  /** As served. */
  body: Buffer
}

/** Reads a record back and compares it with the hash that was noted when it was written. */
export async function readKept(dataFolder: string, place: WarcPlace, sha256?: Buffer): Promise<KeptRecord | WarcFault> {
  let member: Buffer
  try {
    const handle = await open(join(dataFolder, place.file), 'r')
    try {
      member = Buffer.alloc(place.length)
      const { bytesRead } = await handle.read(member, 0, place.length, place.offset)
      if (bytesRead < place.length) return { fault: `${place.file} ends before the record at ${place.offset} does` }
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return { fault: `the file ${place.file} is missing` }
    throw error
  }
  try {
    const found = payloadOf(await promisify(gunzip)(member))
    if (!found) return { fault: `the record at ${place.offset} of ${place.file} is no whole WARC record` }
    if (sha256 && !createHash('sha256').update(found.body).digest().equals(sha256))
      return { fault: `the record at ${place.offset} of ${place.file} is not what was kept: its SHA-256 differs` }
    return found
  } catch {
    return { fault: `the record at ${place.offset} of ${place.file} can't be unpacked` }
  }
}

/** A record as it lies in its file, still packed, with those that belong to it; checked against its hash first. */
export async function keptMembers(dataFolder: string, place: WarcPlace, sha256: Buffer): Promise<Buffer | WarcFault> {
  const kept = await readKept(dataFolder, place, sha256)
  if ('fault' in kept) return kept
  const handle = await open(join(dataFolder, place.file), 'r')
  try {
    const last = (await membersBehind(handle, place)).at(-1)
    const length = (last ? last.offset + last.length : place.offset + place.length) - place.offset
    return (await handle.read(Buffer.alloc(length), 0, length, place.offset)).buffer
  } finally {
    await handle.close()
  }
}

/**
 * Blanks a record for good (`vigil forget`), with the request and the redirects that belong to it: in their place stand
 * empty gzip members of the same length, so that all other records stay where they are and readers go on behind them.
 */
export async function blankRecord(dataFolder: string, place: WarcPlace): Promise<void> {
  const handle = await open(join(dataFolder, place.file), 'r+')
  try {
    // The record itself last: it alone tells which others belong to it, should this be cut short.
    for (const { offset, length } of [...(await membersBehind(handle, place)), place])
      await handle.write(emptyMember(length), 0, length, offset)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

// How our members begin: one with a record in it, and one that was blanked.
const MEMBER_START = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0])
const BLANK_START = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 255])
// Requests are small, and of redirects little is kept.
const LARGEST_MEMBER = 128 * 1024

/** The request and the redirects that were kept together with a record. They lie right behind it. */
async function membersBehind(handle: FileHandle, place: WarcPlace): Promise<{ offset: number; length: number }[]> {
  const found: { offset: number; length: number }[] = []
  const own = (await handle.read(Buffer.alloc(place.length), 0, place.length, place.offset)).buffer
  const { id } = idsOf(await unpackedOrEmpty(own))
  if (id === null) return found
  for (let offset = place.offset + place.length; ; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LARGEST_MEMBER), 0, LARGEST_MEMBER, offset)
    const behind = buffer.subarray(0, bytesRead)
    if (bytesRead === 0) return found
    const ends = [MEMBER_START, BLANK_START].map((start) => behind.indexOf(start, 1)).filter((end) => end !== -1)
    const member = behind.subarray(0, Math.min(bytesRead, ...ends))
    const isBlank = member.subarray(0, BLANK_START.length).equals(BLANK_START)
    const belongs = !isBlank && idsOf(await unpackedOrEmpty(member)).concurrentTo.includes(id)
    if (!isBlank && !belongs) return found
    if (belongs) found.push({ offset, length: member.length })
    offset += member.length
  }
}

const unpackedOrEmpty = (member: Buffer): Promise<Buffer> => promisify(gunzip)(member).catch(() => Buffer.alloc(0))

// An empty gzip member whose comment fills the rest. 20 bytes are the least there can be with one.
function emptyMember(length: number): Buffer {
  const empty = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const comment = Buffer.alloc(length - BLANK_START.length - empty.length, ' ')
  comment[comment.length - 1] = 0
  return Buffer.concat([BLANK_START, comment, empty])
}

const sizeOf = (members: Buffer[]) => members.reduce((sum, { length }) => sum + length, 0)
const safeHostname = () =>
  hostname()
    .replace(/[^A-Za-z0-9-]/g, '')
    .slice(0, 40) || 'host'

async function writeFully(handle: FileHandle, members: Buffer[]): Promise<void> {
  const all = Buffer.concat(members)
  for (let written = 0; written < all.length; ) written += (await handle.write(all, written)).bytesWritten
}
