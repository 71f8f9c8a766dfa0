import { writeCsv } from './csv.ts'
import { writeJsonLines } from './json-lines.ts'
import type { Table } from './table.ts'
import { writeXlsx } from './xlsx.ts'

export { claimTable } from './claim-table.ts'
export type { Cell, Table } from './table.ts'

const FORMATS = {
  csv: { write: writeCsv, contentType: 'text/csv; charset=utf-8' },
  jsonl: { write: writeJsonLines, contentType: 'application/x-ndjson; charset=utf-8' },
  xlsx: { write: writeXlsx, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
}
export type Format = keyof typeof FORMATS
export const formats = Object.keys(FORMATS) as Format[]

export const isFormat = (word: string): word is Format => Object.hasOwn(FORMATS, word)
export const contentTypeOf = (format: Format): string => FORMATS[format].contentType

/** A table in one of the formats, piece by piece. */
export function writeTable(format: Format, table: Table): AsyncGenerator<string | Uint8Array> {
  return FORMATS[format].write(table)
}
