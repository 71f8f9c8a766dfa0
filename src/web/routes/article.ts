import { claimsOfArticle } from '../../6-review/claim-list.ts'
import type { Action } from '../environment.ts'
import { copiesOf, readArticleRecord, readArticleWay, tryAgain } from '../queries/articles.ts'
import { holdsOf, releaseArticle, takeArticle } from '../queries/desk.ts'
import { facilityNames } from '../queries/facilities.ts'
import { pageOf, queryOf, send, told } from '../request.ts'
import { articleView } from '../views/article.ts'

export const article: Action = (deps) => async (c) => {
  const discoveryId = c.req.param('id')!
  const query = queryOf(c)
  const version = /^\d{1,18}$/.test(query.version ?? '') ? query.version : undefined
  const record = await readArticleRecord(deps.sql, discoveryId, version)
  if (!record || (version && !record.articleId)) return c.notFound()
  const editing = query.correct !== undefined || query.add !== undefined
  const [claims, way, copies, facilities, holds] = await Promise.all([
    claimsOfArticle(deps.sql, discoveryId, { accountId: c.get('account').id }),
    readArticleWay(deps.sql, discoveryId, record.articleId),
    copiesOf(deps.sql, discoveryId),
    editing ? facilityNames(deps.sql) : [],
    holdsOf(deps.sql, [discoveryId], deps.clock()),
  ])
  const open = { correct: query.correct, reject: query.reject, add: query.add !== undefined }
  const hold = holds.get(discoveryId)
  const next = `/inbox/next?after=${discoveryId}`
  return send(c, articleView(pageOf(c, deps), { article: record, claims, way, copies, facilities, hold, next, open }))
}

export const articleAgain: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const done = await tryAgain(deps.sql, id)
  return c.redirect(done ? told(`/articles/${id}`, 'again') : `/articles/${id}`, 303)
}

export const articleTake: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const taken = await takeArticle(deps.sql, id, c.get('account').id, deps.clock())
  return c.redirect(told(`/articles/${id}`, taken ? 'taken' : 'held'), 303)
}

export const articleRelease: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  await releaseArticle(deps.sql, id, c.get('account').id)
  return c.redirect(told(`/articles/${id}`, 'released'), 303)
}
