import { isPast } from '../../6-alert/silence.ts'
import { rowOfWatch, WATCH_COLUMNS } from '../../6-alert/watch-list.ts'
import { watchesOf } from '../../6-alert/watch-store.ts'
import { type ClaimFilter, readFilter } from '../../6-review/claim-filter.ts'
import { eachClaim, readClaim } from '../../6-review/claim-list.ts'
import { readPast } from '../../6-review/decision-store.ts'
import { type Cell, claimTable, type Format, formats, type Table } from '../../7-export/step.ts'
import type { Account } from '../../accounts/account-store.ts'
import { pastFor, type Reader, silencesShown } from '../confidential.ts'
import { hasHiddenVictims, incidentsFor } from '../confidential-records.ts'
import type { App, Ctx, WebDeps } from '../environment.ts'
import { readFacility } from '../queries/facilities.ts'
import { listIncidents, readIncident } from '../queries/incidents.ts'
import { readOutlet } from '../queries/outlets.ts'
import { readPerson } from '../queries/people.ts'
import { queryOf, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'

/** A list or record that leaves as a table: under its own address, with the format as its ending. */
interface TableOf {
  path: string
  /** What an id looks like; null for a list. */
  id: string | null
  read(asked: { c: Ctx; deps: WebDeps; id: string }): Promise<Table | null> | Table | null
}

const NUMBER = '[0-9]{1,18}'

/**
 * Claims of a record, with the same filters as the list of claims: only the reviewed ones unless others are asked for.
 * Null where a filter is not understood, for half a filter would let out what it was meant to hold back.
 */
function claimsWith({ c, deps }: { c: Ctx; deps: WebDeps }, name: string, of: ClaimFilter): Table | null {
  const { filter, wrong } = readFilter(queryOf(c))
  if (wrong.length > 0) return null
  const shown = { ...filter, ...of, review: filter.review ?? ('reviewed' as const) }
  return { ...claimTable(eachClaim(deps.sql, shown, viewerOf(c))), name }
}

const TABLES: TableOf[] = [
  {
    path: '/people',
    id: NUMBER,
    async read({ c, deps, id }) {
      const person = await readPerson(deps.sql, id)
      return person ? claimsWith({ c, deps }, `person-${id}`, { person: person.mergedInto ?? id }) : null
    },
  },
  {
    path: '/facilities',
    id: NUMBER,
    async read({ c, deps, id }) {
      const facility = await readFacility(deps.sql, id)
      return facility ? claimsWith({ c, deps }, `place-${id}`, { facility: facility.name }) : null
    },
  },
  {
    path: '/outlets',
    id: '.+',
    async read({ c, deps, id }) {
      const found = await readOutlet(deps.sql, id)
      return found ? claimsWith({ c, deps }, `outlet-${id.replaceAll(/[^\w-]/g, '-')}`, { outlet: id }) : null
    },
  },
  {
    path: '/articles',
    id: NUMBER,
    read: ({ c, deps, id }) => claimsWith({ c, deps }, `article-${id}`, { article: id }),
  },
  {
    path: '/incidents',
    id: NUMBER,
    async read({ c, deps, id }) {
      return (await readIncident(deps.sql, id)) ? claimsWith({ c, deps }, `incident-${id}`, { incident: id }) : null
    },
  },
  { path: '/incidents', id: null, read: ({ c, deps }) => incidentTable(deps, c.get('account'), queryOf(c).person) },
  { path: '/claims', id: NUMBER, read: ({ c, deps, id }) => historyTable(c, deps, id) },
  {
    path: '/watches',
    id: null,
    async read({ c, deps }) {
      const rows = (await watchesOf(deps.sql, c.get('account').id)).map(rowOfWatch)
      return { name: 'watches', columns: [...WATCH_COLUMNS], rows }
    },
  },
  { path: '/silence', id: null, read: ({ c, deps }) => silenceTable(deps, c.get('account')) },
]

const INCIDENT_COLUMNS = ['id', 'type', 'status', 'urgency', 'victims', 'groups', 'places', 'origins', 'claims', 'first_told', 'last_told'] // biome-ignore format: a row

function incidentTable({ sql }: WebDeps, reader: Reader, given: string | undefined): Table {
  const person = /^\d{1,18}$/.test(given ?? '') ? given : undefined
  const rows = async function* (): AsyncGenerator<Record<string, Cell>> {
    for (let before: string | undefined; ; ) {
      const page = await listIncidents(sql, { limit: 200, before, person })
      const shown = await incidentsFor(sql, reader, page)
      for (const { facilities: places, firstTold: first_told, lastTold: last_told, ...incident } of shown.filter(
        (one) => !person || !hasHiddenVictims(one),
      ))
        yield { ...incident, places, first_told, last_told }
      if (page.length < 200) return
      before = page.at(-1)!.id
    }
  }
  return { name: 'incidents', columns: INCIDENT_COLUMNS, rows: rows() }
}

const HISTORY_COLUMNS = ['at', 'account', 'act', 'reason', 'review_before', 'review_after', 'before', 'after', 'forgotten', 'hash'] // biome-ignore format: a row

async function historyTable(c: Ctx, { sql }: WebDeps, id: string): Promise<Table | null> {
  const claim = await readClaim(sql, id, viewerOf(c))
  if (!claim) return null
  const sees = c.get('account').seesConfidential
  const rows = pastFor({ sees, claim }, await readPast(sql, id)).map((decision) => ({
    at: decision.at,
    account: decision.accountName,
    act: decision.act,
    reason: decision.reason,
    review_before: decision.forgotten ? null : (decision.before?.review ?? null),
    review_after: decision.forgotten ? null : decision.after.review,
    before: decision.forgotten || !decision.before ? null : JSON.stringify(decision.before.fields),
    after: decision.forgotten ? null : JSON.stringify(decision.after.fields),
    forgotten: decision.forgotten,
    hash: Buffer.from(decision.hash).toString('hex'),
  }))
  return { name: `claim-${id}-history`, columns: HISTORY_COLUMNS, rows }
}

const SILENCE_COLUMNS = ['name', 'held_at', 'kind', 'last_day', 'days', 'days_without_source', 'limit', 'past_limit', 'no_source_since', 'sentence'] // biome-ignore format: a row

async function silenceTable({ sql, clock }: WebDeps, account: Account): Promise<Table> {
  const prisoners = await silencesShown(sql, account, clock())
  const rows = prisoners.flatMap(({ name, heldAt, silences, blindSince }) =>
    silences.map((silence) => ({
      name,
      held_at: heldAt,
      kind: silence.kind,
      last_day: silence.day,
      days: silence.days,
      days_without_source: silence.blindDays,
      limit: silence.limit,
      past_limit: isPast(silence) && blindSince === null,
      no_source_since: blindSince,
      sentence: silence.last?.sentence ?? null,
    })),
  )
  return { name: 'silence', columns: SILENCE_COLUMNS, rows }
}

/** The addresses of all these tables in all formats; for people who are signed in. Before those that take any ending. */
export function addRecordTables(app: App, deps: WebDeps): void {
  for (const { path, id, read } of TABLES)
    for (const format of formats) {
      const address = id === null ? `${path}.${format}` : `${path}/:file{${id}\\.${format}}`
      app.get(address, async (c) => {
        const table = await read({ c, deps, id: (c.req.param('file') ?? '').slice(0, -format.length - 1) })
        return table ? sendTable(c, format as Format, table) : c.notFound()
      })
    }
}
