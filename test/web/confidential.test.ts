import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertsOfMessage } from '../../src/6-alert/deliver/channel-store.ts'
import { saveSuggestions } from '../../src/6-review/step.ts'
import { verifyChain } from '../../src/6-review/verify-chain.ts'
import type { Database } from '../../src/db/database.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'

// The name stands in the text in two forms, and in the evidence.
const TEXT =
  'Побои в колонии.\nЗаключённого Рашида Алиева избили в понедельник, рассказала Севда Гулиева.\nПо словам Севды Гулиевой, врача не пустили.'
const QUOTE = 'Заключённого Рашида Алиева избили в понедельник, рассказала Севда Гулиева.'
const SECRET = /Севд|Гулиев/

let db: Database
let desk: Desk
let aida: Reader
let leyla: Reader
let boris: Reader
let discoveryId: string
let claimId: string
let watchId: string
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'admin')
  boris = await desk.signIn('Борис', 'reviewer')
  leyla = await desk.signIn('Leyla', 'reader')
  const article = await addArticle(db.sql, { text: TEXT, language: 'ru', title: 'Севда Гулиева о побоях' })
  discoveryId = article.discoveryId
  const source = 'Севда Гулиева'
  const claim = claimOn(TEXT, QUOTE, {
    victims: ['Рашид Алиев'],
    source,
    sourceChain: [{ name: source, relation: 'wife', via: null }],
    why: [`source: ${source} (“рассказала”)`],
  })
  const [saved] = await db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser: '1', claims: [claim] }))
  claimId = saved!.claimId
  const mention = (words: string, name: string) => ({
    articleId: article.articleId,
    kind: 'person',
    name,
    words,
    starts: TEXT.indexOf(words),
    ends: TEXT.indexOf(words) + words.length,
  })
  const [person] = await db.sql<
    { id: string }[]
  >`insert into person (name, sound) values ('Севда Гулиева', 'x') returning id`
  for (const one of [
    mention('Севда Гулиева', source),
    mention('Севды Гулиевой', source),
    mention('Рашида Алиева', 'Рашид Алиев'),
  ])
    await db.sql`insert into mention ${db.sql({ ...one, personId: one.name === source ? person!.id : null })}`
  await leyla.post('/watches', { name: 'Рашид Алиев' })
  const [watch] = await db.sql<{ id: string }[]>`select id from watch`
  watchId = watch!.id
  await db.sql`insert into alert ${db.sql({ watchId, kind: 'suggested', subject: 's', origin: 'o', discoveryId, articleId: article.articleId, claimId, mention: 'Рашида Алиева', reason: QUOTE, rule: 'name', words: ['Рашида Алиева'], sentence: QUOTE, score: 1 })}`

  const { html } = await aida.get(`/articles/${discoveryId}?correct=${claimId}`)
  const seen = new RegExp(`/claims/${claimId}/correct".*?name="seen" value="([^"]+)"`, 's').exec(html)![1]!
  const done = await aida.post(`/claims/${claimId}/correct`, {
    seen,
    type: 'ill_treatment',
    status: 'alleged',
    victim: 'Рашид Алиев',
    victims: 'Рашид Алиев',
    source,
    confidential: 'source',
    date: '',
  })
  expect(done.status).toBe(303)
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const PAGES = () => [
  `/articles/${discoveryId}`,
  `/claims/${claimId}`,
  '/inbox?review=all',
  '/claims?review=all',
  '/articles?words=врача',
  '/articles?words=избили',
  '/alerts',
  '/charts',
  '/analyser',
  ...['csv', 'jsonl'].map((format) => `/claims.${format}?review=all`),
  '/articles.csv',
  '/alerts.csv',
]

