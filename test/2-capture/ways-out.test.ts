import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHttp, type SafeHttp } from '../../src/2-capture/http.ts'
import { Outlet } from '../../src/domain/outlet.ts'
import { testDatabase } from '../database.ts'
import { cert, key } from '../hostile/certificate.ts'
import { startConnectProxy, startSocks5 } from '../hostile/proxies.ts'
import { articlePage, type Hostile, page, redirect, send, startHostile, startRaw } from '../hostile/server.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let hostile: Hostile
const opened: SafeHttp[] = []
/** Names as a hostile server of names answers them: another address each time. */
const names: Record<string, string[]> = {}
const open = () => {
  const lookup = async (name: string) => {
    const answers = names[name]
    if (!answers) throw Object.assign(new Error('not known'), { code: 'ENOTFOUND' })
    const address = answers.length > 1 ? answers.shift()! : answers[0]!
    return [{ address, family: address.includes(':') ? 6 : 4 }]
  }
  const http = openHttp({ sql: database.sql, version: '0.0.0', lookup })
  opened.push(http)
  return http
}
const outlet = (home: string, more = {}) => ({
  ...Outlet.parse({ name: 'P', home, language: 'en', delay: '0s', ...more }),
  id: 'p',
})
const kindOf = async (http: SafeHttp, url: string, of: Outlet) => {
  const outcome = await http.get({ url, outlet: of })
  return 'because' in outcome ? `${outcome.kind} ${outcome.because}` : outcome.kind
}

beforeAll(async () => {
  database = await testDatabase()
  hostile = await startHostile({
    '/1': page('One'),
    '/on': redirect('http://rebind.example/1'),
    '*': (_, response) => send(response, 404, 'no'),
  })
})
afterAll(async () => {
  await Promise.all(opened.map((http) => http.close()))
  await hostile.close()
  await database.close()
})

describe('a name that leads inside', () => {
  it('is refused, also the second time when it first led outside', async () => {
    const http = open()
    names['inside.example'] = ['127.0.0.1']
    expect(
      await kindOf(http, `http://inside.example:${hostile.host.split(':')[1]}/1`, outlet('http://inside.example/')),
    ).toBe('set-aside refused-address')
    names['mapped.example'] = ['::ffff:127.0.0.1']
    expect(await kindOf(http, 'http://mapped.example/', outlet('http://mapped.example/'))).toBe(
      'set-aside refused-address',
    )
    names['metadata.example'] = ['169.254.169.254']
    expect(
      await kindOf(http, 'http://metadata.example/', outlet('http://metadata.example/', { allow_private: true })),
    ).toBe('set-aside refused-address')
    expect(hostile.asked).toEqual([])
  })

  it('may be asked where the file names it with its port, and is refused after a redirect to another name', async () => {
    const http = open()
    const port = hostile.host.split(':')[1]
    names['desk.example'] = ['127.0.0.1']
    names['rebind.example'] = ['127.0.0.1']
    const desk = outlet(`http://desk.example:${port}/`, { allow_private: true })
    expect(await kindOf(http, `http://desk.example:${port}/1`, desk)).toBe('fetched')
    expect(await kindOf(http, `http://desk.example:${port}/on`, desk)).toBe('set-aside refused-address')
    // A connection that is kept for one outlet is never lent to another that may not go there.
    expect(await kindOf(http, `http://desk.example:${port}/1`, outlet('http://other.example/'))).toBe(
      'set-aside refused-address',
    )
  })

  it('nobody knows is tried later', async () => {
    expect(await kindOf(open(), 'http://nowhere.example/', outlet('http://nowhere.example/'))).toMatch(
      /^try-later (unknown-host|robots-unreachable)$/,
    )
  })
})

describe('a server that is not what it should be', () => {
  it('has a certificate that nobody vouches for: said so, and nothing read', async () => {
    const server = createServer({ key, cert }, (_, response) => void response.end(articlePage('Secret')))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const home = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const http = open()
    const of = outlet(home, { allow_private: true })
    // Its robots.txt can't be had either; with rules known from before, the page itself is asked for.
    await database.sql`insert into host (host, robots, robots_until) values (${new URL(home).host}, ${database.sql.json({ access: 'free', text: null, fetchedAt: '', why: '404', failures: 0, unreachableSince: null })}, now() + interval '1 day')`
    expect(await kindOf(http, home, of)).toBe('try-later certificate')
    await new Promise((done) => server.close(done))
  })

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['an answer of HTTP/0.9', '<html>hello</html>'],
    ['two lengths that differ', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n'],
    ['chunks that are none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
  ])('sends %s: set aside or tried later, never taken for a page', async (_, bytes) => {
    const raw = await startRaw(bytes)
    const outcome = await kindOf(open(), `${raw.origin}/1`, outlet(`${raw.origin}/`, { allow_private: true }))
    expect(outcome).toMatch(/^(set-aside bad-answer|try-later (broken-off|robots-unreachable))$/)
    await raw.close()
  })
})

describe('a way out of an outlet’s own', () => {
  it.each([
    ['SOCKS5', startSocks5],
    ['HTTP', startConnectProxy],
  ])('%s: names are looked up at its other end, and what lies inside is refused before', async (_, start) => {
    const proxy = await start(() => hostile.host)
    const http = open()
    const of = outlet('http://hidden.example/', { proxy: proxy.url })
    expect(await kindOf(http, 'http://hidden.example/1', of)).toBe('fetched')
    expect(new Set(proxy.asked)).toEqual(new Set(['hidden.example:80']))
    expect(await kindOf(http, 'http://127.0.0.1/1', of)).toBe('set-aside refused-address')
    expect(await kindOf(http, 'http://localhost/1', of)).toBe('set-aside refused-address')
    expect(new Set(proxy.asked)).toEqual(new Set(['hidden.example:80']))
    await database.sql`delete from host`
    await proxy.close()
  })

  it('that is closed is told as unreachable, and nothing goes round it', async () => {
    const proxy = await startSocks5(() => hostile.host)
    await proxy.close()
    const before = hostile.asked.length
    expect(
      await kindOf(open(), 'http://hidden.example/1', outlet('http://hidden.example/', { proxy: proxy.url })),
    ).toMatch(/^try-later/)
    expect(hostile.asked.length).toBe(before)
  })
})
