import { readFilter } from '../../6-review/claim-filter.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { eventWords, type Page, typeLabel } from '../page.ts'
import {
  addRecordFeed,
  claimsToTell,
  feedOfKey,
  RecordKind,
  recordFeeds,
  recordOf,
  removeRecordFeed,
  renewRecordFeed,
} from '../queries/record-feeds.ts'
import { formOf, pageOf, queryOf, told } from '../request.ts'
import { sendFeed } from '../send-feed.ts'
import { translator } from '../translate.ts'
import { claimWords, sourceWords, word } from '../views/parts.ts'
import { publicBase } from './watches.ts'

const CLAIMS_IN_FEED = 50

/** The feed that a reader has of a record, for its page. */
export async function feedOfRecord(c: Ctx, deps: WebDeps, kind: RecordKind, record: string) {
  const [feed] = await recordFeeds(deps.sql, c.get('account').id, { kind, record })
  return { kind, record, feed, base: publicBase(c, deps) }
}

/** A record's claims for a feed reader: only reviewed ones unless its address asks for others; these are then marked. */
export async function recordFeed(c: Ctx, deps: WebDeps, key: string): Promise<Response | undefined> {
  const found = await feedOfKey(deps.sql, key)
  const record = found && (await recordOf(deps.sql, found.kind, found.record))
  if (!record) return undefined
  const { filter, wrong } = readFilter(queryOf(c))
  // Half a filter would let out what it was meant to hold back.
  if (wrong.length > 0) return undefined
  const { tracked: _, skipped: __, ...asked } = filter
  const page: Page = { ...pageOf(c, deps), language: found.language, t: translator(found.language) }
  const shown = { ...asked, ...record.filter, review: asked.review ?? ('reviewed' as const) }
  const claims = await claimsToTell(deps.sql, shown, CLAIMS_IN_FEED)
  const base = publicBase(c, deps)
  const entries = claims.map((claim) => ({
    id: `${base}/claims/${claim.id}`,
    title: claimWords(page, claim.fields),
    link: `${base}/articles/${claim.discoveryId}?claim=${claim.id}#claim-${claim.id}`,
    at: claim.changedAt,
    author: claim.outletName,
    words: [
      claim.evidence,
      `${word(page, 'review', claim.review)} · ${word(page, 'status', claim.fields.status)} · ${sourceWords(page, claim.fields)}`,
      claim.fields.eventDate ? eventWords(page, claim.fields.eventDate) : '',
    ]
      .filter(Boolean)
      .join('\n'),
    source: claim.url,
  }))
  const name = record.name || (claims[0] ? typeLabel(page, claims[0].fields.type) : page.t('nav.incidents'))
  return sendFeed(c, {
    title: page.t('feed.title', { name }),
    id: `${base}${record.path}`,
    self: `${base}${c.req.path}${new URL(c.req.url).search}`,
    updated: claims[0]?.changedAt ?? found.createdAt,
    entries,
  })
}

const pathOf = (kind: RecordKind, record: string) =>
  ({ person: '/people/', facility: '/facilities/', outlet: '/outlets/', incident: '/incidents/' })[kind] + record

export const feedAdd: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const kind = RecordKind.safeParse(form.get('kind'))
  const record = form.get('record')
  if (!kind.success || !(await recordOf(deps.sql, kind.data, record))) return c.notFound()
  await addRecordFeed(deps.sql, c.get('account').id, { kind: kind.data, record })
  return c.redirect(told(`${pathOf(kind.data, record)}#feed`, 'saved'), 303)
}

export const feedRenew: Action = (deps) => async (c) => {
  const feed = await renewRecordFeed(deps.sql, c.get('account').id, c.req.param('id')!)
  return feed ? c.redirect(told(`${pathOf(feed.kind, feed.record)}#feed`, 'renewed'), 303) : c.notFound()
}

export const feedRemove: Action = (deps) => async (c) => {
  const feed = await removeRecordFeed(deps.sql, c.get('account').id, c.req.param('id')!)
  return feed ? c.redirect(told(`${pathOf(feed.kind, feed.record)}#feed`, 'removed'), 303) : c.notFound()
}
