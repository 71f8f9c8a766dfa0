import { listClaims } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import { secretsOf } from '../../accounts/confidential.ts'
import type { Action } from '../environment.ts'
import { contactsOf, eachPerson, listPeople, mentionsOf, readPerson } from '../queries/people.ts'
import { pageOf, queryOf, rowsOf, send, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { personListView, personView } from '../views/records.ts'

const PEOPLE_A_PAGE = 50
// A page stays small; the rest is one link away.
const OF_PERSON = 25

const wordsOf = (query: Record<string, string>) => query.words?.trim().slice(0, 200) || undefined

export const personList: Action = (deps) => async (c) => {
  const size = rowsOf(c, PEOPLE_A_PAGE)
  const query = queryOf(c)
  const words = wordsOf(query)
  const found = await listPeople(deps.sql, { words, limit: size, after: query.after })
  return send(c, personListView(pageOf(c, deps), { ...found, words }))
}

const COLUMNS = ['id', 'name', 'spellings', 'claims', 'articles', 'last_told']

export const personExport =
  (format: Format): Action =>
  (deps) =>
  (c) => {
    const people = eachPerson(deps.sql, wordsOf(queryOf(c)))
    const rows = (async function* () {
      for await (const { id, name, spellings, claims, mentions, lastMention } of people)
        yield { id, name, spellings, claims, articles: mentions, last_told: lastMention }
    })()
    return sendTable(c, format, { name: 'people', columns: COLUMNS, rows })
  }

export const person: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const found = await readPerson(deps.sql, id)
  if (!found) return c.notFound()
  if (found.mergedInto) return c.redirect(`/people/${found.mergedInto}`, 302)
  const viewer = viewerOf(c)
  const [claims, mentions, contacts] = await Promise.all([
    listClaims(deps.sql, { person: id, review: 'all' }, viewer, { limit: OF_PERSON }),
    mentionsOf(deps.sql, id, OF_PERSON),
    contactsOf(deps.sql, id, OF_PERSON),
  ])
  const secrets = viewer.confidential
    ? new Map<string, string[]>()
    : await secretsOf(
        deps.sql,
        [...mentions, ...contacts].map(({ discoveryId }) => discoveryId),
      )
  // Whoever is a confidential source of an article is not told to be named in it.
  const mayBeTold = ({ discoveryId }: { discoveryId: string }) =>
    ![found.name, ...found.spellings].some((name) => secrets.get(discoveryId)?.includes(name))
  return send(
    c,
    personView(pageOf(c, deps), {
      person: found,
      claims,
      mentions: mentions.filter(mayBeTold),
      contacts: contacts.filter(mayBeTold),
    }),
  )
}
