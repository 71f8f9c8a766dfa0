import { listClaims } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import { heldFor, placesFor } from '../confidential-records.ts'
import type { Action } from '../environment.ts'
import { heldAt, listFacilities, readFacility } from '../queries/facilities.ts'
import { pageNumber, pageOf, queryOf, rowsOf, send, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { facilityListView, facilityView } from '../views/records.ts'
import { feedOfRecord } from './record-feeds.ts'

const FACILITIES_A_PAGE = 50

const wordsOf = (query: Record<string, string>) => query.words?.trim().slice(0, 200) || undefined

export const facilityList: Action = (deps) => async (c) => {
  const size = rowsOf(c, FACILITIES_A_PAGE)
  const query = queryOf(c)
  const current = pageNumber(query)
  const words = wordsOf(query)
  const found = await listFacilities(deps.sql, {
    words,
    limit: size + 1,
    offset: (current - 1) * size,
  })
  const facilities = await placesFor(deps.sql, c.get('account'), found.slice(0, size))
  return send(c, facilityListView(pageOf(c, deps), { facilities, words, current, hasNext: found.length > size }))
}

export const facilityExport =
  (format: Format): Action =>
  (deps) =>
  async (c) => {
    const found = await listFacilities(deps.sql, { words: wordsOf(queryOf(c)), limit: 100_000, offset: 0 })
    const rows = (await placesFor(deps.sql, c.get('account'), found)).map(
      ({ id, name, spellings, claims, mentions }) => ({
        id,
        name,
        spellings,
        claims,
        articles: mentions,
      }),
    )
    return sendTable(c, format, { name: 'places', columns: ['id', 'name', 'spellings', 'claims', 'articles'], rows })
  }

export const facility: Action = (deps) => async (c) => {
  const kept = await readFacility(deps.sql, c.req.param('id')!)
  const reader = c.get('account')
  const [found] = kept ? await placesFor(deps.sql, reader, [kept]) : []
  if (!found) return c.notFound()
  const viewer = viewerOf(c)
  const [held, claims] = await Promise.all([
    heldAt(deps.sql, found.name, 100).then((held) => heldFor(deps.sql, reader, found.name, held)),
    listClaims(deps.sql, { facility: found.name, review: 'all' }, viewer, { limit: 25 }),
  ])
  const feed = await feedOfRecord(c, deps, 'facility', found.id)
  return send(c, facilityView(pageOf(c, deps), { facility: found, held, claims, feed }))
}
