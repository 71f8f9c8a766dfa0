import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Alert } from '../../src/6-alert/alert.ts'
import { saveAlerts } from '../../src/6-alert/alert-store.ts'
import { backfillWatch, previewWatch } from '../../src/6-alert/preview.ts'
import { alertSilence, silencesFor } from '../../src/6-alert/silence-step.ts'
import { alertDecided } from '../../src/6-alert/step.ts'
import { judgeFinding } from '../../src/6-alert/watch-store.ts'
import type { Database } from '../../src/db/database.ts'
import { WatchWish } from '../../src/domain/watch.ts'
import { indexNext } from '../../src/search/store.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { alertsOf, decidedDeps, goTheWay, onwards, places, read, reader, watchFor } from './desk.ts'

let db: Database
let account: string
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.sql`truncate account, person, discovery, facility, incident, outlet, tick cascade`
  account = await reader(db.sql)
})

const TEXT =
  'Rauf Tahirzadə has been without insulin since Monday, his wife said. He is held in Qumlu Detention Centre.'
const SENTENCE = 'Rauf Tahirzadə has been without insulin since Monday, his wife said.'
const insulin = (text = TEXT, sentence = SENTENCE) =>
  claimOn(text, sentence, { type: 'denied_medical_care', victims: ['Rauf Tahirzadə'] })
const first = () =>
  goTheWay(
    db.sql,
    { text: TEXT, outletId: 'az/one' },
    { people: [{ name: 'Rauf Tahirzadə', held: true }], claims: [insulin()] },
  )
const mentionOf = (watchId: string, discoveryId: string, articleId: string): Alert => ({
  ...{ watchId, discoveryId, articleId, origin: discoveryId, kind: 'mention', subject: 'person', rule: 'name' },
  ...{ claimId: null, incidentId: null, hint: false, review: 'suggested', urgency: null, detail: {}, score: 1 },
  ...{ words: ['Rauf Tahirzadə'], sentence: SENTENCE, mention: 'Rauf Tahirzadə', reason: SENTENCE },
})
const kinds = async (watchId: string) => (await alertsOf(db.sql, watchId)).map(({ kind }) => kind)

