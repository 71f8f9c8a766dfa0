import { COLUMNS, type Column, FIELDS, f1, falsePerNegative, type Score, sum } from './score.ts'

/** Figures of one row of the table: what is pinned and what is compared with. */
export interface Figures {
  documents: number
  claim: number
  record: number
  people: number
  held: number
  facilities: number
  contacts: number
  false_per_negative: number | null
}

const rounded = (value: number): number => Math.round(value * 10) / 10

export function figuresOf(scores: Score[]): Figures {
  const total = sum(scores)
  const column = (name: Column) => rounded(f1(total.tallies[name]))
  const negatives = falsePerNegative(scores)
  return {
    documents: scores.length,
    claim: column('claim'),
    record: column('record'),
    people: column('people'),
    held: column('held'),
    facilities: column('facilities'),
    contacts: column('contacts'),
    false_per_negative: negatives === null ? null : Math.round(negatives * 100) / 100,
  }
}

const HEAD = ['claim', 'record', 'people', 'held', 'places', 'contacts', 'false/neg']

/** A row of the table as text. A figure with the accepted one beside it where that differs. */
export function rowOf(name: string, figures: Figures, accepted?: Figures): string {
  const cell = (now: number | null, before?: number | null) => {
    const text = now === null ? '–' : String(now)
    return (before === undefined || before === null || before === now ? text : `${text} (${before})`).padEnd(15)
  }
  const values = COLUMNS.map((column) => cell(figures[column], accepted?.[column]))
  return `${name.padEnd(26)}${String(figures.documents).padEnd(6)}${values.join('')}${cell(figures.false_per_negative, accepted?.false_per_negative)}`
}

export const headOf = (): string => `${''.padEnd(26)}${'docs'.padEnd(6)}${HEAD.map((name) => name.padEnd(15)).join('')}`

/** Of the claims found, in how many each field was right. */
export function fieldsLine(scores: Score[]): string {
  const total = sum(scores)
  const share = (n: number) => (total.claimsRight ? Math.round((100 * n) / total.claimsRight) : 0)
  return `of ${total.claimsRight} claims found right: ${FIELDS.map((field) => `${field} ${share(total.fieldsRight[field])} %`).join(' · ')}`
}

const BANDS = [0.5, 0.6, 0.7, 0.8, 0.9, 1.01]

/** How often suggestions of each band of confidence are right. */
export function calibrationOf(scores: Score[]): string[] {
  const all = sum(scores).calibration
  return BANDS.slice(0, -1).map((from, i) => {
    const to = BANDS[i + 1]!
    const band = all.filter(({ confidence }) => confidence >= from && confidence < to)
    const right = band.filter((one) => one.right).length
    return `  ${from.toFixed(1)}–${Math.min(to, 1).toFixed(1)}  ${String(band.length).padStart(4)} suggestions  ${band.length ? `${Math.round((100 * right) / band.length)} % right` : '–'}`
  })
}

/** The errors by cause, most frequent first, with where each happened. */
export function errorsOf(scores: Score[]): string[] {
  const byCause = new Map<string, Score['errors']>()
  for (const error of sum(scores).errors) byCause.set(error.cause, [...(byCause.get(error.cause) ?? []), error])
  return [...byCause]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([cause, errors]) => [
      `\n${cause}: ${errors.length}`,
      ...errors.map(
        ({ document, gold, found }) =>
          `  ${document}${gold ? `\n    gold   ${gold}` : ''}${found ? `\n    found  ${found}` : ''}`,
      ),
    ])
}
