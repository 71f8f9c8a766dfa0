import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import { answerOrigin } from '../../../src/5-link/incidents/answer-origin.ts'
import type { OriginAnswer } from '../../../src/5-link/incidents/origins.ts'
import type { Database } from '../../../src/db/database.ts'
import { alertsOf, goTheWay, onwards, reader, rules, watchFor } from '../../6-alert/desk.ts'
import { claimOn } from '../../6-review/made-up.ts'
import { testDatabase } from '../../database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(() => db.sql`truncate account, person, discovery, facility, incident, outlet cascade`)

const [event] = parse(readFileSync(join(import.meta.dirname, 'translations.yaml'), 'utf8'))
const tell = (text: string, language: string, name: string, outletId: string, day: number) => {
  const sentence = text.split('\n')[0]!.split(/(?<=\.) /)[0]!
  return goTheWay(
    db.sql,
    { text, language, outletId, published: `2026-11-${day}T08:00:00Z` },
    {
      people: [{ name, held: true }],
      claims: [claimOn(text, sentence, { type: 'denied_medical_care', victims: [name] })],
    },
  )
}
const told = async () => {
  for (const id of ['az/one', 'world/two'])
    await db.sql`insert into outlet ${db.sql({ id, enabled: true, definition: db.sql.json({ name: id, home: `https://${id}.example/` }) })}`
  const original = await tell(event.original.text, 'az', 'Nemət Qarayevli', 'az/one', 18)
  const later = await tell(event.translated[1].text, 'en', 'Nemat Garayevli', 'world/two', 19)
  const [incident] = await db.sql<{ id: string }[]>`select id from incident`
  return { original, later, incidentId: incident!.id }
}
const state = async ({ discoveryId }: { discoveryId: string }) => {
  const [row] = await db.sql`
    select kind, origins from incident_origin join incident on incident.id = incident_id where discovery_id = ${discoveryId}`
  return row
}
const answer = (incidentId: string, discoveryId: string, said: OriginAnswer) =>
  answerOrigin({ incidentId, discoveryId, answer: said, accountName: 'ayla' }, { sql: db.sql, rules })

it('counts what may be a translation as nothing, then as the reviewer says, for ever', async () => {
  const { later, incidentId } = await told()
  expect(await state(later)).toEqual({ kind: 'maybe_translation', origins: 1 })
  expect(await answer(incidentId, later.discoveryId, 'own')).toBe(true)
  expect(await state(later)).toEqual({ kind: 'own', origins: 2 })
  await onwards(db.sql, later.discoveryId)
  expect(await state(later)).toEqual({ kind: 'own', origins: 2 })
  expect(await answer(incidentId, later.discoveryId, 'translation')).toBe(true)
  expect(await state(later)).toEqual({ kind: 'translation', origins: 1 })
  expect(await db.sql`select answer from origin_answer order by id`).toEqual([
    { answer: 'own' },
    { answer: 'translation' },
  ])
})

it('lets nobody answer what was not asked', async () => {
  const { original, incidentId } = await told()
  expect(await answer(incidentId, original.discoveryId, 'translation')).toBe(false)
})

it('tells a watch of it all the same: an alert too many costs less than one too few', async () => {
  const watch = await watchFor(db.sql, await reader(db.sql), { name: 'Nemat Garayevli', wants: ['suggested'] })
  await told()
  expect(await alertsOf(db.sql, watch)).toHaveLength(2)
})
