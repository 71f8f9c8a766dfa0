import type { ClaimFields } from '../../domain/claim.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, typeLabel } from '../page.ts'
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
<section class="card"><h2>${t('stale.yours')}</h2><p>${chosen}</p>${fields ? html`<p>${typeLabel(page, fields.type)}</p>${claimFields(page, { fields, confidence: 1, origin: 'reviewer' })}` : nothing}</section>
<p><a class="button" href="${next.href}">${next.label}</a></p>`
  return layout(page, { title: t('stale.title'), body })
}
