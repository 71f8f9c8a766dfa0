import type { CrawlDeps } from '../1-crawl/step.ts'
import { openRenderer } from '../2-capture/browser.ts'
import { openHttp } from '../2-capture/http.ts'
import { type CaptureDeps, type RenderDeps, readCaptureBody } from '../2-capture/step.ts'
import { openWarc } from '../2-capture/warc.ts'
import type { CaptureToRead } from '../3-extract/store.ts'
import type { Sql } from '../db/database.ts'
import { type Settings, version } from '../settings.ts'

/** What the steps that ask for pages share: one way out, one set of evidence files, one browser. */
export interface Fetching {
  crawl: CrawlDeps
  capture: CaptureDeps
  render: RenderDeps
  readBody(capture: CaptureToRead): Promise<Uint8Array>
  close(): Promise<void>
}

export function openFetching({
  settings,
  sql,
  say,
}: {
  settings: Settings
  sql: Sql
  say(line: string): void
}): Fetching {
  const dataFolder = settings.VIGIL_DATA
  const http = openHttp({ sql, version, contact: settings.VIGIL_CONTACT })
  const warc = openWarc(dataFolder, { software: `vigil/${version}` })
  const renderer = openRenderer({ dataFolder, chromium: settings.VIGIL_CHROMIUM, say })
  const now = () => new Date()
  return {
    crawl: { sql, http, now },
    capture: { sql, http, warc, dataFolder, now },
    render: { sql, http, warc, renderer, dataFolder, screenshots: true, now },
    async readBody(capture) {
      const read = await readCaptureBody(dataFolder, capture)
      if ('fault' in read) throw new Error(`capture ${capture.captureId}: ${read.fault}`)
      return read.body
    },
    async close() {
      await Promise.all([renderer.close(), http.close(), warc.close()])
    },
  }
}
