import type { Parts } from '../src/parts.ts'
import { stumbled, walk } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Reads articles: people, places, contacts, claims. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('analyse', {
    concurrency: 2,
    run: (job) => walk('analyse', job, parts),
    failed: (job, error) => stumbled(job, error, parts),
  })
