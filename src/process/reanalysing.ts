import { setTimeout as sleep } from 'node:timers/promises'
import { feedReanalysis } from '../4-analyse/reanalysis.ts'
import type { Parts } from '../parts.ts'
import { handOn } from '../pipeline.ts'

const FEED_EVERY_MS = 3_000

/** Keeps the slow lane supplied while somebody wants an archive read again; for processes that analyse. */
export async function keepReanalysing(parts: Parts): Promise<void> {
  while (!parts.stopping.aborted) {
    try {
      const ids = await feedReanalysis(parts.sql, parts.analyser())
      await handOn(ids, parts)
    } catch (error) {
      parts.say(`reanalyse: ${(error as Error).message}`)
    }
    await sleep(FEED_EVERY_MS, undefined, { signal: parts.stopping }).catch(() => {})
  }
}
