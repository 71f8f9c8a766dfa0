import { type FactOfIncident, isMissing } from '../../5-link/incidents/facts.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page, typeLabel, when } from '../page.ts'
import type { IncidentClaimRow, ListedIncident, OriginRow } from '../queries/incidents.ts'
import { isMessageKey } from '../translate.ts'
import { layout } from './layout.ts'
import { claimFields, empty, exportLinks, nextLink, origin, postForm, reviewBadge, statusWord, word } from './parts.ts'
import { type FeedOfRecord, recordFeedPart } from './record-feed.ts'

/** How urgent something is by the UN's line, with the reason. */
export function urgencyBadge(
  page: Page,
  { urgency, urgencyRule, urgencyWord }: Pick<ListedIncident, 'urgency' | 'urgencyRule' | 'urgencyWord'>,
): Html {
  const key = `urgent-by.${urgencyRule}`
  const why = isMessageKey(key) ? page.t(key, { word: urgencyWord ?? '' }) : ''
  const urgent = urgency === 'going_on' || urgency === 'to_come'
  return html`<span class="badge${urgent ? ' urgent' : ''}">${word(page, 'urgency', urgency)}</span> <small>${why}</small>`
}

const originsBadge = ({ t }: Page, { origins }: Pick<ListedIncident, 'origins'>): Html =>
  html`<span class="badge${origins > 1 ? ' on' : ''}">${origins > 1 ? t('incident.corroborated') : t('incident.one-origin')}</span> ${t('incident.origins', { count: origins })}`

const whoOf = ({ victims, groups, facilities }: ListedIncident): string =>
  [[...victims, ...groups].join(', '), facilities.join(' / ')].filter(Boolean).join(' · ')

export function incidentListView(
  page: Page,
  {
    incidents,
    person,
    before,
  }: { incidents: ListedIncident[]; person: string | undefined; before: string | undefined },
): Html {
  const { t } = page
  const body = html`<p class="lead">${t('incidents.lead')}</p>
${incidents.length === 0 ? empty(t('incidents.none'), html`<p><a href="/claims">${t('nav.claims')}</a></p>`) : html`<ul class="cards">${incidents.map((incident) => incidentItem(page, incident))}</ul>`}
${nextLink(page, '/incidents', { person }, before)}${exportLinks(page, '/incidents', { person })}`
  return layout(page, { title: t('nav.incidents'), body })
}

const incidentItem = (page: Page, incident: ListedIncident): Html =>
  html`<li class="card"><h2><a href="/incidents/${incident.id}">${typeLabel(page, incident.type)} · ${whoOf(incident)}</a></h2>
<p>${statusWord(page, incident.status)} · ${urgencyBadge(page, incident)}</p>
<p class="meta">${originsBadge(page, incident)} · ${page.t('inbox.claims', { count: incident.claims })} · ${when(page, incident.lastTold, 'day')}</p></li>`

export interface IncidentView {
  incident: ListedIncident
  claims: IncidentClaimRow[]
  origins: OriginRow[]
  steps: { told: Date; status: string }[]
  facts: FactOfIncident[]
  feed: FeedOfRecord
}

export function incidentView(page: Page, { incident, claims, origins, steps, facts, feed }: IncidentView): Html {
  const { t } = page
  const [first, last] = t('incident.first-last', { first: '\u0001', last: '\u0002' }).split('\u0001') as [
    string,
    string,
  ]
  const [middle, end] = last.split('\u0002') as [string, string]
  const body = html`<p class="lead">${whoOf(incident)}</p>
<p>${statusWord(page, incident.status)} · ${urgencyBadge(page, incident)}</p>
<p>${originsBadge(page, incident)}</p>
<p class="meta">${first}${when(page, incident.firstTold, 'day')}${middle}${when(page, incident.lastTold, 'day')}${end}</p>
<h2>${t('incident.told')}</h2><ul class="cards">${origins.map((one) => originItem(page, incident.id, one))}</ul>
<h2>${t('incident.over-time')}</h2><ol class="steps">${steps.map((step) => html`<li>${when(page, step.told, 'day')}: ${statusWord(page, step.status)}</li>`)}</ol>
<h2>${t('incident.facts')}</h2><p>${t('incident.missing', { count: facts.filter(isMissing).length })}</p>
<ul class="cards">${facts.map((fact) => factItem(page, incident.id, fact))}</ul>
<h2>${t('incident.claims')}</h2><ul class="cards">${claims.map((claim) => claimItem(page, claim))}</ul>
${incident.claims > claims.length ? html`<p><a href="/claims?review=all&amp;incident=${incident.id}">${t('claims.all', { count: incident.claims })}</a></p>` : nothing}
${recordFeedPart(page, feed)}
${exportLinks(page, `/incidents/${incident.id}`, { review: 'all' })}`
  return layout(page, { title: typeLabel(page, incident.type), body })
}

