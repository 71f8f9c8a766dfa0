import { readClaims } from '../../6-review/claim-list.ts'
import {
  answerQuestion,
  askColleague,
  markAnswerRead,
  type Question,
  questionsFor,
  questionsOf,
  unreadAnswers,
} from '../../6-review/questions.ts'
import { questionsShown } from '../confidential.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { formOf, pageOf, safePath, send, told, viewerOf } from '../request.ts'
import { type AskedClaims, questionListView } from '../views/questions.ts'
import { troubleView } from '../views/trouble.ts'

/** Questions with the claims that they are about. */
export async function withClaims(c: Ctx, { sql }: WebDeps, questions: Question[]): Promise<AskedClaims> {
  const claims = await readClaims(
    sql,
    questions.map(({ claimId }) => claimId),
    viewerOf(c),
  )
  const shown = await questionsShown(sql, c.get('account'), questions)
  return { questions: shown, claims: new Map(claims.map((claim) => [claim.id, claim])) }
}

const MOST_IN_INBOX = 10

/** What waits for a reviewer at the top of the inbox. */
export async function waitingFor(c: Ctx, deps: WebDeps): Promise<{ asked: AskedClaims; answers: AskedClaims }> {
  const { id } = c.get('account')
  const [asked, answers] = await Promise.all([questionsFor(deps.sql, id, MOST_IN_INBOX), unreadAnswers(deps.sql, id)])
  return { asked: await withClaims(c, deps, asked), answers: await withClaims(c, deps, answers) }
}

export const questionList: Action = (deps) => async (c) => {
  const { id } = c.get('account')
  const [forMe, mine] = await Promise.all([questionsFor(deps.sql, id), questionsOf(deps.sql, id)])
  const view = { forMe: await withClaims(c, deps, forMe), mine: await withClaims(c, deps, mine) }
  return send(c, questionListView(pageOf(c, deps), view))
}

export const claimAsk: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const form = await formOf(c)
  const claimId = c.req.param('id')!
  const colleague = form.get('colleague')
  const askedId = /^\d{1,18}$/.test(colleague) ? colleague : null
  const outcome = await askColleague(deps.sql, {
    claimId,
    askerId: c.get('account').id,
    askedId,
    words: form.get('words'),
  })
  if (outcome.kind === 'refused') {
    if (outcome.because === 'no-claim') return c.notFound()
    const next = { href: safePath(form.get('back') || undefined, '/inbox'), label: page.t('nav.inbox') }
    return send(
      c,
      troubleView(page, { title: page.t('ask.title'), words: page.t(`ask.${outcome.because}`), next }),
      422,
    )
  }
  const done = outcome.kind === 'asked' ? 'asked' : 'already'
  return c.redirect(told(`/articles/${outcome.discoveryId}#claim-${claimId}`, done), 303)
}

export const questionAnswer: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const form = await formOf(c)
  const outcome = await answerQuestion(deps.sql, {
    questionId: c.req.param('id')!,
    accountId: c.get('account').id,
    words: form.get('words'),
    now: deps.clock(),
  })
  const back = safePath(form.get('back') || undefined, '/inbox')
  if (outcome.kind !== 'refused')
    return c.redirect(told(back, outcome.kind === 'answered' ? 'answered' : 'already'), 303)
  if (outcome.because === 'gone') return c.notFound()
  const next = { href: '/questions', label: page.t('ask.page') }
  return send(
    c,
    troubleView(page, { title: page.t('refused.title'), words: page.t(`ask.${outcome.because}`), next }),
    409,
  )
}

export const questionRead: Action = (deps) => async (c) => {
  const done = await markAnswerRead(deps.sql, c.get('account').id, c.req.param('id')!, deps.clock())
  if (!done) return c.notFound()
  return c.redirect(told(safePath((await formOf(c)).get('back') || undefined, '/questions'), 'saved'), 303)
}
