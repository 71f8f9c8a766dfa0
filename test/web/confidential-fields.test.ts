import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSuggestions } from '../../src/6-review/step.ts'
import type { Database } from '../../src/db/database.ts'
import type { ConfidentialField } from '../../src/domain/claim.ts'
import { CONFIDENTIAL } from '../../src/domain/confidential.ts'
import { soundKey } from '../../src/names/names.ts'
import { indexNext } from '../../src/search/store.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'

const PLACE = 'Colony No. 9'
const QUOTE = `Guards of ${PLACE} beat Farid Mammadov and two men of cell 14 on 3 March 2026, Orkhan Rzayev told Nigar Safarova.`
// The names stand alone too, and the witness was never tagged there.
const TEXT = `Beaten again\n${QUOTE}\nRzayev’s letter was taken from him. Safarova has filed a complaint. Mammadov is ill.`

/** What nobody without the right may read, for each field. */
const SECRETS: Record<ConfidentialField, RegExp> = {
  source: /Orkhan|Rzayev|Nigar|Safarova/,
  sourceChain: /Nigar|Safarova/,
  victims: /Farid|Mammadov/,
  victimGroup: /two men of cell/,
  facility: /Colony No/,
  eventDate: /3 March|2026-03-03|Mar 3, 2026/,
}
const PEOPLE = ['Farid Mammadov', 'Orkhan Rzayev', 'Nigar Safarova']

let db: Database
let desk: Desk
let admin: Reader
let reviewer: Reader
let reader: Reader
let tokens: Record<'admin' | 'reviewer' | 'reader', string>
let discoveryId: string
let copyId: string
let claimId: string
let incidentId: string
let watchId: string
const persons = new Map<string, string>()
let placeId: string

beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  admin = await desk.signIn('Aida', 'admin')
  reviewer = await desk.signIn('Boris', 'reviewer')
  reader = await desk.signIn('Leyla', 'reader')
  tokens = {
    admin: await desk.token('Aida', 'admin'),
    reviewer: await desk.token('Boris', 'reviewer'),
    reader: await desk.token('Leyla', 'reader'),
  }
  // A reviewer from whom the right was taken.
  await db.sql`update account set sees_confidential = false where name = 'Boris'`
  const article = await addArticle(db.sql, { text: TEXT, title: 'Farid Mammadov beaten, says Orkhan Rzayev' })
  discoveryId = article.discoveryId
  copyId = (await addArticle(db.sql, { text: TEXT, title: 'Copied: Rzayev on Mammadov' })).discoveryId
  await db.sql`update discovery set original_id = ${discoveryId}, state = 'duplicate' where id = ${copyId}`
  for (const name of PEOPLE) {
    const [row] = await db.sql<
      { id: string }[]
    >`insert into person ${db.sql({ name, sound: soundKey(name), soundWords: soundKey(name).split(' ') })} returning id`
    persons.set(name, row!.id)
    await db.sql`insert into mention ${db.sql({ articleId: article.articleId, kind: 'person', name, words: name, starts: TEXT.indexOf(name), ends: TEXT.indexOf(name) + name.length, personId: row!.id })}`
  }
  const [place] = await db.sql<{ id: string }[]>`insert into facility (name) values (${PLACE}) returning id`
  placeId = place!.id
  await db.sql`insert into mention ${db.sql({ articleId: article.articleId, kind: 'facility', name: PLACE, words: PLACE, starts: TEXT.indexOf(PLACE), ends: TEXT.indexOf(PLACE) + PLACE.length, facilityId: placeId })}`
  await db.sql`insert into contact ${db.sql({ articleId: article.articleId, kind: 'doctor', person: 'Farid Mammadov', personId: persons.get('Farid Mammadov')!, evidence: QUOTE, evidenceStart: TEXT.indexOf(QUOTE), evidenceEnd: TEXT.indexOf(QUOTE) + QUOTE.length, eventDate: db.sql.json({ from: '2026-03-03', to: '2026-03-03', precision: 'day', text: '3 March 2026' }) })}`
  const claim = claimOn(TEXT, QUOTE, {
    victims: ['Farid Mammadov'],
    victimGroup: 'two men of cell 14',
    facility: PLACE,
    source: 'Orkhan Rzayev',
    sourceChain: [{ name: 'Orkhan Rzayev', relation: 'cellmate', via: 'Nigar Safarova' }],
    eventDate: { from: '2026-03-03', to: '2026-03-03', precision: 'day', text: '3 March 2026' },
    why: ['source: Orkhan Rzayev (“told”)', 'victim: Farid Mammadov is nearest'],
  })
  const [saved] = await db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser: '1', claims: [claim] }))
  claimId = saved!.claimId
  await db.sql`insert into claim_person (claim_id, person_id) values (${claimId}, ${persons.get('Farid Mammadov')!})`
  const [incident] = await db.sql<
    { id: string }[]
  >`insert into incident ${db.sql({ type: 'ill_treatment', firstTold: new Date(), lastTold: new Date(), status: 'alleged', urgency: 'past', urgencyRule: 'past', origins: 1 })} returning id`
  incidentId = incident!.id
  await db.sql`update claim set incident_id = ${incidentId} where id = ${claimId}`
  await db.sql`insert into incident_origin ${db.sql({ incidentId, discoveryId, kind: 'own', key: discoveryId, why: 'told by Orkhan Rzayev', told: new Date() })}`
  await admin.post(`/incidents/${incidentId}/facts`, {
    fact: 'doctor',
    on: 'yes',
    note: 'Rzayev and Safarova know, of 3 March 2026',
  })
  await admin.post(`/claims/${claimId}/ask`, {
    words: 'Is Orkhan Rzayev safe? Nigar Safarova may know, on 3 March 2026',
    colleague: '',
  })
  await indexNext(db.sql)
  // A reader who tracks the witness.
  await reader.post('/watches', { name: 'Orkhan Rzayev' })
  const [watch] = await db.sql<{ id: string }[]>`select id from watch`
  watchId = watch!.id
  await reader.post(`/watches/${watchId}/backfill`)
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const api = async (who: keyof typeof tokens, path: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json' }
  const { status, html } = await ask(`${desk.base}/api/v1${path}`, { headers, ...init })
  return { status, body: JSON.parse(html), words: html }
}

