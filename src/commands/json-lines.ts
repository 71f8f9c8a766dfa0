import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Trouble } from './command.ts'

/** What a line's reader may throw to say what is wrong with that line; anything else is our own mistake. */
export class BadLine extends Error {}

interface LineOutcome {
  [key: string]: unknown
}

/**
 * The shape that analyse, extract, match and spot share: one line of output for each non-empty line of input, in its
 * order. A bad line gives `{id or index, line, error}` and the rest goes on.
 *
 * @param file a path, or "-" or undefined for standard input
 */
export async function eachJsonLine(
  file: string | undefined,
  read: (value: Record<string, unknown>, at: { line: number; index: number }) => LineOutcome | Promise<LineOutcome>,
): Promise<void> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  const opened = new Promise<void>((resolve, reject) => {
    input.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Trouble(error.code === 'ENOENT' ? `there is no file "${file}"` : `cannot read: ${error.message}`)),
    )
    lines.once('close', resolve)
  })
  let line = 0
  let index = -1
  const consumed = (async () => {
    for await (const raw of lines) {
      line++
      const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw
      if (text.trim() === '') continue
      index++
      await write(`${JSON.stringify(await outcomeOf(text, { line, index }, read))}\n`)
    }
  })()
  await Promise.all([opened, consumed])
}

async function outcomeOf(
  text: string,
  at: { line: number; index: number },
  read: Parameters<typeof eachJsonLine>[1],
): Promise<LineOutcome> {
  let value: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new BadLine('not a JSON object')
    value = parsed as Record<string, unknown>
    return await read(value, at)
  } catch (error) {
    if (!(error instanceof BadLine) && !(error instanceof SyntaxError)) throw error
    const name = typeof value.id === 'string' || typeof value.id === 'number' ? { id: value.id } : { index: at.index }
    const message = error instanceof SyntaxError ? `not JSON: ${error.message}` : error.message
    return { ...name, line: at.line, error: message }
  }
}

// A reader that is slower than we are must not fill our memory; one that has gone away ends us quietly.
function write(text: string): Promise<void> | void {
  if (process.stdout.write(text)) return
  return new Promise((resolve) => process.stdout.once('drain', resolve))
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
