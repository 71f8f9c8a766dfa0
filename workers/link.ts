import type { Parts } from '../src/parts.ts'
import { stumbled, walk } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Ties what articles name to persons and incidents. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('link', {
    concurrency: 1,
    run: (job) => walk('link', job, parts),
    failed: (job, error) => stumbled(job, error, parts),
  })
