/** What a cell can hold. A list is written with its parts split by "; ". */
export type Cell = string | number | boolean | Date | null | string[]

/** A list to write out: column names and, for each row, a cell under each name. */
export interface Table {
  name: string
  columns: string[]
  rows: AsyncIterable<Record<string, Cell>> | Iterable<Record<string, Cell>>
}

// A spreadsheet takes a cell that begins so for a formula, even after spaces or a line break, and some take the
// full-width signs too.
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** A cell's words, harmless in a spreadsheet: an apostrophe before what could be a formula. */
export function harmless(words: string): string {
  return FORMULA.test(words) ? `'${words}` : words
}

/** A cell as plain words. */
export function wordsOf(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString()
  return Array.isArray(cell) ? cell.join('; ') : String(cell)
}
