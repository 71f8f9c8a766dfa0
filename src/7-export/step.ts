import type { Sql } from '../db/database.ts'
import { claimTable } from './claim-table.ts'
import { writeCsv } from './csv.ts'
import { writeFollowTheMoney } from './follow-the-money.ts'
import { writeJsonLd } from './json-ld.ts'
import { writeJsonLines } from './json-lines.ts'
import { type ClaimOfArticle, withRecords } from './store.ts'
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

// What only claims can be written as: these tell of people, places and sentences too.
const LINKED = {
  jsonld: { write: writeJsonLd, contentType: 'application/ld+json' },
  ftm: { write: writeFollowTheMoney, contentType: 'application/x-ndjson; charset=utf-8' },
}
export type ClaimFormat = Format | keyof typeof LINKED
export const claimFormats = [...formats, ...Object.keys(LINKED)] as ClaimFormat[]

const isTableFormat = (format: ClaimFormat): format is Format => Object.hasOwn(FORMATS, format)
export const isClaimFormat = (word: string): word is ClaimFormat => claimFormats.some((format) => format === word)
export const contentTypeOf = (format: ClaimFormat): string =>
  isTableFormat(format) ? FORMATS[format].contentType : LINKED[format].contentType

/** A table in one of the formats, piece by piece. */
export function writeTable(format: Format, table: Table): AsyncGenerator<string | Uint8Array> {
  return FORMATS[format].write(table)
}

/** Claims in any format, piece by piece. `types`: the claim types, for their English names. */
export function writeClaims(
  format: ClaimFormat,
  claims: AsyncIterable<ClaimOfArticle>,
  { sql, types }: { sql: Sql; types: { name: string; label: { en: string } }[] },
): AsyncGenerator<string | Uint8Array> {
  if (isTableFormat(format)) return writeTable(format, claimTable(claims))
  const labels = new Map(types.map(({ name, label }) => [name, label.en]))
  return LINKED[format].write(withRecords(sql, claims), { labels })
}
