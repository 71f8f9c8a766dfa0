import { type ClaimFilter, filterQuery } from '../../6-review/claim-filter.ts'
import type { InboxPage, ListedClaim } from '../../6-review/claim-list.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page } from '../page.ts'
import type { Hold, SavedView } from '../queries/desk.ts'
import { claimFilterForm, type FilterChoices, savedViewList, wrongFilters } from './filters.ts'
import { formKey, layout } from './layout.ts'
import {
  claimCount,
  claimLine,
  empty,
  origin,
  pager,
  percentOf,
  reviewBadge,
  sourceWords,
  statusWord,
} from './parts.ts'
import { type AskedClaims, waitingQuestions } from './questions.ts'

export interface InboxView {
  filter: ClaimFilter
  wrong: string[]
  inbox: InboxPage
  choices: FilterChoices
  holds: Map<string, Hold>
  views: SavedView[]
  current: number
  hasNext: boolean
  /** How many claims that wait the reader has skipped. */
  skipped: number
  asked: AskedClaims
  answers: AskedClaims
}

/** Claims that wait for a decision, grouped by article, what can't wait first. */
export function inboxView(page: Page, view: InboxView): Html {
  const { t } = page
  const { inbox, filter } = view
  const body = html`
${wrongFilters(page, view.wrong)}
${mayReview(page) ? waitingQuestions(page, view.asked, view.answers) : nothing}
<p class="count">${claimCount(page, inbox.claimCount)}${mayReview(page) ? html` · <a href="/questions">${t('ask.page')}</a>` : nothing}${view.skipped > 0 ? html` · <a href="/inbox?skipped=yes">${t('skip.count', { count: view.skipped })}</a>` : nothing}</p>
${savedViewList(page, view.views, '/inbox', filter)}
${claimFilterForm(page, '/inbox', filter, view.choices, ['suggested', 'reviewed', 'accepted', 'corrected', 'rejected', 'all'])}
${inbox.articles.length === 0 ? emptyInbox(page, filter) : nothing}
${mayReview(page) && inbox.articles.length > 0 ? actForm(page) : nothing}
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
<p>${origin(page, first)}${first.mayBeCut ? html` · <span class="badge warn">${t('article.cut')}</span>` : nothing}${other ? html` · <span class="badge warn">${t('hold.by', { name: hold.accountName })}</span>` : nothing}</p>${mayReview(page) && !other ? holdButtons(page, discoveryId, hold !== undefined) : nothing}</header>
<ul class="claims">${claims.map((claim) => claimItem(page, claim, other ? hold : undefined))}</ul>
</article>`
}

// One form for all buttons of the page: its key would else stand beside each claim, and make the page twice as large.
const ACT = 'act'
const actForm = (page: Page): Html =>
  html`<form id="${ACT}" method="post" action="/inbox">${formKey(page)}<input type="hidden" name="back" value="${page.path}${filterQuery(page.query)}"></form>`

function holdButtons(page: Page, discoveryId: string, mine: boolean): Html {
  const { t } = page
  const button = (act: string, label: string) =>
    html`<button class="plain" form="${ACT}" formaction="/articles/${discoveryId}/${act}">${label}</button>`
  return mine
    ? html`<p class="hold"><span class="badge on">${t('hold.mine')}</span> ${button('release', t('hold.release'))}</p>`
    : html`<p class="hold">${button('take', t('hold.take'))}</p>`
}

/** @param holder the colleague who is at this article: what could be decided is then not offered */
function claimItem(page: Page, claim: ListedClaim, holder: Hold | undefined): Html {
  const { t } = page
  const { seen } = claim
  const open = `/articles/${claim.discoveryId}?claim=${claim.id}#claim-${claim.id}`
  return html`<li class="claim" id="claim-${claim.id}" tabindex="-1" data-claim>
<div class="line">${mayReview(page) && !holder ? html`<label class="pick"><input type="checkbox" form="bulk" name="claim" value="${claim.id}:${seen}"><span class="sr">${t('bulk.choose')}</span></label>` : nothing}
<p><a href="${open}" data-key="open">${claimLine(page, claim)}</a> ${isUrgent(page, claim) ? html`<span class="badge urgent">${t('claim.urgent')}</span>` : nothing}${claim.tracked ? html` <span class="badge tracked">${t('claim.tracked')}</span>` : nothing}</p></div>
<blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>
<div class="under"><p class="meta">${claim.review === 'suggested' ? nothing : reviewBadge(page, claim.review)} ${statusWord(page, claim.fields.status)} · ${sourceWords(page, claim.fields)} · ${percentOf(page, claim)}</p>
${
  mayReview(page) && !holder && claim.review === 'suggested'
    ? html`<div class="quick">
<button form="${ACT}" formaction="/claims/${claim.id}/accept" name="seen" value="${seen}" data-key="a">${t('act.accept')}</button>
<a class="button" href="/articles/${claim.discoveryId}?correct=${claim.id}#claim-${claim.id}" data-key="e">${t('act.correct')}</a>
<a class="button" href="/articles/${claim.discoveryId}?reject=${claim.id}#claim-${claim.id}" data-key="r">${t('act.reject')}</a>
${skipButton(page, claim)}</div>`
    : nothing
}</div>
</li>`
}

function skipButton({ t, query }: Page, { id }: ListedClaim): Html {
  return query.skipped === 'yes'
    ? html`<button form="${ACT}" formaction="/claims/${id}/unskip">${t('skip.back')}</button>`
    : html`<button form="${ACT}" formaction="/claims/${id}/skip" data-key="s">${t('skip.do')}</button>`
}

const isUrgent = ({ types }: Page, { fields }: ListedClaim) =>
  fields.status !== 'resolved' && types.some((type) => type.name === fields.type && type.urgent)

function bulkBar(page: Page): Html {
  const { t } = page
  return html`<form id="bulk" class="bulk" method="get" action="/claims/bulk"><span>${t('bulk.chosen')}</span>
<button name="act" value="accept">${t('bulk.accept')}</button> <button name="act" value="reject">${t('bulk.reject')}</button></form>`
}
