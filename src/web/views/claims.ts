import type { ClaimFilter } from '../../6-review/claim-filter.ts'
import type { ListedClaim } from '../../6-review/claim-list.ts'
import type { PastDecision } from '../../6-review/decision-store.ts'
import type { ClaimFields } from '../../domain/claim.ts'
import { type Html, html, nothing } from '../html.ts'
import { eventWords, type Page, typeLabel, when } from '../page.ts'
import type { SavedView } from '../queries/desk.ts'
import type { MessageKey } from '../translate.ts'
import { FIELD_WORDS } from './claim-fields-form.ts'
import { claimFilterForm, type FilterChoices, savedViewList, wrongFilters } from './filters.ts'
import { layout } from './layout.ts'
import {
  claimCount,
  claimFields,
  claimLine,
  empty,
  exportLinks,
  nextLink,
  origin,
  reviewBadge,
  shownOr,
  sourceWords,
  statusWord,
  unknown,
  victimWords,
  word,
} from './parts.ts'

export interface ClaimListView {
  filter: ClaimFilter
  wrong: string[]
  claims: ListedClaim[]
  count: number
  choices: FilterChoices
  views: SavedView[]
  before: string | undefined
}

/** All claims, newest first, with the same filters as the inbox. */
export function claimListView(page: Page, view: ClaimListView): Html {
  const { t } = page
  const query = { ...view.filter, confidence: view.filter.confidence?.toString() }
  const body = html`
${wrongFilters(page, view.wrong)}
<p class="count">${claimCount(page, view.count)}</p>
${savedViewList(page, view.views, '/claims', view.filter)}
${claimFilterForm(page, '/claims', view.filter, view.choices, ['reviewed', 'all', 'suggested', 'accepted', 'corrected', 'rejected'])}
${view.claims.length === 0 ? empty(t('claims.none'), html`<p><a href="/inbox">${t('nav.inbox')}</a></p>`) : claimCards(page, view.claims)}
${nextLink(page, '/claims', query, view.before)}
${exportLinks(page, '/claims', query)}`
  return layout(page, { title: t('nav.claims'), body })
}

/** Claims one below the other, each with evidence, source, outlet and date. */
export function claimCards(page: Page, claims: ListedClaim[]): Html {
  return html`<ul class="cards">${claims.map(
    (
      claim,
    ) => html`<li class="card claim"><p><a href="/articles/${claim.discoveryId}?claim=${claim.id}#claim-${claim.id}">${claimLine(page, claim)}</a> ${reviewBadge(page, claim.review)} ${statusWord(page, claim.fields.status)}</p>
<blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>
<p class="meta">${origin(page, claim)} · ${sourceWords(page, claim.fields)}${claim.fields.eventDate ? html` · ${eventWords(page, claim.fields.eventDate)}` : nothing}</p></li>`,
  )}</ul>`
}

/** One claim and its history: who decided, when, what before and what after. */
export function claimView(page: Page, { claim, past }: { claim: ListedClaim; past: PastDecision[] }): Html {
  const { t } = page
  const title = typeLabel(page, claim.fields.type)
  const body = html`
<p class="lead"><a href="/articles/${claim.discoveryId}?claim=${claim.id}#claim-${claim.id}" lang="${claim.language ?? ''}">${claim.title}</a><br>${origin(page, claim)}</p>
<p>${reviewBadge(page, claim.review)}${claim.current || claim.review !== 'suggested' ? nothing : html` <span class="badge warn">${t('claim.withdrawn')}</span>`}${claim.textChanged ? html` <span class="badge warn">${t('claim.text-changed')}</span>` : nothing}</p>
<blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>
${claimFields(page, claim)}
${claim.why.length > 0 ? html`<h2>${t('claim.why')}</h2><ul>${claim.why.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
<h2>${t('history.title')}</h2>
<ol class="steps history"><li>${when(page, claim.createdAt)} · ${claim.origin === 'analyser' ? t('history.suggested', { version: claim.analyser ?? '?' }) : t('history.by-hand')}</li>
${past.map((decision) => decisionItem(page, decision))}</ol>
${exportLinks(page, `/claims/${claim.id}`, {})}`
  return layout(page, { title, body })
}

function decisionItem(page: Page, decision: PastDecision): Html {
  const { t } = page
  const { before, after } = decision
  const changes = decision.forgotten || !before ? [] : changesBetween(page, before.fields, after.fields)
  const moved = !decision.forgotten && before?.evidence && before.evidence.quote !== after.evidence?.quote
  return html`<li>${when(page, decision.at)} · <strong>${decision.accountName}</strong> · ${word(page, 'act', `did-${decision.act}`)}
${decision.forgotten ? html`<p>${t('history.forgotten')}</p>` : nothing}
${decision.reason ? html`<p>${t('reject.reason')}: ${reasonWords(page, decision.reason)}</p>` : nothing}
${decision.before && decision.before.review !== decision.after.review ? html`<p>${reviewBadge(page, decision.before.review)} → ${reviewBadge(page, decision.after.review)}</p>` : nothing}
${changes.length > 0 ? html`<ul>${changes.map(({ key, before: was, after: is }) => html`<li>${t(key)}: <del>${was}</del> → <ins>${is}</ins></li>`)}</ul>` : nothing}
${moved ? html`<p>${t('legend.evidence')}: <del>${before.evidence!.quote}</del> → <ins>${after.evidence?.quote ?? t('evidence.as-read')}</ins></p>` : nothing}
<p class="meta"><code title="${t('history.hash')}">${Buffer.from(decision.hash).toString('hex').slice(0, 16)}</code></p></li>`
}

/** A reason as it was chosen, in the reader's language, with the words that were added. */
export function reasonWords(page: Page, reason: string): string {
  const [, code = '', words = ''] = /^([a-z-]+)(?:: (.*))?$/su.exec(reason) ?? []
  const known = word(page, 'reason', code)
  return code === '' || known === code.replaceAll('-', ' ') ? reason : [known, words].filter(Boolean).join(': ')
}

/** The fields that two versions of a claim differ in, in words. */
export function changesBetween(
  page: Page,
  before: ClaimFields,
  after: ClaimFields,
): { key: MessageKey; before: Html; after: Html }[] {
  const shown: [MessageKey, (fields: ClaimFields) => Html][] = [
    ['field.type', ({ type }) => html`${typeLabel(page, type)}`],
    ['field.status', ({ status }) => html`${word(page, 'status', status)}`],
    ['field.victims', (fields) => victimWords(page, fields)],
    ['field.facility', ({ facility }) => (facility ? shownOr(page, facility) : unknown(page))],
    ['field.source', ({ source }) => (source ? shownOr(page, source) : unknown(page))],
    [
      'confidential.legend',
      ({ confidential = [] }) => html`${confidential.map((field) => page.t(FIELD_WORDS[field])).join(', ') || '–'}`,
    ],
    ['field.date', ({ eventDate }) => (eventDate ? html`${eventWords(page, eventDate)}` : unknown(page))],
  ]
  return shown
    .map(([key, show]) => ({ key, before: show(before), after: show(after) }))
    .filter((change) => change.before.markup !== change.after.markup)
}
