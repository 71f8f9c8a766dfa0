import type { Parts } from '../src/parts.ts'
import { advance, handOn, stumbled } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Opens pages in the browser, which is heavy: one at a time. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('render', {
    concurrency: 1,
    run: async (discoveryId) => {
      await advance('render', discoveryId, parts)
      await handOn([discoveryId], parts)
    },
    failed: (discoveryId, error) => stumbled(discoveryId, error, parts),
  })
