import { z } from 'zod'
import { ClaimFilter } from '../../6-review/claim-filter.ts'
import { readInbox } from '../../6-review/claim-list.ts'
import { holdsOf, removeView, type SavedView, savedViews, saveView } from '../queries/desk.ts'
import { safePath } from '../request.ts'
import { urgentTypes } from '../routes/inbox.ts'
import { apiClaim, viewerFor } from './claims.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { ApiClaim, Done, Id, Numbered, numberedPageOf, Paging, pageFromAll, pageOf } from './schemas.ts'

const inbox = route({
  method: 'get',
  path: '/inbox',
  summary: 'Claims by article, what can’t wait first; those to review unless `review` asks for others',
  role: 'reader',
  query: ClaimFilter.extend(Numbered.shape),
  answer: numberedPageOf(
    z.object({
      article_id: Id,
      urgency: z.number(),
      held_by: z.string().nullable().describe('Who has taken the article'),
      claims: z.array(ApiClaim),
    }),
  ),
  async answerWith({ query: { cursor, limit, ...filter }, account }, deps) {
    const shown = { ...filter, review: filter.review ?? ('suggested' as const) }
    const viewer = { ...viewerFor(account), withoutSkipped: true }
    const options = { urgentTypes: urgentTypes(deps), limit, offset: cursor }
    const { articles, hasNext } = await readInbox(deps.sql, shown, viewer, options)
    const ids = articles.map(({ discoveryId }) => discoveryId)
    const holds = await holdsOf(deps.sql, ids, deps.clock())
    const entries = articles.map(({ discoveryId, urgency, claims }) => ({
      article_id: discoveryId,
      urgency,
      held_by: holds.get(discoveryId)?.accountName ?? null,
      claims: claims.map(apiClaim),
    }))
    return { entries, next: hasNext ? cursor + limit : null }
  },
})

const ApiView = z.object({
  id: Id,
  name: z.string(),
  address: z.string().describe('Path and filters of a page of the desk'),
})
const viewTold = ({ id, name, address }: SavedView): z.input<typeof ApiView> => ({ id, name, address })

const views = route({
  method: 'get',
  path: '/views',
  summary: 'Filters that you keep under a name',
  role: 'reader',
  query: Paging,
  answer: pageOf(ApiView),
  async answerWith({ query, account }, { sql }) {
    return pageFromAll(await savedViews(sql, account.id), query, viewTold)
  },
})

const viewSave = route({
  method: 'post',
  path: '/views',
  summary: 'Keeps filters under a name; a known name gets the new ones',
  role: 'reader',
  body: z.object({ name: z.string().trim().min(1).max(60), address: z.string().max(1000) }),
  answer: ApiView,
  async answerWith({ body, account }, { sql }) {
    const address = safePath(body.address, '')
    if (address === '')
      throw new ApiTrouble(400, 'bad-request', 'address: a path of these pages, such as /inbox?type=threat')
    await saveView(sql, account.id, body.name, address)
    return viewTold((await savedViews(sql, account.id)).find(({ name }) => name === body.name)!)
  },
})

const viewRemove = route({
  method: 'delete',
  path: '/views/{id}',
  summary: 'Forgets filters that were kept',
  role: 'reader',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    if (!(await savedViews(sql, account.id)).some(({ id }) => id === params.id)) throw notFound('view')
    await removeView(sql, account.id, params.id!)
    return {}
  },
})

export const inboxRoutes = [inbox, views, viewSave, viewRemove]
