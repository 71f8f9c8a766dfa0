import { type ClaimFormat, contentTypeOf, type Format, type Table, writeTable } from '../7-export/step.ts'
import type { Ctx } from './environment.ts'

// What tools look for; a format without one of its own is called after itself.
const ENDINGS: Partial<Record<ClaimFormat, string>> = { ftm: 'ftm.json' }

/** Sends a table as a file to keep, piece by piece. */
export const sendTable = (c: Ctx, format: Format, table: Table): Response =>
  sendFile(c, { format, name: table.name }, writeTable(format, table))

/** Sends what an export writes as a file to keep. */
export function sendFile(
  c: Ctx,
  { format, name }: { format: ClaimFormat; name: string },
  pieces: AsyncIterable<string | Uint8Array>,
): Response {
  const day = new Date().toISOString().slice(0, 10)
  return c.body(ReadableStream.from(bytesOf(pieces)) as ReadableStream, 200, {
    'content-type': contentTypeOf(format),
    'content-disposition': `attachment; filename="vigil-${name}-${day}.${ENDINGS[format] ?? format}"`,
  })
}

async function* bytesOf(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