describe('a confidential source', () => {
  it('is named to nobody who may not see it: not on pages, in lists, quotes, texts, histories, exports', async () => {
    for (const path of PAGES()) {
      const { html, status } = await leyla.get(path)
      expect([path, status]).toEqual([path, 200])
      expect(html.replaceAll(/value="[^"]*"/g, ''), path).not.toMatch(SECRET)
    }
    expect((await leyla.get(`/articles/${discoveryId}`)).html).toContain(
      'Words of this article are blacked out for you',
    )
    // Nothing else is told of this person: then there is no such person.
    expect((await leyla.get('/people/1')).status).toBe(404)
    expect((await leyla.get('/people?words=Гулиева')).html).not.toContain('/people/1"')
    expect((await boris.get('/people/1')).html).toContain(`/articles/${discoveryId}`)
  })

  it('nor by the API, whatever is asked', async () => {
    const token = await desk.token('Leyla', 'reader')
    const headers = { authorization: `Bearer ${token}` }
    for (const path of [
      '/claims?review=all',
      `/claims/${claimId}`,
      `/claims/${claimId}/decisions`,
      '/articles',
      `/articles/${discoveryId}`,
      '/alerts',
    ]) {
      const { html, status } = await ask(`${desk.base}/api/v1${path}`, { headers })
      expect([path, status]).toEqual([path, 200])
      expect(html, path).not.toMatch(SECRET)
    }
    const { fields, evidence } = JSON.parse((await ask(`${desk.base}/api/v1/claims/${claimId}`, { headers })).html)
    expect(fields).toMatchObject({ source: '•••••', sourceChain: [], confidential: ['source'] })
    expect(evidence.quote).toBe(QUOTE.replace('Севда Гулиева', '•'.repeat(13))) // offsets stay true
  })

  it('nor in feeds and messages, which anybody may open: not even to who may see it here', async () => {
    await aida.post('/watches', { name: 'Рашид Алиев' })
    const [watch] = await db.sql<
      { id: string; feedKey: string }[]
    >`select id, feed_key from watch where account_id = (select id from account where name = 'Aida')`
    await db.sql`update alert set watch_id = ${watch!.id}`
    expect((await aida.get('/alerts')).html).toMatch(SECRET)
    const feed = await ask(`${desk.base}/feeds/${watch!.feedKey}.atom`)
    expect(feed.html).toContain('<entry>')
    expect(feed.html).not.toMatch(SECRET)
    const [channel] = await db.sql<
      { id: string }[]
    >`insert into channel (account_id, kind, address) select id, 'mail', 'a@example.org' from account where name = 'Aida' returning id`
    const [message] = await db.sql<
      { id: string }[]
    >`insert into message (channel_id, form) values (${channel!.id}, 'alert') returning id`
    await db.sql`insert into delivery (alert_id, channel_id, message_id) select id, ${channel!.id}, ${message!.id} from alert`
    const [told] = await alertsOfMessage(db.sql, message!.id)
    expect(told!.sentence).toContain('•')
    expect(JSON.stringify(told)).not.toMatch(SECRET)
  })

  it('keeps the original page closed to them, for bytes can’t be blacked out', async () => {
    const [capture] = await db.sql<{ id: string }[]>`select id from capture where discovery_id = ${discoveryId}`
    for (const path of [
      `/articles/${discoveryId}/original`,
      `/captures/${capture!.id}/text`,
      `/captures/${capture!.id}/bytes`,
    ]) {
      const { status, html } = await leyla.get(path)
      expect([path, status]).toEqual([path, 403])
      expect(html).toContain('Something in this article is confidential')
    }
    expect((await aida.get(`/articles/${discoveryId}/original`)).status).toBe(200)
  })

  it('is seen by reviewers, unless an admin took that right from them; then they can still correct, and lose nothing', async () => {
    expect((await boris.get(`/claims/${claimId}`)).html).toMatch(SECRET)
    const [account] = await db.sql<{ id: string }[]>`select id from account where name = 'Борис'`
    await aida.post(`/users/${account!.id}`, { role: 'reviewer', enabled: 'yes' })
    const page = await boris.get(`/articles/${discoveryId}?correct=${claimId}`)
    expect(page.html).not.toMatch(SECRET)
    expect(page.html).not.toContain('name="source"')
    const seen = new RegExp(`/claims/${claimId}/correct".*?name="seen" value="([^"]+)"`, 's').exec(page.html)![1]!
    const done = await boris.post(`/claims/${claimId}/correct`, {
      seen,
      type: 'ill_treatment',
      status: 'feared',
      victims: 'Рашид Алиев',
      source: 'an intruder',
      date: '',
    })
    expect(done.headers.get('location')).toContain('done=decided')
    expect(
      await db.sql`select decided ->> 'source' as source, decided ->> 'status' as status, has_secret from claim where id = ${claimId}`,
    ).toEqual([{ source: 'Севда Гулиева', status: 'feared', hasSecret: true }])
    await aida.post(`/users/${account!.id}`, { role: 'reviewer', enabled: 'yes', confidential: 'yes' })
    expect((await boris.get(`/claims/${claimId}`)).html).toMatch(SECRET)
    expect((await verifyChain(db.sql)).faults).toEqual([])
  })
})

it('tells whoever marks the source that a source who is the victim stays named, until the victims are marked too', async () => {
  const told = 'The source is a victim of this claim'
  const read = async () => (await aida.get(`/claims/${claimId}`)).html
  expect(await read()).not.toContain(told)
  const correct = async (confidential: string[]) => {
    const { html } = await aida.get(`/articles/${discoveryId}?correct=${claimId}`)
    const seen = new RegExp(`/claims/${claimId}/correct".*?name="seen" value="([^"]+)"`, 's').exec(html)![1]!
    const wish = {
      seen,
      type: 'ill_treatment',
      status: 'alleged',
      victims: 'Рашид Алиев',
      source: 'Рашид Алиев',
      date: '',
    }
    await aida.post(`/claims/${claimId}/correct`, { ...wish, confidential })
  }
  await correct(['source'])
  expect(await read()).toContain(told)
  expect((await leyla.get(`/claims/${claimId}`)).html).toContain('Рашид Алиев')
  await correct(['source', 'victims'])
  expect(await read()).not.toContain(told)
  expect((await leyla.get(`/claims/${claimId}`)).html).not.toMatch(/Рашид|Алиев/)
})
