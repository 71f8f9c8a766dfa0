import type { ClaimFields } from '../../domain/claim.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, typeLabel, when } from '../page.ts'
import { takeOverForm } from './article.ts'
import { layout } from './layout.ts'
import { claimFields } from './parts.ts'

/** Somebody else was faster: what the reviewer had chosen is shown, so that no thought is lost. */
export function staleView(
  page: Page,
  {
    words,
    chosen,
    fields,
    next,
  }: { words: string; chosen: string; fields: ClaimFields | null; next: { href: string; label: string } },
): Html {
  const { t } = page
  const body = html`<p class="lead" role="alert">${words}</p>
${yours(page, chosen, fields)}
<p><a class="button" href="${next.href}">${next.label}</a></p>`
  return layout(page, { title: t('stale.title'), body })
}

/** A colleague is at this article: nothing is decided behind their back, and there are ways on. */
export function heldView(
  page: Page,
  {
    discoveryId,
    claimId,
    holder,
    until,
    chosen,
    fields,
  }: {
    discoveryId: string
    /** Null: a claim that was to be added. */
    claimId: string | null
    holder: string
    until: Date
    chosen: string
    fields: ClaimFields | null
  },
): Html {
  const { t } = page
  const body = html`<p class="lead" role="alert">${t('hold.refused', { name: holder })} ${when(page, until)}.</p>
${yours(page, chosen, fields)}
<p class="acts"><a class="button primary" href="/inbox/next?after=${discoveryId}">${t('article.next')} →</a> ${claimId === null ? nothing : html`<a class="button" href="/articles/${discoveryId}?ask=${claimId}#claim-${claimId}">${t('ask.do')}</a>`} ${takeOverForm(page, discoveryId, holder)}</p>`
  return layout(page, { title: t('hold.refused-title'), body })
}

const yours = (page: Page, chosen: string, fields: ClaimFields | null): Html =>
  html`<section class="card"><h2>${page.t('stale.yours')}</h2><p>${chosen}</p>${fields ? html`<p>${typeLabel(page, fields.type)}</p>${claimFields(page, { fields, confidence: 1, origin: 'reviewer' })}` : nothing}</section>`
