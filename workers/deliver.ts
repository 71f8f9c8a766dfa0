import type { Parts } from '../src/parts.ts'
import { deliver } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Sends what waits for readers; one job a channel, so that each reader hears things in order. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('deliver', {
    concurrency: 8,
    run: (of) => deliver(of, parts),
    // The outbox keeps its place in the tables: the sweep enqueues it again.
    failed: async (of, error) => parts.say(`deliver ${of}: ${error.message}`),
  })