/** Marks these fields, and no others, as a reviewer who may see all does. */
async function mark(confidential: ConfidentialField[]) {
  const { body } = await api('admin', `/claims/${claimId}`)
  const { confidential: _, ...fields } = body.fields
  const wish = {
    act: 'correct',
    seen: body.seen,
    fields: { ...fields, ...(confidential.length > 0 && { confidential }) },
  }
  const done = await api('admin', `/claims/${claimId}/decisions`, { method: 'POST', body: JSON.stringify(wish) })
  expect([200, 409]).toContain(done.status)
  await indexNext(db.sql)
}

const pages = (): string[] => [
  `/articles/${discoveryId}`,
  `/articles/${copyId}`,
  `/articles/${discoveryId}?print=yes`,
  `/claims/${claimId}`,
  '/inbox?review=all',
  '/claims?review=all',
  '/claims?review=all&print=yes',
  '/articles',
  '/articles?words=guards',
  '/alerts',
  '/watches',
  '/charts',
  '/analyser',
  '/incidents',
  `/incidents/${incidentId}`,
  `/people/${persons.get('Farid Mammadov')}`,
  `/facilities/${placeId}`,
  ...['csv', 'jsonl', 'jsonld', 'ftm'].map((format) => `/claims.${format}?review=all`),
  `/claims/${claimId}.csv`,
  `/incidents/${incidentId}.jsonl?review=all`,
  ...['articles', 'alerts', 'incidents', 'charts', 'silence'].map((name) => `/${name}.csv`),
]
const apiPages = (): string[] => [
  '/claims?review=all',
  `/claims/${claimId}`,
  `/claims/${claimId}/decisions`,
  '/articles?words=guards',
  `/articles/${discoveryId}`,
  `/articles/${copyId}`,
  `/articles/${discoveryId}/mends`,
  '/incidents',
  `/incidents/${incidentId}`,
  '/charts',
  '/alerts',
  '/silence',
  `/people/${persons.get('Farid Mammadov')}/told`,
  '/judgements',
  '/inbox?review=all',
  `/articles/${discoveryId}/versions`,
]

