import type { Alarm } from '../../1-crawl/habit-alarm.ts'
import { filterQuery } from '../../6-review/claim-filter.ts'
import type { ListedClaim } from '../../6-review/claim-list.ts'
import { STATES } from '../../domain/outcome.ts'
import { readSearch } from '../../search/search-query.ts'
import { type Html, html, nothing } from '../html.ts'
import { counted, eventWords, languageName, mayReview, number, type Page, when } from '../page.ts'
import type { ArticleFilter, ListedArticle } from '../queries/articles.ts'
import type { HeldThere, ListedFacility } from '../queries/facilities.ts'
import type { ListedOutlet, OutletName, Source } from '../queries/outlets.ts'
import type { ListedPerson, PersonContact, PersonMention } from '../queries/people.ts'
import { toldIn } from '../told.ts'
import { claimCards } from './claims.ts'
import { layout } from './layout.ts'
import {
  countedNote,
  empty,
  exportLinks,
  input,
  nextLink,
  origin,
  outside,
  pager,
  postForm,
  select,
  table,
  word,
} from './parts.ts'
import { type FeedOfRecord, recordFeedPart } from './record-feed.ts'

/** What a look at a source came to: a sentence, or only the word for why it failed. */
function sourceOutcome(page: Page, outcome: string): string {
  const told = toldIn(page, outcome)
  return told === outcome ? word(page, 'because', outcome.replaceAll(' ', '-')) : told
}

export function articleListView(
  page: Page,
  {
    articles,
    filter,
    outlets,
    languages,
    before,
  }: {
    articles: ListedArticle[]
    filter: ArticleFilter
    outlets: OutletName[]
    languages: string[]
    before: string | undefined
  },
): Html {
  const { t } = page
  const body = html`
<form method="get" action="/articles" role="search" class="bar" aria-label="${t('articles.search')}">
${input({ name: 'words', label: t('articles.words'), value: filter.words ?? '', type: 'search', hint: t('search.how') })}
${select({ name: 'state', label: t('articles.state'), any: t('filter.any'), value: filter.state, choices: ['waiting', ...STATES].map((state) => ({ value: state, label: word(page, 'state', state) })) })}
${select({ name: 'outlet', label: t('field.outlet'), any: t('filter.any'), value: filter.outlet, choices: outlets.map(({ id, name }) => ({ value: id, label: name })) })}
${select({ name: 'language', label: t('field.language'), any: t('filter.any'), value: filter.language, choices: languages.map((code) => ({ value: code, label: languageName(page, code) })) })}
<button class="primary">${t('filter.show')}</button></form>
${page.account?.seesConfidential ? nothing : html`<p class="meta">${t('confidential.search')}</p>`}
${articles.length === 0 ? empty(filter.words !== undefined && readSearch(filter.words) === null ? t('search.only-without') : t('articles.none'), html`<p><a href="/outlets">${t('nav.outlets')}</a></p>`) : html`<ul class="cards">${articles.map((article) => articleItem(page, article))}</ul>`}
${nextLink(page, '/articles', filter, before)}
${exportLinks(page, '/articles', filter)}`
  return layout(page, { title: t('nav.articles'), body })
}

function articleItem(page: Page, article: ListedArticle): Html {
  const { t } = page
  return html`<li class="card"><p><a href="/articles/${article.discoveryId}" lang="${article.language ?? ''}">${article.title ?? article.url}</a></p>
<p class="meta">${origin(page, article)} · <span class="badge state-${article.state}">${word(page, 'state', article.state)}</span>${article.todo ? html` · ${t('way.waiting', { step: word(page, 'step', article.todo) })}` : nothing}${article.claims > 0 ? html` · ${t('inbox.claims', { count: article.claims })}` : nothing}</p>
${article.snippet ? html`<p class="snippet" lang="${article.language ?? ''}">${article.snippet.map(({ text, marked }) => (marked ? html`<mark class="found">${text}</mark>` : text))}</p>` : nothing}
${article.because ? html`<p class="meta">${word(page, 'because', article.because)}${article.advice ? html`: ${toldIn(page, article.advice)}` : nothing}</p>` : nothing}</li>`
}

const nameSearch = (page: Page, path: string, words: string | undefined): Html =>
  html`<form method="get" action="${path}" role="search" class="bar" aria-label="${page.t('search.name')}">${input({ name: 'words', label: page.t('search.name'), value: words ?? '', type: 'search', hint: page.t('search.sound') })}<button class="primary">${page.t('filter.show')}</button></form>`

