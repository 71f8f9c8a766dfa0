import { z } from 'zod'
import { readClaim } from '../../6-review/claim-list.ts'
import {
  answerQuestion,
  askColleague,
  markAnswerRead,
  type Question,
  questionsFor,
  questionsOf,
} from '../../6-review/questions.ts'
import { skipClaim, unskipClaim } from '../../6-review/skips.ts'
import { addMissedClaim } from '../../6-review/step.ts'
import { ClaimFields } from '../../domain/claim.ts'
import { questionsShown } from '../confidential.ts'
import { holdsOf, releaseArticle, takeArticle, takeOver } from '../queries/desk.ts'
import { apiClaim, viewerFor } from './claims.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { ApiClaim, Done, Id, Time } from './schemas.ts'

const Words = z.string().trim().min(1).max(1000)

const ApiQuestion = z.object({
  id: Id,
  claim_id: Id,
  asker: z.string(),
  asked: z.string().nullable().describe('Null: whoever of the team reviews'),
  words: z.string(),
  at: Time,
  answer: z.string().nullable(),
  answered_by: z.string().nullable(),
  answered_at: Time.nullable(),
})

const told = (question: Question): z.input<typeof ApiQuestion> => ({
  id: question.id,
  claim_id: question.claimId,
  asker: question.askerName,
  asked: question.askedName,
  words: question.words,
  at: question.at.toISOString(),
  answer: question.answer,
  answered_by: question.answeredByName,
  answered_at: question.answeredAt?.toISOString() ?? null,
})

const questions = route({
  method: 'get',
  path: '/questions',
  summary: 'Open questions to you, and those that you asked',
  role: 'reviewer',
  answer: z.object({ to_you: z.array(ApiQuestion), by_you: z.array(ApiQuestion) }),
  async answerWith({ account }, { sql }) {
    const shown = (all: Question[]) => questionsShown(sql, account, all)
    const [toYou, byYou] = await Promise.all([
      questionsFor(sql, account.id).then(shown),
      questionsOf(sql, account.id).then(shown),
    ])
    return { to_you: toYou.map(told), by_you: byYou.map(told) }
  },
})

const REFUSALS = {
  'no-words': 'there are no words in it',
  'no-colleague': 'there is no such colleague who reviews',
  'not-asked': 'this question was put to somebody else',
  answered: 'somebody has answered this question already',
}

const ask = route({
  method: 'post',
  path: '/claims/{id}/questions',
  summary: 'Asks a colleague about a claim. Sent twice, it is asked once',
  role: 'reviewer',
  body: z.object({ colleague_id: Id.nullable().default(null).describe('Null: whoever reviews'), words: Words }),
  answer: z.object({ id: Id }),
  async answerWith({ params, body, account }, { sql }) {
    const asked = { claimId: params.id!, askerId: account.id, askedId: body.colleague_id, words: body.words }
    const outcome = await askColleague(sql, asked)
    if (outcome.kind !== 'refused') return { id: outcome.questionId }
    if (outcome.because === 'no-claim') throw notFound('claim')
    throw new ApiTrouble(400, outcome.because, REFUSALS[outcome.because])
  },
})

const answer = route({
  method: 'post',
  path: '/questions/{id}/answer',
  summary: 'Answers a question that was put to you, or to whoever reviews',
  role: 'reviewer',
  body: z.object({ words: Words }),
  answer: z.object({ claim_id: Id }),
  async answerWith({ params, body, account }, { sql, clock }) {
    const given = { questionId: params.id!, accountId: account.id, words: body.words, now: clock() }
    const outcome = await answerQuestion(sql, given)
    if (outcome.kind !== 'refused') return { claim_id: outcome.claimId }
    if (outcome.because === 'gone') throw notFound('question')
    throw new ApiTrouble(409, outcome.because, REFUSALS[outcome.because])
  },
})

const read = route({
  method: 'post',
  path: '/questions/{id}/read',
  summary: 'Remembers that you read an answer',
  role: 'reviewer',
  answer: Done,
  async answerWith({ params, account }, { sql, clock }) {
    if (!(await markAnswerRead(sql, account.id, params.id!, clock()))) throw notFound('answer to you')
    return {}
  },
})

const Hold = z.object({ held_by: z.string().nullable(), until: Time.nullable() })

const take = route({
  method: 'post',
  path: '/articles/{id}/hold',
  summary: 'Takes an article with its claims for half an hour: decisions of colleagues are refused meanwhile',
  role: 'reviewer',
  body: z.object({ over: z.boolean().default(false).describe('Also from a colleague who has it') }),
  answer: Hold,
  async answerWith({ params, body, account }, { sql, clock }) {
    const id = params.id!
    const taken = await (body.over ? takeOver : takeArticle)(sql, id, account.id, clock())
    const hold = (await holdsOf(sql, [id], clock())).get(id)
    if (!hold) throw notFound('article')
    if (!taken)
      throw new ApiTrouble(409, 'held', `${hold.accountName} has this article until ${hold.until.toISOString()}`)
    return { held_by: hold.accountName, until: hold.until.toISOString() }
  },
})

const release = route({
  method: 'delete',
  path: '/articles/{id}/hold',
  summary: 'Gives an article free that you have taken',
  role: 'reviewer',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    await releaseArticle(sql, params.id!, account.id)
    return {}
  },
})

const skip = route({
  method: 'post',
  path: '/claims/{id}/skip',
  summary: 'Puts a claim out of your inbox; colleagues still see it',
  role: 'reviewer',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    if (!(await skipClaim(sql, account.id, params.id!))) throw notFound('claim')
    return {}
  },
})

const unskip = route({
  method: 'delete',
  path: '/claims/{id}/skip',
  summary: 'Puts a claim back into your inbox',
  role: 'reviewer',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    await unskipClaim(sql, account.id, params.id!)
    return {}
  },
})

const addClaim = route({
  method: 'post',
  path: '/articles/{id}/claims',
  summary: 'Adds a claim that the analyser missed, on words of the article. Sent twice, it is added once',
  role: 'reviewer',
  body: z.object({
    start: z.int().nonnegative(),
    end: z.int().positive().describe('Offsets into the text that /articles/{id} gives'),
    fields: ClaimFields,
  }),
  answer: ApiClaim,
  async answerWith({ params, body, account }, { sql, clock, types }) {
    const { start, end, fields } = body
    if (!types.some(({ name }) => name === fields.type))
      throw new ApiTrouble(400, 'bad-request', `there is no claim type "${fields.type}"`)
    if (fields.victims.length === 0 && fields.victimGroup === null)
      throw new ApiTrouble(400, 'bad-request', 'a claim needs a victim, or the words for a group')
    const [article] = await sql<{ id: string }[]>`
      select id from article where discovery_id = ${params.id!} order by id desc limit 1`
    if (!article) throw notFound('article')
    const asked = { articleId: article.id, fields, start, end }
    const outcome = await addMissedClaim(asked, account, { sql, now: clock })
    if (outcome.kind === 'refused')
      throw new ApiTrouble(400, 'not-in-text', 'these offsets are no words of the newest text of the article')
    if (outcome.kind === 'held')
      throw new ApiTrouble(409, 'held', `${outcome.holder} has this article until ${outcome.until.toISOString()}`)
    return apiClaim((await readClaim(sql, outcome.claimId, viewerFor(account)))!)
  },
})

export const deskRoutes = [questions, ask, answer, read, take, release, skip, unskip, addClaim]
