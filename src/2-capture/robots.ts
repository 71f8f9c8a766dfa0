import robotsModule from 'robots-parser'
import type { Sql } from '../db/database.ts'
import type { FetchOutcome, FetchRequest, FetchTryLater } from '../domain/fetch.ts'
import { decideRobots, type RobotsRecord, sameLetters } from './robots-record.ts'
import { ROBOT_NAME } from './user-agent.ts'

// RFC 9309 has us read 500 KiB at least; more is not read.
export const ROBOTS_LIMITS = { bodyBytes: 500 * 1024, longer: 'cut' } as const
// Within a process the rules of a host are not read from the database again for this long.
const FRESH_MS = 60_000
const MOST_HOSTS = 5_000
// An hour between two requests is as long as we let a file stretch them.
const LONGEST_CRAWL_DELAY_MS = 3_600_000

export type RobotsAnswer =
  | { kind: 'may'; delayMs: number }
  | { kind: 'set-aside'; because: 'robots'; advice: string }
  | FetchTryLater

export interface Robots {
  mayAsk(url: URL, outlet: FetchRequest['outlet'], maxWaitMs: number): Promise<RobotsAnswer>
  text(
    url: URL,
    outlet: FetchRequest['outlet'],
    maxWaitMs: number,
  ): Promise<{ kind: 'read'; text: string | null } | FetchTryLater>
}

// CommonJS: the module is the function itself, whatever its types say.
const parse = robotsModule as unknown as typeof robotsModule.default

type FetchRobotsTxt = (url: string, outlet: FetchRequest['outlet'], maxWaitMs: number) => Promise<FetchOutcome>

interface Known {
  record: RobotsRecord
  until: number
  rules: ReturnType<typeof parse> | null
  readAt: number
}

/** The rules of all hosts, kept in the host table for everybody and for a minute in this process. */
export function openRobots(sql: Sql, now: () => Date, fetchRobotsTxt: FetchRobotsTxt): Robots {
  const known = new Map<string, Known>()
  const underWay = new Map<string, Promise<Known | FetchTryLater>>()

  async function rulesOf(url: URL, outlet: FetchRequest['outlet'], maxWaitMs: number): Promise<Known | FetchTryLater> {
    const at = now().getTime()
    const here = known.get(url.host)
    if (here && here.readAt + FRESH_MS > at && here.until > at) return here
    const running = underWay.get(url.host)
    if (running) return running
    const reading = readOrFetch(url, outlet, maxWaitMs).finally(() => underWay.delete(url.host))
    underWay.set(url.host, reading)
    return reading
  }

  async function readOrFetch(
    url: URL,
    outlet: FetchRequest['outlet'],
    maxWaitMs: number,
  ): Promise<Known | FetchTryLater> {
    const [row] = await sql<{ robots: RobotsRecord; robotsUntil: Date }[]>`
      select robots, robots_until from host where host = ${url.host} and robots is not null`
    if (row && row.robotsUntil > now()) return remember(url, row.robots, row.robotsUntil)
    const outcome = await fetchRobotsTxt(new URL('/robots.txt', url).href, outlet, maxWaitMs)
    if (outcome.kind === 'try-later' && outcome.because === 'host-busy') return outcome
    const { record, until } = decideRobots(outcome, row?.robots ?? null, now())
    await sql`
      insert into host (host, robots, robots_until) values (${url.host}, ${sql.json(record as never)}, ${until})
      on conflict (host) do update set robots = excluded.robots, robots_until = excluded.robots_until`
    return remember(url, record, until)
  }

  function remember(url: URL, record: RobotsRecord, until: Date): Known {
    const rules = record.text === null ? null : parse(`http://${url.host}/robots.txt`, record.text)
    const entry = { record, until: until.getTime(), rules, readAt: now().getTime() }
    if (known.size >= MOST_HOSTS) known.delete(known.keys().next().value!)
    known.delete(url.host)
    known.set(url.host, entry)
    return entry
  }

  return {
    async mayAsk(url, outlet, maxWaitMs) {
      const found = await rulesOf(url, outlet, maxWaitMs)
      if ('kind' in found) return found
      if (found.record.access === 'wait') return mustWait(found)
      if (!found.rules) return { kind: 'may', delayMs: 0 }
      // One file for http and https: the parser would tell them apart.
      const asked = `http://${url.host}${sameLetters(url.pathname + url.search)}`
      if (found.rules.isAllowed(asked, ROBOT_NAME) === false)
        return {
          kind: 'set-aside',
          because: 'robots',
          advice:
            "The outlet's robots.txt asks machines not to fetch this page. Read it yourself, or ask the outlet for leave.",
        }
      const delay = (found.rules.getCrawlDelay(ROBOT_NAME) ?? 0) * 1000
      return { kind: 'may', delayMs: Math.min(Math.max(delay, 0), LONGEST_CRAWL_DELAY_MS) }
    },
    async text(url, outlet, maxWaitMs) {
      const found = await rulesOf(url, outlet, maxWaitMs)
      if ('kind' in found) return found
      return found.record.access === 'wait' ? mustWait(found) : { kind: 'read', text: found.record.text }
    },
  }
}

function mustWait({ record, until }: Known): FetchTryLater {
  return {
    kind: 'try-later',
    because: 'robots-unreachable',
    advice: `Its robots.txt can't be read (${record.why}), so nothing is asked of this host until it can.`,
    notBefore: new Date(until),
    waits: true,
  }
}
