import type { Parts } from '../src/parts.ts'
import { advance, stumbled } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Reads articles: people, places, contacts, claims. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('analyse', {
    concurrency: 2,
    run: async (discoveryId) => void (await advance('analyse', discoveryId, parts)),
    failed: (discoveryId, error) => stumbled('analyse', discoveryId, error, parts),
  })
