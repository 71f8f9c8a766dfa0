import { harmless, type Table, wordsOf } from './table.ts'

/** RFC 4180, with the mark by which spreadsheets know UTF-8: without it Cyrillic and ə come out broken in Excel. */
export async function* writeCsv({ columns, rows }: Table): AsyncGenerator<string> {
  yield `\uFEFF${line(columns)}`
  for await (const row of rows) yield line(columns.map((column) => harmless(wordsOf(row[column] ?? null))))
}

const line = (cells: string[]) => `${cells.map(quoted).join(',')}\r\n`

const quoted = (words: string) => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words)