const originItem = (page: Page, incidentId: string, one: OriginRow): Html =>
  html`<li class="card"><p><a href="/articles/${one.discoveryId}" lang="${one.language ?? ''}">${one.title}</a> <span class="badge${one.kind === 'own' ? '' : ' warn'}">${word(page, 'origin-kind', one.kind)}</span></p>
<p class="meta">${origin(page, one)}${one.takenFrom ? html` · ← ${one.takenFrom}` : nothing}</p>
${one.kind === 'credited' ? html`<p><small>${one.why}</small></p>` : nothing}${
  one.kind === 'maybe_translation'
    ? html`<p><small>${page.t('incident.same-order', { words: one.why })}</small></p>`
    : nothing
}${one.kind === 'maybe_translation' || one.answeredAt ? originAnswers(page, incidentId, one) : nothing}</li>`

/** Whether it is a translation: a reviewer says, and may say otherwise later. */
function originAnswers(page: Page, incidentId: string, { discoveryId, ofId, kind }: OriginRow): Html {
  const { t } = page
  const answer = (value: string, label: string) => html`<button name="answer" value="${value}">${label}</button>`
  const original = ofId ? html`<p><a href="/articles/${ofId}">${t('incident.compare')}</a></p>` : nothing
  if (!mayReview(page)) return original
  return html`${original}${postForm(
    page,
    `/incidents/${incidentId}/origins`,
    html`<input type="hidden" name="article" value="${discoveryId}"><div class="acts">${kind === 'own' ? nothing : answer('own', t('incident.is-own'))}${kind === 'translation' ? nothing : answer('translation', t('incident.is-translation'))}</div>`,
  )}`
}

function factItem(page: Page, incidentId: string, { name, label, told, ticked }: FactOfIncident): Html {
  const { t, language } = page
  const known = told ? html`${t('incident.told-by-articles')}: ${told}` : nothing
  const done = ticked
    ? html` ✓ ${t('incident.ticked', { name: ticked.by })} · ${when(page, ticked.at)}${ticked.note ? html` · ${ticked.note}` : nothing}`
    : nothing
  const act = mayReview(page)
    ? postForm(
        page,
        `/incidents/${incidentId}/facts`,
        html`<input type="hidden" name="fact" value="${name}"><input type="hidden" name="on" value="${ticked ? 'no' : 'yes'}">${
          ticked
            ? html`<button>${t('incident.untick')}</button>`
            : html`<label class="field"><span>${t('incident.note')}</span><input name="note" maxlength="500"></label><button>${t('incident.tick')}</button>`
        }`,
        'inline',
      )
    : nothing
  return html`<li class="card"><p><strong>${label[language]}</strong>${told || ticked ? nothing : html` <span class="badge warn">${t('unknown')}</span>`}</p><p>${known}${done}</p>${act}</li>`
}

const claimItem = (page: Page, claim: IncidentClaimRow): Html =>
  html`<li class="card"><p>${reviewBadge(page, claim.review)} <a href="/articles/${claim.discoveryId}?claim=${claim.id}#claim-${claim.id}" lang="${claim.language ?? ''}">${claim.title}</a></p>
<p class="meta">${origin(page, claim)}</p><blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>
${claimFields(page, { fields: claim.fields, confidence: 1, origin: 'reviewer' })}
${claim.incidentWhy.length > 0 ? html`<p class="meta">${page.t('incident.why')}: ${claim.incidentWhy.join(', ')}</p>` : nothing}</li>`
