import type { ListedClaim } from '../../6-review/claim-list.ts'
import { seenMark } from '../../6-review/decide.ts'
import { writtenDate } from '../../6-review/written-date.ts'
import type { ClaimFields } from '../../domain/claim.ts'
import { type Html, html, nothing } from '../html.ts'
import { linesOf } from '../mark-text.ts'
import { mayReview, type Page, typeLabel } from '../page.ts'
import { sentencesOf } from '../sentences.ts'
import type { ArticleView } from './article.ts'
import { urgencyBadge } from './incidents.ts'
import { claimFields, input, postForm, reviewBadge, select, word } from './parts.ts'

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

const seenInput = (claim: ListedClaim): Html =>
  html`<input type="hidden" name="seen" value="${seenMark(claim.lastDecisionId, claim, claim.evidence)}">`

function acts(page: Page, claim: ListedClaim, view: ArticleView): Html {
  const { t } = page
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
  return postForm(
    page,
    `/claims/${claim.id}/correct`,
    html`${seenInput(claim)}${fieldInputs(page, claim.fields, view)}
<p class="acts"><button class="primary">${t('act.save')}</button> <a href="/articles/${claim.discoveryId}#claim-${claim.id}">${t('act.cancel')}</a></p>`,
    'correct',
  )
}

function fieldInputs(page: Page, fields: ClaimFields, { way, facilities, article }: ArticleView): Html {
  const { t, types, language } = page
  const people = [...new Set(way.mentions.filter(({ kind }) => kind === 'person').map(({ name }) => name))]
  const places = [
    ...new Set([...way.mentions.filter(({ kind }) => kind === 'facility').map(({ name }) => name), ...facilities]),
  ]
  const others = fields.victims.filter((name) => !people.includes(name))
  return html`
${select({ name: 'type', label: t('field.type'), value: fields.type, choices: types.map((type) => ({ value: type.name, label: type.label[language] })) })}
${select({ name: 'status', label: t('field.status'), value: fields.status, choices: ['alleged', 'denied', 'feared', 'resolved'].map((value) => ({ value, label: word(page, 'status', value) })) })}
<fieldset><legend>${t('field.victims')}</legend>
${people.map((name) => html`<label class="check"><input type="checkbox" name="victim" value="${name}"${fields.victims.includes(name) ? html` checked` : nothing}> ${name}</label>`)}
<label class="field"><span>${t('correct.other-victims')}</span><textarea name="victims" rows="2">${others.join('\n')}</textarea></label>
${input({ name: 'victim_group', label: t('field.group'), value: fields.victimGroup ?? '' })}</fieldset>
${input({ name: 'facility', label: t('field.facility'), value: fields.facility ?? '', list: 'places' })}
${input({ name: 'source', label: t('field.source'), value: fields.source ?? '', list: 'sources', hint: t('correct.source-hint') })}
${input({ name: 'date', label: t('field.date'), value: writtenDate(fields.eventDate), hint: t('correct.date-hint') })}
<datalist id="places">${places.map((name) => html`<option value="${name}">`)}</datalist>
<datalist id="sources">${people.map((name) => html`<option value="${name}">`)}</datalist>
<input type="hidden" name="article" value="${article.articleId}">`
}

const NO_FIELDS: ClaimFields = {
  type: '',
  status: 'alleged',
  victims: [],
  victimGroup: null,
  facility: null,
  source: null,
  sourceChain: [],
  eventDate: null,
}

/** A claim that the analyser missed: choose its sentence, then say what it claims. */
export function addForm(page: Page, view: ArticleView): Html {
  const { t } = page
  const { article, open } = view
  const here = `/articles/${article.discoveryId}`
  if (!open.add) return html`<p class="add"><a class="button" href="${here}?add=1#add">${t('add.open')}</a></p>`
  const text = article.text!
  const sentences = linesOf(text).flatMap((line) => sentencesOf(text, line, article.language))
  return html`<section id="add" class="card" aria-labelledby="add-title"><h3 id="add-title">${t('add.title')}</h3>
${postForm(
  page,
  `${here}/claims`,
  html`<fieldset class="sentences"><legend>${t('add.sentence')}</legend>${sentences.map(
    ({ start, end }) =>
      html`<label class="check"><input type="radio" name="span" value="${start}-${end}" required> <span lang="${article.language ?? ''}">${text.slice(start, end)}</span></label>`,
  )}</fieldset>
${fieldInputs(page, NO_FIELDS, view)}
<p class="acts"><button class="primary">${t('add.save')}</button> <a href="${here}">${t('act.cancel')}</a></p>`,
  'correct',
)}</section>`
}
