import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { goTheWay } from '../6-alert/desk.ts'
import { claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { type Desk, openDesk, type Reader } from './desk.ts'

let db: Database
let desk: Desk
let aida: Reader
let leyla: Reader
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'reviewer')
  leyla = await desk.signIn('Leyla', 'reader')
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const SENTENCE = 'Rauf Tahirzadə has been without insulin since Monday.'
const tell = (text = SENTENCE, held = true) =>
  goTheWay(
    db.sql,
    { text, title: 'Insulin <withheld>' },
    {
      people: [{ name: 'Rauf Tahirzadə', held }],
      claims: text.includes(SENTENCE)
        ? [claimOn(text, SENTENCE, { type: 'denied_medical_care', victims: ['Rauf Tahirzadə'] })]
        : [],
      contacts: [{ kind: 'visit', person: 'Rauf Tahirzadə', evidence: text, day: '2026-11-10' }],
    },
  )
const FORM = {
  name: 'Rauf Tahirzade',
  of_person: 'yes',
  wants: ['mention', 'suggested', 'silence'],
  silence_visit: '5',
}

describe('a watch', () => {
  it('shows what it would have found before it is saved, and why', async () => {
    await tell()
    const { status, html } = await aida.post('/watches/new', { ...FORM, do: 'preview' })
    expect(status).toBe(200)
    expect(html).toContain('2 alerts; articles looked at: 1')
    expect(html).toContain(SENTENCE)
    expect(html).toContain('Insulin &lt;withheld&gt;')
    expect(await db.sql`select from watch`).toHaveLength(0)
  })

  it('is refused with a word where it names nobody', async () => {
    const { status, html } = await aida.post('/watches/new', { ...FORM, name: 'Tahirzade', do: 'save' })
    expect(status).toBe(422)
    expect(html).toContain('a surname alone names nobody')
  })

  it('is saved, changed, muted and filled from the archive', async () => {
    const saved = await aida.post('/watches/new', { ...FORM, do: 'save' })
    const id = /\/watches\/(\d+)/.exec(saved.headers.get('location')!)![1]!
    expect((await aida.get(`/watches/${id}/conditions`)).html).toContain('value="5"')
    await aida.post(`/watches/${id}/conditions`, { ...FORM, father: 'Elxan', do: 'save' })
    await aida.post(`/watches/${id}/mute`, { until: '2030-01-01' })
    expect((await db.sql`select father, muted_until from watch`)[0]).toMatchObject({
      father: 'Elxan',
      mutedUntil: new Date('2030-01-01'),
    })
    await aida.post(`/watches/${id}/backfill`)
    expect(await db.sql`select from alert where backfill`).toHaveLength(2)
    expect((await leyla.get(`/watches/${id}/conditions`)).status).toBe(404)
  })

  it('comes in by a list that says first what it would do', async () => {
    const csv = 'name,father\nKamil Abasov,Yusupovich\nAbasov,\n'
    const tried = await leyla.post('/watches/list', { csv, do: 'try' })
    expect(tried.html).toContain('New: 1. Changed: 0. As they are: 0.')
    expect(tried.html).toContain('Line 3: ')
    expect(await db.sql`select from watch where father = 'Yusupovich'`).toHaveLength(0)
    await leyla.post('/watches/list', { csv, do: 'save' })
    expect((await leyla.get('/watches.csv')).html).toContain('Kamil Abasov,yes,,Yusupovich')
  })
})

