import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capture } from '../../src/2-capture/step.ts'
import type { Outlet } from '../../src/domain/outlet.ts'
import { testDatabase, testFolder } from '../database.ts'
import { type Hostile, page, startHostile } from '../hostile/server.ts'
import { behindTraps, traps } from '../hostile/traps.ts'
import { captureDeps, saveDiscovery, saveOutlet } from './capturing.ts'

const folder = testFolder()
const other = await startHostile({ '*': page('Nobody may read this') })
const all = traps(other.origin)
let database: Awaited<ReturnType<typeof testDatabase>>
let hostile: Hostile
let outlet: Outlet
let deps: ReturnType<typeof captureDeps>

beforeAll(async () => {
  database = await testDatabase()
  hostile = await startHostile({ ...behindTraps, ...Object.assign({}, ...all.map(({ answers }) => answers)) })
  outlet = await saveOutlet(database.sql, 'hostile', { home: `${hostile.origin}/` })
  deps = captureDeps(database.sql, folder.path)
})
afterAll(async () => {
  await deps.close()
  await Promise.all([hostile.close(), other.close()])
  await database.close()
  folder.remove()
})

describe('each trap of a hostile server comes to its own end', () => {
  it.each(all.map((trap) => [trap.name, trap] as const))('%s', async (_, { path, expected }) => {
    // The pause after trouble is tested with the turns; here each trap is met at once.
    await database.sql`update host set free_at = now(), back_off_ms = 0`
    const id = await saveDiscovery(database.sql, outlet, hostile.origin + path)
    const outcome = await capture({ discoveryId: id }, deps)
    expect([outcome.kind, 'because' in outcome ? outcome.because : ''].join(' ').trim()).toBe(expected)
    if ('advice' in outcome) expect(outcome.advice.length).toBeGreaterThan(20)
  })
})

describe('after all of them', () => {
  it('nothing was ever asked of the port that the file does not name', () => {
    expect(other.asked).toEqual([])
  })

  it('nothing was asked that robots.txt forbids, and robots.txt itself once', () => {
    expect(hostile.asked.filter(({ path }) => /^\/(private|%70rivate)/.test(path))).toEqual([])
    expect(hostile.count('/robots.txt')).toBe(1)
  })

  it('there were never two requests at once', () => {
    expect(hostile.most()).toBe(1)
  })

  it('every request said who asks', () => {
    for (const { headers } of hostile.asked) expect(headers['user-agent']).toMatch(/Vigil\/0\.0\.0.*desk@example\.org/)
  })

  it('a page that was refused for its pace arrives when it is asked for again', async () => {
    await database.sql`update host set free_at = now(), back_off_ms = 0`
    for (const path of ['/limited', '/busy']) {
      const [row] = await database.sql`select id from discovery where url = ${hostile.origin + path}`
      expect((await capture({ discoveryId: row!.id }, deps)).kind).toBe('done')
    }
  })
})
