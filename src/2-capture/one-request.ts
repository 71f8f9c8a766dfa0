import { Buffer } from 'node:buffer'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Dispatcher, request } from 'undici'
import { headerOf } from '../domain/fetch.ts'
import { TooLarge, unpack } from './unpack.ts'

/** What a page may take: more is refused. */
export interface Limits {
  firstByteMs: number
  allMs: number
  bodyBytes: number
  /** "cut" keeps the beginning of a longer body (robots.txt); "refuse" throws TooLarge. */
  longer: 'refuse' | 'cut'
}

export const PAGE_LIMITS: Limits = { firstByteMs: 10_000, allMs: 30_000, bodyBytes: 10 * 1024 * 1024, longer: 'refuse' }

export interface Answer {
  status: number
  statusText: string
  headers: [string, string][]
  served: Buffer
  body: Buffer
  address: string | null
}

/** The time for the first byte or for all of it ran out. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

interface Ask {
  method: string
  body?: Buffer | null
  url: URL
  headers: [string, string][]
  way: Dispatcher
  limits: Limits
  /** Fires when the turn on the host is lost. */
  signal: AbortSignal
}

/**
 * One request and its answer, redirects not followed, within the limits.
 * @throws TooSlow, TooLarge, RefusedAddress or the errors of the network: failure.ts has their words
 */
export async function ask({ method, body = null, url, headers, way, limits, signal }: Ask): Promise<Answer> {
  const clock = new AbortController()
  const late = (what: string) => () => clock.abort(new TooSlow(what))
  const all = setTimeout(late(`not finished within ${limits.allMs / 1000} s`), limits.allMs)
  const first = setTimeout(late(`no answer within ${limits.firstByteMs / 1000} s`), limits.firstByteMs)
  const either = AbortSignal.any([clock.signal, signal])
  try {
    const answer = await request(url, {
      method: method as Dispatcher.HttpMethod,
      body,
      headers: headers.flat(),
      dispatcher: way,
      signal: either,
      responseHeaders: 'raw',
      // The two clocks above are the only ones: undici's own know nothing of the time before and after.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    clearTimeout(first)
    const pairs = inPairs(answer.headers as unknown as string[])
    const served = await readUpTo(answer.body, limits, headerOf(pairs, 'content-length'))
    return {
      status: answer.statusCode,
      statusText: answer.statusText,
      headers: pairs,
      served,
      body: await unpackWithin(served, headerOf(pairs, 'content-encoding'), limits),
      address: null,
    }
  } catch (error) {
    await cut()
    if (either.aborted && either.reason instanceof Error) throw either.reason
    throw error
  } finally {
    clearTimeout(first)
    clearTimeout(all)
  }
}

// The server learns a moment later than we do that we hung up: until then this request is still one to it.
const CUT_MS = 40
const cut = () => sleep(CUT_MS)

function inPairs(flat: string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let n = 0; n + 1 < flat.length; n += 2) pairs.push([flat[n]!, flat[n + 1]!])
  return pairs
}

async function readUpTo(
  body: Dispatcher.ResponseData['body'],
  limits: Limits,
  announced: string | null,
): Promise<Buffer> {
  const refuse = () => {
    // Leaving the stream unread would have the rest of a film sent to us; destroying it closes the connection.
    body.on('error', () => {}).destroy()
    throw new TooLarge(`more than ${Math.round(limits.bodyBytes / 1024 / 1024)} MB`)
  }
  if (limits.longer === 'refuse' && Number(announced) > limits.bodyBytes) refuse()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size <= limits.bodyBytes) continue
    if (limits.longer === 'refuse') refuse()
    body.on('error', () => {}).destroy()
    await cut()
    return Buffer.concat(chunks).subarray(0, limits.bodyBytes)
  }
  return Buffer.concat(chunks)
}

async function unpackWithin(served: Buffer, coding: string | null, limits: Limits): Promise<Buffer> {
  if (limits.longer === 'refuse') return unpack(served, coding, limits.bodyBytes)
  // Only robots.txt is cut, and a packed one that is longer than the limit has no beginning we could trust.
  return (await unpack(served, coding, 20 * limits.bodyBytes)).subarray(0, limits.bodyBytes)
}
