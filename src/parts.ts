import type { CrawlDeps } from './1-crawl/step.ts'
import type { CaptureDeps, RenderDeps } from './2-capture/step.ts'
import type { CaptureToRead } from './3-extract/store.ts'
import type { Lexicon } from './4-analyse/lexicon.ts'
import type { LinkRules } from './5-link/step.ts'
import type { DeliverDeps } from './6-alert/deliver/step.ts'
import type { Sql } from './db/database.ts'
import type { Queues } from './queue/queues.ts'
import type { Settings } from './settings.ts'

/** What a worker process holds open for its steps; whoever made it closes it. */
export interface Parts {
  settings: Settings
  sql: Sql
  /** For steps whose results can be made again from what is stored: their commits do not wait for the disc. */
  quickSql: Sql
  queues: Queues
  say(line: string): void
  /** The queues that this process works on. */
  serves: ReadonlySet<string>
  /** Fires when the process is asked to end: nothing new is begun. */
  stopping: AbortSignal
  /** Each made when first asked for, so that a process holds only what its queues need. */
  crawl(): CrawlDeps
  capture(): CaptureDeps
  render(): RenderDeps
  lexicon(): Lexicon
  analyser(): string
  linkRules(): LinkRules
  deliver(): DeliverDeps
  readBody(capture: CaptureToRead): Promise<Uint8Array>
  close(): Promise<void>
}
