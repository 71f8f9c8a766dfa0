import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openQueues, type Queues } from '../../src/queue/queues.ts'
import { testDatabase } from '../database.ts'
import { hasRedis, startRedis } from '../redis-server.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let redis: Awaited<ReturnType<typeof startRedis>> | undefined
beforeAll(async () => {
  database = await testDatabase()
  if (hasRedis) redis = await startRedis()
})
afterAll(async () => {
  await redis?.stop()
  await database.close()
})

const quiet = () => {}
const open = (on: string): Queues =>
  openQueues({ databaseUrl: database.url, redisUrl: on === 'Redis' ? redis!.url : undefined }, quiet)
const until = async (enough: () => boolean) => {
  for (let tenths = 0; tenths < 100 && !enough(); tenths++) await sleep(100)
}

describe.each([
  { on: 'PostgreSQL', here: true },
  { on: 'Redis', here: hasRedis },
])('queues on $on', ({ on, here }) => {
  it.skipIf(!here)('make one job of the same work added twice, and take it again once it is done', async () => {
    const queues = open(on)
    const job = { queue: 'extract', of: '7', lane: 'live' } as const
    await queues.add([job, job])
    await queues.add([job])
    const done: string[] = []
    const worker = queues.work('extract', {
      concurrency: 2,
      run: async (of) => void done.push(of),
      failed: async () => {},
    })
    await until(() => done.length >= 1)
    await sleep(300)
    expect(done).toEqual(['7'])
    await queues.add([job])
    await until(() => done.length >= 2)
    expect(done).toEqual(['7', '7'])
    await worker.close()
    await queues.close()
  })

  it.skipIf(!here)('serve live work before back-fill', async () => {
    const queues = open(on)
    await queues.add([
      { queue: 'analyse', of: 'old', lane: 'backfill' },
      { queue: 'analyse', of: 'new', lane: 'live' },
    ])
    const order: string[] = []
    const worker = queues.work('analyse', {
      concurrency: 1,
      run: async (of) => void order.push(of),
      failed: async () => {},
    })
    await until(() => order.length === 2)
    expect(order).toEqual(['new', 'old'])
    await worker.close()
    await queues.close()
  })

  it.skipIf(!here)('hand a host with a port over as it is, and tell what threw', async () => {
    const queues = open(on)
    await queues.add([{ queue: 'capture', of: '127.0.0.1:8080', lane: 'live' }])
    const failures: string[] = []
    const worker = queues.work('capture', {
      concurrency: 1,
      run: async () => {
        throw new Error('no way')
      },
      failed: async (of, error) => void failures.push(`${of} ${error.message}`),
    })
    await until(() => failures.length === 1)
    expect(failures).toEqual(['127.0.0.1:8080 no way'])
    expect((await queues.counts()).find(({ name }) => name === 'capture')).toMatchObject({ waiting: 0, failed: 0 })
    await worker.close()
    await queues.close()
  })

  it.skipIf(!here)('count what waits', async () => {
    const queues = open(on)
    await queues.add(['1', '2', '3'].map((of) => ({ queue: 'alert' as const, of, lane: 'live' as const })))
    expect((await queues.counts()).find(({ name }) => name === 'alert')).toMatchObject({ waiting: 3, active: 0 })
    await queues.close()
  })
})

it.skipIf(!hasRedis)('goes on after Redis was killed and came back empty', async () => {
  const queues = open('Redis')
  const done: string[] = []
  const worker = queues.work('link', { concurrency: 1, run: async (of) => void done.push(of), failed: async () => {} })
  await queues.add([{ queue: 'link', of: 'before', lane: 'live' }])
  await until(() => done.length === 1)
  await redis!.kill()
  await sleep(500)
  await redis!.start()
  await queues.add([{ queue: 'link', of: 'after', lane: 'live' }])
  await until(() => done.length === 2)
  expect(done).toEqual(['before', 'after'])
  await worker.close()
  await queues.close()
})
