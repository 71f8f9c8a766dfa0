import type { Sql } from '../db/database.ts'
import { canonicalAddress } from '../domain/canonical-address.ts'
import { type FetchOutcome, headerOf, type Page } from '../domain/fetch.ts'
import { mirrorAddresses } from '../domain/mirrors.ts'
import type { Outcome } from '../domain/outcome.ts'
import { canonicalLinkOf } from './canonical-link.ts'
import type { SafeHttp } from './http.ts'
import { askOnceMore, asksHeadOnly, mayBelieveServer, nextRecheck } from './recheck.ts'
import {
  findSameArticle,
  needsBrowserAlways,
  readToCapture,
  saveCapture,
  saveNeedsBrowser,
  saveRemoved,
  saveUnchanged,
  type ToCapture,
} from './store.ts'
import { unpack } from './unpack.ts'
import { stopOf } from './verdict.ts'
import { readKept, type Warc } from './warc.ts'

export { type RenderDeps, render } from './render-step.ts'

export interface CaptureDeps {
  sql: Sql
  http: SafeHttp
  warc: Warc
  /** Where captures lie: to compare a page with what it was. */
  dataFolder: string
  now: () => Date
}

// What waits for its host and not for itself costs no try, but not for ever: then it fails with its reason.
const LONGEST_WAIT_MS = 7 * 24 * 3_600_000

/** Fetches one discovered address and keeps what came, bytes first; or says why not and what a person can do. */
export async function capture({ discoveryId }: { discoveryId: string }, deps: CaptureDeps): Promise<Outcome> {
  const { sql, http, now } = deps
  const waiting = await readToCapture(sql, discoveryId, 'capture')
  if (waiting === null) return { kind: 'unchanged' }
  const again = waiting.state === 'analysed' || waiting.state === 'duplicate'
  if (await goesToBrowser(waiting, again, sql)) {
    await saveNeedsBrowser(sql, discoveryId)
    return { kind: 'done' }
  }
  const outcome = await fetchWithMirrors(waiting, again, http, now())
  const recheckAt = nextRecheck(waiting.discoveredAt, now(), waiting.hasClaims)
  if (outcome.kind === 'not-modified') {
    await saveUnchanged(sql, discoveryId, 'capture', recheckAt)
    return { kind: 'unchanged' }
  }
  if (outcome.kind !== 'fetched') return patient(outcome, waiting, now())
  const { page } = outcome
  const stop = stopOf(page, waiting.url)
  if (stop) {
    if (stop.because === 'gone') await saveRemoved(sql, discoveryId, now())
    const onceMore = await askOnceMore(sql, discoveryId, stop.because, now())
    return onceMore ? { ...stop, advice: `${stop.advice} It is asked for once more, a day later.` } : stop
  }
  const headOnly = page.request.method === 'HEAD'
  if (headOnly || (again && (await sameAsBefore(waiting, page, deps.dataFolder)))) {
    await saveUnchanged(sql, discoveryId, 'capture', recheckAt)
    return { kind: 'unchanged' }
  }
  const originalId = again ? null : await findSameArticle(sql, discoveryId, otherAddresses(page, waiting))
  const kept = await deps.warc.keepPage(page)
  const saved = await saveCapture(sql, {
    discoveryId,
    todo: 'capture',
    page,
    kept,
    rendered: null,
    recheckAt,
    originalId,
  })
  if (!saved) return { kind: 'unchanged' }
  return originalId ? { kind: 'duplicate', originalId, because: 'same-address' } : { kind: 'done' }
}

// Every so often the plain page is asked for all the same: the outlet may have mended its ways.
const PLAIN_ONE_IN = 20

async function goesToBrowser({ outlet, last, discoveryId }: ToCapture, again: boolean, sql: Sql): Promise<boolean> {
  if (outlet.render !== 'auto') return outlet.render === 'always'
  if (again) return last?.rendered ?? false
  return Number(discoveryId) % PLAIN_ONE_IN !== 0 && (await needsBrowserAlways(sql, outlet.id))
}

