import type { Parts } from '../src/parts.ts'
import { advance, handOn, stumbled } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

// A host with a long backlog gives its place to others after this; the sweep brings it back.
const SLICE_MS = 5 * 60_000

/** One job is one host, not one page: its pages can only be asked for one after the other. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('capture', {
    concurrency: 32,
    run: (host) => captureHost(host, parts),
    failed: async (host, error) => parts.say(`capture ${host}: ${error.message}`),
  })

// Pages go on together where they come quickly: one at a time costs PostgreSQL more than the captures do.
const TOGETHER = 16
const TOGETHER_MS = 1_000

async function captureHost(host: string, parts: Parts): Promise<void> {
  const end = Date.now() + SLICE_MS
  let captured: string[] = []
  let handedOn = 0
  const handOnAll = async () => {
    await handOn(captured, parts)
    captured = []
    handedOn = Date.now()
  }
  let waiting: string[] = []
  while (Date.now() < end && !parts.stopping.aborted) {
    if (waiting.length === 0) waiting = await dueOn(host, parts)
    const next = waiting.shift()
    if (next === undefined) break
    try {
      const outcome = await advance('capture', next, parts)
      if (outcome.kind === 'done') captured.push(next)
      if (outcome.kind === 'try-later' && outcome.because === 'host-busy') break
    } catch (error) {
      await stumbled(next, error as Error, parts)
    }
    if (captured.length >= TOGETHER || Date.now() - handedOn > TOGETHER_MS) await handOnAll()
  }
  await handOnAll()
}

/** The next pages of a host. Each is looked at again when its turn comes: it may wait no longer. */
const dueOn = async (host: string, { sql }: Parts): Promise<string[]> =>
  (
    await sql<{ id: string }[]>`
      select id from discovery where host = ${host} and todo = 'capture' and next_at <= now()
      order by lane desc, next_at, id limit ${TOGETHER}`
  ).map(({ id }) => id)
