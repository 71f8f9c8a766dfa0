import { type Html, html, nothing } from '../html.ts'
import { type Page, typeLabel, when } from '../page.ts'
import type { ShownAlert } from '../queries/alert.ts'
import { layout } from './layout.ts'
import { origin, postForm, reviewBadge, statusWord, word } from './parts.ts'

/** One alert: why it was told, and what its reader can say to it. */
export function alertView(page: Page, alert: ShownAlert): Html {
  const { t } = page
  const link = alert.discoveryId
    ? `/articles/${alert.discoveryId}${alert.claimId ? `?claim=${alert.claimId}#claim-${alert.claimId}` : ''}`
    : '/silence'
  const answer = (value: string, label: string) =>
    html`<button name="answer" value="${value}"${alert.answer === value ? html` aria-pressed="true"` : nothing}>${alert.answer === value ? '✓ ' : ''}${label}</button>`
  const body = html`<p><strong><a href="/watches/${alert.watchId}">${alert.watchName}</a></strong> · ${word(page, 'alert', alert.kind)}${alert.hint ? html` <span class="badge">${t('alerts.hint')}</span>` : nothing}${alert.review ? html` ${reviewBadge(page, alert.review)}` : nothing} · ${when(page, alert.at)}</p>
${alert.claimType && alert.claimStatus ? html`<p><strong>${typeLabel(page, alert.claimType)}</strong> · ${statusWord(page, alert.claimStatus)}${alert.urgency ? html` · <span class="badge">${word(page, 'urgency', alert.urgency)}</span>` : nothing}</p>` : nothing}
${alert.outletName ? html`<p lang="${alert.language ?? ''}"><a href="${link}">${alert.title ?? alert.url}</a></p><p class="meta">${origin(page, { ...alert, outletName: alert.outletName })}</p>` : nothing}
<h2>${t('alert.why')}</h2><p>${word(page, 'rule', alert.rule)}${alert.words.length > 0 ? html`: “${alert.words.join('”, “')}”` : nothing}</p>
<blockquote lang="${alert.language ?? ''}">${alert.sentence || alert.reason}</blockquote>
${alert.incidentId ? html`<p><a href="/incidents/${alert.incidentId}">${t('nav.incidents')}</a></p>` : nothing}
${postForm(page, `/alerts/${alert.id}`, html`${alert.ofPerson && alert.discoveryId ? html`<p>${t('alert.judge-lead')}</p>` : nothing}<div class="acts">${alert.ofPerson && alert.discoveryId ? html`${answer('same', t('alert.confirm'))}${answer('different', t('alert.not-this'))}` : nothing}${answer('mute', t('alert.mute-week'))}</div>`)}
${alert.mutedUntil && alert.mutedUntil > page.now ? html`<p class="meta">${t('watch.mute-until')} ${when(page, alert.mutedUntil)}</p>` : nothing}`
  return layout(page, { title: t('alert.page'), body })
}
