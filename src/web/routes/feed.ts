import { atomFeed } from '../../6-alert/atom.ts'
import type { Action } from '../environment.ts'
import { typeLabel } from '../page.ts'
import { alertsOfWatch } from '../queries/alerts.ts'
import { watchOfFeed } from '../queries/watches.ts'
import { pageOf } from '../request.ts'
import { word } from '../views/parts.ts'
import { publicBase } from './watches.ts'

const ALERTS_IN_FEED = 50

/** A watch's alerts for a feed reader, which can't sign in: the key in the address is what opens it. */
export const feed: Action = (deps) => async (c) => {
  const key = c.req.param('file')!.replace(/\.atom$/, '')
  const watch = await watchOfFeed(deps.sql, key)
  if (!watch) return c.notFound()
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
  const body = atomFeed({
    title: page.t('alerts.feed', { name: watch.name }),
    id: `${base}/feeds/${watch.id}`,
    self: `${base}${c.req.path}`,
    updated,
    entries,
  })
  const tag = `"${watch.id}-${alerts[0]?.id ?? 0}-${alerts.length}"`
  if (c.req.header('if-none-match') === tag) return c.body(null, 304, { etag: tag })
  return c.body(body, 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
    etag: tag,
    'cache-control': 'private, no-cache',
  })
}
