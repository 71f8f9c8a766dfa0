import { z } from 'zod'
import { type ListedClaim, listClaims, readClaim, type Viewer } from '../../6-review/claim-list.ts'
import { readPast } from '../../6-review/decision-store.ts'
import { decide } from '../../6-review/step.ts'
import type { Account } from '../../accounts/account-store.ts'
import type { Runner } from '../../db/database.ts'
import type { ClaimFields } from '../../domain/claim.ts'
import { keepHidden, pastFor } from '../confidential.ts'
import { incidentOfClaim } from '../queries/incidents.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { ApiClaim, ApiDecision, ApiWish, ClaimQuery, Id, pageFrom, pageOf } from './schemas.ts'

/** What a caller may see of claims. */
export const viewerFor = (account: Account): Viewer => ({
  accountId: account.id,
  confidential: account.seesConfidential,
})

/** A claim as the API tells it. */
export const apiClaim = (claim: ListedClaim): z.input<typeof ApiClaim> => ({
  id: claim.id,
  article_id: claim.discoveryId,
  review: claim.review,
  fields: claim.fields,
  suggested: claim.suggested,
  origin: claim.origin,
  analyser: claim.analyser,
  confidence: claim.confidence,
  current: claim.current,
  evidence: { quote: claim.evidence, start: claim.evidenceStart, end: claim.evidenceEnd },
  also: claim.also,
  why: claim.why,
  text_changed: claim.textChanged,
  title: claim.title,
  url: claim.url,
  outlet: { id: claim.outletId, name: claim.outletName },
  published: claim.published?.toISOString() ?? null,
  language: claim.language,
  seen: claim.seen,
})

const list = route({
  method: 'get',
  path: '/claims',
  summary: 'Claims, newest first: the reviewed ones unless `review` asks for others',
  role: 'reader',
  query: ClaimQuery,
  answer: pageOf(ApiClaim),
  async answerWith({ query: { cursor, limit, ...filter }, account }, { sql }) {
    const shown = { ...filter, review: filter.review ?? ('reviewed' as const) }
    const found = await listClaims(sql, shown, viewerFor(account), { limit: limit + 1, before: cursor ?? null })
    return pageFrom(found, limit, apiClaim)
  },
})

const one = route({
  method: 'get',
  path: '/claims/{id}',
  summary: 'One claim',
  role: 'reader',
  answer: ApiClaim,
  async answerWith({ params, account }, { sql }) {
    const claim = await readClaim(sql, params.id!, viewerFor(account))
    if (!claim) throw notFound('claim')
    return apiClaim(claim)
  },
})

const history = route({
  method: 'get',
  path: '/claims/{id}/decisions',
  summary: 'The decisions about a claim, oldest first',
  role: 'reader',
  answer: z.object({ entries: z.array(ApiDecision) }),
  async answerWith({ params, account }, { sql }) {
    const claim = await readClaim(sql, params.id!, viewerFor(account))
    if (!claim) throw notFound('claim')
    const past = pastFor({ sees: account.seesConfidential, claim }, await readPast(sql, params.id!))
    return {
      entries: past.map((decision) => ({
        id: decision.id,
        account: decision.accountName,
        at: decision.at.toISOString(),
        act: decision.act,
        reason: decision.reason,
        forgotten: decision.forgotten,
        before: decision.forgotten ? null : decision.before,
        after: decision.forgotten ? null : decision.after,
        hash: Buffer.from(decision.hash).toString('hex'),
      })),
    }
  },
})

const incident = route({
  method: 'get',
  path: '/claims/{id}/incident',
  summary: 'The incident that a claim is part of',
  role: 'reader',
  answer: z.object({ incident_id: Id }),
  async answerWith({ params }, { sql }) {
    const id = await incidentOfClaim(sql, params.id!)
    if (!id) throw notFound('incident of this claim')
    return { incident_id: id }
  },
})

const REFUSALS = {
  'nothing-to-undo': 'there is no decision to take back',
  'no-change': 'the claim stands like that already',
  'no-reason': 'a rejection needs a reason',
  confidential: 'this would show what is confidential: ask somebody who may see it',
  'not-in-text': 'these offsets are no words of the newest text of the article',
}

/** What somebody corrects who may not see all of a claim. */
async function meantFields(sql: Runner, id: string, wished: ClaimFields, account: Account): Promise<ClaimFields> {
  const viewer = viewerFor(account)
  const [shown, original] = await Promise.all([
    readClaim(sql, id, viewer),
    readClaim(sql, id, { ...viewer, confidential: true }),
  ])
  if (!shown || !original) throw notFound('claim')
  return keepHidden(account, { original: original.fields, shown: shown.fields }, wished)
}

async function newestWords(sql: Runner, id: string, { start, end }: { start: number; end: number }) {
  const [article] = await sql<{ id: string }[]>`
    select article.id from claim join article on article.discovery_id = claim.discovery_id where claim.id = ${id}
    order by article.id desc limit 1`
  return article && { articleId: article.id, start, end }
}

const decideRoute = route({
  method: 'post',
  path: '/claims/{id}/decisions',
  summary: 'Decides about a claim: accept, correct, reject, undo. Sent twice, it is done once',
  role: 'reviewer',
  body: ApiWish,
  answer: ApiClaim,
  async answerWith({ params, body: { seen, ...wish }, account }, { sql, clock, types }) {
    if (wish.act === 'correct' && !types.some(({ name }) => name === wish.fields.type))
      throw new ApiTrouble(400, 'bad-request', `there is no claim type "${wish.fields.type}"`)
    const meant =
      wish.act === 'correct'
        ? { act: wish.act, fields: await meantFields(sql, params.id!, wish.fields, account) }
        : wish
    const words =
      wish.act === 'correct' && wish.evidence ? await newestWords(sql, params.id!, wish.evidence) : undefined
    const outcome = await decide({ claimId: params.id!, seen, wish: meant, words }, account, { sql, now: clock })
    if (outcome.kind === 'not-found') throw notFound('claim')
    if (outcome.kind === 'refused') throw new ApiTrouble(409, outcome.because, REFUSALS[outcome.because])
    if (outcome.kind === 'held')
      throw new ApiTrouble(409, 'held', `${outcome.holder} has this article until ${outcome.until.toISOString()}`)
    if (outcome.kind === 'stale')
      throw new ApiTrouble(409, 'stale', 'the claim has changed since it was read: read it again, then decide')
    return apiClaim((await readClaim(sql, params.id!, viewerFor(account)))!)
  },
})

export const claimRoutes = [list, one, history, incident, decideRoute]
