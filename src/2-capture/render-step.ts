import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sql } from '../db/database.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Renderer, RenderOutcome } from './browser.ts'
import type { SafeHttp } from './http.ts'
import { nextRecheck } from './recheck.ts'
import { readToCapture, saveCapture, saveRemoved } from './store.ts'
import { stopOf } from './verdict.ts'
import type { Warc } from './warc.ts'

export interface RenderDeps {
  sql: Sql
  http: SafeHttp
  warc: Warc
  renderer: Renderer
  dataFolder: string
  /** Whether a picture of the page is kept beside its text. */
  screenshots?: boolean
  now: () => Date
}

// Plain fetches are for bytes that came; the browser's page is text of ours.
const RENDERED_TYPE = 'text/html; charset=utf-8'

/**
 * Fetches one page and opens it in the browser, in one turn on its host. Kept are the answer as served and the page as
 * its scripts left it.
 */
export async function render({ discoveryId }: { discoveryId: string }, deps: RenderDeps): Promise<Outcome> {
  const { sql, http, renderer, now } = deps
  const waiting = await readToCapture(sql, discoveryId, 'render')
  if (waiting === null) return { kind: 'unchanged' }
  const { outlet, url } = waiting
  if (outlet.render === 'never')
    return {
      kind: 'set-aside',
      because: 'needs-browser',
      advice: 'Its file says render: never, and without a browser the page has no text.',
    }
  let rendered: RenderOutcome | null = null
  const fetched = await http.get({ url, outlet }, async (page, signal) => {
    if (stopOf(page, url) === null)
      rendered = await renderer.render(page, outlet, http, { screenshot: deps.screenshots ?? false, signal })
  })
  if (fetched.kind === 'not-modified') return { kind: 'unchanged' }
  if (fetched.kind !== 'fetched') return fetched
  const stop = stopOf(fetched.page, url)
  if (stop?.because === 'gone') await saveRemoved(sql, discoveryId, now())
  if (stop) return stop
  const outcome = rendered as RenderOutcome | null
  if (outcome?.kind !== 'rendered') return notRendered(outcome)
  const original = await deps.warc.keepPage(fetched.page)
  const { html } = outcome
  const kept = await deps.warc.keepRendered({
    url: fetched.page.finalUrl,
    at: now(),
    html,
    refersTo: original.recordId,
  })
  const screenshot = outcome.screenshot
    ? await keepScreenshot(deps.dataFolder, discoveryId, outcome.screenshot, now())
    : null
  const saved = await saveCapture(sql, {
    discoveryId,
    todo: 'render',
    page: fetched.page,
    kept: original,
    rendered: { kept, contentType: RENDERED_TYPE, screenshot },
    recheckAt: nextRecheck(waiting.discoveredAt, now(), waiting.hasClaims),
    originalId: null,
  })
  return saved ? { kind: 'done' } : { kind: 'unchanged' }
}

function notRendered(outcome: Exclude<RenderOutcome, { kind: 'rendered' }> | null): Outcome {
  switch (outcome?.kind) {
    case 'too-slow':
      return {
        kind: 'try-later',
        because: 'render-timeout',
        advice: 'The page did not come to rest in the browser in time. It is tried again.',
      }
    case 'too-large':
      return {
        kind: 'set-aside',
        because: 'too-large',
        advice: 'The page grew larger than 10 MB in the browser. Look at it yourself.',
      }
    case 'no-browser':
      return {
        kind: 'try-later',
        because: 'no-browser',
        advice: `No browser starts here (${outcome.why}). "vigil doctor" tells more.`,
      }
    case 'crashed':
      return {
        kind: 'try-later',
        because: 'browser-crashed',
        advice: 'The browser crashed on this page. It is tried again in a new one.',
      }
    default:
      return {
        kind: 'try-later',
        because: 'bad-answer',
        advice: 'The server answered with something other than the page. It is tried again.',
      }
  }
}

async function keepScreenshot(dataFolder: string, discoveryId: string, picture: Buffer, at: Date): Promise<string> {
  const day = at.toISOString()
  const file = `screenshots/${day.slice(0, 4)}/${day.slice(5, 7)}/${discoveryId}-${at.getTime()}.jpg`
  await mkdir(dirname(join(dataFolder, file)), { recursive: true, mode: 0o700 })
  await writeFile(join(dataFolder, file), picture, { flag: 'wx', mode: 0o600 })
  return file
}
