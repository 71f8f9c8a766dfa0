import type { Parts } from '../src/parts.ts'
import { advance, stumbled } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Tells readers of watches what is new. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('alert', {
    concurrency: 2,
    run: async (discoveryId) => void (await advance('alert', discoveryId, parts)),
    failed: (discoveryId, error) => stumbled('alert', discoveryId, error, parts),
  })
