import { scaleBand, scaleLinear } from 'd3-scale'
import { type SeriesPoint, stack } from 'd3-shape'
import type { WatchedMonth } from '../../1-crawl/watched-months.ts'
import { type Html, html, nothing } from '../html.ts'

/** A month of the chart: how many claims, and who was listening. */
export interface MonthColumn extends WatchedMonth {
  label: string
  /** Of each series, in the order of `series`. */
  counts: number[]
}

export interface MonthChart {
  title: string
  series: string[]
  columns: MonthColumn[]
  /** Words for the marks below the columns. */
  words: { added: string; lost: string; silent: string; blind: string; before: string }
}

const WIDTH = 760
const HEIGHT = 300
const ROOM = { top: 12, right: 8, bottom: 62, left: 44 }
const FEW_LABELS = 12
// A single month is no wall.
const WIDEST = 64

/**
 * Claims by month as stacked columns. Months in which no source worked are hatched: nothing there means nothing. Below
 * stand marks for outlets that were added (a triangle up), switched off (one down) or silent (a circle).
 */
export function monthChart({ title, series, columns, words }: MonthChart): Html {
  const totals = columns.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))
  const x = scaleBand<string>()
    .domain(columns.map(({ month }) => month))
    .range([ROOM.left, WIDTH - ROOM.right])
    .paddingInner(0.25)
    .paddingOuter(0.1)
  // Each kind of mark has its row, where there is one at all.
  const kinds = MARKS.filter((kind) => columns.some((column) => column[kind].length > 0))
  const base = HEIGHT - ROOM.bottom
  const height = base + 26 + kinds.length * 12
  const y = scaleLinear()
    .domain([0, Math.max(1, ...totals)])
    .nice(4)
    .range([base, ROOM.top])
  const every = Math.ceil(columns.length / FEW_LABELS)
  const layers = stack<MonthColumn, number>()
    .keys(series.keys())
    .value(({ counts }, index) => counts[index] ?? 0)(columns)
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>
${y
  .ticks(4)
  .filter(Number.isInteger)
  .map(
    (tick) =>
      html`<path class="grid" d="M${ROOM.left} ${round(y(tick))}H${WIDTH - ROOM.right}"/><text class="tick" x="${ROOM.left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${tick}</text>`,
  )}
${columns
  .filter(({ standing }) => standing !== 'watched')
  .map(
    ({ month, standing }) =>
      html`<rect class="${standing}" x="${round(x(month)! - x.step() * 0.125)}" y="${ROOM.top}" width="${round(x.step())}" height="${base - ROOM.top}"><title>${words[standing as 'blind' | 'before']}</title></rect>`,
  )}
${layers.map((layer, index) => layer.map((part) => columnPart(part, index, x, y, series)))}
${columns.map((column, index) => (totals[index] === 0 && column.standing === 'watched' ? html`<text class="tick zero" x="${middle(x, column)}" y="${base - 4}" text-anchor="middle">0</text>` : nothing))}
<path class="axis" d="M${ROOM.left} ${base}H${WIDTH - ROOM.right}"/>
${columns.map((column, index) => (index % every === 0 ? html`<text class="tick" x="${middle(x, column)}" y="${base + 18}" text-anchor="middle">${column.label}</text>` : nothing))}
${columns.map((column) => marks(column, kinds, middle(x, column), base, words))}
</svg>`
}

const round = (value: number) => Math.round(value * 10) / 10
const middle = (x: { (month: string): number | undefined; bandwidth(): number }, { month }: MonthColumn) =>
  round(x(month)! + x.bandwidth() / 2)

function columnPart(
  part: SeriesPoint<MonthColumn>,
  index: number,
  x: { (month: string): number | undefined; bandwidth(): number },
  y: (value: number) => number,
  series: string[],
): Html {
  const [low, high] = part
  const { month, label, counts } = part.data
  if (high === low) return nothing
  const wide = Math.min(x.bandwidth(), WIDEST)
  return html`<rect class="s${index}" x="${round(x(month)! + (x.bandwidth() - wide) / 2)}" y="${round(y(high))}" width="${round(wide)}" height="${round(y(low) - y(high))}"><title>${label}: ${series[index]} ${counts[index]}</title></rect>`
}

const MARKS = ['added', 'lost', 'silent'] as const
type MarkKind = (typeof MARKS)[number]

/** Shapes, not signs of a font that may not have them: a triangle up, one down, an open circle. */
function markPath(kind: MarkKind, x: number, y: number): string {
  if (kind === 'added') return `M${x} ${y - 4.5}L${x + 5} ${y + 4}H${x - 5}Z`
  if (kind === 'lost') return `M${x} ${y + 4.5}L${x + 5} ${y - 4}H${x - 5}Z`
  return `M${x - 4} ${y}A4 4 0 1 0 ${x + 4} ${y}A4 4 0 1 0 ${x - 4} ${y}Z`
}

/** A mark as it stands in the key. */
export const markSign = (kind: MarkKind): Html =>
  html`<svg class="sign" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path class="mark ${kind}" d="${markPath(kind, 6, 6)}"/></svg>`

function marks(column: MonthColumn, kinds: MarkKind[], x: number, base: number, words: MonthChart['words']): Html {
  const mark = (kind: MarkKind, names: string[], row: number) =>
    names.length > 0
      ? html`<path class="mark ${kind}" d="${markPath(kind, x, base + 30 + row * 12)}"><title>${words[kind]}: ${names.join(', ')}</title></path>`
      : nothing
  return html`${kinds.map((kind, row) => mark(kind, column[kind], row))}`
}
