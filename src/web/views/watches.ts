import { type Html, html, nothing } from '../html.ts'
import { type Page, typeLabel, when } from '../page.ts'
import type { ListedAlert } from '../queries/alerts.ts'
import type { Watch } from '../queries/watches.ts'
import { layout } from './layout.ts'
import { empty, exportLinks, input, nextLink, origin, postForm, reviewBadge, statusWord, word } from './parts.ts'

export function watchListView(page: Page, { watches, feedBase }: { watches: Watch[]; feedBase: string }): Html {
  const { t } = page
  const body = html`
<p class="lead">${t('watches.lead')}</p>
<p><a class="button" href="/watches/new">${t('watch.new')}</a> <a href="/watches/list">${t('watch.list')}</a></p>
<section class="card" aria-labelledby="add-watch"><h2 id="add-watch">${t('watches.add')}</h2>${postForm(page, '/watches', html`${watchFields(page, null)}<button class="primary">${t('watches.save')}</button>`)}</section>
${watches.length === 0 ? empty(t('watches.none')) : html`<ul class="cards">${watches.map((watch) => watchItem(page, watch, feedBase))}</ul>`}
${exportLinks(page, '/watches', {})}`
  return layout(page, { title: t('nav.watches'), body })
}

function watchItem(page: Page, watch: Watch, feedBase: string): Html {
  const { t } = page
  return html`<li class="card"><h2><a href="/watches/${watch.id}">${watch.name}</a>${watch.muted ? html` <span class="badge">${t('watches.muted')}</span>` : nothing}</h2>
${watch.spellings.length > 0 ? html`<p>${watch.spellings.join(' · ')}</p>` : nothing}
<p class="meta"><a href="/alerts?watch=${watch.id}">${t('watches.alerts', { count: watch.alerts })}</a>${watch.lastAlert ? html` · ${when(page, watch.lastAlert)}` : nothing} · <a href="${feedBase}/feeds/${watch.feedKey}.atom">Atom</a></p></li>`
}

const watchFields = ({ t }: Page, watch: Watch | null): Html => html`
${input({ name: 'name', label: t('watches.name'), value: watch?.name ?? '', required: true })}
<label class="field"><span>${t('watches.spellings')}</span><textarea name="spellings" rows="3">${(watch?.spellings ?? []).join('\n')}</textarea><small>${t('watches.spellings-hint')}</small></label>`

export function watchView(
  page: Page,
  { watch, feedBase, problem }: { watch: Watch; feedBase: string; problem: string | null },
): Html {
  const { t } = page
  const feed = `${feedBase}/feeds/${watch.feedKey}.atom`
  const body = html`
${problem ? html`<p class="notice warn" role="alert">${problem}</p>` : nothing}
<p class="lead"><a href="/alerts?watch=${watch.id}">${t('watches.alerts', { count: watch.alerts })}</a></p>
<p><a class="button" href="/watches/${watch.id}/conditions">${t('watch.all')}</a></p>
${postForm(
  page,
  `/watches/${watch.id}`,
  html`${watchFields(page, watch)}
<label class="check"><input type="checkbox" name="muted" value="yes"${watch.muted ? html` checked` : nothing}> ${t('watches.mute')}</label>
<p class="acts"><button class="primary">${t('watches.save')}</button></p>`,
)}
<h2>${t('watches.feed')}</h2><p>${t('watches.feed-hint')}</p><p class="break"><a href="${feed}">${feed}</a></p>
${postForm(page, `/watches/${watch.id}/feed`, html`<button>${t('watches.renew')}</button>`)}
<h2>${t('watches.remove')}</h2><p>${t('watches.remove-hint')}</p>
${postForm(page, `/watches/${watch.id}/remove`, html`<button class="danger">${t('watches.remove')}</button>`)}`
  return layout(page, { title: watch.name, body })
}

export function alertListView(
  page: Page,
  {
    alerts,
    watches,
    watchId,
    before,
  }: { alerts: ListedAlert[]; watches: Watch[]; watchId: string | undefined; before: string | undefined },
): Html {
  const { t, account } = page
  const newest = alerts[0]?.id
  const seen = BigInt(account!.alertsSeen)
  const body = html`
${watches.length > 1 ? html`<nav class="views" aria-label="${t('nav.watches')}"><ul><li><a href="/alerts"${watchId ? nothing : html` aria-current="true"`}>${t('alerts.all')}</a></li>${watches.map((watch) => html`<li><a href="/alerts?watch=${watch.id}"${watch.id === watchId ? html` aria-current="true"` : nothing}>${watch.name}</a></li>`)}</ul></nav>` : nothing}
${newest && !watchId && BigInt(newest) > seen ? postForm(page, '/alerts/seen', html`<input type="hidden" name="up_to" value="${newest}"><button>${t('alerts.seen')}</button>`) : nothing}
${alerts.length === 0 ? empty(watches.length === 0 ? t('alerts.no-watches') : t('alerts.none'), html`<p><a href="/watches">${t('nav.watches')}</a></p>`) : html`<ul class="cards">${alerts.map((alert) => alertItem(page, alert, BigInt(alert.id) > seen))}</ul>`}
${nextLink(page, '/alerts', { watch: watchId }, before)}
${exportLinks(page, '/alerts', { watch: watchId })}`
  return layout(page, { title: t('nav.alerts'), body })
}

function alertItem(page: Page, alert: ListedAlert, isNew: boolean): Html {
  const { t } = page
  const link = `/articles/${alert.discoveryId}${alert.claimId ? `?claim=${alert.claimId}#claim-${alert.claimId}` : ''}`
  return html`<li class="card"><p><strong>${alert.watchName}</strong> · ${word(page, 'alert', alert.kind)}${isNew ? html` <span class="badge tracked">${t('nav.new')}</span>` : nothing}${alert.hint ? html` <span class="badge">${t('alerts.hint')}</span>` : nothing}${alert.review ? html` ${reviewBadge(page, alert.review)}` : nothing} · <a href="/alerts/${alert.id}">${when(page, alert.at)}</a></p>
${alert.claimType && alert.claimStatus ? html`<p><strong>${typeLabel(page, alert.claimType)}</strong> · ${statusWord(page, alert.claimStatus)}</p>` : nothing}
${alert.discoveryId && alert.outletName ? html`<p lang="${alert.language ?? ''}"><a href="${link}">${alert.title ?? alert.url}</a></p><p class="meta">${origin(page, { ...alert, outletName: alert.outletName })}</p>` : nothing}
<p>${t('alerts.because')} ${word(page, 'rule', alert.rule)}${alert.words.length > 0 ? html`: “${alert.words.join('”, “')}”` : nothing}</p>
<blockquote lang="${alert.language ?? ''}">${alert.sentence || alert.reason}</blockquote></li>`
}
