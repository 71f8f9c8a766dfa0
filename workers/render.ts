import type { Parts } from '../src/parts.ts'
import { advance, stumbled } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Opens pages in the browser, which is heavy: one at a time. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('render', {
    concurrency: 1,
    run: async (discoveryId) => void (await advance('render', discoveryId, parts)),
    failed: (discoveryId, error) => stumbled('render', discoveryId, error, parts),
  })