describe.each(Object.keys(CONFIDENTIAL) as ConfidentialField[])('%s, once it is marked', (field) => {
  beforeAll(() => mark([field]))

  it('is on no page, in no export and in no answer of the API for a reader', async () => {
    // The name that the reader gave to their own watch is theirs.
    const OWN = ['/watches', '/alerts', '/silence']
    const shown = (path: string, html: string) =>
      (OWN.some((own) => path.startsWith(own)) ? html.replaceAll('Orkhan Rzayev', '') : html).replaceAll(
        /value="[^"]*"/g,
        '',
      )
    // Nothing else is told of the victim: then there is no such person. A place is in the register whoever tells of it.
    const gone = (path: string) => field === 'victims' && path.startsWith('/people/')
    const named = (path: string) => field === 'facility' && path.startsWith('/facilities/')
    for (const path of pages()) {
      const { status, html: whole } = await reader.get(path)
      expect([path, status]).toEqual([path, gone(path) ? 404 : 200])
      const html = named(path) ? whole.replaceAll(/<(title|h1)>.*?<\/\1>/g, '') : whole
      expect(shown(path, html), path).not.toMatch(SECRETS[field])
      // A bar that is a link to a person's page names the person.
      expect(html, path).not.toMatch(/<a [^>]*href="\/(?:people|facilities)\/[^>]*>[^<]*•/)
    }
    for (const path of apiPages()) {
      const { status, words } = await api('reader', path)
      expect([path, status]).toEqual([path, gone(path) ? 404 : 200])
      expect(shown(path, words), path).not.toMatch(SECRETS[field])
    }
  })

  it('is hidden from a reviewer without the right too, in questions and forms as well; and seen by who has it', async () => {
    for (const path of [
      '/questions',
      '/offers',
      `/articles/${discoveryId}`,
      `/articles/${discoveryId}?correct=${claimId}`,
      `/articles/${discoveryId}?add=1`,
      `/claims/bulk?act=accept&claim=${claimId}:0`,
    ]) {
      const { status, html } = await reviewer.get(path)
      expect([path, status]).toEqual([path, 200])
      // The register of all people and places is offered whatever the article says.
      expect(html.replaceAll(/<datalist.*?<\/datalist>/gs, ''), path).not.toMatch(SECRETS[field])
    }
    expect((await api('reviewer', '/questions')).words).not.toMatch(SECRETS[field])
    expect((await admin.get(`/articles/${discoveryId}`)).html).toMatch(SECRETS[field])
    expect((await api('admin', `/claims/${claimId}`)).words).toMatch(SECRETS[field])
  })

  it('stays as it is, with its mark, when that reviewer corrects the claim', async () => {
    const { body: before } = await api('admin', `/claims/${claimId}`)
    const { body: seen } = await api('reviewer', `/claims/${claimId}`)
    const status = before.fields.status === 'feared' ? 'alleged' : 'feared'
    const { confidential: _, ...fields } = seen.fields
    const wish = { act: 'correct', seen: seen.seen, fields: { ...fields, status } }
    expect((await api('reviewer', `/claims/${claimId}/decisions`, { method: 'POST', body: JSON.stringify(wish) })).status).toBe(200) // biome-ignore format: one idea
    expect((await api('admin', `/claims/${claimId}`)).body.fields).toEqual({ ...before.fields, status })
  })
})

