import type { Runner, Sql } from '../db/database.ts'
import { SilenceKind } from '../domain/watch.ts'
import type { Alert } from './alert.ts'
import { saveAlerts } from './alert-store.ts'
import { blindSince, commonOutages, isPast, type Outage, type Silence, silencesOf } from './silence.ts'
import {
  heardOf,
  noteOutages,
  outagesPerOutlet,
  outletsNaming,
  personsOfWatches,
  type TrackedPrisoner,
  trackedPrisoners,
} from './silence-store.ts'

/** A prisoner's silences; `blindSince` where none of the outlets that tell of the prisoner works now. */
export interface PrisonerSilence extends TrackedPrisoner {
  personIds: string[]
  silences: Silence[]
  blindSince: Date | null
}

const SHOWN: SilenceKind[] = ['any', 'visit', 'call', 'letter', 'doctor', 'lawyer']

/** How long nothing was heard of each tracked prisoner, the longest silence first. */
export async function silencesFor(sql: Runner, accountId: string | null, now: Date): Promise<PrisonerSilence[]> {
  const prisoners = await trackedPrisoners(sql, accountId)
  const persons = await personsOfWatches(sql, prisoners)
  const all = [...new Set([...persons.values()].flat())]
  const [told, outages, naming] = await Promise.all([heardOf(sql, all), outagesPerOutlet(sql), outletsNaming(sql, all)])
  const heard = Map.groupBy(told, ({ personId }) => personId)
  const counted = prisoners.map((prisoner): PrisonerSilence => {
    const personIds = persons.get(prisoner.watchId) ?? []
    const blind = outagesFor(personIds, outages, naming, now)
    const kinds = [
      ...SHOWN,
      ...SilenceKind.options.filter((kind) => !SHOWN.includes(kind) && prisoner.limits[kind] !== undefined),
    ]
    const silences = silencesOf(
      personIds.flatMap((id) => heard.get(id) ?? []),
      kinds,
      {
        limits: prisoner.limits,
        since: prisoner.createdAt,
        outages: blind,
        now,
      },
    )
    return { ...prisoner, personIds, silences, blindSince: blindSince(blind) }
  })
  return counted.toSorted((a, b) => longest(b) - longest(a) || a.name.localeCompare(b.name))
}

/** Days of the silence that stands first for a prisoner: of any news. */
export const longest = ({ silences }: Pick<PrisonerSilence, 'silences'>): number =>
  silences.find(({ kind }) => kind === 'any')?.days ?? 0

// Nobody has told of the person yet: then any outlet could.
function outagesFor(
  personIds: readonly string[],
  outages: Map<string, Outage[]>,
  naming: Map<string, string[]>,
  now: Date,
): Outage[] {
  const named = new Set(personIds.flatMap((id) => naming.get(id) ?? []))
  const outlets = [...outages].filter(([id]) => named.size === 0 || named.has(id))
  return commonOutages(
    outlets.map(([, list]) => list),
    now,
  )
}

const EVERY = '10 minutes'

/** Whether it is time to look at the clocks again. */
export async function isSilenceDue(sql: Sql): Promise<boolean> {
  return (await sql`select from tick where name = 'silence' and at > now() - ${EVERY}::interval`).length === 0
}

/** Tells each watch whose silence has passed a limit, once for each last contact. Returns how many alerts were new. */
export async function alertSilence(sql: Sql, now: Date): Promise<number> {
  await sql`insert into tick (name, at) values ('silence', now()) on conflict (name) do update set at = excluded.at`
  await noteOutages(sql)
  const alerts = (await silencesFor(sql, null, now)).flatMap(silenceAlerts)
  return alerts.length === 0 ? 0 : sql.begin((tx) => saveAlerts(tx, alerts))
}

function silenceAlerts(prisoner: PrisonerSilence): Alert[] {
  // Where no source works, silence says nothing.
  if (!prisoner.wantsSilence || prisoner.blindSince !== null) return []
  return prisoner.silences.filter(isPast).map(
    ({ kind, day, last, days }): Alert => ({
      watchId: prisoner.watchId,
      kind: 'silence',
      subject: `silence ${kind} ${day ?? 'never'}`,
      origin: 'silence',
      discoveryId: last?.discoveryId ?? null,
      articleId: last?.articleId ?? null,
      claimId: null,
      incidentId: null,
      hint: false,
      review: 'suggested',
      rule: 'silence',
      words: [],
      sentence: last?.sentence ?? '',
      mention: prisoner.name,
      reason: day
        ? `nothing of ${kind} for ${days} days; last on ${day}: ${last!.sentence}`
        : `nothing of ${kind} for ${days} days, since the watch began`,
      urgency: null,
      detail: { kind, days, ...(day ? { day } : {}) },
      score: 1,
    }),
  )
}
