import { alarmsOf } from '../../1-crawl/habit-alarm.ts'
import { outletDays } from '../../1-crawl/outlet-days.ts'
import type { Format } from '../../7-export/step.ts'
import type { Action } from '../environment.ts'
import { crawlNow, listOutlets, readOutlet, sourcesOf, statesOf } from '../queries/outlets.ts'
import { pageOf, send, told } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { outletListView, outletView } from '../views/records.ts'
import { feedOfRecord } from './record-feeds.ts'

export const outletList: Action = (deps) => async (c) =>
  send(c, outletListView(pageOf(c, deps), await listOutlets(deps.sql)))

export const outletExport =
  (format: Format): Action =>
  (deps) =>
  async (c) => {
    const columns = [
      'id',
      'name',
      'home',
      'language',
      'enabled',
      'problem',
      'sources',
      'troubled',
      'last_crawl',
      'articles',
      'stopped',
      'claims',
    ]
    const rows = (await listOutlets(deps.sql)).map(({ lastCrawl, ...outlet }) => ({ ...outlet, last_crawl: lastCrawl }))
    return sendTable(c, format, { name: 'outlets', columns, rows })
  }

export const outlet: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const found = await readOutlet(deps.sql, id)
  if (!found) return c.notFound()
  const [sources, states, days] = await Promise.all([
    sourcesOf(deps.sql, id),
    statesOf(deps.sql, id),
    outletDays(deps.sql, new Date(), id),
  ])
  const alarms = alarmsOf(days.get(id) ?? [])
  const feed = await feedOfRecord(c, deps, 'outlet', found.id)
  return send(c, outletView(pageOf(c, deps), { outlet: found, sources, states, alarms, feed }))
}

/** Lets a source be looked at now instead of at its time. */
export const sourceNow: Action = (deps) => async (c) => {
  const outletId = await crawlNow(deps.sql, c.req.param('id')!)
  if (!outletId) return c.notFound()
  return c.redirect(told(`/outlets/${outletId}`, 'again'), 303)
}
