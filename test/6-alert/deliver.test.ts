import { createServer, type IncomingHttpHeaders } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMailServer } from '../../scripts/lib/mail-server.ts'
import { sendTrial } from '../../src/6-alert/deliver/channel-admin.ts'
import { channelsOf, dueChannels } from '../../src/6-alert/deliver/channel-store.ts'
import { openMailer } from '../../src/6-alert/deliver/mail.ts'
import { isSignedWith, newWebhookSecret } from '../../src/6-alert/deliver/standard-webhook.ts'
import { deliverTo } from '../../src/6-alert/deliver/step.ts'
import { muteWatch } from '../../src/6-alert/watch-store.ts'
import type { Database } from '../../src/db/database.ts'
import { claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { deliverDeps, goTheWay, reader, watchFor } from './desk.ts'

let db: Database
let account: string
let watch: string
const closing: (() => unknown)[] = []
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const SENTENCE = 'Rauf Tahirzadə insulinsiz qalıb.'
const article = (n: number) => {
  const text = `${SENTENCE} Xəbər ${n}.`
  return goTheWay(
    db.sql,
    { text, title: `Xəbər ${n}`, language: 'az' },
    {
      people: [{ name: 'Rauf Tahirzadə' }],
      claims: n === 1 ? [claimOn(text, SENTENCE, { type: 'denied_medical_care', victims: ['Rauf Tahirzadə'] })] : [],
    },
  )
}

async function begin(language = 'en'): Promise<void> {
  await db.sql`truncate account, person, discovery, incident, outlet cascade`
  account = await reader(db.sql, { language })
  watch = await watchFor(db.sql, account, { name: 'Rauf Tahirzadə' })
}
beforeEach(() => begin())

const channel = async (changes: object): Promise<string> =>
  (
    await db.sql`insert into channel ${db.sql({ accountId: account, address: 'ayla@example.org', kind: 'mail', ...changes })} returning id`
  )[0]!.id
const messages = () =>
  db.sql<
    { state: string; tries: number; key: string; trouble: string | null; form: string }[]
  >`select * from message order by id`
const atOnce = () => db.sql`update message set next_at = now()`

async function mailServer(options: Parameters<typeof startMailServer>[0] = {}) {
  const server = await startMailServer(options)
  const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from: 'Vigil <vigil@vigil.example>' })
  closing.push(
    () => mailer.close(),
    () => server.close(),
  )
  return { server, deps: deliverDeps(db.sql, { mailer }) }
}

describe('mail', () => {
  it('sends the alerts of an article in one mail that says why, what is reviewed, and where to answer', async () => {
    const { server, deps } = await mailServer()
    const id = await channel({})
    await article(1)
    await deliverTo(id, deps)
    expect(server.taken).toHaveLength(1)
    const [mail] = server.taken
    expect(mail!.to).toBe('ayla@example.org')
    expect(mail!.subject).toContain('Rauf Tahirzadə: ')
    for (const words of [
      SENTENCE,
      'Not reviewed',
      'Independent origins: 1',
      '/alerts/',
      'Matched by name',
      'Xəbər 1',
      'Test Post',
    ])
      expect(mail!.body).toContain(words)
    expect((await messages())[0]).toMatchObject({ state: 'sent', form: 'alert' })
  })

  it.each([
    ['ru', 'Не проверено'],
    ['az', 'Yoxlanmayıb'],
  ])('is written in the reader’s language (%s)', async (language, words) => {
    await begin(language)
    const { server, deps } = await mailServer()
    const id = await channel({})
    await article(1)
    await deliverTo(id, deps)
    expect(server.taken[0]!.body).toContain(words)
  })

  it('names nobody where the reader wishes so', async () => {
    const { server, deps } = await mailServer()
    const id = await channel({ withNames: false })
    await article(1)
    await deliverTo(id, deps)
    const { subject, body } = server.taken[0]!
    expect(`${subject} ${body}`).not.toMatch(/Rauf|Tahirz|insulin/)
    expect(body).toContain('https://vigil.example/alerts')
  })

  it('sends a trial message, once, that tells nothing but that the way works', async () => {
    const { server, deps } = await mailServer()
    const id = await channel({})
    for (let n = 0; n < 2; n++) expect(await sendTrial(db.sql, account, id)).toBe(true)
    expect(await dueChannels(db.sql)).toContain(id)
    await deliverTo(id, deps)
    expect(server.taken.map(({ subject }) => subject)).toEqual(['Vigil: a trial message'])
    const stranger = await reader(db.sql, { name: 'stranger' })
    expect(await sendTrial(db.sql, stranger, id)).toBe(false)
    const [own] = await channelsOf(db.sql, account)
    expect(own!.trial).toEqual({ state: 'sent', trouble: null })
  })

  it('sends again under the same Message-ID where the end was in doubt, and nothing else before it', async () => {
    let drops = 4
    const { server, deps } = await mailServer({ drop: () => (drops-- > 0 ? 'after-data' : null) })
    const id = await channel({})
    await article(1)
    await article(2)
    expect(await deliverTo(id, deps)).toMatchObject({ kind: 'try-later' })
    await atOnce()
    await deliverTo(id, deps)
    const ids = server.taken.map(({ messageId }) => messageId)
    expect(ids).toHaveLength(6)
    expect(new Set(ids).size).toBe(2)
    expect(ids.indexOf(ids.at(-1)!)).toBe(5)
  })

  it('gives up what a server refuses for ever, and goes on with the next', async () => {
    const answers = ['550 no such user']
    const { server, deps } = await mailServer({ refuse: () => answers.pop() ?? null })
    const id = await channel({})
    await article(1)
    await article(2)
    await deliverTo(id, deps)
    expect((await messages()).map(({ state }) => state)).toEqual(['given_up', 'sent'])
    expect(server.taken).toHaveLength(1)
  })

  it('waits without end, and without counting tries against a message, where no mail server is set', async () => {
    const id = await channel({})
    await article(1)
    await db.sql`update message set tries = 100`
    await deliverTo(id, deliverDeps(db.sql))
    await db.sql`update message set tries = 100, next_at = now()`
    await deliverTo(id, deliverDeps(db.sql))
    expect((await messages())[0]).toMatchObject({
      state: 'ready',
      trouble: 'no mail server is set: SMTP_URL and MAIL_FROM',
    })
  })

  it('lets two workers send nothing twice', async () => {
    const { server, deps } = await mailServer()
    const id = await channel({})
    for (let n = 1; n <= 5; n++) await article(n)
    await Promise.all([deliverTo(id, deps), deliverTo(id, deps), deliverTo(id, deps)])
    await deliverTo(id, deps)
    expect(server.taken.map(({ body }) => /Xəbər (\d)/.exec(body)![1])).toEqual(['1', '2', '3', '4', '5'])
  })

  it('holds what a muted watch finds, and sends nothing twice when the mute ends', async () => {
    const { server, deps } = await mailServer()
    const id = await channel({})
    await muteWatch(db.sql, account, watch, new Date(Date.now() + 3_600_000))
    await article(1)
    await deliverTo(id, deps)
    expect(server.taken).toHaveLength(0)
    await muteWatch(db.sql, account, watch, null)
    await deliverTo(id, deps)
    await deliverTo(id, deps)
    expect(server.taken).toHaveLength(1)
  })
})

