import type { ListedClaim } from '../../6-review/claim-list.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page, typeLabel } from '../page.ts'
import type { ArticleView } from './article.ts'
import { fieldInputs } from './claim-fields-form.ts'
import { evidenceChoice } from './evidence-choice.ts'
import { urgencyBadge } from './incidents.ts'
import { whatChanged } from './later.ts'
import { claimFields, input, postForm, reviewBadge, select, word } from './parts.ts'
import { askForm, questionsOfClaim } from './questions.ts'

export const REJECT_REASONS = [
  'no-claim',
  'other-person',
  'wrong-type',
  'told-before',
  'not-detained',
  'other',
] as const

/** One claim beside the text: what it says, why, and what can be done with it. */
export function claimPanel(page: Page, claim: ListedClaim, number: number, view: ArticleView): Html {
  const { t } = page
  const correcting = view.open.correct === claim.id
  return html`<li class="claim card" id="claim-${claim.id}" tabindex="-1" data-claim="${claim.id}" aria-labelledby="claim-${claim.id}-title">
<h3 id="claim-${claim.id}-title"><a class="ref" href="#evidence-${claim.id}" aria-label="${t('claim.to-evidence', { number })}">${number}</a> ${typeLabel(page, claim.fields.type)} ${reviewBadge(page, claim.review)}${claim.tracked ? html` <span class="badge tracked">${t('claim.tracked')}</span>` : nothing}</h3>
${claim.textChanged ? html`<p class="notice warn">${t('claim.text-changed')}</p>` : nothing}
<blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>
${correcting && mayReview(page) ? correctForm(page, claim, view) : html`${claimFields(page, claim)}${mayReview(page) ? acts(page, claim, view) : nothing}`}
${whatChanged(page, claim, view.later.get(claim.id))}
${questionsOfClaim(
  page,
  view.questions.filter(({ claimId }) => claimId === claim.id),
)}
${view.open.ask === claim.id && mayReview(page) ? askForm(page, claim, view.colleagues) : nothing}
${claim.why.length > 0 ? html`<details class="why"><summary>${t('claim.why')}</summary><ul>${claim.why.map((line) => html`<li>${line}</li>`)}</ul></details>` : nothing}
${claimUrgency(page, claim)}
<p class="meta"><a href="/claims/${claim.id}/incident">${t('incident.of-claim')}</a> · <a href="/claims/${claim.id}">${t('claim.history')}</a>${claim.analyser ? html` · ${t('claim.analyser', { version: claim.analyser })}` : nothing}</p>
</li>`
}

// A letter of allegation or an urgent appeal: the UN's line, by rule, with its reason.
function claimUrgency(page: Page, { fields, evidence, language, published, createdAt }: ListedClaim): Html {
  const weighed = page.urgencyOf?.({ ...fields, evidence, lang: language, told: published ?? createdAt })
  if (!weighed) return nothing
  return html`<p>${urgencyBadge(page, { urgency: weighed.kind, urgencyRule: weighed.rule, urgencyWord: weighed.word })}</p>`
}

const seenInput = (claim: ListedClaim): Html => html`<input type="hidden" name="seen" value="${claim.seen}">`

function acts(page: Page, claim: ListedClaim, view: ArticleView): Html {
  const { t } = page
  const ask = html`<a class="button" href="/articles/${claim.discoveryId}?ask=${claim.id}#claim-${claim.id}" data-key="q">${t('ask.do')}</a>`
  // A colleague is at it: asking is all that is left.
  if (view.hold && view.hold.accountId !== page.account?.id) return html`<div class="acts">${ask}</div>`
  const { id, review } = claim
  const here = `/articles/${claim.discoveryId}`
  const act = (name: string, label: string, key: string, primary = false) =>
    postForm(
      page,
      `/claims/${id}/${name}`,
      html`${seenInput(claim)}<button data-key="${key}"${primary ? html` class="primary"` : nothing}>${label}</button>`,
      'inline',
    )
  return html`<div class="acts">
${review === 'suggested' || review === 'rejected' ? act('accept', t('act.accept'), 'a', review === 'suggested') : nothing}
<a class="button" href="${here}?correct=${id}#claim-${id}" data-key="e">${t('act.correct')}</a>
${review === 'rejected' ? nothing : rejectForm(page, claim, view.open.reject === id)}
${review === 'suggested' ? nothing : act('undo', t('act.undo'), 'u')}
${ask}
</div>`
}

function rejectForm(page: Page, claim: ListedClaim, open: boolean): Html {
  const { t } = page
  return html`<details class="reject" data-key="r"${open ? html` open` : nothing}><summary class="button">${t('act.reject')}</summary>
${postForm(
  page,
  `/claims/${claim.id}/reject`,
  html`${seenInput(claim)}
${select({ name: 'reason', label: t('reject.reason'), value: 'no-claim', choices: REJECT_REASONS.map((reason) => ({ value: reason, label: word(page, 'reason', reason) })) })}
${input({ name: 'words', label: t('reject.words') })}<button class="primary">${t('act.reject')}</button>`,
)}</details>`
}

/** Every field of a claim to correct; what the article names is offered first. */
function correctForm(page: Page, claim: ListedClaim, view: ArticleView): Html {
  const { t } = page
  const evidence = { start: claim.evidenceStart, end: claim.evidenceEnd }
  return postForm(
    page,
    `/claims/${claim.id}/correct`,
    html`${seenInput(claim)}${evidenceChoice(page, claim, view)}${fieldInputs(page, claim.fields, view, claim.articleId === view.article.articleId ? evidence : null)}
<p class="acts"><button class="primary">${t('act.save')}</button> <a href="/articles/${claim.discoveryId}#claim-${claim.id}">${t('act.cancel')}</a></p>`,
    'correct',
  )
}
