import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'

/** More came out than a page may have: a bomb, or a film. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const MAX_LAYERS = 3
// A stream cut short gives what it has, as browsers do: the reader's self-check sees what is missing.
const zlibLenient = { finishFlush: constants.Z_SYNC_FLUSH }
const brotliLenient = { finishFlush: constants.BROTLI_OPERATION_FLUSH }
const zstdLenient = { finishFlush: constants.ZSTD_e_flush }

/**
 * A body with its content codings taken off. A body that is not what its header says is given as it stands.
 * @throws TooLarge past `limit` bytes
 */
export async function unpack(served: Buffer, contentEncoding: string | null, limit: number): Promise<Buffer> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  let body = served
  for (const coding of codings.slice(-MAX_LAYERS).reverse()) body = await takeOff(body, coding, limit)
  if (body.length > limit) throw new TooLarge(`more than ${limit} bytes`)
  return body
}

async function takeOff(body: Buffer, coding: string, limit: number): Promise<Buffer> {
  const open = opener(body, coding)
  if (!open || body.length === 0) return body
  try {
    return await open(limit)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge(`more than ${limit} bytes`)
    return body
  }
}

function opener(body: Buffer, coding: string): ((limit: number) => Promise<Buffer>) | null {
  const options = (limit: number) => ({ ...zlibLenient, maxOutputLength: limit })
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return isGzip(body) ? (limit) => promisify(gunzip)(body, options(limit)) : null
    case 'deflate': {
      const wrapped = (body[0]! & 0x0f) === 8 && ((body[0]! << 8) | body[1]!) % 31 === 0
      return (limit) => promisify(wrapped ? inflate : inflateRaw)(body, options(limit))
    }
    case 'br':
      return (limit) => promisify(brotliDecompress)(body, { ...brotliLenient, maxOutputLength: limit })
    case 'zstd':
      return (limit) => promisify(zstdDecompress)(body, { ...zstdLenient, maxOutputLength: limit })
    default:
      return null
  }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b