describe('silence, incidents, persons', () => {
  it('shows the days of silence with the sentence that told the last contact', async () => {
    desk.clock.now = new Date('2026-11-30T12:00:00Z')
    const { html } = await aida.get('/silence')
    desk.clock.now = null
    expect(html).toContain('20 days')
    expect(html).toContain('past its limit')
    expect(html).toContain(`<q>${SENTENCE}</q>`)
  })

  it('shows an incident with its origins, urgency and missing facts, which a reviewer ticks off', async () => {
    const [incident] = await db.sql`select id from incident`
    const path = `/incidents/${incident!.id}`
    expect((await leyla.get('/incidents')).html).toContain(path)
    const { html } = await aida.get(path)
    for (const words of ['one origin only', 'going on', 'since', 'own reporting', 'Medical papers'])
      expect(html).toContain(words)
    expect((await leyla.post(`${path}/facts`, { fact: 'consent', on: 'yes' })).status).toBe(403)
    await aida.post(`${path}/facts`, { fact: 'consent', on: 'yes', note: 'by telephone' })
    expect((await aida.get(path)).html).toContain('ticked off by Aida')
    const [claim] = await db.sql`select id, discovery_id from claim`
    expect((await aida.get(`/claims/${claim!.id}/incident`)).headers.get('location')).toBe(path)
    expect((await aida.get(`/articles/${claim!.discoveryId}`)).html).toContain('going on')
  })

  it('asks of an article whether it is a translation, and lets a reviewer say either, also later', async () => {
    const [incident] = await db.sql`select id from incident`
    const path = `/incidents/${incident!.id}`
    await db.sql`
      update incident_origin set kind = 'maybe_translation', taken_from = 'Xəzri', of_id = discovery_id, why = 'Tahirzadə, 14'`
    const [asked] = await db.sql`select discovery_id from incident_origin`
    const answer = (words: string) => ({ article: asked!.discoveryId, answer: words })
    const { html } = await aida.get(path)
    for (const words of ['possibly a translation', 'Tahirzadə, 14', 'It is its own reporting', 'It is a translation'])
      expect(html).toContain(words)
    expect((await leyla.get(path)).html).not.toContain('It is its own reporting')
    expect((await leyla.post(`${path}/origins`, answer('own'))).status).toBe(403)
    expect((await aida.post(`${path}/origins`, answer('perhaps'))).status).toBe(404)
    await aida.post(`${path}/origins`, answer('own'))
    const own = (await aida.get(path)).html
    expect(own).toContain('own reporting</span>')
    expect(own).not.toContain('It is its own reporting')
    await aida.post(`${path}/origins`, answer('translation'))
    expect((await aida.get(path)).html).toContain('translation: counts as its original')
  })

  it('asks who is who, keeps the answer, and takes it back', async () => {
    await tell('Rauf Tahirzadə opened a shop.', false)
    const page = await aida.get('/offers')
    expect(page.html).toContain('opened a shop')
    expect(page.html).toContain('one is told to be held')
    const offer = /action="(\/offers\/\d+)"/.exec(page.html)![1]!
    expect((await leyla.post(offer, { answer: 'same' })).status).toBe(403)
    await aida.post(offer, { answer: 'same' })
    expect(await db.sql`select from person where merged_into is not null`).toHaveLength(1)
    const undo = /action="(\/judgements\/\d+\/undo)"/.exec((await aida.get('/offers')).html)![1]!
    await aida.post(undo)
    expect(await db.sql`select from person where merged_into is not null`).toHaveLength(0)
    const [person] = await db.sql`select id from person order by id limit 1`
    expect((await aida.get(`/people/${person!.id}/judge`)).html).toContain('This name is never a person')
  })

  it('remembers “not this person” from the page that a mail leads to; a link alone changes nothing', async () => {
    const [alert] =
      await db.sql`select alert.id from alert join watch on watch.id = watch_id join account on account.id = account_id where account.name = 'Aida' and kind = 'mention'`
    const path = `/alerts/${alert!.id}`
    expect((await aida.get(path)).html).toContain('Not this person')
    expect(await db.sql`select from watch_judgement`).toHaveLength(0)
    expect((await leyla.get(path)).status).toBe(404)
    await aida.post(path, { answer: 'different' })
    expect(await db.sql`select answer from watch_judgement`).toMatchObject([{ answer: 'different' }])
  })
})

describe('ways to a reader', () => {
  it('are added, have a secret that can be changed, and are the reader’s own', async () => {
    await aida.post('/channels', { kind: 'webhook', address: 'https://hooks.example/vigil' })
    await aida.post('/channels', {
      kind: 'mail',
      address: 'aida@example.org',
      pace: 'daily',
      hour: '9',
      quiet_from: '22',
      quiet_to: '7',
      nameless: 'yes',
    })
    const { html } = await aida.get('/channels')
    const secret = /whsec_[^<]+/.exec(html)![0]
    expect(html).toContain('aida@example.org')
    const hook = /action="(\/channels\/\d+)\/secret"/.exec(html)![1]!
    expect((await leyla.post(`${hook}/secret`)).status).toBe(404)
    await leyla.post(`${hook}/remove`)
    await aida.post(`${hook}/secret`)
    await aida.post(`${hook}/trial`, {})
    expect((await aida.get('/channels')).html).toContain('A trial message is on its way')
    expect((await db.sql`select old_secret, secret from channel where kind = 'webhook'`)[0]).toMatchObject({
      oldSecret: secret,
    })
    expect(await db.sql`select from channel where not with_names and quiet_from = 22 and hour = 9`).toHaveLength(1)
  })

  it.each<Record<string, string>>([
    { kind: 'mail', address: 'no address' },
    { kind: 'webhook', address: 'ftp://x.example/' },
    { kind: 'fax', address: 'a@b.example' },
    { kind: 'mail', address: 'a@b.example', quiet_from: '3' },
  ])('refuse %o', async (fields) => {
    const before = await db.sql`select from channel`
    const { status, html } = await leyla.post('/channels', fields)
    expect(status).toBe(422)
    expect(html).toContain(`value="${fields.address}"`)
    expect(await db.sql`select from channel`).toHaveLength(before.length)
  })
})
