import { listClaims } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import { ofPersonFor, peopleFor } from '../confidential-records.ts'
import type { Action } from '../environment.ts'
import { contactsOf, eachPerson, type ListedPerson, listPeople, mentionsOf, readPerson } from '../queries/people.ts'
import { pageOf, queryOf, rowsOf, send, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { personListView, personView } from '../views/records.ts'
import { feedOfRecord } from './record-feeds.ts'

const PEOPLE_A_PAGE = 50
// A page stays small; the rest is one link away.
const OF_PERSON = 25

const wordsOf = (query: Record<string, string>) => query.words?.trim().slice(0, 200) || undefined

export const personList: Action = (deps) => async (c) => {
  const size = rowsOf(c, PEOPLE_A_PAGE)
  const query = queryOf(c)
  const words = wordsOf(query)
  const found = await listPeople(deps.sql, { words, limit: size, after: query.after })
  const people = await peopleFor(deps.sql, c.get('account'), found.people)
  return send(c, personListView(pageOf(c, deps), { ...found, people, words }))
}

const COLUMNS = ['id', 'name', 'spellings', 'claims', 'articles', 'last_told']

export const personExport =
  (format: Format): Action =>
  (deps) =>
  (c) => {
    const shown = (people: ListedPerson[]) => peopleFor(deps.sql, c.get('account'), people)
    const people = eachPerson(deps.sql, wordsOf(queryOf(c)), shown)
    const rows = (async function* () {
      for await (const { id, name, spellings, claims, mentions, lastMention } of people)
        yield { id, name, spellings, claims, articles: mentions, last_told: lastMention }
    })()
    return sendTable(c, format, { name: 'people', columns: COLUMNS, rows })
  }

export const person: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const reader = c.get('account')
  const kept = await readPerson(deps.sql, id)
  if (kept?.mergedInto) return c.redirect(`/people/${kept.mergedInto}`, 302)
  const [found] = kept ? await peopleFor(deps.sql, reader, [kept]) : []
  if (!found) return c.notFound()
  const viewer = viewerOf(c)
  const [claims, mentions, contacts] = await Promise.all([
    listClaims(deps.sql, { person: id, review: 'all' }, viewer, { limit: OF_PERSON }),
    mentionsOf(deps.sql, id, OF_PERSON),
    contactsOf(deps.sql, id, OF_PERSON),
  ])
  // Whoever is a confidential source of an article is not told to be named in it.
  const ofPerson = <T extends { discoveryId: string; title: string }>(rows: T[]) =>
    ofPersonFor(deps.sql, reader, found, rows)
  return send(
    c,
    personView(pageOf(c, deps), {
      person: found,
      claims,
      mentions: await ofPerson(mentions),
      contacts: await ofPerson(contacts),
      feed: await feedOfRecord(c, deps, 'person', found.id),
    }),
  )
}
