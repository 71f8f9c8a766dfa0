import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadIncidentRules } from '../../../src/5-link/incidents/incident-rules.ts'
import { findIncident, type KnownIncident, type TellingOfEvent } from '../../../src/5-link/incidents/same-incident.ts'
import { root } from '../../../src/settings.ts'

interface Written {
  e: string
  type?: string
  p?: string[]
  group?: string
  at: string
  place: string | null
  lang: string
  d?: [string, string]
  s?: TellingOfEvent['status']
  text: string
}

const rules = loadIncidentRules(join(root, 'config'))
const cases = parse(readFileSync(join(import.meta.dirname, 'cases.yaml'), 'utf8')) as {
  name: string
  type: string
  tellings: Written[]
}[]

const telling = (type: string, written: Written, n: number): TellingOfEvent & { event: string } => ({
  event: written.e,
  discoveryId: String(n),
  type: written.type ?? type,
  status: written.s ?? 'alleged',
  personIds: written.p ?? [],
  victimGroup: written.group ?? null,
  place: written.place,
  eventDate: written.d ? { from: written.d[0], to: written.d[1], precision: 'day', text: '' } : null,
  told: new Date(written.at),
  evidence: written.text,
  lang: written.lang,
})

/** Puts tellings into incidents in the order in which they were published, as the product does. */
function incidentsOf(tellings: (TellingOfEvent & { event: string })[]): KnownIncident[] {
  const incidents: KnownIncident[] = []
  for (const one of tellings.toSorted((a, b) => a.told.getTime() - b.told.getTime())) {
    const found = findIncident(one, incidents, rules)
    const incident = incidents.find(({ id }) => id === found?.id)
    if (incident) incident.tellings.push(one)
    else incidents.push({ id: String(incidents.length + 1), tellings: [one] })
  }
  return incidents
}

const partition = (groups: { event: string; discoveryId: string }[][]) =>
  groups
    .map((group) =>
      group
        .map(({ discoveryId }) => discoveryId)
        .sort()
        .join(' '),
    )
    .sort()

describe('one event or two', () => {
  it.each(cases)('$name', ({ type, tellings }) => {
    const written = tellings.map((one, n) => telling(type, one, n))
    const wanted = [...Map.groupBy(written, ({ event }) => event).values()]
    const found = incidentsOf(written).map(({ tellings: of }) => of as (TellingOfEvent & { event: string })[])
    expect(partition(found)).toEqual(partition(wanted))
  })

  it('keeps all events apart when they stand in one archive with other persons', () => {
    const all = cases.flatMap(({ type, tellings }, c) =>
      tellings.map((one, n) => {
        const it = telling(type, { ...one, e: `${c}${one.e}`, p: one.p?.map((id) => `${c}${id}`) ?? [] }, c * 100 + n)
        // Groups have no name to tell them by: their place does.
        return { ...it, place: it.victimGroup && it.place ? `${it.place} ${c}` : it.place }
      }),
    )
    let joined = 0
    let wrong = 0
    for (const { tellings } of incidentsOf(all)) {
      const events = tellings.map((one) => (one as TellingOfEvent & { event: string }).event)
      joined += events.length - 1
      wrong += events.filter((event) => event !== events[0]).length
    }
    expect(wrong).toBe(0)
    expect(joined).toBeGreaterThanOrEqual(12)
  })
})
