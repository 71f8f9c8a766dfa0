import { type ClaimFilter, filterQuery } from '../../6-review/claim-filter.ts'
import type { InboxPage, ListedClaim } from '../../6-review/claim-list.ts'
import { seenMark } from '../../6-review/decide.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page } from '../page.ts'
import type { Hold, SavedView } from '../queries/desk.ts'
import { claimFilterForm, type FilterChoices, savedViewList, wrongFilters } from './filters.ts'
import { layout } from './layout.ts'
import { claimCount, claimLine, empty, origin, pager, percentOf, postForm, reviewBadge, statusWord } from './parts.ts'

export interface InboxView {
  filter: ClaimFilter
  wrong: string[]
  inbox: InboxPage
  choices: FilterChoices
  holds: Map<string, Hold>
  views: SavedView[]
  current: number
  hasNext: boolean
}

/** Claims that wait for a decision, grouped by article, what can't wait first. */
export function inboxView(page: Page, view: InboxView): Html {
  const { t } = page
  const { inbox, filter } = view
  const body = html`
${wrongFilters(page, view.wrong)}
<p class="count">${claimCount(page, inbox.claimCount)}</p>
${savedViewList(page, view.views, '/inbox', filter)}
${claimFilterForm(page, '/inbox', filter, view.choices, ['suggested', 'reviewed', 'accepted', 'corrected', 'rejected', 'all'])}
${inbox.articles.length === 0 ? emptyInbox(page, filter) : nothing}
<div class="inbox">${inbox.articles.map(({ discoveryId, claims }) => articleCard(page, discoveryId, claims, view.holds.get(discoveryId)))}</div>
${mayReview(page) && inbox.articles.length > 0 ? bulkBar(page) : nothing}
${pager(page, { path: '/inbox', query: { ...filter, confidence: filter.confidence?.toString() }, current: view.current, hasNext: view.hasNext })}`
  return layout(page, { title: t('nav.inbox'), body })
}

function emptyInbox({ t }: Page, filter: ClaimFilter): Html {
  const filtered = Object.keys(filter).some((name) => name !== 'review')
  if (filtered) return empty(t('inbox.none.filtered'), html`<p><a href="/inbox">${t('filter.clear')}</a></p>`)
  return empty(
    t('inbox.none'),
    html`<p><a href="/queue">${t('nav.queue')}</a> · <a href="/outlets">${t('nav.outlets')}</a> · <a href="/claims">${t('nav.claims')}</a></p>`,
  )
}

function articleCard(page: Page, discoveryId: string, claims: ListedClaim[], hold: Hold | undefined): Html {
  const { t } = page
  const [first] = claims
  if (!first) return nothing
  const other = hold && hold.accountId !== page.account!.id
  return html`<article class="card" aria-labelledby="a${discoveryId}">
<header><h2 id="a${discoveryId}" lang="${first.language ?? ''}"><a href="/articles/${discoveryId}">${first.title}</a></h2>
<p>${origin(page, first)}${first.mayBeCut ? html` · <span class="badge warn">${t('article.cut')}</span>` : nothing}${other ? html` · <span class="badge warn">${t('hold.by', { name: hold.accountName })}</span>` : nothing}</p></header>
<ul class="claims">${claims.map((claim) => claimItem(page, claim))}</ul>
</article>`
}

function claimItem(page: Page, claim: ListedClaim): Html {
  const { t } = page
  const seen = seenMark(claim.lastDecisionId, claim, claim.evidence)
  const open = `/articles/${claim.discoveryId}?claim=${claim.id}#claim-${claim.id}`
  return html`<li class="claim" id="claim-${claim.id}" tabindex="-1" data-claim>
<div class="line">${mayReview(page) ? html`<label class="pick"><input type="checkbox" form="bulk" name="claim" value="${claim.id}:${seen}"><span class="sr">${t('bulk.choose')}</span></label>` : nothing}
<p><a href="${open}" data-key="open">${claimLine(page, claim)}</a> ${isUrgent(page, claim) ? html`<span class="badge urgent">${t('claim.urgent')}</span>` : nothing}${claim.tracked ? html` <span class="badge tracked">${t('claim.tracked')}</span>` : nothing}</p></div>
<blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>
<div class="under"><p class="meta">${claim.review === 'suggested' ? nothing : reviewBadge(page, claim.review)} ${statusWord(page, claim.fields.status)} · ${claim.fields.source ?? t('field.source.article')} · ${percentOf(page, claim)}</p>
${
  mayReview(page) && claim.review === 'suggested'
    ? html`<div class="quick">
${postForm(page, `/claims/${claim.id}/accept`, html`<input type="hidden" name="seen" value="${seen}"><input type="hidden" name="back" value="${page.path}${filterQuery(page.query)}"><button data-key="a">${t('act.accept')}</button>`, 'inline')}
<a class="button" href="/articles/${claim.discoveryId}?correct=${claim.id}#claim-${claim.id}" data-key="e">${t('act.correct')}</a>
<a class="button" href="/articles/${claim.discoveryId}?reject=${claim.id}#claim-${claim.id}" data-key="r">${t('act.reject')}</a></div>`
    : nothing
}</div>
</li>`
}

const isUrgent = ({ types }: Page, { fields }: ListedClaim) =>
  fields.status !== 'resolved' && types.some((type) => type.name === fields.type && type.urgent)

function bulkBar(page: Page): Html {
  const { t } = page
  return html`<form id="bulk" class="bulk" method="get" action="/claims/bulk"><span>${t('bulk.chosen')}</span>
<button name="act" value="accept">${t('bulk.accept')}</button> <button name="act" value="reject">${t('bulk.reject')}</button></form>`
}
