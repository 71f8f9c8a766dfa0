import { readFilter } from '../../6-review/claim-filter.ts'
import { readInbox } from '../../6-review/claim-list.ts'
import { countSkipped } from '../../6-review/skips.ts'
import type { Action, WebDeps } from '../environment.ts'
import { articleLanguages } from '../queries/articles.ts'
import { holdsOf, savedViews } from '../queries/desk.ts'
import { outletNames } from '../queries/outlets.ts'
import { pageNumber, pageOf, queryOf, send, viewerOf } from '../request.ts'
import { inboxView } from '../views/inbox.ts'
import { waitingFor } from './questions.ts'

const ARTICLES_A_PAGE = 8

export const urgentTypes = ({ types }: WebDeps): string[] =>
  types.filter(({ urgent }) => urgent).map(({ name }) => name)

export const filterChoices = async ({ sql }: WebDeps) => ({
  outlets: await outletNames(sql),
  languages: await articleLanguages(sql),
})

export const inbox: Action = (deps) => async (c) => {
  const query = queryOf(c)
  const { filter, wrong } = readFilter(query)
  const current = pageNumber(query)
  const accountId = c.get('account').id
  const [skipped, waiting] = await Promise.all([countSkipped(deps.sql, accountId), waitingFor(c, deps)])
  const [inbox, choices, views] = await Promise.all([
    readInbox(
      deps.sql,
      { ...filter, review: filter.review ?? 'suggested' },
      { ...viewerOf(c), withoutSkipped: skipped > 0 },
      {
        urgentTypes: urgentTypes(deps),
        limit: ARTICLES_A_PAGE,
        offset: (current - 1) * ARTICLES_A_PAGE,
      },
    ),
    filterChoices(deps),
    savedViews(deps.sql, accountId),
  ])
  const holds = await holdsOf(
    deps.sql,
    inbox.articles.map(({ discoveryId }) => discoveryId),
    deps.clock(),
  )
  return send(
    c,
    inboxView(pageOf(c, deps), {
      filter,
      wrong,
      inbox,
      choices,
      holds,
      views,
      current,
      hasNext: inbox.hasNext,
      skipped,
      ...waiting,
    }),
  )
}

/** Leads to the next article of the inbox that no colleague works on. */
export const nextArticle: Action = (deps) => async (c) => {
  const accountId = c.get('account').id
  const found = await readInbox(
    deps.sql,
    { review: 'suggested' },
    { ...viewerOf(c), withoutSkipped: true },
    { urgentTypes: urgentTypes(deps), limit: 100, offset: 0 },
  )
  const ids = found.articles.map(({ discoveryId }) => discoveryId)
  const holds = await holdsOf(deps.sql, ids, deps.clock())
  const after = ids.indexOf(queryOf(c).after ?? '')
  const order = [...ids.slice(after + 1), ...ids.slice(0, Math.max(0, after))]
  const next = order.find((id) => (holds.get(id)?.accountId ?? accountId) === accountId)
  return c.redirect(next ? `/articles/${next}` : '/inbox', 303)
}
