import type { Parts } from '../src/parts.ts'
import { crawlSource } from '../src/pipeline.ts'
import type { RunningWorker } from '../src/queue/queues.ts'

/** Looks at feeds, sitemaps and section pages; waiting for a host's turn costs nothing, so many at a time. */
export const work = (parts: Parts): RunningWorker =>
  parts.queues.work('crawl', {
    concurrency: 16,
    run: (sourceId) => crawlSource(sourceId, parts),
    // The source keeps its place in the schedule: the sweep enqueues it again.
    failed: async (sourceId, error) => parts.say(`crawl ${sourceId}: ${error.message}`),
  })
