import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readPage } from '../3-extract/read-page.ts'
import { type Command, WrongUse } from './command.ts'
import { BadLine, eachJsonLine } from './json-lines.ts'

// A page is at most 10 MB once unpacked; more is a bomb, or no page.
const MAX_PAGE = 10 * 1024 * 1024

export const command: Command = {
  help: `
  vigil extract --manifest FILE

One page a line in FILE: {"id", "url", "html", "content_type"?}. "html" is the path of the bytes as served, relative to
FILE, gzipped where it ends in .gz; "content_type" is the HTTP header. One line of output for each, in order:
{"id", "title", "text", "published", "author", "lang"}; paragraphs in "text" are split by a line feed, what the page does not
tell is null. A line that cannot be read gives {"id", "line", "error"}, and the rest goes on.

  vigil extract --manifest pages.jsonl > articles.jsonl`,
  async run(args) {
    const manifest = manifestOf(args)
    const folder = manifest === '-' ? process.cwd() : dirname(resolve(manifest))
    await eachJsonLine(manifest, (page) => {
      if (typeof page.html !== 'string' || page.html === '')
        throw new BadLine('"html" is missing: the path of the page')
      const bytes = bytesOf(resolve(folder, page.html))
      const { article } = readPage({
        bytes,
        contentType: typeof page.content_type === 'string' ? page.content_type : null,
        url: typeof page.url === 'string' ? page.url : null,
      })
      return {
        id: page.id ?? null,
        title: article.title,
        text: article.text,
        published: article.published,
        author: article.byline,
        lang: article.language,
      }
    })
    return 0
  },
}

function manifestOf(args: string[]): string {
  const equals = args.find((arg) => arg.startsWith('--manifest='))
  const at = args.indexOf('--manifest')
  const file = equals ? equals.slice('--manifest='.length) : at >= 0 ? args[at + 1] : undefined
  if (!file) throw new WrongUse('say which pages: vigil extract --manifest FILE')
  return file
}

// Read at once: nothing else is to be done meanwhile, and handing a page over to another thread costs more than it takes.
function bytesOf(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path)
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    return zipped ? gunzipSync(bytes, { maxOutputLength: MAX_PAGE, chunkSize: lengthTold(bytes) }) : bytes
  } catch (error) {
    throw new BadLine(`cannot read the page: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What a gzip file says of its length, within bounds since it may lie: unpacking in one piece takes half the time. */
const lengthTold = (zipped: Buffer): number =>
  Math.min(Math.max(zipped.length < 18 ? 0 : zipped.readUInt32LE(zipped.length - 4) + 1, 16_384), 2 ** 22)