export function personListView(
  page: Page,
  { people, words, next }: { people: ListedPerson[]; words: string | undefined; next: string | null },
): Html {
  const { t } = page
  const rows = people.map((person) => [
    html`<a href="/people/${person.id}">${person.name}</a>${person.spellings.length > 0 ? html`<br><small>${person.spellings.join(' · ')}</small>` : nothing}`,
    person.claims,
    counted(page, person.mentions),
    when(page, person.lastMention, 'day'),
  ])
  const body = html`${nameSearch(page, '/people', words)}
${people.length === 0 ? empty(t('people.none'), html`<p><a href="/articles">${t('nav.articles')}</a></p>`) : table(t('nav.people'), [t('field.name'), t('nav.claims'), t('field.mentions'), t('field.last')], rows, page)}${countedNote(
  page,
  people.map(({ mentions }) => mentions),
)}
${nextLink(page, '/people', { words }, next, 'after')}${exportLinks(page, '/people', { words })}`
  return layout(page, { title: t('nav.people'), body })
}

export function personView(
  page: Page,
  {
    person,
    claims,
    mentions,
    contacts,
    feed,
  }: {
    person: ListedPerson
    claims: ListedClaim[]
    mentions: PersonMention[]
    contacts: PersonContact[]
    feed: FeedOfRecord
  },
): Html {
  const { t } = page
  const body = html`
${person.spellings.length > 0 ? html`<p class="lead">${t('person.spellings')}: ${person.spellings.join(' · ')}</p>` : nothing}
${postForm(page, '/watches', html`<input type="hidden" name="name" value="${person.name}"><input type="hidden" name="spellings" value="${person.spellings.join('\n')}"><button>${t('person.watch')}</button>`)}
<p><a href="/incidents?person=${person.id}">${t('nav.incidents')}</a>${mayReview(page) ? html` · <a href="/people/${person.id}/judge">${t('person.judge')}</a>` : nothing}</p>
<h2>${t('nav.claims')} (${number(page, person.claims)})</h2>${claims.length === 0 ? empty(t('person.no-claims')) : claimCards(page, claims)}
${allClaims(page, { person: person.id }, claims, person.claims)}
<h2>${t('person.contacts')}</h2>${
    contacts.length === 0
      ? empty(t('person.no-contacts'))
      : html`<ol class="steps">${contacts.map(
          (contact) =>
            html`<li><strong>${word(page, 'contact', contact.kind)}</strong> · ${contact.eventDate ? eventWords(page, contact.eventDate) : when(page, contact.published, contact.publishedPrecision)}<br><q>${contact.evidence}</q><br><small><a href="/articles/${contact.discoveryId}">${contact.title}</a> · ${contact.outletName}</small></li>`,
        )}</ol>`
  }
<h2>${t('person.mentions')}</h2><ul class="cards">${mentions.map(
    (mention) =>
      html`<li class="card"><a href="/articles/${mention.discoveryId}" lang="${mention.language ?? ''}">${mention.title}</a><p class="meta">${origin(page, mention)} · “${mention.words.join('”, “')}”</p></li>`,
  )}</ul>
${recordFeedPart(page, feed)}
${exportLinks(page, `/people/${person.id}`, { review: 'all' })}`
  return layout(page, { title: person.name, body })
}

/** The way to the claims that a record's page has no room for. */
const allClaims = (page: Page, filter: Record<string, string>, shown: ListedClaim[], count: number): Html =>
  count <= shown.length
    ? nothing
    : html`<p><a href="/claims${filterQuery({ ...filter, review: 'all' })}">${page.t('claims.all', { count })}</a></p>`

export function facilityListView(
  page: Page,
  {
    facilities,
    words,
    current,
    hasNext,
  }: { facilities: ListedFacility[]; words: string | undefined; current: number; hasNext: boolean },
): Html {
  const { t } = page
  const rows = facilities.map((facility) => [
    html`<a href="/facilities/${facility.id}">${facility.name}</a>${facility.spellings.length > 0 ? html`<br><small>${facility.spellings.join(' · ')}</small>` : nothing}`,
    facility.claims,
    counted(page, facility.mentions),
  ])
  const body = html`${nameSearch(page, '/facilities', words)}
${facilities.length === 0 ? empty(t('facilities.none'), html`<p><a href="/articles">${t('nav.articles')}</a></p>`) : table(t('nav.facilities'), [t('field.name'), t('nav.claims'), t('field.mentions')], rows, page)}${countedNote(
  page,
  facilities.map(({ mentions }) => mentions),
)}
${pager(page, { path: '/facilities', query: { words }, current, hasNext })}${exportLinks(page, '/facilities', { words })}`
  return layout(page, { title: t('nav.facilities'), body })
}

export function facilityView(
  page: Page,
  {
    facility,
    held,
    claims,
    feed,
  }: { facility: ListedFacility; held: HeldThere[]; claims: ListedClaim[]; feed: FeedOfRecord },
): Html {
  const { t } = page
  const rows = held.map((person) => [
    html`<a href="/people/${person.personId}">${person.name}</a>`,
    person.claims,
    when(page, person.firstTold, 'day'),
    when(page, person.lastTold, 'day'),
  ])
  const body = html`
${facility.spellings.length > 0 ? html`<p class="lead">${t('facility.names')}: ${facility.spellings.join(' · ')}</p>` : nothing}
<h2>${t('facility.held')}</h2>${held.length === 0 ? empty(t('facility.no-held')) : table(t('facility.held'), [t('field.name'), t('nav.claims'), t('field.first'), t('field.last')], rows, page)}
<h2>${t('nav.claims')} (${number(page, facility.claims)})</h2>${claims.length === 0 ? empty(t('facility.no-claims')) : claimCards(page, claims)}
${allClaims(page, { facility: facility.name }, claims, facility.claims)}
${recordFeedPart(page, feed)}
${exportLinks(page, `/facilities/${facility.id}`, { review: 'all' })}`
  return layout(page, { title: facility.name, body })
}

