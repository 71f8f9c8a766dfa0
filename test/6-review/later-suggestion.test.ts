import { afterAll, beforeAll, expect, it } from 'vitest'
import { seenMark } from '../../src/6-review/decide.ts'
import { laterOf } from '../../src/6-review/later-suggestion.ts'
import { bounds } from '../../src/6-review/precision.ts'
import { decide, saveSuggestions } from '../../src/6-review/step.ts'
import type { Database } from '../../src/db/database.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { testDatabase } from '../database.ts'
import { addArticle, claimOn } from './made-up.ts'

const TEXT = 'News.\nPrison staff beat Rashid Aliyev on Monday.\nHe is well.'
const QUOTE = 'Prison staff beat Rashid Aliyev on Monday.'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

it('a newer analysis of a decided claim stands beside it as what changed, and never touches the decision', async () => {
  const article = await addArticle(db.sql, { text: TEXT })
  const analyse = (analyser: string, claims: Claim[]) =>
    db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser, claims }))
  const [saved] = await analyse('1', [claimOn(TEXT, QUOTE)])
  const id = saved!.claimId
  const row = async () => (await db.sql`select * from claim where id = ${id}`)[0]!
  const { fields, evidence } = await row()
  const seen = seenMark(null, { review: 'suggested', fields }, evidence)
  await decide({ claimId: id, seen, wish: { act: 'accept' } }, { name: 'Aida' }, { sql: db.sql, now: () => new Date() })
  const decided = await row()
  const later = async () => (await laterOf(db.sql, [id])).get(id)

  await analyse('2', [claimOn(TEXT, QUOTE)])
  expect(await later()).toBeUndefined()
  await analyse('3', [claimOn(TEXT, QUOTE, { status: 'denied', facility: 'Prison No. 5', why: ['cue: denied'] })])
  expect(await later()).toMatchObject({
    analyser: '3',
    fields: { status: 'denied', facility: 'Prison No. 5' },
    why: ['cue: denied'],
  })
  await analyse('4', [])
  expect(await later()).toMatchObject({ analyser: '4', fields: null })
  expect(await row()).toEqual(decided)
  await analyse('5', [claimOn(TEXT, QUOTE)])
  expect(await later()).toBeUndefined()
})

it('a share of few is told with the bounds between which it lies', () => {
  expect(bounds(0, 0)).toBeNull()
  const few = bounds(4, 5)!
  const many = bounds(400, 500)!
  expect(few.low).toBeLessThan(0.4)
  expect(many.low).toBeGreaterThan(0.75)
  for (const { low, high } of [few, many, bounds(0, 3)!, bounds(3, 3)!]) {
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeLessThanOrEqual(1)
    expect(low).toBeLessThan(high)
  }
})
