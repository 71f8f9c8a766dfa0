import { filterQuery } from '../../6-review/claim-filter.ts'
import { COUNTED, type ListedClaim } from '../../6-review/claim-list.ts'
import type { ClaimFields, ConfidentialField } from '../../domain/claim.ts'
import { HIDDEN } from '../../domain/confidential.ts'
import { type Html, html, nothing } from '../html.ts'
import { counted, eventWords, languageName, number, type Page, percent, typeLabel, when } from '../page.ts'
import { COUNTED_TO } from '../queries/counted.ts'
import { isMessageKey, type MessageKey } from '../translate.ts'
import { formKey } from './layout.ts'

/** A form that posts to one of our actions. */
export const postForm = (page: Page, action: string, content: Html, name = ''): Html =>
  html`<form method="post" action="${action}"${name ? html` class="${name}"` : nothing}>${formKey(page)}${content}</form>`

/** A word of ours (state, reason, kind …) in the reader's language; the word itself where we have no better one. */
export function word(page: Page, group: string, name: string): string {
  const key = `${group}.${name}`
  return isMessageKey(key) ? page.t(key) : name.replaceAll(/[_-]/g, ' ')
}

export const reviewBadge = (page: Page, review: string): Html =>
  html`<span class="badge review-${review}">${word(page, 'review', review)}</span>`

export const statusWord = (page: Page, status: string): Html =>
  html`<span class="status status-${status}">${word(page, 'status', status)}</span>`

export const unknown = ({ t }: Page): Html => html`<span class="unknown">${t('unknown')}</span>`

const hidden = ({ t }: Page): Html => html`<span class="unknown">${t('confidential.hidden')}</span>`

/** A field's value, or that it is not for this reader. */
export const shownOr = (page: Page, value: string): Html => (value === HIDDEN ? hidden(page) : html`${value}`)

/** Whether a field that is marked is hidden from this reader: one that has nothing to show could be unknown as well. */
const hidesFrom = ({ account }: Page, { confidential = [] }: ClaimFields, field: ConfidentialField): boolean =>
  confidential.includes(field) && !account?.seesConfidential

/** Victims as the claim has them; the group's words where it names nobody. */
export function victimWords(page: Page, { victims, victimGroup }: ClaimFields): Html {
  if (victims.length > 0)
    return html`${victims[0] === HIDDEN ? hidden(page) : victims.join(', ')}${victimGroup ? html` <span class="group">(${shownOr(page, victimGroup)})</span>` : nothing}`
  return victimGroup ? html`<span class="group">${shownOr(page, victimGroup)}</span>` : unknown(page)
}

/** Where an article comes from, in a line. */
export const origin = (
  page: Page,
  from: {
    outletName: string
    published: Date | null
    publishedPrecision: 'time' | 'day' | null
    language: string | null
  },
): Html =>
  html`<span class="origin">${from.outletName} · ${when(page, from.published, from.publishedPrecision)} · ${languageName(page, from.language)}</span>`

/** Who says so, in a line; a hidden name says that it is hidden. */
export const sourceWords = ({ t }: Page, { source }: ClaimFields): string =>
  source === HIDDEN ? t('confidential.source') : (source ?? t('field.source.article'))

