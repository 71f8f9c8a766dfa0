import type { ListedClaim } from '../../6-review/claim-list.ts'
import type { Colleague, Question } from '../../6-review/questions.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, when } from '../page.ts'
import { layout } from './layout.ts'
import { claimLine, empty, postForm, select } from './parts.ts'

const claimLink = (claimId: string, discoveryId: string) => `/articles/${discoveryId}?claim=${claimId}#claim-${claimId}`

/** What was asked about one claim, and what was answered. */
export function questionsOfClaim(page: Page, questions: Question[]): Html {
  if (questions.length === 0) return nothing
  return html`<ul class="questions" aria-label="${page.t('ask.about-claim')}">${questions.map((question) => html`<li>${questionWords(page, question)}</li>`)}</ul>`
}

function questionWords(page: Page, question: Question): Html {
  const { t, account } = page
  const { askerName, askedName, words, at, answer, answeredByName, answeredAt } = question
  const open =
    answer === null
      ? mayAnswer(question, account?.id ?? '')
        ? answerForm(page, question)
        : html`<p class="meta">${t('ask.waits')}</p>`
      : html`<p><strong>${answeredByName ?? '?'}</strong> · ${when(page, answeredAt)}</p><p class="said">${answer}</p>`
  return html`<p>${t('ask.asks', { from: askerName, to: askedName ?? t('ask.anybody') })} · ${when(page, at)}</p><p class="said">${words}</p>${open}`
}

const mayAnswer = ({ askedId, askerId }: Question, accountId: string) =>
  askedId === null ? askerId !== accountId : askedId === accountId

function answerForm(page: Page, { id }: Question): Html {
  const { t } = page
  return postForm(
    page,
    `/questions/${id}/answer`,
    html`<input type="hidden" name="back" value="${page.path}"><label class="field"><span>${t('ask.answer')}</span><textarea name="words" rows="2" maxlength="1000" required></textarea></label><button>${t('ask.send-answer')}</button>`,
  )
}

/** A question to a colleague, or to whoever reviews. */
export function askForm(page: Page, claim: Pick<ListedClaim, 'id' | 'discoveryId'>, colleagues: Colleague[]): Html {
  const { t } = page
  return html`<section class="ask" aria-labelledby="ask-${claim.id}"><h4 id="ask-${claim.id}">${t('ask.title')}</h4>
${postForm(
  page,
  `/claims/${claim.id}/ask`,
  html`${select({ name: 'colleague', label: t('ask.whom'), any: t('ask.anybody'), value: undefined, choices: colleagues.map(({ id, name }) => ({ value: id, label: name })) })}
<label class="field"><span>${t('ask.question')}</span><textarea name="words" rows="3" maxlength="1000" required></textarea></label>
<p class="acts"><button class="primary">${t('ask.send')}</button> <a href="/articles/${claim.discoveryId}#claim-${claim.id}">${t('act.cancel')}</a></p>`,
)}</section>`
}

export interface AskedClaims {
  questions: Question[]
  claims: Map<string, ListedClaim>
}

/** Questions with the claims that they are about. */
export function questionCards(page: Page, { questions, claims }: AskedClaims): Html {
  const { t } = page
  return html`<ul class="cards">${questions.map((question) => {
    const claim = claims.get(question.claimId)
    const mine = question.askerId === page.account?.id && question.answer !== null && question.readAt === null
    return html`<li class="card question"><p><a href="${claimLink(question.claimId, question.discoveryId)}">${claim ? claimLine(page, claim) : t('ask.claim')}</a></p>
${claim ? html`<blockquote lang="${claim.language ?? ''}">${claim.evidence}</blockquote>` : nothing}
${questionWords(page, question)}
${mine ? postForm(page, `/questions/${question.id}/read`, html`<input type="hidden" name="back" value="${page.path}"><button class="plain">${t('ask.read')}</button>`, 'inline') : nothing}</li>`
  })}</ul>`
}

/** What waits at the top of the inbox: questions to the reader, and answers that came. */
export function waitingQuestions(page: Page, asked: AskedClaims, answers: AskedClaims): Html {
  const { t } = page
  if (asked.questions.length + answers.questions.length === 0) return nothing
  return html`<section class="asked" aria-labelledby="asked"><h2 id="asked">${t('ask.waiting')}</h2>
${asked.questions.length > 0 ? questionCards(page, asked) : nothing}
${answers.questions.length > 0 ? html`<h3>${t('ask.answers')}</h3>${questionCards(page, answers)}` : nothing}</section>`
}

/** All questions to the reader that are open, and those that they asked. */
export function questionListView(page: Page, { forMe, mine }: { forMe: AskedClaims; mine: AskedClaims }): Html {
  const { t } = page
  const body = html`<p class="lead">${t('ask.lead')}</p>
<h2>${t('ask.to-you')}</h2>${forMe.questions.length === 0 ? empty(t('ask.none-to-you'), html`<p><a href="/inbox">${t('nav.inbox')}</a></p>`) : questionCards(page, forMe)}
<h2>${t('ask.by-you')}</h2>${mine.questions.length === 0 ? empty(t('ask.none-by-you')) : questionCards(page, mine)}`
  return layout(page, { title: t('ask.page'), body })
}
