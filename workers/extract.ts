import type { Parts } from '../src/parts.ts'
import { advance, stumbled } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Reads captured pages: captures → articles. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('extract', {
    concurrency: 2,
    run: async (discoveryId) => void (await advance('extract', discoveryId, parts)),
    failed: (discoveryId, error) => stumbled('extract', discoveryId, error, parts),
  })
