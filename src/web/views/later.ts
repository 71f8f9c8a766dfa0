import type { ListedClaim } from '../../6-review/claim-list.ts'
import type { LaterSuggestion } from '../../6-review/later-suggestion.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, when } from '../page.ts'
import { changesBetween } from './claims.ts'

/** What a newer analysis says of a decided claim, beside the decision, which stays. */
export function whatChanged(page: Page, claim: ListedClaim, later: LaterSuggestion | undefined): Html {
  if (!later) return nothing
  const { t } = page
  const { fields, analyser, at } = later
  const changes = fields ? changesBetween(page, claim.suggested, fields) : []
  const said =
    fields === null
      ? html`<p>${t('later.gone')}</p>`
      : claim.origin === 'reviewer'
        ? html`<p>${t('later.found')}</p>`
        : html`<ul>${changes.map(({ key, before, after }) => html`<li>${t(key)}: <del>${before}</del> → <ins>${after}</ins></li>`)}</ul>`
  return html`<details class="later"><summary>${t('later.title')}</summary>${said}<p class="meta">${t('claim.analyser', { version: analyser })} · ${when(page, at)}. ${t('later.stays')}</p></details>`
}
