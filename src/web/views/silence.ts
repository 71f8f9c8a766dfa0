import { isPast, type Silence } from '../../6-alert/silence.ts'
import type { PrisonerSilence } from '../../6-alert/silence-step.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, when } from '../page.ts'
import { layout } from './layout.ts'
import { empty, exportLinks, word } from './parts.ts'

/** Days of silence for each tracked prisoner; where no source works, that stands instead. */
export function silenceView(page: Page, prisoners: PrisonerSilence[]): Html {
  const { t } = page
  const body = html`<p class="lead">${t('silence.lead')}</p>
${prisoners.length === 0 ? empty(t('silence.none'), html`<p><a href="/watches/new">${t('watch.new')}</a></p>`) : html`<ul class="cards">${prisoners.map((prisoner) => prisonerItem(page, prisoner))}</ul>`}
${exportLinks(page, '/silence', {})}`
  return layout(page, { title: t('nav.silence'), body })
}

function prisonerItem(page: Page, prisoner: PrisonerSilence): Html {
  const { t } = page
  const { watchId, name, heldAt, blindSince, silences, personIds } = prisoner
  const shown = silences.filter(({ kind, day, limit }) => kind === 'any' || day !== null || limit !== null)
  return html`<li class="card"><h2><a href="/watches/${watchId}">${name}</a></h2>${heldAt ? html`<p class="meta">${heldAt}</p>` : nothing}
${personIds.length === 0 ? html`<p class="meta">${t('silence.unknown')}</p>` : nothing}
${blindSince ? html`<p class="notice warn">${t('silence.blind')} ${when(page, blindSince)}</p>` : nothing}
<dl class="fields">${shown.map((silence) => silenceRow(page, silence, blindSince !== null))}</dl></li>`
}

function silenceRow(page: Page, silence: Silence, blind: boolean): Html {
  const { t } = page
  const { kind, day, last, days, blindDays, limit } = silence
  const told = last
    ? html`<br><q>${last.sentence}</q> <small><a href="/articles/${last.discoveryId}">${when(page, last.told, 'day')}</a></small>`
    : nothing
  const count = blind
    ? t('silence.blind-days', { count: blindDays })
    : html`${t('silence.days', { count: days })}${blindDays > 0 ? html` (${t('silence.blind-days', { count: blindDays })})` : nothing}`
  return html`<div><dt>${word(page, 'silence-of', kind)}</dt><dd>${count}${day ? html` · ${when(page, new Date(`${day}T00:00:00Z`), 'day')}` : html` · ${t('silence.never')}`}${
    limit === null
      ? nothing
      : html` <span class="badge${isPast(silence) && !blind ? ' urgent' : ''}">${isPast(silence) && !blind ? t('silence.past') : t('silence.limit', { days: limit })}</span>`
  }${told}</dd></div>`
}