describe('webhooks', () => {
  interface Call {
    headers: IncomingHttpHeaders
    body: string
  }

  async function receiver(answer: (call: Call, n: number) => [number, Record<string, string>?]) {
    const calls: Call[] = []
    const server = createServer((request, response) => {
      let body = ''
      request
        .on('data', (bytes) => (body += bytes))
        .on('end', () => {
          calls.push({ headers: request.headers, body })
          const [status, headers] = answer(calls.at(-1)!, calls.length)
          response.writeHead(status, headers).end()
        })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(server.address() as { port: number }).port}`
    const deps = deliverDeps(db.sql, { privateHosts: [host] })
    closing.push(
      () => deps.close(),
      () => new Promise((resolve) => server.close(resolve)),
    )
    return { calls, deps, address: `http://${host}/hook` }
  }

  it('signs with the secret, and with the old one too while it changes', async () => {
    const { calls, deps, address } = await receiver(() => [204])
    const [secret, oldSecret] = [newWebhookSecret(), newWebhookSecret()]
    const id = await channel({
      kind: 'webhook',
      address,
      secret,
      oldSecret,
      oldSecretUntil: new Date(Date.now() + 60_000),
    })
    await article(1)
    await deliverTo(id, deps)
    const { headers, body } = calls[0]!
    const given = headers as Record<string, string>
    expect(isSignedWith(given, body, secret) && isSignedWith(given, body, oldSecret)).toBe(true)
    expect(isSignedWith(given, `${body} `, secret) || isSignedWith(given, body, newWebhookSecret())).toBe(false)
    expect(JSON.parse(body)).toMatchObject({
      type: 'vigil.alert',
      data: {
        alerts: [
          { kind: 'mention', watch: { name: 'Rauf Tahirzadə' } },
          { claim: { type: 'denied_medical_care', review: 'suggested' } },
        ],
      },
    })
  })

  it('tries again under one id with one body, and heeds Retry-After', async () => {
    const { calls, deps, address } = await receiver((_, n) => (n === 1 ? [503, { 'retry-after': '3600' }] : [200]))
    const id = await channel({ kind: 'webhook', address, secret: newWebhookSecret() })
    await article(1)
    const outcome = await deliverTo(id, deps)
    expect(outcome.kind === 'try-later' && outcome.notBefore.getTime() - Date.now()).toBeGreaterThan(3_000_000)
    expect(await deliverTo(id, deps)).toMatchObject({ kind: 'try-later' })
    expect(calls).toHaveLength(1)
    await atOnce()
    await deliverTo(id, deps)
    expect(calls.map(({ headers, body }) => [headers['webhook-id'], body])[1]).toEqual([
      calls[0]!.headers['webhook-id'],
      calls[0]!.body,
    ])
  })

  it('ends a channel at 410', async () => {
    const { calls, deps, address } = await receiver(() => [410])
    const id = await channel({ kind: 'webhook', address, secret: newWebhookSecret() })
    await article(1)
    await article(2)
    await deliverTo(id, deps)
    await deliverTo(id, deps)
    expect(calls).toHaveLength(1)
    expect((await db.sql`select ended_because from channel where id = ${id}`)[0]!.endedBecause).toContain('410')
  })

  it('follows no redirect', async () => {
    const { calls, deps, address } = await receiver(() => [302, { location: 'http://169.254.169.254/' }])
    const id = await channel({ kind: 'webhook', address, secret: newWebhookSecret() })
    await article(1)
    expect(await deliverTo(id, deps)).toMatchObject({ kind: 'try-later' })
    expect(calls).toHaveLength(1)
  })

  it.each([
    'http://127.0.0.1:9/',
    'http://169.254.169.254/latest',
    'http://[::ffff:10.0.0.1]/',
    'file:///etc/passwd',
    'http://localhost/',
  ])('never calls %s', async (address) => {
    const deps = deliverDeps(db.sql)
    closing.push(() => deps.close())
    const id = await channel({ kind: 'webhook', address, secret: newWebhookSecret() })
    await article(1)
    await deliverTo(id, deps)
    expect((await db.sql`select ended_because from channel where id = ${id}`)[0]!.endedBecause).toContain('refused')
  })
})
