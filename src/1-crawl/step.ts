import { headerOf, type Page } from '../domain/fetch.ts'
import { intervalAfterTrouble, nextInterval } from './interval.ts'
import type { CrawlDeps, Look, Sight, Trouble } from './look.ts'
import { lookAtFeed } from './look-feed.ts'
import { lookAtHome, lookAtRobots } from './look-home.ts'
import { lookAtSection } from './look-section.ts'
import { lookAtSitemap } from './look-sitemap.ts'
import { insertDiscoveries, insertSources, markChanged, readSource, type SourceRow, saveSource } from './store.ts'
import { afterFullLook, afterNotModified } from './trust.ts'

export type { CrawlDeps } from './look.ts'

/** What a look at a source came to. It is saved already: the source's next look, what is new, the sentence. */
export interface CrawlOutcome {
  kind: 'done' | 'unchanged' | 'try-later' | 'switched-off'
  /** For people: "12 seen, 3 new". */
  sentence: string
  advice: string | null
  seen: number
  fresh: number
  /** Hosts that have something to capture now. */
  hosts: string[]
}

const looks: Record<SourceRow['kind'], (source: SourceRow, deps: CrawlDeps) => Promise<Look>> = {
  feed: lookAtFeed,
  sitemap: lookAtSitemap,
  section: lookAtSection,
  home: lookAtHome,
  robots: lookAtRobots,
}

// An index of sitemaps must not grow without end, whoever writes it.
const MOST_FOUND_SOURCES = 500
const DAY_MS = 24 * 3_600_000

/** Looks at one source of an outlet and adds what it names that was not known. */
export async function crawl({ sourceId }: { sourceId: string }, deps: CrawlDeps): Promise<CrawlOutcome> {
  const source = await readSource(deps.sql, sourceId)
  if (!source) return { kind: 'switched-off', sentence: 'switched off', advice: null, seen: 0, fresh: 0, hosts: [] }
  const look = await looks[source.kind](source, deps)
  switch (look.kind) {
    case 'seen':
      return saveSight(source, look, deps)
    case 'unchanged':
      return saveUnchanged(source, deps)
    case 'trouble':
      return saveTrouble(source, look, deps)
  }
}

async function saveSight(source: SourceRow, sight: Sight, { sql, now }: CrawlDeps): Promise<CrawlOutcome> {
  const at = now()
  return sql.begin(async (tx): Promise<CrawlOutcome> => {
    const added = await insertDiscoveries(tx, source, sight.found)
    const edited = await markChanged(
      tx,
      sight.found.filter(({ hash }) => !added.freshHashes.has(hash.toString('hex'))),
    )
    const sources = sight.sources.length > 0 ? await insertSources(tx, source, sight.sources, MOST_FOUND_SOURCES) : 0
    const seen = (sight.saved?.seen ?? 0) + sight.found.length
    const fresh = (sight.saved?.fresh ?? 0) + added.fresh
    const published = sight.found.map((found) => found.published ?? found.changed).filter((date) => date !== null)
    const interval = nextInterval({ everyMs: source.everyMs, lastMs: lastInterval(source), seen, fresh, published })
    const sentence = [
      `${seen} seen, ${fresh} new`,
      ...(edited.changed > 0 ? [`${edited.changed} changed`] : []),
      ...(sources > 0 ? [`${sources} new ${sources === 1 ? 'source' : 'sources'}`] : []),
      ...sight.notes,
    ].join(', ')
    const { page } = sight
    await saveSource(tx, source.id, {
      // robots.txt is kept for a day, so looking sooner would show the same.
      nextAt: new Date(at.getTime() + (source.kind === 'robots' ? Math.max(interval, DAY_MS) : interval)),
      sentence,
      advice: sight.advice,
      failures: 0,
      etag: page ? headerOf(page.headers, 'etag') : null,
      lastModified: page ? headerOf(page.headers, 'last-modified') : null,
      cursor: sight.cursor ?? null,
      crawledAt: at,
      trust: page ? afterFullLook(source.trust, page.body, sameValidators(source, page)) : source.trust,
    })
    const hosts = [...new Set([...(sight.saved?.hosts ?? []), ...added.hosts, ...edited.hosts])]
    return { kind: 'done', sentence, advice: sight.advice, seen, fresh, hosts }
  })
}

async function saveUnchanged(source: SourceRow, { sql, now }: CrawlDeps): Promise<CrawlOutcome> {
  const at = now()
  const interval = nextInterval({
    everyMs: source.everyMs,
    lastMs: lastInterval(source),
    seen: 0,
    fresh: 0,
    published: [],
  })
  const sentence = 'nothing changed since the last look'
  await sql.begin((tx) =>
    saveSource(tx, source.id, {
      ...asBefore(source),
      trust: afterNotModified(source.trust),
      nextAt: new Date(at.getTime() + interval),
      sentence,
      advice: null,
      failures: 0,
      crawledAt: at,
    }),
  )
  return { kind: 'unchanged', sentence, advice: null, seen: 0, fresh: 0, hosts: [] }
}

// A source is never dead, only slower: outlets come back.
async function saveTrouble(
  source: SourceRow,
  { because, advice, notBefore, waits }: Trouble,
  { sql, now }: CrawlDeps,
): Promise<CrawlOutcome> {
  const at = now()
  const failures = source.failures + (waits ? 0 : 1)
  const pause = waits ? Math.min(source.everyMs, 60_000) : intervalAfterTrouble(source.everyMs, failures)
  const nextAt = new Date(Math.max(at.getTime() + pause, notBefore?.getTime() ?? 0))
  const sentence = because.replaceAll('-', ' ')
  await sql.begin((tx) =>
    saveSource(tx, source.id, {
      ...asBefore(source),
      nextAt,
      sentence,
      advice,
      failures,
      crawledAt: waits ? source.crawledAt : at,
    }),
  )
  return { kind: 'try-later', sentence, advice, seen: 0, fresh: 0, hosts: [] }
}

const asBefore = ({ etag, lastModified, cursor, trust }: SourceRow) => ({ etag, lastModified, cursor, trust })

function sameValidators({ etag, lastModified }: SourceRow, { headers }: Page): boolean {
  const now = headerOf(headers, 'etag') ?? headerOf(headers, 'last-modified')
  return now !== null && now === (etag ?? lastModified)
}

// The pause that lay before this look, as the schedule had it.
function lastInterval({ crawledAt, nextAt, everyMs }: SourceRow): number {
  return crawledAt === null ? everyMs : Math.max(everyMs, nextAt.getTime() - crawledAt.getTime())
}