describe('looking for what is hidden', () => {
  const found = async (who: Reader, path: string) => (await who.get(path)).html.includes(`/articles/${discoveryId}`)

  it('does not find the article by a hidden name, nor by asking for articles without it', async () => {
    await mark(['source'])
    for (const words of ['Rzayev', 'Рзаев', 'Orkhan guards', '"Orkhan Rzayev"', 'Safarova']) {
      expect([words, await found(admin, `/articles?words=${encodeURIComponent(words)}`)]).toEqual([words, true])
      expect([words, await found(reader, `/articles?words=${encodeURIComponent(words)}`)]).toEqual([words, false])
      expect((await api('reader', `/articles?words=${encodeURIComponent(words)}`)).body.entries).toEqual([])
    }
    expect(await found(admin, '/articles?words=guards+-Rzayev')).toBe(false)
    expect(await found(reader, '/articles?words=guards+-Rzayev')).toBe(true)
    expect(await found(reader, '/articles?words=guards|Rzayev')).toBe(true)
    // Whom a claim is about is no secret by that.
    expect(await found(reader, '/articles?words=Mammadov')).toBe(true)
    expect((await reader.get('/articles')).html).toContain('Words that are blacked out for you are not searched.')
  })

  it('is closed from the moment of marking, before the words are taken in again', async () => {
    await mark([])
    expect(await found(reader, '/articles?words=Rzayev')).toBe(true)
    const { body } = await api('admin', `/claims/${claimId}`)
    const wish = { act: 'correct', seen: body.seen, fields: { ...body.fields, confidential: ['source'] } }
    await api('admin', `/claims/${claimId}/decisions`, { method: 'POST', body: JSON.stringify(wish) })
    expect(await found(reader, '/articles?words=Rzayev')).toBe(false)
    await indexNext(db.sql)
    expect(await found(reader, '/articles?words=guards')).toBe(true)
  })

  it('finds no claim by a hidden victim or place, and counts none', async () => {
    await mark(['victims', 'facility'])
    const person = persons.get('Farid Mammadov')!
    for (const filter of [`person=${person}`, 'name=Mammadov', `facility=${encodeURIComponent(PLACE)}`]) {
      expect([filter, await found(admin, `/claims?review=all&${filter}`)]).toEqual([filter, true])
      expect([filter, await found(reader, `/claims?review=all&${filter}`)]).toEqual([filter, false])
      expect((await api('reader', `/claims?review=all&${filter}`)).body.entries).toEqual([])
      expect((await api('reader', `/charts?review=all&${filter}`)).body.types).toEqual([])
    }
    expect((await api('reader', `/facilities/${placeId}`)).body).toMatchObject({ claims: 0, held: [] })
    expect((await api('admin', `/facilities/${placeId}`)).body).toMatchObject({ claims: 1 })
    expect((await api('reader', `/people/${person}`)).status).toBe(404)
    expect((await api('reader', '/people?words=Mammadov')).body.entries).toEqual([])
    expect((await api('reader', `/incidents?person=${person}`)).body.entries).toEqual([])
    expect((await api('reader', '/incidents')).body.entries).toMatchObject([{ victims: ['•••••'], places: ['•••••'] }])
    const { people, places } = (await api('reader', '/charts?review=all')).body
    expect([people, places]).toEqual([[], []])
  })

  it('tells a watch for a hidden name nothing, not even that there was something', async () => {
    await mark([])
    expect((await api('reader', '/alerts')).body.entries).toHaveLength(1)
    expect((await api('reader', '/watches')).body.entries).toMatchObject([{ alerts: 1 }])
    await mark(['source'])
    expect((await api('reader', '/alerts')).body).toEqual({ entries: [], next: null })
    expect((await api('reader', '/watches')).body.entries).toMatchObject([{ alerts: 0 }])
    expect((await reader.get('/alerts')).html).not.toContain(`/articles/${discoveryId}`)
    const wish = { name: 'Nigar Safarova', of_person: 'yes', wants: ['mention'] }
    expect((await reader.post('/watches/new', wish)).html).toContain('Nothing in the archive fits.')
    expect((await admin.post('/watches/new', wish)).html).toContain('1 alert; articles looked at: 1')
    expect((await api('reader', '/silence')).body.entries[0].silences[0]).toMatchObject({ kind: 'any', last_day: null })
    const [watch] = await db.sql<{ feedKey: string }[]>`select feed_key from watch where id = ${watchId}`
    expect((await ask(`${desk.base}/feeds/${watch!.feedKey}.atom`)).html).not.toContain('<entry>')
  })

  it('is not opened by a reviewer without the right: not by undo, by quoting half of it, by writing or trying names', async () => {
    await mark(['source'])
    const { body: seen } = await api('reviewer', `/claims/${claimId}`)
    const post = (path: string, body: object) => api('reviewer', path, { method: 'POST', body: JSON.stringify(body) })
    const undone = await post(`/claims/${claimId}/decisions`, { act: 'undo', seen: seen.seen })
    expect([undone.status, undone.body.error.code]).toEqual([409, 'confidential'])
    const { confidential: _, ...open } = seen.fields
    await post(`/claims/${claimId}/decisions`, {
      act: 'correct',
      seen: seen.seen,
      fields: { ...open, status: 'denied' },
    })
    expect((await api('admin', `/claims/${claimId}`)).body.fields.confidential).toEqual(['source'])

    const at = TEXT.indexOf('Orkhan Rzayev')
    const fields = { ...open, type: 'threat', source: null, sourceChain: [], victims: ['Orkhan Rzayev'] }
    const added = await post(`/articles/${discoveryId}/claims`, { start: at - 10, end: at + 4, fields })
    expect(added.status).toBe(200)
    expect(added.words).not.toMatch(/Orkh|Rzay/)
    // That they wrote the name changes nothing of what they are shown.
    expect((await api('reviewer', `/articles/${discoveryId}`)).words).not.toMatch(/Orkhan|Rzayev/)

    const tried = async (name: string) => (await post(`/articles/${discoveryId}/mends`, { act: 'held', kind: 'person', name, held: true })).status // biome-ignore format: one idea
    expect(await tried('Orkhan Rzayev')).toBe(await tried('Nobody Atall'))
    const split = async (name: string) => (await post(`/people/${persons.get('Orkhan Rzayev')}/split`, { article_id: discoveryId, name })).status // biome-ignore format: one idea
    expect(await split('Orkhan Rzayev')).toBe(404)
  })

  it('finds nothing in the history after the mark was taken away', async () => {
    await mark(['source'])
    await mark([])
    expect((await reader.get(`/claims/${claimId}.csv`)).html).not.toMatch(SECRETS.source)
    expect((await admin.get(`/claims/${claimId}.csv`)).html).toMatch(SECRETS.source)
  })
})
