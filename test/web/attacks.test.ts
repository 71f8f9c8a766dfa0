import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSuggestions } from '../../src/6-review/step.ts'
import { createInvitation } from '../../src/accounts/invitation-store.ts'
import type { Database } from '../../src/db/database.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { ask, cookieOf, type Desk, formKeyOf, openDesk, PASSWORD, type Reader, readerWith } from './desk.ts'

let db: Database
let desk: Desk
let aida: Reader
let boris: Reader
let reader: Reader
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'admin')
  boris = await desk.signIn('Борис', 'reviewer')
  reader = await desk.signIn('Leyla', 'reader')
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const TEXT = 'News.\nPrison staff beat Rashid Aliyev on Monday.\nHis mother was not let in.'

async function suggested(
  text = TEXT,
  quote = 'Prison staff beat Rashid Aliyev on Monday.',
  changes = {},
  title = 'A title',
) {
  const article = await addArticle(db.sql, { text, title })
  const [saved] = await db.sql.begin((tx) =>
    saveSuggestions(tx, { ...article, analyser: '1', claims: [claimOn(text, quote, changes)] }),
  )
  return { ...article, claimId: saved!.claimId }
}
/** The mark that the article's page gives to the claim's form. */
async function seenOn(who: Reader, discoveryId: string, claimId: string): Promise<string> {
  const { html } = await who.get(`/articles/${discoveryId}`)
  return new RegExp(`/claims/${claimId}/(?:accept|undo)".*?name="seen" value="([^"]+)"`, 's').exec(html)?.[1] ?? ''
}

describe('without signing in', () => {
  const PLACES = [
    '/',
    '/inbox',
    '/claims',
    '/claims.csv',
    '/articles',
    '/articles/1',
    '/people',
    '/facilities',
    '/outlets',
    '/queue',
    '/watches',
    '/alerts',
    '/account',
    '/users',
    '/nothing-here',
  ]
  it.each(PLACES)('%s leads to the log-in page and shows nothing', async (path) => {
    const answer = await ask(`${desk.base}${path}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/login?back=${encodeURIComponent(path)}`)
    expect(answer.html).toBe('')
  })

  it('the API wants a token, and a cookie is none', async () => {
    for (const headers of [{}, { cookie: aida.cookie }, { authorization: 'Bearer vigil_wrongwrongwrongwrongwrong' }]) {
      const answer = await ask(`${desk.base}/api/v1/claims`, { headers })
      expect(answer.status).toBe(401)
      expect(JSON.parse(answer.html)).toEqual({ error: { code: 'no-token', message: expect.any(String) } })
    }
  })

  it('a feed opens by its key alone, and by no other', async () => {
    await reader.post('/watches', { name: 'Rashid Aliyev' })
    const [watch] = await db.sql<{ feedKey: string }[]>`select feed_key from watch where name = 'Rashid Aliyev'`
    expect((await ask(`${desk.base}/feeds/${watch!.feedKey}.atom`)).headers.get('content-type')).toMatch(/atom/)
    expect((await ask(`${desk.base}/feeds/${'A'.repeat(43)}.atom`)).status).toBe(404)
  })

  it('healthz answers the machine itself, and nobody through a proxy', async () => {
    const direct = await ask(`${desk.base}/healthz`)
    expect(JSON.parse(direct.html)).toMatchObject({
      status: 'ok',
      articles: { analysed: expect.any(Number), failed: 0 },
      claims: expect.any(Number),
    })
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect((await ask(`${desk.base}/healthz`, { headers: { [header]: '203.0.113.9' } })).status).toBe(403)
    expect(await statusWithHost(`${desk.base}/healthz`, 'desk.example')).toBe(403)
  })
})

