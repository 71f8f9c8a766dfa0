import { createReadStream, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WARCParser } from 'warcio'
import { openRenderer, type Renderer } from '../../src/2-capture/browser.ts'
import { capture, type RenderDeps, readCaptureBody, render } from '../../src/2-capture/step.ts'
import type { Outlet } from '../../src/domain/outlet.ts'
import { testDatabase, testFolder } from '../database.ts'
import { type Hostile, page, send, startHostile } from '../hostile/server.ts'
import { captureDeps, saveDiscovery, saveOutlet } from './capturing.ts'

const folder = testFolder()
// Unpacking the browser takes seconds: once for all test runs.
const browserFolder = join(tmpdir(), 'vigil-test-browser')
const script = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Made by script</title></head><body><div id="app"></div><script>${body}</script></body></html>`
const fill = (words: string) => `document.getElementById('app').innerHTML += '<p>${words}</p>';`

let database: Awaited<ReturnType<typeof testDatabase>>
let inside: Hostile
let hostile: Hostile
let outlet: Outlet
let deps: RenderDeps & { close(): Promise<void> }
let renderer: Renderer

beforeAll(async () => {
  database = await testDatabase()
  inside = await startHostile({ '*': page('Nobody may read this') })
  const asks = (what: string) => script(`${fill('Before.')} ${what}; setTimeout(() => { ${fill('After.')} }, 300)`)
  const html = (body: string) => (_: unknown, response: Parameters<typeof send>[0]) => send(response, 200, body)
  hostile = await startHostile({
    '/robots.txt': (_, response) => send(response, 200, 'User-agent: *\nDisallow: /private/\n'),
    '/made': html(script(`fetch('/text.json').then((r) => r.json()).then((t) => { ${fill("' + t.text + '")} })`)),
    '/text.json': (_, response) =>
      send(response, 200, JSON.stringify({ text: 'Şahidlər danışır. Свидетели говорят.' }), {
        'content-type': 'application/json',
      }),
    '/fetches': html(asks(`fetch('${inside.origin}/fetch', { mode: 'no-cors' }).catch(() => {})`)),
    '/sends-on': html(asks(`fetch('/to-inside', { mode: 'no-cors' }).catch(() => {})`)),
    '/to-inside': (_, response) => send(response, 302, '', { location: `${inside.origin}/redirected` }),
    '/frames': html(
      asks(`document.body.insertAdjacentHTML('beforeend', '<iframe src="${inside.origin}/frame"></iframe>')`),
    ),
    '/images': html(
      asks(
        `document.body.insertAdjacentHTML('beforeend', '<img src="${inside.origin}/image"><img src="/picture.png"><link rel=stylesheet href="${inside.origin}/css">')`,
      ),
    ),
    '/connects': html(
      asks(
        `document.head.insertAdjacentHTML('beforeend', '<link rel=preconnect href="${inside.origin}"><link rel=dns-prefetch href="${inside.origin}"><link rel=prefetch href="${inside.origin}/prefetch">')`,
      ),
    ),
    '/sockets': html(asks(`try { new WebSocket('${inside.origin.replace('http', 'ws')}/socket') } catch {}`)),
    '/beacons': html(asks(`navigator.sendBeacon('${inside.origin}/beacon', 'x')`)),
    '/leaves': html(asks(`location.href = '${inside.origin}/left'`)),
    '/opens': html(asks(`window.open('${inside.origin}/opened')`)),
    '/works': html(asks(`navigator.serviceWorker?.register('/worker.js').catch(() => {})`)),
    '/worker.js': (_, response) =>
      send(response, 200, `fetch('${inside.origin}/worker')`, { 'content-type': 'text/javascript' }),
    '/workers': html(asks(`new Worker(URL.createObjectURL(new Blob(["fetch('${inside.origin}/worker')"])))`)),
    '/downloads': html(
      asks(`const a = document.createElement('a'); a.href = '${inside.origin}/file'; a.download = 'x'; a.click()`),
    ),
    '/forbids': html(asks(`fetch('/private/text').catch(() => {})`)),
    '/dialogs': html(asks(`alert('stay'); confirm('here')`)),
    '/spins': html(script('for (;;) {}')),
    '/flood': html(script(`document.body.innerHTML = '<div hidden>' + 'x'.repeat(12e6) + '</div>'`)),
    '/gone': (_, response) => send(response, 404, 'no'),
    '*': (_, response) => send(response, 404, 'no'),
  })
  outlet = await saveOutlet(database.sql, 'scripted', { home: `${hostile.origin}/`, render: 'always' })
  const parts = captureDeps(database.sql, folder.path)
  renderer = openRenderer({ dataFolder: browserFolder, hardLimitMs: 6_000 })
  deps = { ...parts, renderer }
}, 90_000)

afterAll(async () => {
  await renderer.close()
  await deps.close()
  await Promise.all([hostile.close(), inside.close()])
  await database.close()
  folder.remove()
})

async function open(path: string) {
  await database.sql`update host set free_at = now(), back_off_ms = 0`
  const id = await saveDiscovery(database.sql, outlet, hostile.origin + path)
  await capture({ discoveryId: id }, deps)
  const outcome = await render({ discoveryId: id }, deps)
  const captures = await database.sql`select * from capture where discovery_id = ${id} order by id`
  const newest = captures.at(-1)
  const read = newest ? await readCaptureBody(folder.path, newest as never) : null
  return { outcome, captures, html: read && 'body' in read ? read.body.toString() : '' }
}

describe('a page that its scripts make', () => {
  it('is kept as the scripts left it, beside the answer that it was made from', async () => {
    const { outcome, captures, html } = await open('/made')
    expect(outcome).toEqual({ kind: 'done' })
    expect(html).toContain('Şahidlər danışır. Свидетели говорят.')
    expect(captures.map(({ rendered }) => rendered)).toEqual([false, true])
    const types = []
    for await (const record of new WARCParser(createReadStream(join(folder.path, captures[0]!.warcFile))))
      types.push(record.warcType)
    expect(types).toEqual(['warcinfo', 'response', 'request', 'conversion'])
  }, 30_000)

  it('is one request of its host: the page itself is not asked for twice', () => {
    expect(hostile.count('/made')).toBe(1)
    expect(hostile.most()).toBe(1)
  })

  it.each([
    '/fetches',
    '/sends-on',
    '/frames',
    '/images',
    '/connects',
    '/sockets',
    '/beacons',
    '/leaves',
    '/opens',
    '/works',
    '/workers',
    '/downloads',
    '/dialogs',
  ])(
    'is read all the same where it %s, and nothing inside the network is asked',
    async (path) => {
      const { outcome, html } = await open(path)
      expect(outcome).toEqual({ kind: 'done' })
      expect(html).toContain('After.')
      expect(inside.asked).toEqual([])
    },
    20_000,
  )

  it('loads neither pictures nor what robots.txt forbids', async () => {
    expect((await open('/forbids')).outcome.kind).toBe('done')
    expect(hostile.count('/private/text')).toBe(0)
    expect(hostile.count('/picture.png')).toBe(0)
    expect(hostile.count('/worker.js')).toBe(0)
  }, 20_000)

  it('that never ends costs one try, and the next page is read', async () => {
    expect((await open('/spins')).outcome).toMatchObject({ kind: 'try-later', because: 'render-timeout' })
    await database.sql`delete from discovery where url like '%/made'`
    expect((await open('/made')).outcome.kind).toBe('done')
  }, 40_000)

  it('that grows past 10 MB is refused', async () => {
    expect((await open('/flood')).outcome).toMatchObject({ kind: 'set-aside', because: 'too-large' })
  }, 20_000)

  it('that is gone is told as gone without opening the browser', async () => {
    expect((await open('/gone')).outcome).toMatchObject({ kind: 'set-aside', because: 'gone' })
  })
})

describe('the picture of a page', () => {
  it('is kept beside it where it is wanted', async () => {
    hostile.asked.length = 0
    const id = await saveDiscovery(database.sql, outlet, `${hostile.origin}/images?again`)
    await database.sql`update discovery set todo = 'render' where id = ${id}`
    await database.sql`update discovery set url = ${`${hostile.origin}/images`} where id = ${id}`
    expect((await render({ discoveryId: id }, { ...deps, screenshots: true })).kind).toBe('done')
    const [kept] = await database.sql`select screenshot from capture where discovery_id = ${id} and rendered`
    expect(existsSync(join(folder.path, kept!.screenshot))).toBe(true)
    expect(hostile.count('/picture.png')).toBe(1)
    expect(inside.asked).toEqual([])
  }, 20_000)
})
