import { monthsBetween, watchedMonths } from '../../1-crawl/watched-months.ts'
import { type ClaimFilter, readFilter } from '../../6-review/claim-filter.ts'
import type { Viewer } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import type { Action, WebDeps } from '../environment.ts'
import { claimsByMonth, claimsByPerson, claimsByPlace, claimsByType, watchedOutlets } from '../queries/charts.ts'
import { pageOf, queryOf, send, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { chartsView } from '../views/charts.ts'
import { filterChoices } from './inbox.ts'

// Three years fit on a page; dates in the filter show others.
const MOST_MONTHS = 36

/** All that the charts show, as numbers. */
export async function chartNumbers({ sql, clock }: WebDeps, filter: ClaimFilter, viewer: Viewer) {
  const [counted, types, places, people, outlets] = await Promise.all([
    claimsByMonth(sql, filter, viewer),
    claimsByType(sql, filter, viewer),
    claimsByPlace(sql, filter, viewer),
    claimsByPerson(sql, filter, viewer),
    watchedOutlets(sql, filter),
  ])
  const now = clock()
  const thisMonth = now.toISOString().slice(0, 7)
  const first = filter.from?.slice(0, 7) ?? counted[0]?.key
  const last = [filter.to?.slice(0, 7) ?? thisMonth, thisMonth].toSorted()[0]!
  const months = first === undefined ? [] : monthsBetween(first, last, MOST_MONTHS)
  const byMonth = new Map(counted.map((count) => [count.key, count]))
  return {
    months: watchedMonths(months, outlets, now).map((month) => ({
      ...(byMonth.get(month.month) ?? { key: month.month, name: '', reviewed: 0, waiting: 0 }),
      ...month,
    })),
    isCut: first !== undefined && months[0] !== undefined && first < months[0],
    types,
    places,
    people,
  }
}

export const charts: Action = (deps) => async (c) => {
  const { filter, wrong } = readFilter(queryOf(c))
  const [numbers, choices] = await Promise.all([chartNumbers(deps, filter, viewerOf(c)), filterChoices(deps)])
  return send(c, chartsView(pageOf(c, deps), { filter, wrong, choices, ...numbers }))
}

/** The numbers of all charts as one table. */
export const chartsExport =
  (format: Format): Action =>
  (deps) =>
  async (c) => {
    const { filter, wrong } = readFilter(queryOf(c))
    if (wrong.length > 0) return c.text(pageOf(c, deps).t('filter.wrong', { names: wrong.join(', ') }), 400)
    const { months, types, places, people } = await chartNumbers(deps, filter, viewerOf(c))
    const row = (chart: string) => (count: { key: string; name: string; reviewed: number; waiting: number }) => ({
      chart,
      key: count.key,
      name: count.name,
      reviewed: count.reviewed,
      to_review: count.waiting,
      sources: null,
    })
    const rows = [
      ...months.map((month) => ({ ...row('month')(month), sources: month.standing })),
      ...types.map(row('type')),
      ...places.map(row('place')),
      ...people.map(row('person')),
    ]
    return sendTable(c, format, {
      name: 'charts',
      columns: ['chart', 'key', 'name', 'reviewed', 'to_review', 'sources'],
      rows,
    })
  }
