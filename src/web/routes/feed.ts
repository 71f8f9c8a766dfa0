import type { Action } from '../environment.ts'
import { typeLabel } from '../page.ts'
import { alertsOfWatch } from '../queries/alerts.ts'
import { watchOfFeed } from '../queries/watches.ts'
import { pageOf } from '../request.ts'
import { sendFeed } from '../send-feed.ts'
import { word } from '../views/parts.ts'
import { recordFeed } from './record-feeds.ts'
import { publicBase } from './watches.ts'

const ALERTS_IN_FEED = 50

/**
 * A watch's alerts, or a record's claims, for a feed reader, which can't sign in: the key in the address is what opens it.
 */
export const feed: Action = (deps) => async (c) => {
  const key = c.req.param('file')!.replace(/\.atom$/, '')
  const watch = await watchOfFeed(deps.sql, key)
  if (!watch) return (await recordFeed(c, deps, key)) ?? c.notFound()
  const page = pageOf(c, deps)
  const base = publicBase(c, deps)
  const alerts = await alertsOfWatch(deps.sql, watch.id, ALERTS_IN_FEED)
  const entries = alerts.map((alert) => ({
    id: `${base}/alerts/${alert.id}`,
    title: `${alert.claimType ? typeLabel(page, alert.claimType) : word(page, 'alert', alert.kind)}: ${alert.title ?? watch.name}`,
    link: alert.discoveryId
      ? `${base}/articles/${alert.discoveryId}${alert.claimId ? `?claim=${alert.claimId}` : ''}`
      : `${base}/alerts`,
    at: alert.at,
    author: alert.outletName ?? 'Vigil',
    words: [alert.reason, alert.review === 'suggested' ? `(${page.t('alerts.not-reviewed')})` : '']
      .filter(Boolean)
      .join(' '),
    source: alert.url,
  }))
  const updated = alerts[0]?.at ?? watch.createdAt
  return sendFeed(c, {
    title: page.t('alerts.feed', { name: watch.name }),
    id: `${base}/feeds/${watch.id}`,
    self: `${base}${c.req.path}`,
    updated,
    entries,
  })
}
