import { claimsOfArticle } from '../../6-review/claim-list.ts'
import { laterOf } from '../../6-review/later-suggestion.ts'
import { mendsOf } from '../../6-review/mend-store.ts'
import { colleaguesOf, questionsAbout } from '../../6-review/questions.ts'
import { blackOut } from '../../accounts/confidential.ts'
import { laterFor, listFor, mendsFor, questionsShown, recordFor, secretWords, wayFor } from '../confidential.ts'
import type { Action } from '../environment.ts'
import { copiesOf, readArticleRecord, readArticleWay, tryAgain } from '../queries/articles.ts'
import { holdsOf, releaseArticle, takeArticle, takeOver } from '../queries/desk.ts'
import { facilityNames } from '../queries/facilities.ts'
import { registerNames } from '../queries/register.ts'
import { formOf, pageOf, queryOf, safePath, send, told, viewerOf } from '../request.ts'
import { articleView } from '../views/article.ts'
import { spanIn } from './claim-add.ts'

export const article: Action = (deps) => async (c) => {
  const discoveryId = c.req.param('id')!
  const query = queryOf(c)
  const version = /^\d{1,18}$/.test(query.version ?? '') ? query.version : undefined
  const kept = await readArticleRecord(deps.sql, discoveryId, version)
  if (!kept || (version && !kept.articleId)) return c.notFound()
  const words = await secretWords(deps.sql, c.get('account'), discoveryId)
  const record = recordFor(kept, words)
  const editing = query.correct !== undefined || query.add !== undefined
  const [claims, way, copies, facilities, register, holds] = await Promise.all([
    claimsOfArticle(deps.sql, discoveryId, viewerOf(c)),
    readArticleWay(deps.sql, discoveryId, record.articleId).then((all) => wayFor(all, record.text, words)),
    copiesOf(deps.sql, discoveryId).then((all) =>
      listFor(deps.sql, c.get('account'), all, (copy, secret) => ({ ...copy, title: blackOut(copy.title, secret) })),
    ),
    editing ? facilityNames(deps.sql) : [],
    editing ? registerNames(deps.sql, c.get('account').id) : [],
    holdsOf(deps.sql, [discoveryId], deps.clock()),
  ])
  const claimIds = claims.map(({ id }) => id)
  const [questions, mends, later, colleagues] = await Promise.all([
    questionsAbout(deps.sql, claimIds).then((all) => questionsShown(deps.sql, c.get('account'), all)),
    mendsOf(deps.sql, discoveryId).then((all) => mendsFor(all, words)),
    laterOf(deps.sql, claimIds).then((all) => laterFor(c.get('account'), all, claims)),
    query.ask === undefined ? [] : colleaguesOf(deps.sql, c.get('account').id),
  ])
  const [, first = '', last = ''] = /^(\d{1,9})-(\d{1,9})$/.exec(query.span ?? '') ?? []
  const span = record.text === null ? null : spanIn(record.text, first, last)
  const open = {
    correct: query.correct,
    reject: query.reject,
    ask: query.ask,
    add: query.add !== undefined,
    span,
    mend: query.mend,
  }
  const hold = holds.get(discoveryId)
  const next = `/inbox/next?after=${discoveryId}`
  return send(
    c,
    articleView(pageOf(c, deps), {
      article: record,
      claims,
      way,
      copies,
      facilities,
      register,
      hold,
      next,
      open,
      questions,
      mends,
      later,
      colleagues,
      isBlackedOut: words.length > 0,
    }),
  )
}

export const articleAgain: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const done = await tryAgain(deps.sql, id)
  return c.redirect(done ? told(`/articles/${id}`, 'again') : `/articles/${id}`, 303)
}

export const articleTake: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const form = await formOf(c)
  const take = form.get('over') === 'yes' ? takeOver : takeArticle
  const taken = await take(deps.sql, id, c.get('account').id, deps.clock())
  return c.redirect(told(safePath(form.get('back') || undefined, `/articles/${id}`), taken ? 'taken' : 'held'), 303)
}

export const articleRelease: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  await releaseArticle(deps.sql, id, c.get('account').id)
  return c.redirect(told(safePath((await formOf(c)).get('back') || undefined, `/articles/${id}`), 'released'), 303)
}
