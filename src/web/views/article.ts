import type { ListedClaim } from '../../6-review/claim-list.ts'
import type { LaterSuggestion } from '../../6-review/later-suggestion.ts'
import type { KeptMend } from '../../6-review/mend-store.ts'
import type { Colleague, Question } from '../../6-review/questions.ts'
import { wordDiff } from '../../language/word-diff.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page, when } from '../page.ts'
import type { ArticleRecord, ArticleWay } from '../queries/articles.ts'
import type { Hold } from '../queries/desk.ts'
import { articleNames } from './article-names.ts'
import { articleText } from './article-text.ts'
import { articleWay, captureList, stopNotice } from './article-way.ts'
import { addForm } from './claim-add.ts'
import { claimPanel } from './claim-panel.ts'
import { layout } from './layout.ts'
import { empty, origin, outside, postForm, word } from './parts.ts'

export interface ArticleView {
  article: ArticleRecord
  claims: ListedClaim[]
  way: ArticleWay
  copies: { discoveryId: string; title: string | null; outletName: string }[]
  facilities: string[]
  /** People of the register whom claims lately were about, or whom the reader tracks. */
  register: string[]
  hold: Hold | undefined
  next: string | null
  /** Which form is open: correcting or rejecting a claim, or adding one. */
  open: {
    mend?: string | undefined
    correct?: string | undefined
    reject?: string | undefined
    ask?: string | undefined
    add?: boolean
    span?: { start: number; end: number } | null
  }
  questions: Question[]
  mends: KeptMend[]
  /** What newer analyses say of decided claims. */
  later: Map<string, LaterSuggestion>
  colleagues: Colleague[]
  /** Words of it are not for this reader. */
  isBlackedOut: boolean
}

/** One article: its text left, what it claims right, and below how it came here. */
export function articleView(page: Page, view: ArticleView): Html {
  const { t } = page
  const { article } = view
  const title = article.title ?? article.discoveredTitle ?? article.url
  const body = html`
<p class="lead">${origin(page, article)}${article.byline ? html` · ${article.byline}` : nothing} · <a href="/articles/${article.discoveryId}/original" data-key="open">${t('article.original')}</a></p>
${marks(page, article)}
${view.isBlackedOut ? html`<p class="notice">${t('confidential.notice')}</p>` : nothing}
${stopNotice(page, article)}
${changes(page, article)}
${article.text === null ? nothing : reading(page, view)}
<section class="way" aria-labelledby="way"><h2 id="way">${t('way.title')}</h2>
${articleWay(page, view.way.steps, article.discoveredAt)}
${captureList(page, article.discoveryId, view.way.captures, article.articleId)}</section>`
  return layout(page, { title, heading: html`<span lang="${article.language ?? ''}">${title}</span>`, body })
}

/** What the outlet changed since the version before, word by word. */
function changes({ t }: Page, { text, previousText, language }: ArticleRecord): Html {
  if (text === null || previousText === null) return nothing
  const parts = wordDiff(previousText, text).map(({ kind, text: words }) => {
    if (kind === 'added') return html`<ins>${words}</ins>`
    return kind === 'removed' ? html`<del>${words}</del>` : words
  })
  return html`<details class="changes"><summary>${t('article.changes')}</summary><div lang="${language ?? ''}">${parts}</div></details>`
}

function marks(page: Page, article: ArticleRecord): Html {
  const { t } = page
  const notes: Html[] = []
  if (article.mayBeCut)
    notes.push(html`<span class="badge warn">${t('article.cut')}</span> ${word(page, 'because', article.mayBeCut)}`)
  if (article.translationOf) notes.push(html`${t('article.translation')} ${outside(article.translationOf)}`)
  if (article.removedAt)
    notes.push(html`<span class="badge warn">${t('article.removed')}</span> ${when(page, article.removedAt)}`)
  if (article.originalId) notes.push(html`<a href="/articles/${article.originalId}">${t('article.copy-of')}</a>`)
  return notes.length === 0 ? nothing : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`
}

function reading(page: Page, view: ArticleView): Html {
  const { t } = page
  const { article, claims, way } = view
  return html`
<p class="legend"><span class="jump"><a href="#claims">${t('article.claims', { count: claims.length })} ↓</a> · </span>${t('legend.title')} <span class="m-evidence">${t('legend.evidence')}</span> · <span class="m-also">${t('legend.also')}</span> · <span class="m-person">${t('legend.person')}</span> · <span class="m-facility">${t('legend.facility')}</span></p>
<div class="reading">
<section class="text" aria-label="${t('article.text')}" lang="${article.language ?? ''}">${articleText(page, article.text!, claims, way.mentions, article.articleId!)}</section>
<section class="panel" aria-labelledby="claims"><h2 id="claims">${t('article.claims', { count: claims.length })}</h2>
${mayReview(page) ? holdForms(page, view) : nothing}
${claims.length === 0 ? empty(t('article.no-claims')) : html`<ol class="claims">${claims.map((claim, index) => claimPanel(page, claim, index + 1, view))}</ol>`}
${mayReview(page) && view.next ? html`<p class="next"><a class="button" href="${view.next}" data-key="next">${t('article.next')} →</a></p>` : nothing}
${mayReview(page) ? addForm(page, view) : nothing}
${articleNames(page, view)}
${contacts(page, view)}
${view.copies.length > 0 ? html`<h2>${t('article.copies')}</h2><ul>${view.copies.map((copy) => html`<li><a href="/articles/${copy.discoveryId}">${copy.title ?? copy.discoveryId}</a> · ${copy.outletName}</li>`)}</ul>` : nothing}
</section></div>`
}

function holdForms(page: Page, { article, hold }: ArticleView): Html {
  const { t } = page
  if (hold && hold.accountId !== page.account!.id)
    return html`<div class="notice warn"><p>${t('hold.until', { name: hold.accountName })} ${when(page, hold.until)}</p>${takeOverForm(page, article.discoveryId, hold.accountName)}</div>`
  if (hold)
    return postForm(
      page,
      `/articles/${article.discoveryId}/release`,
      html`<span>${t('hold.mine')}</span> <button class="plain">${t('hold.release')}</button>`,
      'inline hold',
    )
  return postForm(
    page,
    `/articles/${article.discoveryId}/take`,
    html`<button class="plain" title="${t('hold.hint')}">${t('hold.take')}</button>`,
    'inline hold',
  )
}

/** Taking an article from a colleague, who then knows it: their next decision is refused. */
export const takeOverForm = (page: Page, discoveryId: string, name: string): Html =>
  postForm(
    page,
    `/articles/${discoveryId}/take`,
    html`<input type="hidden" name="over" value="yes"><button class="plain">${page.t('hold.over', { name })}</button>`,
    'inline hold',
  )

function contacts(page: Page, { way }: ArticleView): Html {
  if (way.contacts.length === 0) return nothing
  return html`<h2>${page.t('article.contacts')}</h2><ul class="contacts">${way.contacts.map(
    (contact) =>
      html`<li><strong>${word(page, 'contact', contact.kind)}</strong> · ${contact.personId ? html`<a href="/people/${contact.personId}">${contact.person}</a>` : contact.person}<br><q>${contact.evidence}</q></li>`,
  )}</ul>`
}
