import type { ListedClaim } from '../../6-review/claim-list.ts'
import type { BulkPlan } from '../bulk.ts'
import { type Html, html, nothing } from '../html.ts'
import type { Page } from '../page.ts'
import { REJECT_REASONS } from './claim-panel.ts'
import { claimCards } from './claims.ts'
import { layout } from './layout.ts'
import { empty, input, postForm, select, word } from './parts.ts'

/** What a bulk decision would do, before it is done. */
export function bulkPreview(page: Page, { claims, act, changed, held }: BulkPlan & { act: 'accept' | 'reject' }): Html {
  const { t } = page
  const title = t(act === 'accept' ? 'bulk.accept-title' : 'bulk.reject-title', { count: claims.length })
  const body = html`
${changed > 0 ? html`<p class="notice warn" role="alert">${t('bulk.changed', { count: changed })}</p>` : nothing}
${held.length > 0 ? html`<p class="notice warn" role="alert">${t('bulk.held', { count: held.length, names: [...new Set(held.map(({ holder }) => holder))].join(', ') })}</p>` : nothing}
${
  claims.length === 0
    ? empty(t('bulk.none'), html`<p><a href="/inbox">${t('nav.inbox')}</a></p>`)
    : html`${postForm(
        page,
        '/claims/bulk',
        html`<input type="hidden" name="act" value="${act}">${claims.map(({ id, seen }) => html`<input type="hidden" name="claim" value="${id}:${seen}">`)}
${act === 'reject' ? html`${select({ name: 'reason', label: t('reject.reason'), value: 'no-claim', choices: REJECT_REASONS.map((reason) => ({ value: reason, label: word(page, 'reason', reason) })) })}${input({ name: 'words', label: t('reject.words') })}` : nothing}
<p class="acts"><button class="primary">${t(act === 'accept' ? 'bulk.accept' : 'bulk.reject')}</button> <a href="/inbox">${t('act.cancel')}</a></p>`,
      )}${claimCards(page, claims)}`
}`
  return layout(page, { title, body })
}

export function bulkUndo(page: Page, { batch, claims }: { batch: string; claims: ListedClaim[] }): Html {
  const { t } = page
  const body = html`${claims.length === 0 ? empty(t('bulk.nothing-to-undo'), html`<p><a href="/inbox">${t('nav.inbox')}</a></p>`) : html`${postForm(page, `/claims/bulk/${batch}`, html`<p class="acts"><button class="primary">${t('bulk.undo')}</button> <a href="/inbox">${t('act.cancel')}</a></p>`)}${claimCards(page, claims)}`}`
  return layout(page, { title: t('bulk.undo-title', { count: claims.length }), body })
}
