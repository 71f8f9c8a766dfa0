import { afterAll, beforeAll, expect, it } from 'vitest'
import { linkArticles } from '../../src/5-link/step.ts'
import type { Database } from '../../src/db/database.ts'
import { type Reading, read, rules } from '../6-alert/desk.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

interface Story {
  on: string
  text: string
  people?: Reading['people']
  facilities?: string[]
  claims?: {
    quote: string
    type: string
    victims?: string[]
    victimGroup?: string
    facility?: string
    status?: string
  }[]
}

// One person in two scripts, namesakes told apart by their prison, one event told twice and once more much later, a group
// at one place under two names, and the same words about another place.
const STORIES: Story[] = [
  {
    on: '2026-10-01',
    text: 'Rauf Tahirzadə was beaten in IK-6.',
    people: [{ name: 'Rauf Tahirzadə', held: true }],
    facilities: ['IK-6'],
    claims: [{ quote: 'Rauf Tahirzadə was beaten', type: 'beating', victims: ['Rauf Tahirzadə'], facility: 'IK-6' }],
  },
  {
    on: '2026-10-02',
    text: 'Рауф Тахирзаде избит.',
    people: [{ name: 'Рауф Тахирзаде', held: true }],
    claims: [{ quote: 'Рауф Тахирзаде избит', type: 'beating', victims: ['Рауф Тахирзаде'] }],
  },
  {
    on: '2026-10-03',
    text: 'Prisoners of Penal Colony No. 6 went without medicine.',
    facilities: ['Penal Colony No. 6'],
    claims: [
      {
        quote: 'Prisoners of Penal Colony No. 6 went without medicine',
        type: 'denied_care',
        victimGroup: 'prisoners',
        facility: 'Penal Colony No. 6',
      },
    ],
  },
  {
    on: '2026-10-04',
    text: 'There is no medicine for prisoners of Colony No. 6. In Colony No. 9 prisoners go without it too.',
    facilities: ['Colony No. 6', 'Colony No. 9'],
    claims: [
      {
        quote: 'There is no medicine for prisoners of Colony No. 6',
        type: 'denied_care',
        victimGroup: 'prisoners',
        facility: 'Colony No. 6',
      },
      {
        quote: 'In Colony No. 9 prisoners go without it',
        type: 'denied_care',
        victimGroup: 'prisoners',
        facility: 'Colony No. 9',
      },
    ],
  },
  { on: '2026-10-05', text: 'The trainer Oleg Pavlenko won.', people: [{ name: 'Oleg Pavlenko', held: false }] },
  {
    on: '2026-10-06',
    text: 'Oleg Pavlenko is held in IK-6 with Rauf Tahirzadə.',
    people: [
      { name: 'Oleg Pavlenko', held: true },
      { name: 'Rauf Tahirzadə', held: true },
    ],
    facilities: ['IK-6'],
  },
  {
    on: '2027-03-01',
    text: 'Rauf Tahirzadə was beaten again.',
    people: [{ name: 'Rauf Tahirzadə', held: true }],
    claims: [{ quote: 'Rauf Tahirzadə was beaten again', type: 'beating', victims: ['Rauf Tahirzadə'] }],
  },
]

const moveOn = async () => {}

/** Who is whom, which claims are one event, and what is asked, with ids told by their first appearance. */
async function linked(batches: (ids: string[]) => string[][]): Promise<unknown> {
  await db.sql`truncate person, discovery, facility, incident, outlet cascade`
  const ids: string[] = []
  for (const { on, text, claims = [], ...reading } of STORIES) {
    const made = await addArticle(db.sql, { text, published: on, outletId: `outlet/${ids.length}` })
    const suggested = claims.map(({ quote, ...changes }) => claimOn(text, quote, changes as never))
    await read(db.sql, made, text, { ...reading, claims: suggested }, '1')
    await db.sql`update discovery set todo = 'link' where id = ${made.discoveryId}`
    ids.push(made.discoveryId)
  }
  for (const batch of batches(ids)) await linkArticles(batch, { sql: db.sql, rules, moveOn })
  const mentions = await db.sql`
    select m.words, dense_rank() over (order by person_id)::int as person, facility_id is null as nowhere
    from mention m join article a on a.id = m.article_id order by a.discovery_id, m.starts`
  const claims = await db.sql`
    select evidence, dense_rank() over (order by incident_id)::int as incident, incident_why,
      (select count(*)::int from claim_person where claim_id = claim.id) as persons
    from claim order by discovery_id, id`
  const incidents = await db.sql`
    select type, first_told, last_told, status, urgency, origins, places from incident order by id`
  const people = await db.sql`select name, spellings from person order by id`
  const offers =
    await db.sql`select name, round(score::numeric, 3)::text as score, against, context is not null as context from person_offer order by id`
  return { mentions, claims, incidents, people, offers }
}

it('links articles together as it links them one after the other', async () => {
  const single = (await linked((ids) => ids.map((id) => [id]))) as { incidents: unknown[]; people: unknown[] }
  expect(single.incidents).toHaveLength(4)
  expect(single.people.length).toBeGreaterThanOrEqual(3)
  expect(await linked((ids) => [ids])).toEqual(single)
  expect(await linked((ids) => [ids.slice(0, 3), ids.slice(3)])).toEqual(single)
})
