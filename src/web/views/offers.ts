import { type Professions, type ProfessionVerdict, plainProfession } from '../../language/professions.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page, percent, when } from '../page.ts'
import type { ListedJudgement, ListedOffer } from '../queries/offers.ts'
import { layout } from './layout.ts'
import { empty, input, origin, pager, postForm, word } from './parts.ts'

/** Questions of who is who, each with what speaks for and against it, and the answers so far. */
export function offerListView(
  page: Page,
  {
    offers,
    past,
    current,
    hasNext,
    professions,
  }: {
    offers: ListedOffer[]
    past: ListedJudgement[]
    current: number
    hasNext: boolean
    professions: Professions
  },
): Html {
  const { t } = page
  const body = html`<p class="lead">${t('offers.lead')}</p>
${offers.length === 0 ? empty(t('offers.none'), html`<p><a href="/people">${t('nav.people')}</a></p>`) : html`<ul class="cards">${offers.map((offer) => offerItem(page, offer, professions))}</ul>`}
${pager(page, { path: '/offers', query: page.query, current, hasNext })}
${pastJudgements(page, past)}`
  return layout(page, { title: t('nav.offers'), body })
}

const REASONS = ['held', 'age', 'profession'] as const
const isReason = (against: string): against is (typeof REASONS)[number] =>
  (REASONS as readonly string[]).includes(against)

/** Both professions in the reader's words, and how much they say. */
function professionLine({ t, language }: Page, { grade, a, b }: ProfessionVerdict, professions: Professions): Html {
  const label = (profession: string): string => {
    const plain = plainProfession(profession)
    const name = professions.words.get(plain)?.[language][0] ?? plain
    return plain === profession ? name : t('offers.former', { name })
  }
  return html`<p class="meta">${t('offers.professions', { here: label(a), there: label(b) })}: ${t(`offers.profession.${grade}`)}</p>`
}

function offerItem(page: Page, offer: ListedOffer, professions: Professions): Html {
  const { t } = page
  const answer = (value: string, label: string, primary = false) =>
    html`<button name="answer" value="${value}"${primary ? html` class="primary"` : nothing}>${label}</button>`
  return html`<li class="card"><h2>${offer.name}</h2>
<p><a href="/articles/${offer.discoveryId}" lang="${offer.language ?? ''}">${offer.title}</a></p><p class="meta">${origin(page, offer)}</p>
<blockquote lang="${offer.language ?? ''}">… ${offer.sentence} …</blockquote>
<p>${t('offers.may-be')} <a href="/people/${offer.candidateId}"><strong>${offer.candidateName}</strong></a>?${offer.candidateSpellings.length > 0 ? html` <small>${offer.candidateSpellings.join(' · ')}</small>` : nothing} · ${percent(page, offer.score)}</p>
${offer.candidateSentence ? html`<blockquote>… ${offer.candidateSentence} …</blockquote>` : nothing}
<p class="meta">${t('offers.words')}: ${offer.words.map(({ a, b }) => (a === b ? a : `${a} = ${b}`)).join(', ')}</p>
${offer.inCommon.length > 0 ? html`<p class="meta">${t('offers.in-common', { names: offer.inCommon.join(', ') })}</p>` : nothing}
${offer.profession ? professionLine(page, offer.profession, professions) : nothing}
${offer.against.length > 0 ? html`<p class="meta">${t('offers.against')}: ${offer.against.map((one) => (isReason(one) ? t(`offers.${one}`) : one)).join(', ')}</p>` : nothing}
${mayReview(page) ? postForm(page, `/offers/${offer.id}`, html`<div class="acts">${answer('same', t('offers.same'), true)}${answer('different', t('offers.different'))}${answer('unknown', t('offers.unknown'))}</div>`) : nothing}</li>`
}

/** What was said of persons, each with the way to take it back. */
export function pastJudgements(page: Page, past: ListedJudgement[]): Html {
  const { t } = page
  if (past.length === 0) return nothing
  return html`<h2>${t('offers.past')}</h2><ol class="steps">${past.map(
    (one) => html`<li>${when(page, one.at)} · ${one.accountName}: <strong>${word(page, 'judged', one.act)}</strong>
${one.name ? html` “${one.name}”` : nothing}${one.otherId ? html` <a href="/people/${one.otherId}">${one.otherName}</a>` : nothing}${one.personId ? html` → <a href="/people/${one.personId}">${one.personName}</a>` : nothing}
${one.undoneAt ? html` <s>${when(page, one.undoneAt)}</s>` : mayReview(page) ? postForm(page, `/judgements/${one.id}/undo`, html`<button>${t('offers.undo')}</button>`, 'inline') : nothing}</li>`,
  )}</ol>`
}

/** What a reviewer can say of a person: join, part, never a person. */
export function personJudgeView(
  page: Page,
  {
    person,
    names,
    past,
  }: {
    person: { id: string; name: string }
    names: { discoveryId: string; name: string; title: string }[]
    past: ListedJudgement[]
  },
): Html {
  const { t } = page
  const body = html`<p class="lead"><a href="/people/${person.id}">${person.name}</a> (${person.id})</p>
${postForm(page, `/people/${person.id}/merge`, html`${input({ name: 'into', label: t('person.merge'), required: true })}<button>${t('person.merge-do')}</button>`)}
${postForm(page, `/people/${person.id}/never`, html`<button class="danger">${t('person.never')}</button>`)}
<ul class="cards">${names.map(
    (one) =>
      html`<li class="card"><p><strong>${one.name}</strong> · <a href="/articles/${one.discoveryId}">${one.title}</a></p>${postForm(page, `/people/${person.id}/split`, html`<input type="hidden" name="article" value="${one.discoveryId}"><input type="hidden" name="name" value="${one.name}"><button>${t('person.split')}</button>`)}</li>`,
  )}</ul>
${pastJudgements(page, past)}`
  return layout(page, { title: t('person.judge'), body })
}
