import type { Reanalysis } from '../../4-analyse/reanalysis.ts'
import type { ListedClaim } from '../../6-review/claim-list.ts'
import { bounds } from '../../6-review/precision.ts'
import { shareChart } from '../charts/share-chart.ts'
import { type Html, html, nothing } from '../html.ts'
import { isAdmin, languageName, type Page, percent, typeLabel, when } from '../page.ts'
import type { Counted, Judged, JudgedFilter } from '../queries/analyser.ts'
import type { OutletName } from '../queries/outlets.ts'
import { isMessageKey } from '../translate.ts'
import { monthWords } from './charts.ts'
import { claimCards } from './claims.ts'
import { layout } from './layout.ts'
import { empty, exportLinks, input, postForm, select, table, word } from './parts.ts'

export interface AnalyserView {
  filter: JudgedFilter
  judged: Judged[]
  fields: Counted[]
  reasons: Counted[]
  missed: ListedClaim[]
  later: number
  version: string
  run: Reanalysis | null
  /** The reader asked the page to come again by itself; only a browser without scripts does. */
  keepsLooking: boolean
  outlets: OutletName[]
  languages: string[]
}

// A page that comes again sooner is a nuisance to read.
const LOOK_EVERY_S = 10

const rightOf = ({ accepted, corrected }: Judged) => accepted + corrected
const decidedOf = (row: Judged) => rightOf(row) + row.rejected

/** The analyser against the reviewers: how often it is right, where it is not, and what it missed. */
export function analyserView(page: Page, view: AnalyserView): Html {
  const { t } = page
  const all = view.judged.find(({ group }) => group === 'all')
  const none = !all || decidedOf(all) + all.missed === 0
  const body = html`<p class="lead">${t('analyser.lead')} <span class="meta">${t('claim.analyser', { version: view.version })}</span></p>
${filterForm(page, view)}
${none ? empty(t('analyser.none'), html`<p><a href="/inbox">${t('nav.inbox')}</a></p>`) : numbers(page, view, all)}
${reanalysisPart(page, view)}`
  const refresh =
    view.keepsLooking && view.run?.state === 'running' ? `${LOOK_EVERY_S}; url=/analyser?look=on#reanalysis` : undefined
  return layout(page, { title: t('analyser.title'), body, refresh })
}

function filterForm(page: Page, { filter, outlets, languages }: AnalyserView): Html {
  const { t, types, language } = page
  return html`<form method="get" action="/analyser" class="bar" role="search" aria-label="${t('filter.title')}">
${select({ name: 'type', label: t('field.type'), any: t('filter.any'), value: filter.type, choices: types.map((type) => ({ value: type.name, label: type.label[language] })) })}
${select({ name: 'language', label: t('field.language'), any: t('filter.any'), value: filter.language, choices: languages.map((code) => ({ value: code, label: languageName(page, code) })) })}
${select({ name: 'outlet', label: t('field.outlet'), any: t('filter.any'), value: filter.outlet, choices: outlets.map(({ id, name }) => ({ value: id, label: name })) })}
${input({ name: 'from', label: t('analyser.from'), type: 'date', value: filter.from ?? '' })}
${input({ name: 'to', label: t('analyser.to'), type: 'date', value: filter.to ?? '' })}
<button class="primary">${t('filter.show')}</button></form>`
}

function numbers(page: Page, view: AnalyserView, all: Judged): Html {
  const { t } = page
  const of = (group: Judged['group']) => view.judged.filter((row) => row.group === group)
  const part = (group: Judged['group'], title: string, nameOf: (row: Judged) => string) =>
    html`<section class="judged"><h2>${title}</h2>${judgedTable(page, title, of(group), nameOf)}</section>`
  return html`
<ul class="tiles figures"><li><strong>${percentWords(page, all)}</strong> ${t('analyser.precision')}${boundsWords(page, all)}</li><li><strong>${all.accepted}</strong> ${t('review.accepted')}</li><li><strong>${all.corrected}</strong> ${t('review.corrected')}</li><li><strong>${all.rejected}</strong> ${t('review.rejected')}</li><li><strong>${all.missed}</strong> ${t('analyser.missed')}</li></ul>
${overTime(page, of('month'))}
${part('type', t('analyser.by-type'), ({ key }) => typeLabel(page, key ?? ''))}
${part('language', t('analyser.by-language'), ({ key }) => languageName(page, key))}
${part('outlet', t('analyser.by-outlet'), ({ name }) => name ?? '?')}
${part('analyser', t('analyser.by-version'), ({ key }) => key ?? t('claim.by-hand'))}
${whatWasWrong(page, view)}
<h2>${t('analyser.missed-title')}</h2>${view.missed.length === 0 ? empty(t('analyser.none-missed')) : claimCards(page, view.missed)}
${view.later > 0 ? html`<h2>${t('analyser.later-title')}</h2><p><a href="/claims?review=all&amp;differs=yes">${t('analyser.later', { count: view.later })}</a></p>` : nothing}
${exportLinks(page, '/analyser', { ...view.filter })}`
}

const percentWords = (page: Page, row: Judged) =>
  decidedOf(row) === 0 ? '—' : percent(page, rightOf(row) / decidedOf(row))

function boundsWords(page: Page, row: Judged): Html {
  const between = bounds(rightOf(row), decidedOf(row))
  return between ? html` (${percent(page, between.low)}–${percent(page, between.high)})` : nothing
}