describe('once for each watch, kind, subject and origin, ever', () => {
  it('tells a mention and a suggested claim, and nothing again at a second run, a new analyser or an edit', async () => {
    const watch = await watchFor(db.sql, account, { name: 'Рауф Тахирзаде' })
    const made = await first()
    expect(await kinds(watch)).toEqual(['mention', 'suggested'])
    await onwards(db.sql, made.discoveryId)
    await read(db.sql, made, TEXT, { people: [{ name: 'Rauf Tahirzadə' }], claims: [insulin()] }, '2.0.0')
    await onwards(db.sql, made.discoveryId)
    const edited = `${TEXT} Updated.`
    const newer = await addArticle(db.sql, { text: edited, discoveryId: made.discoveryId })
    await read(db.sql, newer, edited, { people: [{ name: 'Rauf Tahirzadə' }], claims: [insulin(edited)] }, '2.0.0')
    await onwards(db.sql, made.discoveryId)
    expect(await kinds(watch)).toEqual(['mention', 'suggested'])
  })

  it('saves what two batches tell one batch after the other, so that a reader hears of neither mixed', async () => {
    const watchId = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə' })
    const made = [
      await addArticle(db.sql, { text: TEXT }),
      await addArticle(db.sql, { text: TEXT }),
      await addArticle(db.sql, { text: TEXT }),
    ]
    const [a, b, c] = made.map(({ discoveryId, articleId }) => mentionOf(watchId, discoveryId, articleId))
    let other: Promise<unknown> | undefined
    const waiting = () => db.sql`
      select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await db.sql.begin(async (tx) => {
      await saveAlerts(tx, [a!])
      other = db.sql.begin((later) => saveAlerts(later, [b!]))
      while ((await waiting()).length === 0) await sleep(5)
      await saveAlerts(tx, [c!])
    })
    await other
    expect((await alertsOf(db.sql, watchId)).map(({ origin }) => origin)).toEqual([a, c, b].map((one) => one!.origin))
  })

  it('tells one event again only for another origin, and says so in the incident', async () => {
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə', wants: ['suggested'] })
    await first()
    await first()
    expect(await kinds(watch)).toEqual(['suggested'])
    const russian = 'Рауф Тахирзаде с понедельника без инсулина.'
    const other = {
      people: [{ name: 'Рауф Тахирзаде', held: true }],
      claims: [claimOn(russian, russian, { type: 'denied_medical_care', victims: ['Рауф Тахирзаде'] })],
    }
    await db.sql`insert into outlet (id, definition, enabled) values ('ru/two', '{"name": "Second", "home": "https://second.example/"}', true)`
    await goTheWay(db.sql, { text: russian, language: 'ru', outletId: 'ru/two' }, other)
    expect(await kinds(watch)).toEqual(['suggested', 'suggested'])
    const [incident] = await db.sql`select * from incident`
    expect(incident).toMatchObject({ origins: 2, status: 'alleged', urgency: 'going_on', urgencyWord: 'since' })
    expect(await db.sql`select from incident`).toHaveLength(1)
  })

  it('begins with now, not with the archive, and takes the archive on request', async () => {
    await first()
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə' })
    expect(await kinds(watch)).toEqual([])
    const preview = await previewWatch(db.sql, WatchWish.parse({ name: 'Rauf Tahirzade' }), places)
    expect(preview.found.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['mention', SENTENCE],
      ['suggested', SENTENCE],
    ])
    expect(await backfillWatch(db.sql, { accountId: account, watchId: watch }, places)).toBe(2)
    expect(await backfillWatch(db.sql, { accountId: account, watchId: watch }, places)).toBe(0)
    expect(await db.sql`select from delivery`).toHaveLength(0)
  })

  it('previews places, types and words too', async () => {
    await goTheWay(
      db.sql,
      { text: TEXT },
      {
        people: [{ name: 'Rauf Tahirzadə' }],
        facilities: ['Qumlu Detention Centre'],
        claims: [{ ...insulin(), facility: 'Qumlu Detention Centre' }],
      },
    )
    await indexNext(db.sql)
    const found = async (wish: object) =>
      (await previewWatch(db.sql, WatchWish.parse({ name: 'x', ofPerson: false, ...wish }), places)).found.map(
        ({ kind }) => kind,
      )
    expect(await found({ facility: 'Qumlu Detention Centre', claimTypes: ['denied_medical_care'] })).toEqual([
      'suggested',
    ])
    expect(await found({ words: ['insulin|инсулин'] })).toEqual(['mention', 'suggested'])
    expect(await found({ words: ['hunger'] })).toEqual([])
  })
})

describe('what a reviewer decides', () => {
  it('tells an accepted claim, and the change when an incident ends', async () => {
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə' })
    const { discoveryId } = await first()
    const [claim] = await db.sql`select id from claim`
    await db.sql`update claim set review = 'accepted', decided = fields where id = ${claim!.id}`
    await db.sql`
      insert into decision (claim_id, account_name, act, after, content_hash, previous_hash, hash)
      values (${claim!.id}, 'ayla', 'accept', '{}', '\\x00', '\\x00', ${Buffer.from(`h${discoveryId}`)})`
    expect(await alertDecided(decidedDeps(db.sql))).toBe(0)
    expect(await alertDecided(decidedDeps(db.sql))).toBe(0)
    expect(await kinds(watch)).toEqual(['mention', 'suggested', 'accepted'])

    const text = 'Rauf Tahirzadə was given insulin and taken to hospital.'
    await goTheWay(
      db.sql,
      { text, published: '2026-11-25' },
      {
        people: [{ name: 'Rauf Tahirzadə' }],
        claims: [claimOn(text, text, { type: 'denied_medical_care', victims: ['Rauf Tahirzadə'], status: 'resolved' })],
      },
    )
    const all = await alertsOf(db.sql, watch)
    expect(all.at(-1)).toMatchObject({ kind: 'change', detail: { status: 'resolved' } })
  })

  it('counts a copy that is found later into the incident, as no origin of its own', async () => {
    const { discoveryId } = await first()
    await db.sql`insert into outlet (id, definition, enabled) values ('az/copy', '{"name": "Copier", "home": "https://copy.example/"}', true)`
    const copy = await addArticle(db.sql, { text: TEXT, outletId: 'az/copy' })
    await db.sql`update discovery set state = 'duplicate', original_id = ${discoveryId} where id = ${copy.discoveryId}`
    await alertDecided(decidedDeps(db.sql))
    expect(await db.sql`select kind from incident_origin order by discovery_id`).toMatchObject([
      { kind: 'own' },
      { kind: 'repost' },
    ])
    expect(await db.sql`select origins from incident`).toMatchObject([{ origins: 1 }])
  })
})

describe('an article that is forgotten', () => {
  it('takes its origin with it, and the incident that it alone told', async () => {
    await first()
    const other = 'Rauf Tahirzade is still without insulin, a lawyer said.'
    await db.sql`insert into outlet (id, definition, enabled) values ('en/two', '{"name": "Second", "home": "https://second.example/"}', true)`
    const second = await goTheWay(
      db.sql,
      { text: other, outletId: 'en/two' },
      {
        people: [{ name: 'Rauf Tahirzade' }],
        claims: [claimOn(other, other, { type: 'denied_medical_care', victims: ['Rauf Tahirzade'] })],
      },
    )
    expect(await db.sql`select origins from incident`).toMatchObject([{ origins: 2 }])
    await db.sql`delete from discovery where id = ${second.discoveryId}`
    await alertDecided(decidedDeps(db.sql))
    expect(await db.sql`select origins from incident`).toMatchObject([{ origins: 1 }])
  })
})

describe('what the owner of a watch says of a finding', () => {
  it('“not this person” is remembered for the person and the article', async () => {
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə', wants: ['mention'] })
    await first()
    const [alert] = await alertsOf(db.sql, watch)
    expect(
      await judgeFinding(db.sql, { alertId: alert!.id, answer: 'different', account: { id: account, name: 'ayla' } }),
    ).toBe(true)
    const later = 'Rauf Tahirzadə opened a shop.'
    await goTheWay(db.sql, { text: later }, { people: [{ name: 'Rauf Tahirzadə', held: true }] })
    expect(await kinds(watch)).toEqual(['mention'])
  })

  it('is nobody else’s to say', async () => {
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə' })
    await first()
    const other = await reader(db.sql, { name: 'other' })
    const [alert] = await alertsOf(db.sql, watch)
    expect(
      await judgeFinding(db.sql, { alertId: alert!.id, answer: 'different', account: { id: other, name: 'other' } }),
    ).toBe(false)
  })
})

describe('the silence clock', () => {
  const VISIT = 'On November 20 Rauf Tahirzadə met his wife.'
  const visited = () =>
    goTheWay(
      db.sql,
      { text: VISIT, published: '2026-11-21' },
      {
        people: [{ name: 'Rauf Tahirzadə', held: true }],
        contacts: [{ kind: 'visit', person: 'Rauf Tahirzadə', evidence: VISIT, day: '2026-11-20' }],
      },
    )
  const at = (day: string) => new Date(`${day}T12:00:00Z`)

  it('counts from the day of the contact, with the sentence that told it, though the watch came later', async () => {
    await visited()
    await watchFor(db.sql, account, { name: 'Рауф Тахирзаде', silence: { visit: 30 } })
    const [prisoner] = await silencesFor(db.sql, account, at('2026-12-10'))
    const visit = prisoner!.silences.find(({ kind }) => kind === 'visit')
    expect(visit).toMatchObject({ day: '2026-11-20', days: 20, limit: 30, last: { sentence: VISIT } })
    expect(prisoner!.silences.find(({ kind }) => kind === 'call')).toMatchObject({ day: null, last: null })
  })

  it('tells once for each last contact that the limit has passed', async () => {
    await visited()
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə', silence: { visit: 30 } })
    await alertSilence(db.sql, at('2026-12-10'))
    expect(await kinds(watch)).toEqual([])
    await alertSilence(db.sql, at('2026-12-22'))
    await alertSilence(db.sql, at('2026-12-30'))
    expect(await alertsOf(db.sql, watch)).toMatchObject([
      { kind: 'silence', subject: 'silence visit 2026-11-20', sentence: VISIT, detail: { days: 32 } },
    ])
  })

  it('says nothing where no source that tells of the prisoner works, and knows since when', async () => {
    await visited()
    const watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə', silence: { visit: 30 } })
    await db.sql`
      insert into source (outlet_id, kind, url, every_ms, failures, crawled_at)
      values ('test/post', 'feed', 'https://post.example/rss', 60000, 5, ${at('2026-12-01')})`
    await alertSilence(db.sql, at('2026-12-22'))
    expect(await kinds(watch)).toEqual([])
    const [prisoner] = await silencesFor(db.sql, account, at('2026-12-22'))
    expect(prisoner!.blindSince).toEqual(at('2026-12-01'))
    expect(prisoner!.silences.find(({ kind }) => kind === 'visit')).toMatchObject({ days: 32, blindDays: 21 })
  })
})