// A mirror is tried when the outlet's own host refuses us or can't be reached; never for what is gone.
async function fetchWithMirrors(waiting: ToCapture, again: boolean, http: SafeHttp, now: Date): Promise<FetchOutcome> {
  const { outlet, url, last } = waiting
  const trusted =
    again && last && !last.rendered && mayBelieveServer(waiting.discoveredAt, waiting.changedAt, last.fetchedAt, now)
  const headers = trusted ? last.headers : []
  const headOnly = again && last && asksHeadOnly(waiting.discoveredAt, waiting.changedAt, last.fetchedAt, now)
  const first = await http.get({
    url,
    outlet,
    ...(headOnly ? { method: 'HEAD' as const } : {}),
    etag: headerOf(headers, 'etag'),
    lastModified: headerOf(headers, 'last-modified'),
  })
  if (!outOfReach(first, url)) return first
  for (const mirror of mirrorAddresses(url, outlet)) {
    const next = await http.get({ url: mirror, outlet })
    if (next.kind === 'fetched' && stopOf(next.page, mirror) === null) return next
  }
  return first
}

function outOfReach(outcome: FetchOutcome, url: string): boolean {
  if (outcome.kind === 'fetched') {
    const because = stopOf(outcome.page, url)?.because
    return because === 'blocked' || because === 'challenge' || because === 'blocked-by-law'
  }
  return (
    outcome.kind === 'try-later' &&
    ['unreachable', 'unknown-host', 'timeout', 'broken-off', 'certificate'].includes(outcome.because)
  )
}

function patient(
  outcome: Exclude<FetchOutcome, { kind: 'fetched' | 'not-modified' }>,
  waiting: ToCapture,
  now: Date,
): Outcome {
  if (outcome.kind !== 'try-later' || !outcome.waits) return outcome
  const waited = now.getTime() - waiting.discoveredAt.getTime()
  return { ...outcome, waits: waited < LONGEST_WAIT_MS }
}

// Servers lie with their validators, so the bytes decide; packed ones differ from one packing to the next.
async function sameAsBefore({ last }: ToCapture, page: Page, dataFolder: string): Promise<boolean> {
  if (!last || last.rendered) return false
  const kept = await readKept(dataFolder, {
    file: last.warcFile,
    offset: Number(last.warcOffset),
    length: Number(last.warcLength),
  })
  if ('fault' in kept) return false
  if (kept.body.equals(page.served)) return true
  const before = await unpack(kept.body, headerOf(last.headers, 'content-encoding'), Number.MAX_SAFE_INTEGER).catch(
    () => null,
  )
  return before?.equals(page.body) ?? false
}

// Under which other addresses the same article may be known: where redirects led, and what the page calls itself.
function otherAddresses(page: Page, waiting: ToCapture): Buffer[] {
  const own = new URL(waiting.url)
  return [page.finalUrl, canonicalLinkOf(page)]
    .filter((url) => url !== null && URL.canParse(url) && new URL(url).pathname !== '/')
    .map((url) => canonicalAddress(url!, waiting.outlet))
    .filter((address) => address !== null && !address.hash.equals(waiting.urlHash) && sameSite(address.host, own.host))
    .map((address) => address!.hash)
}

// A page may call a foreign address its own (an agency's text): near copies are told by their words, not by that.
function sameSite(a: string, b: string): boolean {
  const site = (host: string) => host.split('.').slice(-2).join('.')
  return site(a) === site(b)
}

/** A capture's body as its server meant it: read back, checked against its hash, unpacked. */
export async function readCaptureBody(
  dataFolder: string,
  capture: { warcFile: string; warcOffset: string | number; warcLength: string | number; sha256: Buffer },
): Promise<{ body: Buffer } | { fault: string }> {
  const place = { file: capture.warcFile, offset: Number(capture.warcOffset), length: Number(capture.warcLength) }
  const kept = await readKept(dataFolder, place, capture.sha256)
  if ('fault' in kept) return kept
  return { body: await unpack(kept.body, kept.http ? headerOf(kept.http, 'content-encoding') : null, UNPACKED_LIMIT) }
}

// What came in was within 10 MB unpacked.
const UNPACKED_LIMIT = 64 * 1024 * 1024
