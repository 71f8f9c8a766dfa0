import type { Format } from '../../7-export/step.ts'
import type { Action } from '../environment.ts'
import { listAlerts, markAlertsSeen } from '../queries/alerts.ts'
import { readWatches } from '../queries/watches.ts'
import { formOf, pageOf, queryOf, rowsOf, send, told } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { alertListView } from '../views/watches.ts'

const ALERTS_A_PAGE = 50
const idOf = (words: string | undefined) => (/^\d{1,18}$/.test(words ?? '') ? words : undefined)

export const alertList: Action = (deps) => async (c) => {
  const size = rowsOf(c, ALERTS_A_PAGE)
  const query = queryOf(c)
  const accountId = c.get('account').id
  const watchId = idOf(query.watch)
  const [found, watches] = await Promise.all([
    listAlerts(deps.sql, accountId, { watchId, before: idOf(query.before), limit: size + 1 }),
    readWatches(deps.sql, accountId),
  ])
  const alerts = found.slice(0, size)
  const before = found.length > size ? alerts.at(-1)!.id : undefined
  return send(c, alertListView(pageOf(c, deps), { alerts, watches, watchId, before }))
}

export const alertsSeen: Action = (deps) => async (c) => {
  const upTo = idOf((await formOf(c)).get('up_to'))
  if (upTo) await markAlertsSeen(deps.sql, c.get('account').id, upTo)
  return c.redirect(told('/alerts', 'saved'), 303)
}

const COLUMNS = [
  'id',
  'watch',
  'kind',
  'at',
  'mention',
  'reason',
  'claim_type',
  'claim_status',
  'review',
  'outlet',
  'title',
  'url',
  'published',
]

export const alertExport =
  (format: Format): Action =>
  (deps) =>
  async (c) => {
    const alerts = await listAlerts(deps.sql, c.get('account').id, { watchId: idOf(queryOf(c).watch), limit: 100_000 })
    const rows = alerts.map((alert) => ({
      id: alert.id,
      watch: alert.watchName,
      kind: alert.kind,
      at: alert.at,
      mention: alert.mention,
      reason: alert.reason,
      claim_type: alert.claimType,
      claim_status: alert.claimStatus,
      review: alert.review,
      outlet: alert.outletName,
      title: alert.title,
      url: alert.url,
      published: alert.published,
    }))
    return sendTable(c, format, { name: 'alerts', columns: COLUMNS, rows })
  }
