import type { QueueCount } from '../environment.ts'
import { type Html, html, nothing } from '../html.ts'
import { duration, type Page } from '../page.ts'
import type { Backlog, countStates, StepSpeed, Stop } from '../queries/queue.ts'
import { toldIn } from '../told.ts'
import { layout } from './layout.ts'
import { empty, table, word } from './parts.ts'

export interface QueueView {
  counts: QueueCount[] | null
  backlog: Backlog[]
  speeds: StepSpeed[]
  states: Awaited<ReturnType<typeof countStates>>
  stops: Stop[]
}

/** What waits, what is worked on, what failed and how fast it goes: from the queues and from the tables behind them. */
export function queueView(page: Page, { counts, backlog, speeds, states, stops }: QueueView): Html {
  const { t } = page
  const body = html`
<h2>${t('queue.states')}</h2>
<ul class="tiles">${Object.entries(states.articles).map(([state, count]) => html`<li><a href="/articles?state=${state}"><strong>${count}</strong> ${word(page, 'state', state)}</a></li>`)}</ul>
<h2>${t('queue.todo')}</h2>
${
  backlog.length === 0
    ? empty(t('queue.idle'))
    : table(
        t('queue.todo'),
        [t('queue.step'), t('queue.waiting'), t('queue.due'), t('queue.backfill')],
        backlog.map((row) => [word(page, 'step', row.todo), row.waiting, row.due, row.backfill]),
        page,
      )
}
<h2>${t('queue.engine')}</h2>
${
  counts === null
    ? empty(t('queue.no-engine'))
    : table(
        t('queue.engine'),
        [t('queue.step'), t('queue.waiting'), t('queue.active'), t('queue.delayed'), t('queue.failed')],
        counts.map((row) => [word(page, 'step', row.name), row.waiting, row.active, row.delayed, row.failed]),
        page,
      )
}
<h2>${t('queue.speed')}</h2>
${
  speeds.length === 0
    ? empty(t('queue.no-speed'))
    : table(
        t('queue.speed'),
        [t('queue.step'), t('queue.last-hour'), t('queue.mean'), t('queue.failed')],
        speeds.map((row) => [
          word(page, 'step', row.step),
          row.lastHour,
          html`${duration(page, row.meanMs)}`,
          row.failed,
        ]),
        page,
      )
}
<h2>${t('queue.stops')}</h2>
${stops.length === 0 ? empty(t('queue.no-stops')) : html`<ul class="cards">${stops.map((stop) => html`<li class="card"><p><a href="/articles?state=${stop.state}">${word(page, 'state', stop.state)}</a> · ${word(page, 'because', stop.because)} · <strong>${stop.count}</strong></p>${stop.advice ? html`<p class="meta">${toldIn(page, stop.advice)}</p>` : nothing}</li>`)}</ul>`}`
  return layout(page, { title: t('nav.queue'), body })
}
