import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTurns } from '../../src/2-capture/turns.ts'
import { testDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const patient = { delayMs: 0, maxWaitMs: 20_000 }

describe('turns on a host', () => {
  it('gives one turn at a time, over two workers that share only the database', async () => {
    const workers = [openTurns(database.sql), openTurns(database.sql)]
    let asking = 0
    let most = 0
    const asked: number[] = []
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        workers[n % 2]!.withTurn('one.example', patient, async () => {
          most = Math.max(most, ++asking)
          await sleep(2)
          asking--
          asked.push(n)
        }),
      ),
    )
    expect(most).toBe(1)
    expect(asked).toHaveLength(40)
  })

  it('keeps the delay from the end of one request to the start of the next, whoever asks', async () => {
    const workers = [openTurns(database.sql), openTurns(database.sql)]
    const spans: { from: number; to: number }[] = []
    await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        workers[n % 2]!.withTurn('slow.example', { delayMs: 80, maxWaitMs: 20_000 }, async () => {
          const from = performance.now()
          await sleep(10)
          spans.push({ from, to: performance.now() })
        }),
      ),
    )
    const pauses = spans.slice(1).map((span, n) => span.from - spans[n]!.to)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(79)
  })

  it('keeps the longer delay of two that ask, whoever asked before', async () => {
    const turns = openTurns(database.sql)
    await turns.withTurn('two-delays.example', patient, async () => {})
    const ended = performance.now()
    await turns.withTurn('two-delays.example', { delayMs: 150, maxWaitMs: 20_000 }, async () => {})
    const began = performance.now()
    expect(began - ended).toBeGreaterThanOrEqual(149)
  })

  it('gives a turn back that it kept for itself, so that others need not wait', async () => {
    const turns = openTurns(database.sql)
    await turns.withTurn('kept.example', patient, async () => {})
    await turns.close()
    const other = await openTurns(database.sql).withTurn(
      'kept.example',
      { delayMs: 0, maxWaitMs: 0 },
      async () => 'asked',
    )
    expect(other).toEqual({ kind: 'ran', value: 'asked' })
  })

  it('lets different hosts go side by side', async () => {
    const turns = openTurns(database.sql)
    let asking = 0
    let most = 0
    const together = Promise.withResolvers<void>()
    await Promise.all(
      ['a.example', 'b.example'].map((host) =>
        turns.withTurn(host, patient, async () => {
          most = Math.max(most, ++asking)
          if (asking === 2) together.resolve()
          await together.promise
        }),
      ),
    )
    expect(most).toBe(2)
  })

  it('says busy with the time when a host is free again, instead of waiting past its patience', async () => {
    const turns = openTurns(database.sql)
    await turns.withTurn('busy.example', { delayMs: 60_000, maxWaitMs: 0 }, async () => {})
    const second = await turns.withTurn('busy.example', { delayMs: 60_000, maxWaitMs: 50 }, async () => 'asked')
    expect(second.kind).toBe('busy')
    if (second.kind === 'busy') expect(second.freeAt.getTime()).toBeGreaterThan(Date.now() + 50_000)
  })

  it('waits as long as the host itself asked, whatever the delay', async () => {
    const turns = openTurns(database.sql)
    await turns.withTurn(
      'limited.example',
      { ...patient, after: () => ({ kind: 'trouble', retryAfterMs: 120_000 }) },
      async () => {},
    )
    const next = await turns.withTurn('limited.example', { delayMs: 0, maxWaitMs: 10 }, async () => {})
    expect(next.kind === 'busy' && next.freeAt.getTime() - Date.now()).toBeGreaterThan(110_000)
  })

  it('backs off further with each trouble and heals with each request that goes well', async () => {
    const turns = openTurns(database.sql)
    const backOff = async () =>
      Number((await database.sql`select back_off_ms from host where host = 'sick.example'`)[0]!.backOffMs)
    const ask = async (kind: 'well' | 'trouble') => {
      await database.sql`update host set free_at = now() where host = 'sick.example'`
      await turns.withTurn('sick.example', { ...patient, after: () => ({ kind }) }, async () => {})
      return backOff()
    }
    const course = [await ask('trouble'), await ask('trouble'), await ask('well'), await ask('well')]
    expect(course).toEqual([5000, 10_000, 5000, 2500])
    expect([await ask('well'), await ask('well')]).toEqual([1250, 0])
  })

  it('takes over from a worker that died in mid-request, once its lease has run out', async () => {
    await database.sql`insert into host (host, lease, lease_until, free_at)
      values ('orphan.example', 'dead', now() + interval '200 ms', now() + interval '300 ms')`
    const turn = await openTurns(database.sql).withTurn('orphan.example', patient, async () => 'asked')
    expect(turn).toEqual({ kind: 'ran', value: 'asked' })
  })

  it('frees the host when a request throws', async () => {
    const turns = openTurns(database.sql)
    await expect(
      turns.withTurn('throws.example', patient, async () => {
        throw new Error('our own mistake')
      }),
    ).rejects.toThrow('our own mistake')
    expect((await turns.withTurn('throws.example', patient, async () => 1)).kind).toBe('ran')
  })
})
