import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import type { RecordFeed, RecordKind } from '../queries/record-feeds.ts'
import { postForm } from './parts.ts'

export interface FeedOfRecord {
  kind: RecordKind
  record: string
  feed: RecordFeed | undefined
  base: string
}

/** A record's feed on its page: an address of the reader's own, to be made, renewed and taken away. */
export function recordFeedPart(page: Page, { kind, record, feed, base }: FeedOfRecord): Html {
  const { t } = page
  if (!feed)
    return html`<section class="feed" id="feed" aria-labelledby="feed-title"><h2 id="feed-title">${t('watches.feed')}</h2><p>${t('feed.lead')}</p>
${postForm(page, '/feeds', html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="record" value="${record}"><button>${t('feed.make')}</button>`)}</section>`
  const address = `${base}/feeds/${feed.key}.atom`
  return html`<section class="feed" id="feed" aria-labelledby="feed-title"><h2 id="feed-title">${t('watches.feed')}</h2><p>${t('feed.hint')}</p>
<p class="break"><a href="${address}">${address}</a></p><p>${t('feed.all')} <a class="break" href="${address}?review=all">?review=all</a></p>
<div class="acts">${postForm(page, `/feeds/${feed.id}/renew`, html`<button>${t('watches.renew')}</button>`, 'inline')}
${postForm(page, `/feeds/${feed.id}/remove`, html`<button class="danger">${t('feed.remove')}</button>`, 'inline')}</div></section>`
}
