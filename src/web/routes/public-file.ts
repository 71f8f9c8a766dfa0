import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Handler } from 'hono'
import type { Env } from '../environment.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const folder = join(import.meta.dirname, '../public')

/** Style, script and icon: a few files, read once. */
export function publicFile(): Handler<Env> {
  const files = new Map(
    readdirSync(folder).map((name) => {
      const bytes = readFileSync(join(folder, name))
      return [
        name,
        {
          bytes,
          type: TYPES[extname(name)] ?? 'application/octet-stream',
          tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}"`,
        },
      ]
    }),
  )
  return (c) => {
    const file = files.get(c.req.param('name') ?? '')
    if (!file) return c.notFound()
    const headers = { etag: file.tag, 'cache-control': 'public, max-age=600' }
    if (c.req.header('if-none-match') === file.tag) return c.body(null, 304, headers)
    return c.body(new Uint8Array(file.bytes), 200, { ...headers, 'content-type': file.type })
  }
}
