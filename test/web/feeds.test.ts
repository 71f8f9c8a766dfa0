import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFeed } from '../../src/1-crawl/feed.ts'
import type { Database } from '../../src/db/database.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'
import { seedSamples } from './seed.ts'

let db: Database
let desk: Desk
let aida: Reader
let leyla: Reader
let token: string
const records: Record<string, { path: string; kind: string; record: string; claims: string }> = {}
beforeAll(async () => {
  db = await testDatabase()
  await seedSamples(db.sql)
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'admin')
  leyla = await desk.signIn('Leyla', 'reader')
  token = await desk.token('Aida', 'admin')
  // A claim with a person, a place and an outlet, made part of an incident.
  const [claim] = await db.sql<{ id: string; person: string; place: string; outlet: string }[]>`
    select claim.id, person_id as person, facility.id as place, of_outlet as outlet
    from claim join claim_person on claim_id = claim.id join facility on facility.name = shown_facility
    where jsonb_array_length(claim.fields -> 'victims') = 1 order by claim.id limit 1`
  const [incident] = await db.sql<
    { id: string }[]
  >`insert into incident ${db.sql({ type: 'ill_treatment', firstTold: new Date(), lastTold: new Date(), status: 'alleged', urgency: 'past', urgencyRule: 'past', origins: 1 })} returning id`
  await db.sql`update claim set incident_id = ${incident!.id} where id = ${claim!.id}`
  const add = (kind: string, base: string, record: string) => {
    records[kind] = { kind, record, path: `${base}${record}`, claims: claim!.id }
  }
  add('person', '/people/', claim!.person)
  add('facility', '/facilities/', claim!.place)
  add('outlet', '/outlets/', claim!.outlet)
  add('incident', '/incidents/', incident!.id)
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const api = async (path: string, body?: unknown, method = body ? 'POST' : 'GET') => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await ask(`${desk.base}/api/v1${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: JSON.parse(answer.html) }
}
const entriesOf = (html: string) => [...html.matchAll(/<entry><id>[^<]*\/claims\/(\d+)<\/id>/g)].map(([, id]) => id)
/** Makes the feed on the record's page, as a reader does, and gives its address. */
async function made(reader: Reader, { path, kind, record }: { path: string; kind: string; record: string }) {
  expect((await reader.get(path)).html).toContain('Make an address for a feed reader')
  const done = await reader.post('/feeds', { kind, record })
  expect([path, done.status]).toEqual([path, 303])
  const [, address] = /href="([^"]+\/feeds\/[\w-]+\.atom)"/.exec((await reader.get(path)).html) ?? []
  return address!
}

describe.each(['person', 'facility', 'outlet', 'incident'])('the feed of a record: %s', (kind) => {
  let address: string
  beforeAll(async () => {
    address = await made(leyla, records[kind]!)
  })

  it('tells reviewed claims only, unless the address asks for others, which are then marked', async () => {
    const { claims } = records[kind]!
    expect(entriesOf((await ask(address)).html)).not.toContain(claims)
    const all = await ask(`${address}?review=all`)
    expect(entriesOf(all.html)).toContain(claims)
    expect(all.html).toContain('to review ·')
    const { body } = await api(`/claims/${claims}`)
    if (body.review === 'suggested') await api(`/claims/${claims}/decisions`, { act: 'accept', seen: body.seen })
    const reviewed = await ask(address)
    expect(entriesOf(reviewed.html)[0]).toBe(claims) // decided last, told first
    expect(reviewed.html).toContain('accepted ·')
    expect(reviewed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    // Our own reader of feeds understands it.
    const read = readFeed(reviewed.html, address)
    expect(JSON.stringify(read)).toContain(`/articles/${body.article_id}`)
    const after = (await api(`/claims/${claims}`)).body
    await api(`/claims/${claims}/decisions`, { act: 'undo', seen: after.seen })
  })

  it('is sent again only when it says something else', async () => {
    const first = await ask(`${address}?review=all`)
    const [etag, modified] = [first.headers.get('etag')!, first.headers.get('last-modified')!]
    const again = (headers: Record<string, string>) => ask(`${address}?review=all`, { headers })
    expect((await again({ 'if-none-match': etag })).status).toBe(304)
    expect((await again({ 'if-none-match': `"other", ${etag}` })).status).toBe(304)
    expect((await again({ 'if-modified-since': modified })).status).toBe(304)
    expect((await again({ 'if-modified-since': new Date(Date.parse(modified) - 1000).toUTCString() })).status).toBe(200)
    expect((await again({ 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(200)
  })

  it('takes the filters of the list; half a filter tells nothing', async () => {
    const { body } = await api(`/claims/${records[kind]!.claims}`)
    const other = body.fields.type === 'threat' ? 'incommunicado' : 'threat'
    expect(entriesOf((await ask(`${address}?review=all&type=${body.fields.type}`)).html)).toContain(body.id)
    expect(entriesOf((await ask(`${address}?review=all&type=${other}`)).html)).not.toContain(body.id)
    expect((await ask(`${address}?review=everything`)).status).toBe(404)
    // Its record is not to be filtered away.
    expect((await ask(`${address}?review=all&person=999999&outlet=no/such&incident=999999`)).status).toBe(200)
  })

  it('has an address of one’s own, that can be renewed and taken away', async () => {
    const page = (await leyla.get(records[kind]!.path)).html
    const id = /action="\/feeds\/(\d+)\/renew"/.exec(page)![1]!
    expect((await aida.post(`/feeds/${id}/renew`)).status).toBe(404)
    expect((await aida.get(records[kind]!.path)).html).not.toContain(address)
    expect((await leyla.post('/feeds', { kind, record: records[kind]!.record })).status).toBe(303) // the same again
    expect((await leyla.get(records[kind]!.path)).html).toContain(address)
    expect((await leyla.post(`/feeds/${id}/renew`)).headers.get('location')).toContain('done=renewed')
    expect((await ask(address)).status).toBe(404)
    const [, renewed] = /href="([^"]+\/feeds\/[\w-]+\.atom)"/.exec((await leyla.get(records[kind]!.path)).html)!
    expect((await ask(renewed!)).status).toBe(200)
    await db.sql`update account set disabled_at = now() where name = 'Leyla'`
    expect((await ask(renewed!)).status).toBe(404)
    await db.sql`update account set disabled_at = null where name = 'Leyla'`
    expect((await leyla.post(`/feeds/${id}/remove`)).status).toBe(303)
    expect((await ask(renewed!)).status).toBe(404)
  })
})

it('what is confidential is in no feed, not even of somebody who may see it; and a feed already read is sent anew', async () => {
  const { claims } = records.person!
  const { body: feed } = await api('/feeds', { kind: 'facility', record: records.facility!.record })
  const address = `${desk.base}${feed.path}?review=all`
  const before = await ask(address)
  const { body } = await api(`/claims/${claims}`)
  const [victim] = body.fields.victims
  expect(before.html).toContain(victim)
  const fields = { ...body.fields, confidential: ['victims'] }
  await api(`/claims/${claims}/decisions`, { act: 'correct', seen: body.seen, fields })
  const after = await ask(address, { headers: { 'if-none-match': before.headers.get('etag')! } })
  expect(after.status).toBe(200)
  expect(entriesOf(after.html)).toContain(claims)
  const entry = after.html.split('<entry>').find((part) => part.includes(`/claims/${claims}<`))!
  expect(entry).not.toContain(victim)
  expect(entry).toContain('confidential')
  // The person's own feed does not find it.
  const { body: own } = await api('/feeds', { kind: 'person', record: records.person!.record })
  if (own.path) expect(entriesOf((await ask(`${desk.base}${own.path}?review=all`)).html)).not.toContain(claims)
  expect((await api('/feeds')).body.entries.length).toBeGreaterThan(0)
  expect((await api(`/feeds/${feed.id}`, undefined, 'DELETE')).status).toBe(200)
  expect((await ask(address)).status).toBe(404)
  expect((await api('/feeds', { kind: 'person', record: '999999' })).status).toBe(404)
})

it('is written in the language of whoever made it', async () => {
  await db.sql`update account set language = 'ru' where name = 'Aida'`
  const { body } = await api('/feeds', { kind: 'outlet', record: records.outlet!.record })
  expect((await ask(`${desk.base}${body.path}`, { headers: { 'accept-language': 'az' } })).html).toContain(
    'Утверждения: ',
  )
  await db.sql`update account set language = 'en' where name = 'Aida'`
})
