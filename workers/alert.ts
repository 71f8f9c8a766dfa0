import type { Parts } from '../src/parts.ts'
import { stumbled, walk } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Tells readers of watches what is new. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('alert', {
    concurrency: 2,
    run: (job) => walk('alert', job, parts),
    failed: (job, error) => stumbled(job, error, parts),
  })
