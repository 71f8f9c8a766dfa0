import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext } from 'playwright'
import type { FetchRequest, Page } from '../domain/fetch.ts'
import { type BrowserProcess, type Shelter, startBrowser } from './browser-process.ts'
import type { SafeHttp } from './http.ts'
import { answerSubRequests } from './sub-requests.ts'

export type RenderOutcome =
  | { kind: 'rendered'; html: Buffer; screenshot: Buffer | null; refused: string[] }
  | { kind: 'crashed'; why: string }
  | { kind: 'too-slow' }
  | { kind: 'too-large' }
  /** There is no browser here that starts. */
  | { kind: 'no-browser'; why: string }

/** Opens pages in a browser that has no way out of its own. */
export interface Renderer {
  render(
    page: Page,
    outlet: FetchRequest['outlet'],
    http: SafeHttp,
    options?: { screenshot?: boolean; signal?: AbortSignal },
  ): Promise<RenderOutcome>
  close(): Promise<void>
}

const HARD_LIMIT_MS = 25_000
// Scripts have this long to fill the page; most need a fraction of it.
const SETTLE_MS = 8_000
const QUIET_MS = 400
const CLOSE_MS = 3_000
const PAGES_PER_BROWSER = 60
const LARGEST_DOM = 10 * 1024 * 1024

interface Running extends BrowserProcess {
  pages: number
  open: number
  retired: boolean
}

/** A browser that is started when first needed, replaced after some pages, after a crash, and when it hangs. */
export function openRenderer({
  dataFolder,
  chromium,
  say = () => {},
  hardLimitMs = HARD_LIMIT_MS,
}: {
  dataFolder: string
  chromium?: string | undefined
  say?: (line: string) => void
  hardLimitMs?: number
}): Renderer {
  let current: Promise<Running> | null = null
  let warned: Shelter['warning'] = null

  async function running(): Promise<Running> {
    const now = current && (await current.catch(() => null))
    if (now && !now.retired && now.browser.isConnected()) return now
    // Somebody else may have begun a new one while we looked.
    if (current && now !== (await current.catch(() => null))) return running()
    current = startBrowser(dataFolder, chromium).then((started) => ({ ...started, pages: 0, open: 0, retired: false }))
    const fresh = await current
    if (fresh.shelter.warning && fresh.shelter.warning !== warned) say(`browser: ${fresh.shelter.warning}`)
    warned = fresh.shelter.warning
    return fresh
  }

  function retire(process: Running): void {
    process.retired = true
    if (process.open === 0) void closeHard(process.browser)
  }

  return {
    async render(page, outlet, http, { screenshot = false, signal = new AbortController().signal } = {}) {
      let process: Running
      try {
        process = await running()
      } catch (error) {
        current = null
        return { kind: 'no-browser', why: (error as Error).message.split('\n')[0] ?? '' }
      }
      process.open++
      if (++process.pages >= PAGES_PER_BROWSER) process.retired = true
      const limit = AbortSignal.any([signal, AbortSignal.timeout(hardLimitMs)])
      try {
        return await renderIn(process.browser, page, outlet, http, { screenshot, limit })
      } catch (error) {
        // A browser that did not answer in time, or whose page died, is not trusted with another page.
        retire(process)
        if (limit.aborted) return { kind: 'too-slow' }
        return { kind: 'crashed', why: (error as Error).message.split('\n')[0] ?? '' }
      } finally {
        process.open--
        if (process.retired && process.open === 0) await closeHard(process.browser)
      }
    },
    async close() {
      const last = current && (await current.catch(() => null))
      current = null
      if (last) await closeHard(last.browser)
    },
  }
}

async function renderIn(
  browser: Browser,
  document: Page,
  outlet: FetchRequest['outlet'],
  http: SafeHttp,
  { screenshot, limit }: { screenshot: boolean; limit: AbortSignal },
): Promise<RenderOutcome> {
  const died = Promise.withResolvers<never>()
  died.promise.catch(() => {})
  const onLimit = () => died.reject(new Error('the time is up'))
  limit.addEventListener('abort', onLimit, { once: true })
  browser.once('disconnected', () => died.reject(new Error('the browser ended')))
  let context: BrowserContext | null = null
  const work = async (): Promise<RenderOutcome> => {
    context = await browser.newContext({
      acceptDownloads: false,
      serviceWorkers: 'block',
      userAgent: http.agent,
      locale: outlet.language ?? 'en',
      viewport: { width: 1280, height: 1600 },
      ignoreHTTPSErrors: false,
    })
    const requests = answerSubRequests(document, outlet, http, { pictures: screenshot, signal: limit })
    await context.route('**/*', (route) => requests.handle(route))
    await context.routeWebSocket('**/*', (socket) => void socket.close())
    const page = await context.newPage()
    page.on('crash', () => died.reject(new Error('the page crashed')))
    context.on('page', (other) => void (other === page ? null : other.close()))
    // Scripts that want to leave put Playwright's own waiting off for ever; the browser itself still answers.
    const session = await context.newCDPSession(page)
    const inPage = async (expression: string): Promise<unknown> =>
      (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value
    await page.goto(document.finalUrl, { waitUntil: 'commit', timeout: 0 })
    await untilQuiet(async () => requests.pending() > 0 || (await inPage('document.readyState')) === 'loading')
    // Asked first: to carry a grown page over takes longer than to measure it.
    if (Number(await inPage('document.documentElement.outerHTML.length')) > LARGEST_DOM) return { kind: 'too-large' }
    const html = Buffer.from(`<!doctype html>\n${await inPage('document.documentElement.outerHTML')}`)
    if (html.length > LARGEST_DOM) return { kind: 'too-large' }
    const picture = screenshot
      ? await page.screenshot({ fullPage: true, type: 'jpeg', quality: 60, timeout: 10_000 })
      : null
    return { kind: 'rendered', html, screenshot: picture, refused: requests.refused }
  }
  try {
    return await Promise.race([work(), died.promise])
  } finally {
    limit.removeEventListener('abort', onLimit)
    const closing = (context as BrowserContext | null)?.close().catch(() => {})
    await Promise.race([closing, sleep(CLOSE_MS, undefined, { ref: false })])
  }
}

// Quiet: nothing asked for during a while. A page that never rests is read as it is then.
async function untilQuiet(busy: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + SETTLE_MS
  let quietSince = performance.now()
  while (performance.now() < end && performance.now() - quietSince < QUIET_MS) {
    await sleep(50)
    if (await busy()) quietSince = performance.now()
  }
}

async function closeHard(browser: Browser): Promise<void> {
  const closed = browser.close().then(
    () => true,
    () => true,
  )
  // Playwright kills what does not close by itself, but not a browser that no longer reads its pipe.
  if (await Promise.race([closed, sleep(CLOSE_MS, false, { ref: false })])) return
  await Promise.race([closed, sleep(10 * CLOSE_MS, undefined, { ref: false })])
}
