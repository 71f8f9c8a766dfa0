import { wordDiff } from '../../language/word-diff.ts'
import { type Html, html, nothing } from '../html.ts'
import { number, type Page, when } from '../page.ts'
import type { ArticleRecord } from '../queries/articles.ts'
import type { KeptCapture, Version } from '../queries/captures.ts'
import { layout } from './layout.ts'
import { empty, origin, outside } from './parts.ts'

export interface OriginalView {
  article: ArticleRecord
  captures: KeptCapture[]
  versions: Version[]
  compared: { from: Version; to: Version } | null
  /** What is wrong with the newest capture's bytes; null where they are what was kept. */
  newestFault: string | null
}

/** The evidence behind an article: what was fetched when, byte for byte, and what the outlet changed since. */
export function originalView(page: Page, view: OriginalView): Html {
  const { t } = page
  const { article, captures, newestFault } = view
  const title = article.title ?? article.discoveredTitle ?? article.url
  const body = html`<p class="lead"><a href="/articles/${article.discoveryId}" lang="${article.language ?? ''}" data-key="open">${title}</a><br>${origin(page, article)}</p>
<p>${outside(article.url, t('original.live'))} <small>${t('original.live-hint')}</small></p>
${changes(page, view)}
<h2>${t('capture.title', { count: captures.length })}</h2>
${captures.length === 0 ? empty(t('original.none')) : html`<ol class="cards">${captures.map((capture, index) => captureCard(page, capture, index === 0 ? { fault: newestFault } : null))}</ol>`}`
  return layout(page, { title: t('original.title'), body })
}

function captureCard(page: Page, capture: KeptCapture, checked: { fault: string | null } | null): Html {
  const { t } = page
  const { id, sha256, finalUrl, status, contentType, size, screenshot, rendered } = capture
  return html`<li class="card"><h3>${when(page, capture.fetchedAt)}${rendered ? html` <span class="badge">${t('capture.rendered')}</span>` : nothing}</h3>
<dl class="fields">
<div><dt>${t('capture.address')}</dt><dd>${finalUrl}</dd></div>
<div><dt>${t('capture.answer')}</dt><dd>${status} · ${contentType ?? '?'} · ${t('capture.bytes', { count: number(page, Number(size)) })}</dd></div>
<div><dt>SHA-256</dt><dd><code>${sha256.toString('hex')}</code>${checked ? html`<br>${checked.fault === null ? html`<span class="good">${t('original.checked')}</span>` : html`<span class="badge warn">${t('original.broken')}</span> ${checked.fault}`}` : nothing}</dd></div>
</dl>
<p class="acts"><a class="button" href="/captures/${id}/text">${t('original.text')}</a> <a class="button" href="/captures/${id}/bytes" download>${t('original.bytes')}</a>${screenshot ? html` <a class="button" href="/captures/${id}/screenshot">${t('original.screenshot')}</a>` : nothing}</p></li>`
}

function changes(page: Page, { article, versions, compared }: OriginalView): Html {
  const { t } = page
  if (!compared) return nothing
  const { from, to } = compared
  const choose = (name: string, label: string, chosen: Version) =>
    html`<label class="field"><span>${label}</span><select name="${name}">${versions.map((version, index) => html`<option value="${version.articleId}"${version === chosen ? html` selected` : nothing}>${index + 1}. ${when(page, version.fetchedAt)}</option>`)}</select></label>`
  const parts = wordDiff(`${from.title}\n${from.text}`, `${to.title}\n${to.text}`).map(({ kind, text }) =>
    kind === 'added' ? html`<ins>${text}</ins>` : kind === 'removed' ? html`<del>${text}</del>` : text,
  )
  return html`<section class="changes" aria-labelledby="changes"><h2 id="changes">${t('article.changes')}</h2>
<form method="get" action="/articles/${article.discoveryId}/original" class="bar">${choose('from', t('original.from'), from)}${choose('to', t('original.to'), to)}<button>${t('original.compare')}</button></form>
${from.text === to.text && from.title === to.title ? empty(t('original.same')) : html`<div class="text" lang="${article.language ?? ''}">${parts}</div>`}</section>`
}
