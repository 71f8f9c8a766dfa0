import type { channelsOf } from '../../6-alert/deliver/channel-store.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, when } from '../page.ts'
import { toldIn } from '../told.ts'
import { layout } from './layout.ts'
import { empty, input, postForm, select, word } from './parts.ts'

type Channel = Awaited<ReturnType<typeof channelsOf>>[number]

/** Where a reader's alerts go, and how. */
export function channelListView(
  page: Page,
  {
    channels,
    problem,
    typed,
  }: { channels: readonly Channel[]; problem: string | null; typed: Readonly<Record<string, string>> },
): Html {
  const { t } = page
  const body = html`<p class="lead">${t('channels.lead')}</p>
${problem ? html`<p class="notice warn" role="alert">${problem}</p>` : nothing}
${channels.length === 0 ? empty(t('channels.none')) : html`<ul class="cards">${channels.map((channel) => channelItem(page, channel))}</ul>`}
<section class="card" aria-labelledby="add-channel"><h2 id="add-channel">${t('channels.add')}</h2>${postForm(page, '/channels', addFields(page, typed))}</section>`
  return layout(page, { title: t('nav.channels'), body })
}

function channelItem(page: Page, channel: Channel): Html {
  const { t } = page
  const { id, kind, address, pace, secret, oldSecretUntil, endedAt, endedBecause, trouble, waiting, lastSent, trial } =
    channel
  return html`<li class="card"><h2 class="break">${address}</h2>
<p class="meta">${kind === 'mail' ? t('channels.mail') : t('channels.webhook')} · ${word(page, 'pace', pace)}${channel.withNames ? nothing : html` · ${t('channels.nameless')}`}${lastSent ? html` · ${when(page, lastSent)}` : nothing}${waiting > 0 ? html` · ${t('channels.waiting', { count: waiting })}` : nothing}</p>
${endedAt ? html`<p class="notice warn">${t('channels.ended', { because: toldIn(page, endedBecause ?? '') })}</p>` : nothing}
${trouble && !endedAt ? html`<p class="notice warn">${t('channels.trouble', { trouble: toldIn(page, trouble) })}</p>` : nothing}
${secret ? html`<details><summary>${t('channels.secret')}</summary><p class="break"><code>${secret}</code></p></details>${oldSecretUntil && oldSecretUntil > page.now ? html`<p class="meta">${t('channels.rotated')} ${when(page, oldSecretUntil)}</p>` : nothing}${postForm(page, `/channels/${id}/secret`, html`<button>${t('channels.rotate')}</button>`, 'inline')}` : nothing}
${trial ? html`<p class="meta" role="status">${t(`trial.${trial.state}`, { trouble: toldIn(page, trial.trouble ?? '') })}</p>` : nothing}
${endedAt ? nothing : postForm(page, `/channels/${id}/trial`, html`<button>${t('channels.trial')}</button>`, 'inline')}
${postForm(page, `/channels/${id}/remove`, html`<button class="danger">${t('channels.remove')}</button>`, 'inline')}</li>`
}

function addFields(page: Page, typed: Readonly<Record<string, string>>): Html {
  const { t, language } = page
  const value = (name: string, otherwise: string) => typed[name] ?? otherwise
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: `${String(hour).padStart(2, '0')}:00`,
  }))
  // 2024-01-01 was a Monday.
  const days = Array.from({ length: 7 }, (_, day) => ({
    value: String(day + 1),
    label: new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, day + 1)),
    ),
  }))
  return html`
${select({
  name: 'kind',
  label: t('channels.kind'),
  value: value('kind', 'mail'),
  choices: [
    { value: 'mail', label: t('channels.mail') },
    { value: 'webhook', label: t('channels.webhook') },
  ],
})}
${input({ name: 'address', label: t('channels.address'), value: value('address', ''), required: true })}
${select({ name: 'pace', label: t('channels.pace'), value: value('pace', 'at_once'), choices: ['at_once', 'daily', 'weekly'].map((pace) => ({ value: pace, label: word(page, 'pace', pace) })) })}
${select({ name: 'hour', label: t('channels.hour'), value: value('hour', '8'), choices: hours })}
${select({ name: 'weekday', label: t('channels.weekday'), value: value('weekday', '1'), choices: days })}
<fieldset><legend>${t('channels.quiet')}</legend>${select({ name: 'quiet_from', label: t('channels.quiet-from'), value: value('quiet_from', ''), any: '–', choices: hours })}${select({ name: 'quiet_to', label: t('channels.quiet-to'), value: value('quiet_to', ''), any: '–', choices: hours })}</fieldset>
${input({ name: 'daily_cap', label: t('channels.cap'), type: 'number', value: value('daily_cap', '20') })}
<label class="check"><input type="checkbox" name="nameless" value="yes"${typed.nameless === 'yes' ? html` checked` : nothing}> ${t('channels.nameless')}</label>
<button class="primary">${t('channels.add')}</button>`
}