/** "78 % (64–88 %)": a share of few says how little it knows. */
function shareWords(page: Page, row: Judged): string {
  const between = bounds(rightOf(row), decidedOf(row))
  if (!between) return '—'
  return `${percent(page, rightOf(row) / decidedOf(row))} (${percent(page, between.low)}–${percent(page, between.high)})`
}

function judgedTable(page: Page, caption: string, rows: Judged[], nameOf: (row: Judged) => string): Html {
  const { t } = page
  const columns = [
    t('field.name'),
    t('analyser.precision'),
    t('review.accepted'),
    t('review.corrected'),
    t('review.rejected'),
    t('analyser.missed'),
  ]
  return table(
    caption,
    columns,
    rows.map((row) => [
      html`${nameOf(row)}`,
      shareWords(page, row),
      row.accepted,
      row.corrected,
      row.rejected,
      row.missed,
    ]),
    page,
  )
}

function overTime(page: Page, months: Judged[]): Html {
  const { t } = page
  const inOrder = months.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
  const points = inOrder
    .filter((row) => decidedOf(row) > 0)
    .map((row) => ({
      key: row.key!,
      label: monthWords(page, row.key!, 'short'),
      share: rightOf(row) / decidedOf(row),
      ...bounds(rightOf(row), decidedOf(row))!,
      words: `${monthWords(page, row.key!)}: ${shareWords(page, row)}`,
    }))
  return html`<section class="judged"><h2>${t('analyser.over-time')}</h2>
${points.length > 1 ? html`<figure><div class="wide" tabindex="0" role="region" aria-label="${t('analyser.over-time')}">${shareChart({ title: t('analyser.over-time'), points, percent: (value) => percent(page, value) })}</div><figcaption class="meta">${t('analyser.band')}</figcaption></figure>` : nothing}
${judgedTable(page, t('analyser.over-time'), inOrder.toReversed(), ({ key }) => monthWords(page, key ?? ''))}</section>`
}

function whatWasWrong(page: Page, { fields, reasons }: AnalyserView): Html {
  const { t } = page
  const fieldName = (name: string) => {
    const key = FIELD_KEYS[name]
    return key && isMessageKey(key) ? t(key) : name
  }
  const part = (title: string, counted: Counted[], nameOf: (name: string) => string) =>
    counted.length === 0
      ? nothing
      : html`<h2>${title}</h2>${table(
          title,
          [t('field.name'), t('field.count')],
          counted.map(({ name, count }) => [nameOf(name), count]),
          page,
        )}`
  return html`${part(t('analyser.fields'), fields, fieldName)}${part(t('analyser.reasons'), reasons, (name) => word(page, 'reason', name))}`
}

const FIELD_KEYS: Record<string, string> = {
  type: 'field.type',
  status: 'field.status',
  victims: 'field.victims',
  victimGroup: 'field.group',
  facility: 'field.facility',
  source: 'field.source',
  eventDate: 'field.date',
}

function reanalysisPart(page: Page, { run, outlets, keepsLooking }: AnalyserView): Html {
  const { t } = page
  const open = run !== null && run.state !== 'done'
  const post = (act: string, label: string, content: Html = nothing) =>
    postForm(
      page,
      '/analyser/reanalysis',
      html`${content}<button name="act" value="${act}">${label}</button>`,
      'inline',
    )
  const begin = post(
    'start',
    t('reanalysis.start'),
    select({
      name: 'outlet',
      label: t('field.outlet'),
      any: t('reanalysis.all'),
      value: undefined,
      choices: outlets.map(({ id, name }) => ({ value: id, label: name })),
    }),
  )
  const acts = open
    ? run.state === 'running'
      ? post('stop', t('reanalysis.stop'))
      : post('start', t('reanalysis.go-on'))
    : begin
  return html`<section class="card" id="reanalysis" aria-labelledby="reanalysis-title"><h2 id="reanalysis-title">${t('reanalysis.title')}</h2>
<p>${t('reanalysis.lead')}</p>
${run ? progress(page, run, keepsLooking) : nothing}
${isAdmin(page) ? acts : html`<p class="meta">${t('reanalysis.admins')}</p>`}</section>`
}

/** What moves while an archive is read again. */
export function progressOf(page: Page, { state, done, total }: Reanalysis) {
  return {
    done: Math.min(done, total),
    total: Math.max(1, total),
    words: page.t('reanalysis.progress', { done, total }),
    state,
    stateWords: word(page, 'reanalysis', `is-${state}`),
  }
}

// A script moves the bar and its words, and nothing that could have the focus; only the end is told aloud. Without
// scripts the page comes again by itself where the reader asked for it, and for no longer.
function progress(page: Page, run: Reanalysis, keepsLooking: boolean): Html {
  const { t } = page
  const { done, total, words, state, stateWords } = progressOf(page, run)
  const look = keepsLooking
    ? html`<a href="/analyser#reanalysis">${t('reanalysis.look-no-more')}</a>`
    : html`<a href="/analyser?look=on#reanalysis">${t('reanalysis.look')}</a>`
  return html`<div${state === 'running' && !page.printed ? html` data-moving="/analyser/reanalysis"` : nothing}><p><progress max="${total}" value="${done}" aria-label="${words}"></progress> <span data-words>${words}</span>${state === 'running' ? html`<noscript> · ${look}</noscript>` : nothing}</p>
<p class="meta"><span role="status">${stateWords}</span> · ${t('claim.analyser', { version: run.analyser })} · ${run.askedBy} · ${when(page, run.beganAt)}${run.endedAt ? html` – ${when(page, run.endedAt)}` : nothing}</p></div>`
}
