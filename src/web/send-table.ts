import { contentTypeOf, type Format, type Table, writeTable } from '../7-export/step.ts'
import type { Ctx } from './environment.ts'

/** Sends a table as a file to keep, piece by piece. */
export function sendTable(c: Ctx, format: Format, table: Table): Response {
  const day = new Date().toISOString().slice(0, 10)
  return c.body(ReadableStream.from(bytesOf(writeTable(format, table))) as ReadableStream, 200, {
    'content-type': contentTypeOf(format),
    'content-disposition': `attachment; filename="vigil-${table.name}-${day}.${format}"`,
  })
}

async function* bytesOf(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
