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

// Jobs are added together where pages come quickly: one at a time costs PostgreSQL more than the captures do.
const TOGETHER = 16
const TOGETHER_MS = 300

async function captureHost(host: string, parts: Parts): Promise<void> {
  const end = Date.now() + SLICE_MS
  let captured: string[] = []
  let handedOn = 0
  const handOnAll = async () => {
    await handOn(captured, parts)
    captured = []
    handedOn = Date.now()
  }
  while (Date.now() < end && !parts.stopping.aborted) {
    const [next] = await parts.sql<{ id: string }[]>`
      select id from discovery where host = ${host} and todo = 'capture' and next_at <= now()
      order by lane desc, next_at, id limit 1`
    if (!next) break
    try {
      const outcome = await advance('capture', next.id, parts)
      if (outcome.kind === 'done') captured.push(next.id)
      if (outcome.kind === 'try-later' && outcome.because === 'host-busy') break
    } catch (error) {
      await stumbled(next.id, error as Error, parts)
    }
    if (captured.length >= TOGETHER || Date.now() - handedOn > TOGETHER_MS) await handOnAll()
  }
  await handOnAll()
}