/** The fields of a claim, each with its name. A claim is never shown without evidence, source, outlet and date. */
export function claimFields(page: Page, claim: { fields: ClaimFields; confidence: number; origin?: string }): Html {
  const { t } = page
  const { fields } = claim
  const chain = fields.sourceChain.map(({ name, relation, via }) =>
    [name, relation ? `(${word(page, 'relation', relation)})` : '', via ? `← ${via}` : ''].filter(Boolean).join(' '),
  )
  // A chain of the source alone tells nothing new.
  const isLonger = chain.length > 1 || (chain.length === 1 && chain[0] !== fields.source)
  // Whoever sees it must know that others do not.
  const marked = (field: ConfidentialField) =>
    fields.confidential?.includes(field) && !hidesFrom(page, fields, field)
      ? html` <span class="badge warn">${t('confidential.badge')}</span>`
      : nothing
  // Who is a victim is told openly: a mark on the source alone would promise what it does not keep.
  const namesVictim =
    fields.confidential?.includes('source') &&
    !fields.confidential.includes('victims') &&
    fields.victims.some((name) => [fields.source, ...fields.sourceChain.map((link) => link.name)].includes(name))
  const rows: [MessageKey, Html | string][] = [
    ['field.victims', html`${victimWords(page, fields)}${marked('victims')}${marked('victimGroup')}`],
    ['field.facility', html`${fields.facility ? shownOr(page, fields.facility) : unknown(page)}${marked('facility')}`],
    [
      'field.source',
      html`${fields.source ? shownOr(page, fields.source) : html`<span class="unknown">${t('field.source.article')}</span>`}${marked('source')}${namesVictim ? html`<br><small>${t('confidential.victim-too')}</small>` : nothing}${isLonger ? html`<br><small>${chain.join(' · ')}${marked('sourceChain')}</small>` : hidesFrom(page, fields, 'sourceChain') ? html`<br><small>${t('field.chain')}: ${hidden(page)}</small>` : nothing}`,
    ],
    ['field.status', statusWord(page, fields.status)],
    [
      'field.date',
      html`${fields.eventDate ? eventDate(page, fields.eventDate) : hidesFrom(page, fields, 'eventDate') ? hidden(page) : unknown(page)}${marked('eventDate')}`,
    ],
  ]
  if (claim.origin !== 'reviewer') rows.push(['field.confidence', percent(page, claim.confidence)])
  return html`<dl class="fields">${rows.map(([key, value]) => html`<div><dt>${t(key)}</dt><dd>${value}</dd></div>`)}</dl>`
}

const eventDate = (page: Page, date: NonNullable<ClaimFields['eventDate']>): Html =>
  html`${eventWords(page, date)}${date.text ? html` <small>“${date.text}”</small>` : nothing}`