export function outletListView(page: Page, outlets: ListedOutlet[]): Html {
  const { t } = page
  const item = (
    outlet: ListedOutlet,
  ) => html`<li class="card"><p><a href="/outlets/${outlet.id}"><strong>${outlet.name}</strong></a> · ${languageName(page, outlet.language)} · ${outlet.enabled ? html`<span class="badge on">${t('outlet.on')}</span>` : html`<span class="badge">${t('outlet.off')}</span>`}${outlet.verified ? nothing : html` <span class="badge warn">${t('outlet.unverified')}</span>`}${outlet.troubled > 0 ? html` <span class="badge warn">${t('outlet.troubled', { count: outlet.troubled })}</span>` : nothing}</p>
${outlet.problem ? html`<p class="notice warn">${outlet.problem}</p>` : nothing}
<p class="meta">${t('outlet.articles', { count: counted(page, outlet.articles) })} · ${t('inbox.claims', { count: outlet.claims })} · ${t('outlet.stopped', { count: counted(page, outlet.stopped) })} · ${t('outlet.last')} ${when(page, outlet.lastCrawl)} · ${t('outlet.next')} ${when(page, outlet.enabled ? outlet.nextCrawl : null)}</p></li>`
  const body = html`${outlets.length === 0 ? empty(t('outlets.none')) : html`<ul class="cards">${outlets.map(item)}</ul>`}${countedNote(
    page,
    outlets.flatMap(({ articles, stopped }) => [articles, stopped]),
  )}${exportLinks(page, '/outlets', {})}`
  return layout(page, { title: t('nav.outlets'), body })
}

export function outletView(
  page: Page,
  {
    outlet,
    sources,
    states,
    alarms,
    feed,
  }: {
    outlet: ListedOutlet
    sources: Source[]
    states: { state: string; because: string | null; count: number }[]
    alarms: Alarm[]
    feed: FeedOfRecord
  },
): Html {
  const { t } = page
  const body = html`
<p class="lead">${outside(outlet.home)} · ${languageName(page, outlet.language)} · ${outlet.enabled ? t('outlet.on') : t('outlet.off')} · <code>${outlet.id}.yaml</code></p>
${outlet.problem ? html`<p class="notice warn">${outlet.problem}</p>` : nothing}
${alarms.map((alarm) => html`<p class="notice warn"><strong>${t('outlet.odd')}: ${word(page, 'alarm', alarm.kind)}.</strong> ${toldIn(page, alarm.sentence)} ${toldIn(page, alarm.advice)}</p>`)}
<h2>${t('outlet.sources')}</h2>
${
  sources.length === 0
    ? empty(outlet.enabled ? t('outlet.no-sources') : t('outlet.no-sources.off'))
    : html`<ul class="cards">${sources.map(
        (
          source,
        ) => html`<li class="card"><p><strong>${word(page, 'source', source.kind)}</strong> · <span class="break">${source.url}</span>${source.failures > 0 ? html` <span class="badge warn">${t('outlet.failures', { count: source.failures })}</span>` : nothing}</p>
<p class="meta">${source.outcome ? sourceOutcome(page, source.outcome) : t('outlet.not-yet')} · ${t('outlet.last')} ${when(page, source.crawledAt)} · ${t('outlet.next')} ${when(page, source.enabled ? source.nextAt : null)}</p>
${source.advice ? html`<p>${toldIn(page, source.advice)}</p>` : nothing}
${mayReview(page) && source.enabled ? postForm(page, `/sources/${source.id}/now`, html`<button class="plain">${t('outlet.crawl-now')}</button>`, 'inline') : nothing}</li>`,
      )}</ul>`
}
<h2>${t('nav.articles')}</h2>
${
  states.length === 0
    ? empty(t('articles.none'))
    : table(
        t('nav.articles'),
        [t('articles.state'), t('way.because'), t('field.count')],
        states.map(({ state, because, count }) => [
          html`<a href="/articles?outlet=${encodeURIComponent(outlet.id)}&amp;state=${state}">${word(page, 'state', state)}</a>`,
          because ? word(page, 'because', because) : '',
          count,
        ]),
        page,
      )
}
<p><a href="/claims?review=all&amp;outlet=${encodeURIComponent(outlet.id)}">${t('nav.claims')}</a></p>
${recordFeedPart(page, feed)}
${exportLinks(page, `/outlets/${outlet.id}`, { review: 'all' })}`
  return layout(page, { title: outlet.name, body })
}
