import { dirname, resolve } from 'node:path'
import { type Command, WrongUse } from './command.ts'
import { extractOne } from './extract-one.ts'
import { BadLine, eachJsonLine } from './json-lines.ts'

// Threads take a moment to start, which a short list of pages is done in.
const ALONE = 60
const AHEAD = 32

export const command: Command = {
  summary: 'reads articles out of saved pages',
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
    let threads: Promise<import('./extract-threads.ts').ExtractThreads> | undefined
    try {
      await eachJsonLine(
        manifest,
        async (line, { index }) => {
          if (typeof line.html !== 'string' || line.html === '')
            throw new BadLine('"html" is missing: the path of the page')
          const page = {
            path: resolve(folder, line.html),
            url: typeof line.url === 'string' ? line.url : null,
            contentType: typeof line.content_type === 'string' ? line.content_type : null,
          }
          if (index < ALONE) return { id: line.id ?? null, ...extractOne(page) }
          threads ??= import('./extract-threads.ts').then(({ ExtractThreads }) => new ExtractThreads())
          return { id: line.id ?? null, ...(await (await threads).read(page)) }
        },
        { ahead: AHEAD },
      )
    } finally {
      await (await threads)?.stop()
    }
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