/** A link that leaves our pages: web addresses only, and the outlet does not learn where the reader comes from. */
export function outside(url: string, words = url): Html {
  if (!/^https?:\/\//i.test(url)) return html`<span class="break">${url}</span>`
  return html`<a class="break" href="${url}" rel="noreferrer noopener external">${words}</a>`
}

/** What a claim is about, in a line. */
export const claimLine = (page: Page, { fields }: Pick<ListedClaim, 'fields'>): Html =>
  html`<strong>${typeLabel(page, fields.type)}</strong> · ${victimWords(page, fields)}${fields.facility ? html` · ${shownOr(page, fields.facility)}` : nothing}`

/** The same in plain words, for what is no page. */
export function claimWords({ types, language, t }: Page, fields: ClaimFields): string {
  const label = types.find(({ name }) => name === fields.type)?.label[language] ?? fields.type
  const open = (value: string | null) => (value === HIDDEN ? t('confidential.hidden') : value)
  const whom =
    fields.victims.length > 0 ? fields.victims.map(open).join(', ') : (open(fields.victimGroup) ?? t('unknown'))
  return [label, whom, open(fields.facility)].filter(Boolean).join(' · ')
}

/** How many claims there are; where counting stopped, that there are more, and why no number stands there. */
export const claimCount = ({ t }: Page, count: number): Html =>
  count === COUNTED + 1
    ? html`${t('inbox.many-claims', { count: COUNTED })} <span class="meta">(${t('counted.stopped')})</span>`
    : html`${t('inbox.claims', { count })}`

/** Says what "1,000+" means, where it stands among these numbers. */
export const countedNote = (page: Page, values: number[]): Html =>
  values.some((value) => value > COUNTED_TO)
    ? html`<p class="meta">${page.t('counted.note', { number: counted(page, COUNTED_TO + 1) })}</p>`
    : nothing

/** How sure the analyser is; a claim added by hand needs no such number. */
export const percentOf = (page: Page, { origin, confidence }: Pick<ListedClaim, 'origin' | 'confidence'>): string =>
  origin === 'reviewer' ? page.t('claim.by-hand') : percent(page, confidence)

/** Previous and next page of a list whose address is `path` with the filters of `query`. */
export function pager(
  page: Page,
  {
    path,
    query,
    current,
    hasNext,
  }: { path: string; query: Record<string, string | undefined>; current: number; hasNext: boolean },
): Html {
  if (current === 1 && !hasNext) return nothing
  const to = (at: number) => `${path}${filterQuery({ ...query, page: at === 1 ? undefined : String(at) })}`
  return html`<nav class="pager" aria-label="${page.t('pager.label')}">
${current > 1 ? html`<a rel="prev" href="${to(current - 1)}">← ${page.t('pager.previous')}</a>` : nothing}
<span>${page.t('pager.page', { page: current })}</span>
${hasNext ? html`<a rel="next" href="${to(current + 1)}">${page.t('pager.next')} →</a>` : nothing}</nav>`
}

/** Next page of a list that is read by where the last one ended. */
export function nextLink(
  page: Page,
  path: string,
  query: Record<string, string | undefined>,
  before: string | null | undefined,
  name: 'before' | 'after' = 'before',
): Html {
  if (!before) return nothing
  return html`<nav class="pager" aria-label="${page.t('pager.label')}"><a rel="next" href="${path}${filterQuery({ ...query, [name]: before })}">${page.t('pager.older')} →</a></nav>`
}

/** A list that is empty says what to do next. */
export const empty = (words: string, next: Html = nothing): Html =>
  html`<div class="empty"><p>${words}</p>${next}</div>`

export interface Choice {
  value: string
  label: string
}

export const select = ({
  name,
  label,
  choices,
  value,
  any,
}: {
  name: string
  label: string
  choices: Choice[]
  value: string | undefined
  any?: string
}): Html =>
  html`<label class="field"><span>${label}</span><select name="${name}">${any === undefined ? nothing : html`<option value="">${any}</option>`}${choices.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === value ? html` selected` : nothing}>${choice.label}</option>`,
  )}</select></label>`

export const input = ({
  name,
  label,
  value = '',
  type = 'text',
  hint,
  list,
  required = false,
  autocomplete,
}: {
  name: string
  label: string
  value?: string
  type?: string
  hint?: string | undefined
  list?: string
  required?: boolean
  autocomplete?: string
}): Html =>
  html`<label class="field"><span>${label}</span><input name="${name}" type="${type}" value="${value}"${list ? html` list="${list}"` : nothing}${required ? html` required` : nothing}${autocomplete ? html` autocomplete="${autocomplete}"` : nothing}>${hint ? html`<small>${hint}</small>` : nothing}</label>`

/** Links that carry a list or record out with its filters, and to the same on paper. */
export function exportLinks({ t }: Page, path: string, query: Record<string, string | undefined>, from = path): Html {
  const filters = { ...query, page: undefined, before: undefined, after: undefined, done: undefined }
  const link = (format: string, label: string) =>
    html`<a href="${path}.${format}${filterQuery(filters)}" download>${label}</a>`
  return html`<p class="export">${t('export.label')} ${link('csv', 'CSV')} · ${link('xlsx', 'XLSX')} · ${link('jsonl', 'JSON Lines')} · <a href="${from}${filterQuery({ ...filters, print: 'yes' })}">${t('export.print')}</a></p>`
}

/** A table that stays readable at 390 px: each cell knows its column's name. */
export function table(caption: string, columns: string[], rows: (Html | string | number)[][], page: Page): Html {
  const cell = (value: Html | string | number) => (typeof value === 'number' ? number(page, value) : value)
  return html`<table><caption class="sr">${caption}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((value, index) => html`<td data-label="${columns[index]}"${typeof value === 'number' ? html` class="num"` : nothing}>${cell(value)}</td>`)}</tr>`)}</tbody></table>`
}
