import type { WatchedMonth } from '../../1-crawl/watched-months.ts'
import { type ClaimFilter, filterQuery } from '../../6-review/claim-filter.ts'
import { bar } from '../charts/bar.ts'
import { markSign, monthChart } from '../charts/month-chart.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, typeLabel } from '../page.ts'
import type { ClaimCount } from '../queries/charts.ts'
import { claimFilterForm, type FilterChoices, wrongFilters } from './filters.ts'
import { layout } from './layout.ts'
import { empty, exportLinks, table } from './parts.ts'

export interface ChartsView {
  filter: ClaimFilter
  wrong: string[]
  choices: FilterChoices
  months: (WatchedMonth & ClaimCount)[]
  types: ClaimCount[]
  places: ClaimCount[]
  people: ClaimCount[]
  /** Months were left out at the beginning. */
  isCut: boolean
}

/** Claims by month, type, place and person, drawn; the numbers stand beside. */
export function chartsView(page: Page, view: ChartsView): Html {
  const { t } = page
  const { filter } = view
  const query = { ...filter, confidence: filter.confidence?.toString() }
  const body = html`
<p class="lead">${t('charts.lead')}</p>
${wrongFilters(page, view.wrong)}
${claimFilterForm(page, '/charts', filter, view.choices, ['all', 'reviewed', 'suggested', 'accepted', 'corrected', 'rejected'])}
${view.months.length === 0 ? empty(t('charts.none'), html`<p><a href="/outlets">${t('nav.outlets')}</a> · <a href="/queue">${t('nav.queue')}</a></p>`) : byMonth(page, view)}
${bars(
  page,
  t('charts.by-type'),
  view.types,
  ({ key }) => ({ type: key }),
  filter,
  (count) => typeLabel(page, count.key),
)}
${bars(page, t('charts.by-place'), view.places, ({ key }) => ({ facility: key }), filter)}
${bars(page, t('charts.by-person'), view.people, ({ key }) => ({ person: key }), filter)}
${exportLinks(page, '/charts', query)}`
  return layout(page, { title: t('charts.title'), body })
}

const seriesWords = ({ t }: Page) => [t('review.reviewed'), t('review.suggested')]

/** "Nov 2026", in the reader's language. */
export function monthWords({ language }: Page, month: string, style: 'short' | 'long' = 'long'): string {
  const at = new Date(`${month}-01T00:00:00Z`)
  return new Intl.DateTimeFormat(language, {
    month: style === 'long' ? 'long' : 'short',
    year: style === 'long' ? 'numeric' : '2-digit',
    timeZone: 'UTC',
  }).format(at)
}

function byMonth(page: Page, { months, filter, isCut }: ChartsView): Html {
  const { t } = page
  const words = {
    added: t('charts.added'),
    lost: t('charts.lost'),
    silent: t('charts.silent'),
    blind: t('charts.blind'),
    before: t('charts.before'),
  }
  const series = seriesWords(page)
  const columns = months.map(({ reviewed, waiting, ...month }) => ({
    ...month,
    label: monthWords(page, month.month, 'short'),
    counts: [reviewed, waiting],
  }))
  const has = (kind: 'added' | 'lost' | 'silent') => months.some((month) => month[kind].length > 0)
  const stands = (standing: WatchedMonth['standing']) => months.some((month) => month.standing === standing)
  const key = html`<ul class="key"><li><span class="swatch s0"></span> ${series[0]}</li><li><span class="swatch s1"></span> ${series[1]}</li>${stands('blind') ? html`<li><span class="swatch blind"></span> ${words.blind}</li>` : nothing}${stands('before') ? html`<li><span class="swatch before"></span> ${words.before}</li>` : nothing}${has('added') ? html`<li>${markSign('added')} ${words.added}</li>` : nothing}${has('lost') ? html`<li>${markSign('lost')} ${words.lost}</li>` : nothing}${has('silent') ? html`<li>${markSign('silent')} ${words.silent}</li>` : nothing}</ul>`
  const rows = months
    .toReversed()
    .map((month) => [
      html`<a href="/claims${filterQuery({ ...filter, ...daysOf(month.month), review: filter.review ?? 'all' })}">${monthWords(page, month.month)}</a>`,
      month.reviewed,
      month.waiting,
      watchWords(page, month, words),
    ])
  return html`<section><h2>${t('charts.by-month')}</h2>
${isCut ? html`<p class="meta">${t('charts.cut', { count: months.length })}</p>` : nothing}
<figure><div class="wide" tabindex="0" role="region" aria-label="${t('charts.by-month')}">${monthChart({ title: t('charts.alt', { from: monthWords(page, months[0]!.month), to: monthWords(page, months.at(-1)!.month) }), series, columns, words })}</div><figcaption>${key}</figcaption></figure>
<details><summary>${t('charts.numbers')}</summary>${table(t('charts.by-month'), [t('charts.month'), ...series, t('charts.sources')], rows, page)}</details></section>`
}

function daysOf(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

// No claims where somebody was listening is a finding; where nobody was, it is none.
function watchWords(page: Page, month: WatchedMonth & ClaimCount, words: Record<string, string>): Html {
  const said = [
    ...(month.standing === 'watched'
      ? month.reviewed + month.waiting === 0
        ? [page.t('charts.no-claims')]
        : []
      : [words[month.standing]!]),
    ...(['added', 'lost', 'silent'] as const).flatMap((kind) =>
      month[kind].length > 0 ? [`${words[kind]}: ${month[kind].join(', ')}`] : [],
    ),
  ]
  return html`${said.join(' · ')}`
}

function bars(
  page: Page,
  title: string,
  counts: ClaimCount[],
  filterOf: (count: ClaimCount) => ClaimFilter,
  filter: ClaimFilter,
  nameOf: (count: ClaimCount) => string = ({ name }) => name,
): Html {
  if (counts.length === 0) return nothing
  const { t } = page
  const most = Math.max(...counts.map(({ reviewed, waiting }) => reviewed + waiting))
  const rows = counts.map((count) => [
    html`<a href="/claims${filterQuery({ ...filter, ...filterOf(count), review: filter.review ?? 'all' })}">${nameOf(count)}</a>`,
    bar([count.reviewed, count.waiting], most),
    count.reviewed,
    count.waiting,
  ])
  return html`<section class="bars"><h2>${title}</h2>${table(title, [t('field.name'), t('charts.bar'), ...seriesWords(page)], rows, page)}</section>`
}
