import { scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { type Html, html } from '../html.ts'

/** A share at a time, with the bounds between which it lies. */
export interface SharePoint {
  key: string
  label: string
  share: number
  low: number
  high: number
  words: string
}

const WIDTH = 760
const HEIGHT = 240
const ROOM = { top: 14, right: 24, bottom: 30, left: 48 }
const FEW_LABELS = 12

/** A share over time, with a band for how sure it is: a month of few decisions says little. */
export function shareChart({
  title,
  points,
  percent,
}: {
  title: string
  points: SharePoint[]
  percent(value: number): string
}): Html {
  const x = scalePoint<string>()
    .domain(points.map(({ key }) => key))
    .range([ROOM.left, WIDTH - ROOM.right])
    .padding(0.2)
  const y = scaleLinear()
    .domain([0, 1])
    .range([HEIGHT - ROOM.bottom, ROOM.top])
  const every = Math.ceil(points.length / FEW_LABELS)
  const at = ({ key }: SharePoint) => round(x(key)!)
  const band = area<SharePoint>(
    at,
    ({ low }) => round(y(low)),
    ({ high }) => round(y(high)),
  )(points)
  const path = line<SharePoint>(at, ({ share }) => round(y(share)))(points)
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
${[0, 0.25, 0.5, 0.75, 1].map((tick) => html`<path class="grid" d="M${ROOM.left} ${round(y(tick))}H${WIDTH - ROOM.right}"/><text class="tick" x="${ROOM.left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${percent(tick)}</text>`)}
<path class="band" d="${band ?? ''}"/><path class="line" d="${path ?? ''}"/>
${points.map((point) => html`<circle class="dot" cx="${at(point)}" cy="${round(y(point.share))}" r="4"><title>${point.words}</title></circle>`)}
${points.map((point, index) => (index % every === 0 ? html`<text class="tick" x="${at(point)}" y="${HEIGHT - 8}" text-anchor="middle">${point.label}</text>` : html``))}
</svg>`
}

const round = (value: number) => Math.round(value * 10) / 10