describe('words of others on our pages', () => {
  const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`

  it('stay words: titles, names, texts, reasons, outlet files, watches', async () => {
    const text = `News.\n${EVIL} said ${EVIL}.`
    const { discoveryId, claimId } = await suggested(
      text,
      `${EVIL} said ${EVIL}.`,
      { victims: [EVIL], facility: EVIL, source: EVIL, why: [EVIL], type: 'ill_treatment' },
      EVIL,
    )
    await db.sql`update outlet set definition = jsonb_set(jsonb_set(definition, '{name}', ${db.sql.json(EVIL)}), '{home}', '"javascript:alert(1)"'), problem = ${EVIL}`
    await db.sql`update discovery set url = ${`javascript:alert('${EVIL}')`} where id = ${discoveryId}`
    const [person] = await db.sql<
      { id: string }[]
    >`insert into person (name, sound, spellings) values (${EVIL}, 'x', ${[EVIL]}) returning id`
    await db.sql`insert into facility (name) values (${EVIL})`
    await boris.post('/watches', { name: EVIL, spellings: EVIL })
    await boris.post(`/claims/${claimId}/reject`, {
      seen: await seenOn(boris, discoveryId, claimId),
      reason: 'other',
      words: EVIL,
    })
    await db.sql`insert into source (outlet_id, kind, url, every_ms, outcome, advice) select id, 'feed', ${EVIL}, '1000', ${EVIL}, ${EVIL} from outlet`
    const paths = [
      '/inbox?review=all',
      '/claims?review=all',
      `/claims/${claimId}`,
      `/articles/${discoveryId}`,
      `/articles/${discoveryId}?correct=${claimId}`,
      `/articles/${discoveryId}?add=1`,
      '/articles',
      '/people',
      `/people/${person!.id}`,
      '/facilities',
      '/facilities/1',
      '/outlets',
      '/outlets/test/post',
      '/watches',
      '/alerts',
      '/queue',
      `/people?words=${encodeURIComponent(EVIL)}`,
      `/articles?words=${encodeURIComponent(EVIL)}`,
      `/claims?name=${encodeURIComponent(EVIL)}&type=${encodeURIComponent(EVIL)}`,
      `/login?back=${encodeURIComponent(EVIL)}`,
      `/inbox?done=${encodeURIComponent(EVIL)}&batch=${encodeURIComponent(EVIL)}`,
    ]
    for (const path of paths) {
      const { html, status } = await boris.get(path)
      expect(status, path).toBeLessThan(300)
      expect(html, path).not.toMatch(/<script>|<img|onerror=alert\(1\)>(?!&)|"javascript:/i)
    }
  })

  it('are kept from running by the page’s own policy too', async () => {
    const { headers } = await boris.get('/inbox')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })

  it('are harmless in a file to be opened in a spreadsheet', async () => {
    const text = 'News.\n=HYPERLINK("http://evil.example") beat Rashid Aliyev.'
    const { discoveryId, claimId } = await suggested(text, '=HYPERLINK("http://evil.example") beat Rashid Aliyev.')
    await boris.post(`/claims/${claimId}/accept`, { seen: await seenOn(boris, discoveryId, claimId) })
    const { html } = await boris.get('/claims.csv')
    expect(html).toContain(`"'=HYPERLINK(""http://evil.example"") beat Rashid Aliyev."`)
    expect(html).not.toMatch(/(^|,|")=HYPER/m)
  })
})

describe('forms that are not ours', () => {
  it('are refused: without the key, with another session’s key, from another site', async () => {
    const { discoveryId, claimId } = await suggested()
    const seen = await seenOn(boris, discoveryId, claimId)
    const theirs = formKeyOf((await aida.get('/account')).html)
    const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      ask(`${desk.base}/claims/${claimId}/accept`, {
        method: 'POST',
        body: new URLSearchParams({ seen, ...fields }),
        headers: { cookie: boris.cookie, ...headers },
      })
    const mine = formKeyOf((await boris.get('/account')).html)
    for (const answer of [
      await send({}),
      await send({ form_key: 'x' }),
      await send({ form_key: theirs }),
      await send({ form_key: mine }, { origin: 'https://evil.example' }),
      await send({ form_key: mine }, { origin: 'null' }),
      await send({ form_key: mine }, { 'sec-fetch-site': 'cross-site' }),
      await ask(`${desk.base}/claims/${claimId}/accept`, {
        method: 'POST',
        body: JSON.stringify({ seen, form_key: mine }),
        headers: { cookie: boris.cookie, 'content-type': 'text/plain' },
      }),
    ]) {
      expect([403, 415]).toContain(answer.status)
      expect(answer.html).toContain('Nothing was changed')
    }
    expect(await db.sql`select review from claim where id = ${claimId}`).toEqual([{ review: 'suggested' }])
    expect((await send({ form_key: mine }, { origin: desk.base })).status).toBe(303)
  })

  it('a session that is over loses nothing silently', async () => {
    const gone = await desk.signIn('Gone', 'reviewer')
    const key = formKeyOf((await gone.get('/account')).html)
    await db.sql`delete from session where account_id = (select id from account where name = 'Gone')`
    const answer = await ask(`${desk.base}/watches`, {
      method: 'POST',
      body: new URLSearchParams({ form_key: key, name: 'X Y' }),
      headers: { cookie: gone.cookie },
    })
    expect(answer.status).toBe(403)
    expect(answer.html).toContain('your session has ended')
  })

  it('a 50 MB upload is refused in a sentence, whether it says its size or not', async () => {
    const big = Buffer.alloc(50_000_000, 'a')
    const headers = { cookie: boris.cookie, 'content-type': 'application/x-www-form-urlencoded' }
    expect(await upload(`${desk.base}/watches`, headers, big, true)).toMatchObject({ status: 413 })
    expect(await upload(`${desk.base}/watches`, headers, big, false)).toMatchObject({ status: 413 })
    expect((await boris.get('/inbox')).status).toBe(200)
  })

  it('files, wrong encodings and NUL bytes are no fault of ours', async () => {
    const form = new FormData()
    form.set('file', new Blob(['x']), 'x.txt')
    expect(
      (await ask(`${desk.base}/watches`, { method: 'POST', body: form, headers: { cookie: boris.cookie } })).status,
    ).toBe(415)
    expect((await boris.post('/watches', { name: 'Rashid\0 Aliyev\uD800' })).status).toBe(303)
    expect((await boris.get('/people?words=%00%FF')).status).toBe(200)
    expect((await boris.get('/articles?words=%27%3B%20drop%20table%20claim%3B--')).status).toBe(200)
    expect((await boris.get('/claims?person=99999999999999999999999&confidence=NaN&from=yesterday')).status).toBe(200)
    expect((await boris.get('/articles/99999999999999999999')).status).toBe(404)
    expect(desk.log).toEqual([])
  })
})

describe('things of other people', () => {
  it('their watches, alerts, views, sessions and tokens are as good as not there', async () => {
    await aida.post('/watches', { name: 'Secret Person' })
    const [watch] = await db.sql<
      { id: string; feedKey: string }[]
    >`select id, feed_key from watch where name = 'Secret Person'`
    await aida.post('/views', { name: 'mine', address: '/inbox?type=threat' })
    const [view] = await db.sql<{ id: string }[]>`select id from saved_view`
    expect((await boris.get(`/watches/${watch!.id}`)).status).toBe(404)
    expect((await boris.post(`/watches/${watch!.id}`, { name: 'Taken Over' })).status).toBe(404)
    expect((await boris.post(`/watches/${watch!.id}/feed`)).status).toBe(404)
    await boris.post(`/watches/${watch!.id}/remove`)
    await boris.post(`/views/${view!.id}/remove`)
    expect((await boris.get(`/alerts?watch=${watch!.id}`)).html).not.toContain('Secret')
    expect((await boris.get('/watches')).html).not.toContain('Secret')
    const [session] = await db.sql<{ hex: string }[]>`
      select encode(key_hash, 'hex') as hex from session where account_id = (select id from account where name = 'Aida')`
    await boris.post('/account/sessions/end', { session: session!.hex })
    expect((await aida.get('/inbox')).status).toBe(200)
    expect(await db.sql`select name, feed_key from watch where id = ${watch!.id}`).toEqual([
      { name: 'Secret Person', feedKey: watch!.feedKey },
    ])
    expect(await db.sql`select 1 from saved_view`).toHaveLength(1)
  })

  it('an API token reaches only its own watches and its own role', async () => {
    const token = await desk.token('Leyla', 'reader')
    const call = (path: string, init: RequestInit = {}) =>
      ask(`${desk.base}/api/v1${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      })
    const [watch] = await db.sql<{ id: string }[]>`select id from watch where name = 'Secret Person'`
    expect((await call(`/watches/${watch!.id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await call('/watches')).html).not.toContain('Secret')
    const { claimId } = await suggested()
    const answer = await call(`/claims/${claimId}/decisions`, {
      method: 'POST',
      body: JSON.stringify({ act: 'accept', seen: 'x' }),
    })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.html).error.code).toBe('not-your-role')
  })
})

describe('rights', () => {
  it('a reader decides nothing and sees no button to', async () => {
    const { discoveryId, claimId } = await suggested()
    expect((await reader.get(`/articles/${discoveryId}`)).html).not.toMatch(/\/(accept|reject|undo|again|take)"/)
    for (const path of [
      `/claims/${claimId}/accept`,
      `/claims/${claimId}/correct`,
      `/claims/${claimId}/reject`,
      `/claims/${claimId}/undo`,
      '/claims/bulk',
      `/articles/${discoveryId}/claims`,
      `/articles/${discoveryId}/again`,
      `/articles/${discoveryId}/take`,
      '/users',
    ])
      expect((await reader.post(path, { seen: 'x' })).status, path).toBe(403)
    expect((await boris.post('/users', { name: 'Eve', role: 'admin', password: PASSWORD })).status).toBe(403)
    expect((await boris.get('/users')).status).toBe(403)
  })

  it('the last admin stays an admin, and whoever is switched off is out at once', async () => {
    const [{ id } = { id: '' }] = await db.sql<{ id: string }[]>`select id from account where name = 'Aida'`
    expect((await aida.post(`/users/${id}`, { role: 'reader', enabled: 'yes' })).html).toContain('last admin')
    const out = await desk.signIn('Out', 'reviewer')
    const [{ id: outId } = { id: '' }] = await db.sql<{ id: string }[]>`select id from account where name = 'Out'`
    await aida.post(`/users/${outId}`, { role: 'reviewer' })
    expect((await out.get('/inbox')).status).toBe(303)
    expect(
      (
        await ask(`${desk.base}/login`, {
          method: 'POST',
          body: new URLSearchParams({ name: 'Out', password: PASSWORD }),
        })
      ).status,
    ).toBe(403)
  })
})

describe('signing in', () => {
  it('tells a wrong name no different from a wrong password, and makes a guesser wait', async () => {
    const attempt = (name: string, password: string) =>
      ask(`${desk.base}/login`, { method: 'POST', body: new URLSearchParams({ name, password }) })
    await desk.signIn('Victim', 'reader')
    const wrongName = await attempt('Nobody', 'x')
    const wrongPassword = await attempt('Victim', 'x')
    expect(wrongName.status).toBe(403)
    expect(wrongName.html.replace('Nobody', '')).toBe(wrongPassword.html.replace('Victim', ''))
    // A hundred at once are not all the first.
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => attempt('Victim', 'guess')))).map(
      ({ status }) => status,
    )
    expect(statuses.filter((status) => status === 403).length).toBeLessThan(10)
    expect((await attempt('Victim', PASSWORD)).status).toBe(429)
    desk.clock.now = new Date(Date.now() + 16 * 60_000)
    expect((await attempt('Victim', PASSWORD)).status).toBe(303)
    desk.clock.now = null
    await db.sql`delete from login_failure`
  })

  it('gives a cookie that no script reads and no other site sends, and a new one each time', async () => {
    const answer = await ask(`${desk.base}/login`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Борис', password: PASSWORD }),
      headers: { cookie: 'vigil=chosen-by-an-attacker' },
    })
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toContain('chosen-by-an-attacker')
  })

  it('over https the cookie is Secure and bound to the host', async () => {
    const safe = await openDesk(db.sql, { PUBLIC_URL: 'https://desk.example' })
    const answer = await ask(`${safe.base}/login`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Борис', password: PASSWORD }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-vigil=.*Secure/)
    await safe.close()
  })

  it('leads nowhere else afterwards', async () => {
    for (const back of ['//evil.example', 'https://evil.example/', '/\\evil.example', '/..//evil.example']) {
      const answer = await ask(`${desk.base}/login`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'Борис', password: PASSWORD, back }),
      })
      expect(new URL(answer.headers.get('location')!, desk.base).origin).toBe(desk.base)
    }
  })

  it('ends when it is ended, and its key is worth nothing afterwards', async () => {
    const one = await desk.signIn('Twice', 'reader')
    const other = await desk.signIn('Twice', 'reader')
    await other.post('/account/sessions/end-others')
    expect((await one.get('/inbox')).status).toBe(303)
    await other.post('/logout')
    expect((await other.get('/inbox')).status).toBe(303)
  })

  it('a new password needs the old one and ends all other sessions', async () => {
    const one = await desk.signIn('Third', 'reader')
    const other = await desk.signIn('Third', 'reader')
    expect((await one.post('/account/password', { old: 'wrong', password: 'another good password' })).status).toBe(422)
    expect((await one.post('/account/password', { old: PASSWORD, password: 'short' })).status).toBe(422)
    expect((await one.post('/account/password', { old: PASSWORD, password: 'another good password' })).status).toBe(303)
    expect((await one.get('/inbox')).status).toBe(200)
    expect((await other.get('/inbox')).status).toBe(303)
  })

  it('keeps no password and no key that could be used', async () => {
    const rows =
      JSON.stringify(await db.sql`select * from account`) +
      JSON.stringify(await db.sql`select encode(key_hash, 'hex') from session`)
    expect(rows).not.toContain(PASSWORD)
    expect(rows).not.toContain(aida.cookie.split('=')[1]!)
    expect(rows).toContain('$argon2id$')
  })
})

describe('the link that makes the first account', () => {
  it('works once, for an hour, and only while there is no account', async () => {
    const empty = await testDatabase()
    const first = await openDesk(empty.sql)
    const make = (key: string, name = 'Aida') =>
      ask(`${first.base}/welcome/${key}`, { method: 'POST', body: new URLSearchParams({ name, password: PASSWORD }) })
    const late = (await createInvitation(empty.sql, new Date(Date.now() - 3_700_000)))!
    expect((await ask(`${first.base}/welcome/${late}`)).status).toBe(404)
    const key = (await createInvitation(empty.sql))!
    expect((await make('x'.repeat(43))).status).toBe(404)
    expect((await ask(`${first.base}/welcome/${key}`)).html).toContain('Make the first account')
    const both = await Promise.all([make(key, 'Aida'), make(key, 'Eve')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404])
    expect(await empty.sql`select role from account`).toEqual([{ role: 'admin' }])
    const cookie = cookieOf(both.find(({ status }) => status === 303)!.headers)
    expect((await readerWith(first.base, 'Aida', cookie).get('/inbox')).status).toBe(200)
    expect(await createInvitation(empty.sql)).toBeNull()
    await first.close()
    await empty.close()
  })
})

describe('two reviewers, and the same form twice', () => {
  it('the slower one is told who was faster, and sees their own choice again', async () => {
    const { discoveryId, claimId } = await suggested()
    const seen = await seenOn(boris, discoveryId, claimId)
    await aida.post(`/claims/${claimId}/accept`, { seen })
    const answer = await boris.post(`/claims/${claimId}/reject`, { seen, reason: 'no-claim', words: 'my own words' })
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('Aida decided about this claim')
    expect(answer.html).toContain('my own words')
    expect(await db.sql`select review from claim where id = ${claimId}`).toEqual([{ review: 'accepted' }])
  })

  it('a form sent twice decides once, even at the same moment', async () => {
    const { discoveryId, claimId } = await suggested()
    const seen = await seenOn(boris, discoveryId, claimId)
    const answers = await Promise.all([1, 2, 3].map(() => boris.post(`/claims/${claimId}/accept`, { seen })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await db.sql`select act from decision where claim_id = ${claimId}`).toHaveLength(1)
  })

  it('a clock that goes backwards keeps the order of decisions', async () => {
    const { discoveryId, claimId } = await suggested()
    await boris.post(`/claims/${claimId}/accept`, { seen: await seenOn(boris, discoveryId, claimId) })
    desk.clock.now = new Date('2020-01-01T00:00:00Z')
    const early = await desk.signIn('Early', 'reviewer')
    await early.post(`/claims/${claimId}/undo`, { seen: await seenOn(early, discoveryId, claimId) })
    const { html } = await early.get(`/claims/${claimId}`)
    desk.clock.now = null
    expect(html.indexOf('accepted')).toBeLessThan(html.indexOf('took the last decision back'))
    expect(await db.sql`select review from claim where id = ${claimId}`).toEqual([{ review: 'suggested' }])
  })
})

/** The status of a request with a Host of one's own, which fetch does not allow. */
function statusWithHost(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) =>
    request(url, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
      .on('error', reject)
      .end(),
  )
}

function upload(
  url: string,
  headers: Record<string, string>,
  body: Buffer,
  saysSize: boolean,
): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { ...headers, ...(saysSize ? { 'content-length': body.length } : {}) } },
      (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode! })
        sent.destroy()
      },
    )
    // The server may hang up on the rest of it.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
    )
    sent.end(body)
  })
}
