import type { Parts } from '../src/parts.ts'
import { stumbled, walk } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Reads captured pages: captures → articles. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('extract', {
    concurrency: 3,
    run: (job) => walk('extract', job, parts),
    failed: (job, error) => stumbled(job, error, parts),
  })
