import { monthsBetween, type WatchedMonth, watchedMonths } from '../../1-crawl/watched-months.ts'
import { isKeptCounted } from '../../6-review/claim-counts.ts'
import { type ClaimFilter, readFilter } from '../../6-review/claim-filter.ts'
import { readyFilter, type Viewer } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import type { Sql } from '../../db/database.ts'
import { countsFor } from '../confidential-records.ts'
import type { Action, WebDeps } from '../environment.ts'
import { type ClaimCount, claimNumbers, watchedOutlets } from '../queries/charts.ts'
import { pageOf, queryOf, send, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { chartsView } from '../views/charts.ts'
import { filterChoices } from './inbox.ts'

// Three years fit on a page; dates in the filter show others.
const MOST_MONTHS = 36

/** All that the charts show, as numbers. */
export interface ChartNumbers {
  months: (WatchedMonth & ClaimCount)[]
  /** Months were left out at the beginning. */
  isCut: boolean
  types: ClaimCount[]
  places: ClaimCount[]
  people: ClaimCount[]
}

// Under a filter claims are counted one by one: a minute later the picture is the same.
const KEPT_MS = 60_000
const MOST_KEPT = 50
const kept = new WeakMap<Sql, Map<string, { at: number; numbers: ChartNumbers }>>()

/**
 * The numbers of the charts; under a filter at most a minute old. What only one reader can see (watches, skips) is always
 * counted anew.
 */
export async function chartNumbers(deps: WebDeps, filter: ClaimFilter, viewer: Viewer): Promise<ChartNumbers> {
  if (isKeptCounted(filter) || filter.tracked || filter.skipped) return countNumbers(deps, filter, viewer)
  const known = kept.get(deps.sql) ?? new Map()
  kept.set(deps.sql, known)
  const key = JSON.stringify([filter, viewer.confidential ? 'all' : await marksOf(deps.sql)])
  const now = deps.clock().getTime()
  const before = known.get(key)
  if (before && Math.abs(now - before.at) < KEPT_MS) return before.numbers
  const numbers = await countNumbers(deps, filter, viewer)
  if (known.size >= MOST_KEPT) known.clear()
  known.set(key, { at: now, numbers })
  return numbers
}

// What was marked a moment ago must not stay on the picture for a minute.
async function marksOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ marks: string }[]>`
    select coalesce(md5(string_agg(concat(id, decided ->> 'confidential'), ',' order by id)), '') as marks from claim where has_secret`
  return row!.marks
}

async function countNumbers({ sql, clock }: WebDeps, filter: ClaimFilter, viewer: Viewer): Promise<ChartNumbers> {
  const ready = await readyFilter(sql, filter)
  const [{ months: counted, types, ...all }, outlets] = await Promise.all([
    claimNumbers(sql, ready, viewer),
    watchedOutlets(sql, filter),
  ])
  const { places, people } = await countsFor(sql, ready, viewer, all)
  const now = clock()
  const thisMonth = now.toISOString().slice(0, 7)
  const first = filter.from?.slice(0, 7) ?? counted[0]?.key
  const last = [filter.to?.slice(0, 7) ?? thisMonth, thisMonth].toSorted()[0]!
  const months = first === undefined ? [] : monthsBetween(first, last, MOST_MONTHS)
  const byMonth = new Map(counted.map((count) => [count.key, count]))
  return {
    months: watchedMonths(months, outlets, now).map((month) => ({
      ...(byMonth.get(month.month) ?? { key: month.month, reviewed: 0, waiting: 0 }),
      name: '',
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
