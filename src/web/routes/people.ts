import { listClaims } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import type { Action } from '../environment.ts'
import { contactsOf, listPeople, mentionsOf, readPerson } from '../queries/people.ts'
import { pageNumber, pageOf, queryOf, send, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { personListView, personView } from '../views/records.ts'

const PEOPLE_A_PAGE = 50
// No team follows more; a file that is longer wants the API.
const MOST_ROWS = 100_000

const wordsOf = (query: Record<string, string>) => query.words?.trim().slice(0, 200) || undefined

export const personList: Action = (deps) => async (c) => {
  const query = queryOf(c)
  const current = pageNumber(query)
  const words = wordsOf(query)
  const found = await listPeople(deps.sql, { words, limit: PEOPLE_A_PAGE + 1, offset: (current - 1) * PEOPLE_A_PAGE })
  const people = found.slice(0, PEOPLE_A_PAGE)
  return send(c, personListView(pageOf(c, deps), { people, words, current, hasNext: found.length > PEOPLE_A_PAGE }))
}

export const personExport =
  (format: Format): Action =>
  (deps) =>
  async (c) => {
    const people = await listPeople(deps.sql, { words: wordsOf(queryOf(c)), limit: MOST_ROWS, offset: 0 })
    const rows = people.map(({ id, name, spellings, claims, mentions, lastMention }) => ({
      id,
      name,
      spellings,
      claims,
      articles: mentions,
      last_told: lastMention,
    }))
    return sendTable(c, format, {
      name: 'people',
      columns: ['id', 'name', 'spellings', 'claims', 'articles', 'last_told'],
      rows,
    })
  }

export const person: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const found = await readPerson(deps.sql, id)
  if (!found) return c.notFound()
  if (found.mergedInto) return c.redirect(`/people/${found.mergedInto}`, 302)
  const viewer = viewerOf(c)
  const [claims, mentions, contacts] = await Promise.all([
    listClaims(deps.sql, { person: id, review: 'all' }, viewer, { limit: 100 }),
    mentionsOf(deps.sql, id, 100),
    contactsOf(deps.sql, id, 100),
  ])
  return send(c, personView(pageOf(c, deps), { person: found, claims, mentions, contacts }))
}
