import type { Preview } from '../../6-alert/preview.ts'
import type { ListPlan } from '../../6-alert/watch-list.ts'
import { ALERT_KINDS, SilenceKind, type WatchWish } from '../../domain/watch.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, when } from '../page.ts'
import { tellRefusal } from '../refusals.ts'
import { layout } from './layout.ts'
import { empty, input, postForm, word } from './parts.ts'

export interface WatchFormView {
  /** The watch that is changed; null for a new one. */
  id: string | null
  wish: Partial<WatchWish>
  problem: string | null
  preview: Preview | null
  mutedUntil: Date | null
}

const lines = (name: string, label: string, values: readonly string[] | undefined): Html =>
  html`<label class="field"><span>${label}</span><textarea name="${name}" rows="2">${(values ?? []).join('\n')}</textarea></label>`

/** All that a watch can ask, with what it would have found before it is saved. */
export function watchFormView(page: Page, { id, wish, problem, preview, mutedUntil }: WatchFormView): Html {
  const { t, types, language } = page
  const check = (name: string, value: string, label: string, on: boolean) =>
    html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${on ? html` checked` : nothing}> ${label}</label>`
  const fields = html`
${input({ name: 'name', label: t('watches.name'), value: wish.name ?? '', required: true })}
${check('of_person', 'yes', t('watch.of-person'), wish.ofPerson ?? true)}
${lines('spellings', t('watches.spellings'), wish.spellings)}
<fieldset><legend>${t('watch.wants')}</legend><div class="grid">${ALERT_KINDS.map((kind) => check('wants', kind, word(page, 'alert', kind), wish.wants?.includes(kind) ?? true))}</div></fieldset>
${fold(
  t('watch.apart'),
  [wish.father, wish.leaveOut?.length, wish.heldAt],
  html`
${input({ name: 'father', label: t('watch.father'), value: wish.father ?? '', hint: t('watch.father-hint') })}
${lines('leave_out', t('watch.leave-out'), wish.leaveOut)}
${input({ name: 'held_at', label: t('watch.held-at'), value: wish.heldAt ?? '', hint: t('watch.held-at-hint') })}`,
)}
${fold(
  t('watch.only'),
  [wish.facility, wish.claimTypes?.length, wish.words?.length],
  html`
${input({ name: 'facility', label: t('watch.facility'), value: wish.facility ?? '' })}
<fieldset><legend>${t('watch.types')}</legend><div class="grid">${types.map((type) => check('claim_types', type.name, type.label[language], wish.claimTypes?.includes(type.name) ?? false))}</div></fieldset>
${lines('words', t('watch.words'), wish.words)}`,
)}
${fold(t('watch.silence'), Object.values(wish.silence ?? {}), html`<div class="grid">${SilenceKind.options.map((kind) => input({ name: `silence_${kind}`, label: word(page, 'silence-of', kind), type: 'number', value: String(wish.silence?.[kind] ?? '') }))}</div>`)}
<p class="acts"><button name="do" value="preview" class="primary">${t('watch.preview')}</button> <button name="do" value="save">${id ? t('watches.save') : t('watch.save')}</button></p>`
  const body = html`<p class="lead">${t('watch.lead')}</p>
${problem ? html`<p class="notice warn" role="alert">${problem}</p>` : nothing}
${postForm(page, id ? `/watches/${id}/conditions` : '/watches/new', fields)}
${preview ? previewPart(page, preview) : nothing}
${id ? keptActs(page, id, mutedUntil) : html`<p><a href="/watches/list">${t('watch.list')}</a></p>`}`
  return layout(page, { title: id ? t('watch.all') : t('watch.new'), body })
}

/** A part of the form that few need: open where something is filled in. */
const fold = (label: string, filled: readonly unknown[], fields: Html): Html =>
  html`<details class="card"${filled.some(Boolean) ? html` open` : nothing}><summary>${label}</summary>${fields}</details>`

function keptActs(page: Page, id: string, mutedUntil: Date | null): Html {
  const { t } = page
  return html`
${postForm(page, `/watches/${id}/mute`, html`${input({ name: 'until', label: t('watch.mute-until'), type: 'date', value: mutedUntil?.toISOString().slice(0, 10) ?? '' })}<button>${t('watch.mute-do')}</button>`)}
${postForm(page, `/watches/${id}/backfill`, html`<p>${t('watch.backfill-hint')}</p><button>${t('watch.backfill')}</button>`)}`
}

function previewPart(page: Page, { found, looked }: Preview): Html {
  const { t } = page
  if (found.length === 0) return empty(t('watch.found-none'))
  const articles = [...Map.groupBy(found.slice(0, 50), ({ discoveryId }) => discoveryId).values()]
  return html`<section class="card" aria-labelledby="found"><h2 id="found" tabindex="-1">${t('watch.found', { count: found.length, looked: looked.length })}</h2><ul class="cards">${articles.map(
    ([
      first,
      ...more
    ]) => html`<li class="card"><p><a href="/articles/${first!.discoveryId}">${first!.title}</a> · ${when(page, first!.discoveredAt, 'day')}</p>
${[first!, ...more].map((alert) => previewAlert(page, alert))}</li>`,
  )}</ul></section>`
}

const previewAlert = (page: Page, alert: Preview['found'][number]): Html =>
  html`<p><strong>${word(page, 'alert', alert.kind)}</strong>${alert.hint ? html` <span class="badge">${page.t('alerts.hint')}</span>` : nothing} · ${page.t('alerts.because')} ${word(page, 'rule', alert.rule)}${alert.words.length > 0 ? html`: “${alert.words.join('”, “')}”` : nothing}</p><blockquote>${alert.sentence}</blockquote>`

/** A list of watches in and out; what it would do stands there before it is done. */
export function watchImportView(page: Page, { csv, plan }: { csv: string; plan: ListPlan | null }): Html {
  const { t } = page
  const told = plan
    ? html`<section class="card"><p>${t('watch.list-plan', { add: plan.add.length, change: plan.change.length, same: plan.same.length })}</p>
<ul>${[...plan.add, ...plan.change].map(({ name }) => html`<li>${name}</li>`)}</ul>
${plan.problems.length > 0 ? html`<ul class="notice warn">${plan.problems.map(({ line, refusal }) => html`<li>${t('watch.list-problem', { line, problem: tellRefusal(page, refusal) })}</li>`)}</ul>` : nothing}</section>`
    : nothing
  const body = html`<p class="lead">${t('watch.list-lead')} <a href="/watches.csv" download>${t('watch.list-out')}</a></p>${told}
${postForm(
  page,
  '/watches/list',
  html`<label class="field"><span>CSV</span><textarea name="csv" rows="12" spellcheck="false">${csv}</textarea></label>
<p class="acts"><button name="do" value="try" class="primary">${t('watch.list-try')}</button>${plan && plan.add.length + plan.change.length > 0 ? html` <button name="do" value="save">${t('watch.list-do')}</button>` : nothing}</p>`,
)}`
  return layout(page, { title: t('watch.list'), body })
}
