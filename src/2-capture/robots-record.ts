import type { FetchOutcome } from '../domain/fetch.ts'

/** What is known of a host's robots.txt. */
export interface RobotsRecord {
  /** "rules": its text counts; "free": it has none; "wait": it can't be read now, so nothing may be asked. */
  access: 'rules' | 'free' | 'wait'
  text: string | null
  fetchedAt: string
  /** For people: the status or the error. */
  why: string
  /** How often in a row it could not be read, and since when. */
  failures: number
  unreachableSince: string | null
}

const DAY_MS = 24 * 3_600_000
// RFC 9309: a host whose robots.txt stays unreachable for long may be treated as having none.
const GIVEN_UP_AFTER_MS = 30 * DAY_MS
const RETRY_MS = { first: 60_000, longest: 3_600_000 }

/** RFC 9309, 2.3.1: success counts, 4xx means free, 5xx and unreachable mean wait; an older copy is used meanwhile. */
export function decideRobots(
  outcome: FetchOutcome,
  before: RobotsRecord | null,
  now: Date,
): { record: RobotsRecord; until: Date } {
  const fetchedAt = now.toISOString()
  const lasting = (access: 'rules' | 'free', text: string | null, why: string) => ({
    record: { access, text, fetchedAt, why, failures: 0, unreachableSince: null },
    until: new Date(now.getTime() + DAY_MS),
  })
  if (outcome.kind === 'fetched') {
    const { status, body } = outcome.page
    if (status >= 200 && status < 300) return lasting('rules', textOf(body), `${status}`)
    if (status >= 300 && status < 500) return lasting('free', null, `${status}`)
    return unreachable(`${status}`)
  }
  // Redirects without end are "unavailable" in the RFC's words, like 4xx; so is what we refuse to ask for.
  if (outcome.kind === 'set-aside') return lasting('free', null, outcome.because)
  if (outcome.kind === 'not-modified') return lasting('free', null, '304')
  return unreachable(outcome.because, outcome.notBefore)

  function unreachable(why: string, notBefore?: Date): { record: RobotsRecord; until: Date } {
    const failures = (before?.failures ?? 0) + 1
    const since = before?.unreachableSince ?? fetchedAt
    const pause = Math.min(RETRY_MS.first * 2 ** Math.min(failures - 1, 10), RETRY_MS.longest)
    const until = new Date(Math.max(now.getTime() + pause, notBefore?.getTime() ?? 0))
    if (before?.text) return { record: { ...before, access: 'rules', why, failures, unreachableSince: since }, until }
    const access = now.getTime() - Date.parse(since) > GIVEN_UP_AFTER_MS ? 'free' : 'wait'
    return { record: { access, text: null, fetchedAt, why, failures, unreachableSince: since }, until }
  }
}

// UTF-8 by the RFC. A zero byte can't be stored. A line longer than any address is no rule, but takes long to compare.
const LONGEST_LINE = 2_000
function textOf(body: Buffer): string {
  const lines = body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '')
    .split(/\r\n|\r|\n/)
  return sameLetters(lines.filter((line) => line.length <= LONGEST_LINE).join('\n'))
}

/** Letters, digits and -._~ as themselves wherever they were written as %41: /%70rivate is /private. */
export function sameLetters(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16))
    return /[A-Za-z0-9._~-]/.test(letter) ? letter : whole.toUpperCase()
  })
}
