import { type Html, html, nothing } from '../html.ts'
import { duration, mayReview, number, type Page, when } from '../page.ts'
import type { ArticleRecord, Capture, Step } from '../queries/articles.ts'
import { toldIn } from '../told.ts'
import { postForm, word } from './parts.ts'

const STOPPED = new Set(['failed', 'set_aside'])

/** Why an article stopped where it did, and a button that tries again. */
export function stopNotice(page: Page, { discoveryId, state, todo, because, advice, nextAt }: ArticleRecord): Html {
  const { t, now } = page
  if (todo !== null) {
    const later = because && nextAt > now
    return html`<p class="notice">${t('way.waiting', { step: word(page, 'step', todo) })}${later ? html` ${t('way.because')} ${word(page, 'because', because)}. ${t('way.next-try')} ${when(page, nextAt)}` : nothing}</p>`
  }
  if (!STOPPED.has(state)) return nothing
  return html`<div class="notice warn"><p><strong>${word(page, 'state', state)}</strong>: ${word(page, 'because', because ?? '')}</p>
${advice ? html`<p>${toldIn(page, advice)}</p>` : nothing}
${mayReview(page) ? postForm(page, `/articles/${discoveryId}/again`, html`<button>${t('way.again')}</button>`) : nothing}</div>`
}

/** Each step: when, how long, what came of it and why. */
export function articleWay(page: Page, steps: Step[], discoveredAt: Date): Html {
  const { t } = page
  return html`<ol class="steps"><li><span class="step">${word(page, 'step', 'discovered')}</span> ${when(page, discoveredAt)}</li>
${steps.map(
  (step) =>
    html`<li class="outcome-${step.outcome}"><span class="step">${word(page, 'step', step.step)}</span> ${when(page, step.startedAt)} · ${duration(page, step.ms)} · <strong>${word(page, 'outcome', step.outcome)}</strong>${step.because ? html` · ${t('way.because')} ${word(page, 'because', step.because)}` : nothing}${step.advice ? html`<br><small>${toldIn(page, step.advice)}</small>` : nothing}</li>`,
)}</ol>`
}

/** The fetches: final address, redirects, bytes and their hash; each is a version of the article. */
export function captureList(page: Page, discoveryId: string, captures: Capture[], shown: string | null): Html {
  const { t } = page
  if (captures.length === 0) return nothing
  return html`<h2>${t('capture.title', { count: captures.length })}</h2>${captures.map(
    (capture) => html`<dl class="fields capture">
<div><dt>${t('capture.fetched')}</dt><dd>${when(page, capture.fetchedAt)}${capture.rendered ? html` · ${t('capture.rendered')}` : nothing}${capture.articleId && captures.length > 1 ? html` · ${capture.articleId === shown ? t('capture.shown') : html`<a href="/articles/${discoveryId}?version=${capture.articleId}">${t('capture.version')}</a>`}` : nothing}</dd></div>
<div><dt>${t('capture.address')}</dt><dd>${capture.finalUrl}</dd></div>
${capture.redirects.length > 0 ? html`<div><dt>${t('capture.redirects')}</dt><dd><ol>${capture.redirects.map(({ url, status }) => html`<li>${status} ${url}</li>`)}</ol></dd></div>` : nothing}
<div><dt>${t('capture.answer')}</dt><dd>${capture.status} · ${capture.contentType ?? '?'} · ${t('capture.bytes', { count: number(page, Number(capture.size)) })}</dd></div>
<div><dt>SHA-256</dt><dd><code>${Buffer.from(capture.sha256).toString('hex')}</code></dd></div>
<div><dt>WARC</dt><dd><code>${capture.warcFile}</code></dd></div></dl>`,
  )}`
}
