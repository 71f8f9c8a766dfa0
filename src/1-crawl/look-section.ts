import type { Lane } from '../domain/outcome.ts'
import type { Section } from '../domain/outlet.ts'
import { decodeDeclared } from '../language/declared-charset.ts'
import { type CrawlDeps, fetchSource, type Look, type Trouble, toFound } from './look.ts'
import { readSection, type SectionPage } from './section-page.ts'
import type { Seen } from './seen.ts'
import { type Cursor, insertDiscoveries, type SourceRow, saveCursor } from './store.ts'

// With `since:`, an archive is walked this many pages at a time, so that news is not kept waiting.
const ARCHIVE_PAGES_A_LOOK = 20
const MOST_ARCHIVE_PAGES = 20_000

// Beside the list of an archive stand links to today's news: a page is older than a day when so many of its dates are.
const MOST_OLDER = 0.8

interface Walk {
  seen: number
  fresh: number
  hosts: Set<string>
  visited: Set<string>
  firstPage: SectionPage | null
}

/**
 * Walks over the pages of a section, newest first, until one has nothing new. Each page is saved as it comes, with where
 * to go on: a walk that was cut short is taken up again, and nothing that lay behind the cut is lost.
 */
export async function lookAtSection(source: SourceRow, deps: CrawlDeps): Promise<Look> {
  const { outlet, url } = source
  const rules: Section = outlet.sections.find((section) => section.url === url) ?? { url, pages: 1 }
  const since = outlet.since ? new Date(outlet.since) : null
  const walk: Walk = { seen: 0, fresh: 0, hosts: new Set(), visited: new Set(), firstPage: null }
  const news = await follow({ next: url, page: 1 }, rules.pages, 'live')
  if (news.kind === 'trouble' && walk.firstPage === null) return news
  // What an earlier walk left behind, or the archive.
  const left = source.cursor
  let open = news.left
  if (left && !walk.visited.has(left.next)) {
    const archive = outlet.since !== undefined
    const until = archive ? left.page + ARCHIVE_PAGES_A_LOOK - 1 : rules.pages
    const rest = await follow(left, Math.min(until, MOST_ARCHIVE_PAGES), left.page > rules.pages ? 'backfill' : 'live')
    open = rest.left
  }
  const { empty } = walk.firstPage ?? { empty: null }
  return {
    kind: 'seen',
    found: [],
    sources: [],
    page: null,
    notes: open ? [`goes on at page ${open.page}`] : [],
    advice:
      empty === 'links'
        ? `The selector "${rules.links}" finds no links on the page: it may have been rebuilt.`
        : walk.seen === 0
          ? 'No links that look like articles. Give a selector for them in the outlet’s file.'
          : null,
    cursor: open,
    saved: { seen: walk.seen, fresh: walk.fresh, changed: 0, hosts: [...walk.hosts] },
  }

  // Follows pages up to the last allowed. `left` is where to go on when it could not, or where an archive begins.
  async function follow(
    from: Cursor,
    lastPage: number,
    lane: Lane,
  ): Promise<{ kind: 'walked'; left: Cursor | null } | (Trouble & { left: Cursor | null })> {
    let at: Cursor = from
    for (;;) {
      walk.visited.add(at.next)
      const page = await fetchSource(source, deps, 'page', { url: at.next })
      if ('kind' in page)
        return page.kind === 'trouble' ? { ...page, left: at.page > 1 ? at : null } : { kind: 'walked', left: null }
      const read = readSection(decodeDeclared(page.body, page.contentType), page.finalUrl, outlet, rules)
      walk.firstPage ??= read
      const older = new Set<Seen>(read.entries.filter(({ day }) => since !== null && day !== null && day < since))
      const isBehindArchive = endsArchive(read.entries, older.size)
      const found = toFound(read.entries, outlet, (entry) => (lane === 'backfill' && older.has(entry) ? null : lane))
      const next = read.next && !walk.visited.has(read.next) ? { next: read.next, page: at.page + 1 } : null
      const { fresh, hosts } = await deps.sql.begin(async (tx) => {
        const inserted = await insertDiscoveries(tx, source, found)
        // Only a walk with something new goes on, so only it has something to lose.
        if (inserted.fresh > 0 && next && next.page <= lastPage) await saveCursor(tx, source.id, next)
        return inserted
      })
      walk.seen += found.length
      walk.fresh += fresh
      for (const host of hosts) walk.hosts.add(host)
      // In an archive a page may be known already (from a walk before); its end is where it names nothing.
      const goesOn = lane === 'backfill' ? found.length > 0 && !isBehindArchive : fresh > 0
      if (!next || !goesOn) return { kind: 'walked', left: null }
      if (next.page > lastPage) return { kind: 'walked', left: since !== null && !isBehindArchive ? next : null }
      at = next
    }
  }
}

/** Whether a page of an archive is older than the day that the outlet's file names, as far as it tells days. */
function endsArchive(entries: SectionPage['entries'], older: number): boolean {
  const dated = entries.filter(({ day }) => day !== null).length
  return older > 0 && dated * 2 >= entries.length && older >= dated * MOST_OLDER
}
