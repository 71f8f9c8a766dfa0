import { scaleLinear } from 'd3-scale'
import { type Html, html } from '../html.ts'

const LENGTH = 200

/** A bar of a table's row: its numbers stand beside it, so that it says nothing by itself. */
export function bar(parts: number[], most: number): Html {
  const x = scaleLinear()
    .domain([0, Math.max(1, most)])
    .range([0, LENGTH])
  let from = 0
  return html`<svg class="bar-of" viewBox="0 0 ${LENGTH} 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts.map(
    (part, index) => {
      const left = x(from)
      from += part
      return html`<rect class="s${index}" x="${round(left)}" y="0" width="${round(x(from) - left)}" height="12"/>`
    },
  )}</svg>`
}

const round = (value: number) => Math.round(value * 10) / 10
