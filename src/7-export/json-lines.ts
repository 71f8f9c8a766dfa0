import type { Table } from './table.ts'

/** One JSON object a line; lists stay lists, unknown stays null. */
export async function* writeJsonLines({ columns, rows }: Table): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`
}
