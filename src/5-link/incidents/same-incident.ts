import type { ClaimStatus, EventDate } from '../../domain/claim.ts'
import { samePlace } from '../../language/place-names.ts'
import type { IncidentRules } from './incident-rules.ts'
import { numberingOf } from './numbering.ts'

/** A claim as far as telling one event from another needs it. */
export interface TellingOfEvent {
  discoveryId: string
  type: string
  status: ClaimStatus
  personIds: string[]
  victimGroup: string | null
  /** Place of detention as the article names it. */
  place: string | null
  eventDate: EventDate | null
  /** When the article that tells it was published. */
  told: Date
  evidence: string
  lang: string | null
}

/**
 * `same`: of one event. `different`: something speaks against it, so that no third telling can join the two either.
 * `unknown`: nothing brings them together.
 */
export interface Verdict {
  kind: 'same' | 'different' | 'unknown'
  /** How much agrees; the best of several incidents wins. */
  agreeing: number
  why: string[]
}

const DAY = 86_400_000
// A night that two articles date by its beginning and by its end, and the day's difference between zones.
const SAME_DAY = 1
// What ended is told to have ended long after it was told.
const RESOLVED_WITHIN_DAYS = 120

/** Judges whether two claims of different articles tell of one event: type, victims, place, time, and how it is numbered. */
export function judgeTellings(a: TellingOfEvent, b: TellingOfEvent, rules: IncidentRules): Verdict {
  // Two claims that one article keeps apart are two.
  if (a.type !== b.type || a.discoveryId === b.discoveryId) return unknown()
  const why: string[] = []
  const place = a.place && b.place ? samePlace(a.place, b.place, rules.places) : 'unclear'
  if (place === 'different') return different(`“${a.place}” is not “${b.place}”`)
  if (!sameVictims(a, b, place === 'same', why)) return unknown()
  if (place === 'same') why.push('same place')
  const numbered = judgeNumbering(a, b, rules)
  if (typeof numbered === 'string') return different(numbered)
  const time = judgeTime(a, b, rules)
  if (time.kind !== 'same') return time
  why.push(...time.why)
  if (numbered.again && Math.abs(days(a.told, b.told)) > 2 && time.agreeing === 0) return unknown()
  return { kind: 'same', agreeing: 1 + (place === 'same' ? 1 : 0) + time.agreeing, why }
}

function sameVictims(a: TellingOfEvent, b: TellingOfEvent, samePlaceNamed: boolean, why: string[]): boolean {
  if (a.personIds.some((id) => b.personIds.includes(id))) {
    why.push('same victim')
    return true
  }
  if (a.personIds.length > 0 || b.personIds.length > 0) return false
  // Two groups are one only where both say where they are held: "prisoners" alone says nothing.
  if (!samePlaceNamed || a.victimGroup === null || b.victimGroup === null) return false
  why.push('a group at the same place')
  return true
}

function judgeNumbering(a: TellingOfEvent, b: TellingOfEvent, rules: IncidentRules): string | { again: boolean } {
  const one = numberingOf(a.evidence, rules.words[a.lang ?? ''])
  const other = numberingOf(b.evidence, rules.words[b.lang ?? ''])
  if (one.which !== null && other.which !== null && one.which !== other.which)
    return `number ${one.which} is not number ${other.which}`
  if (rules.spanOf(a.type).term && one.days !== null && other.days !== null && one.days !== other.days)
    return `${one.days} days are not ${other.days}`
  const [earlier, later] = a.told <= b.told ? [one, other] : [other, one]
  return { again: (later.again || (later.which ?? 0) > 1) && !earlier.again && earlier.which === null }
}

function judgeTime(a: TellingOfEvent, b: TellingOfEvent, rules: IncidentRules): Verdict {
  const { days: within, goes_on: goesOn } = rules.spanOf(a.type)
  const [earlier, later] = a.told <= b.told ? [a, b] : [b, a]
  const apart = days(earlier.told, later.told)
  if (later.status === 'resolved' && earlier.status !== 'resolved') {
    if (apart > RESOLVED_WITHIN_DAYS) return unknown()
    if (later.eventDate && earlier.eventDate && ends(later.eventDate) < begins(earlier.eventDate))
      return different('it ended before it began')
    return same(0, 'told to have ended')
  }
  if (a.eventDate && b.eventDate) {
    const gap = gapDays(a.eventDate, b.eventDate)
    const day = a.eventDate.precision === 'day' && b.eventDate.precision === 'day'
    if (gap <= (day ? SAME_DAY : 0)) return same(day ? 2 : 1, 'the dates agree')
    // A situation is dated by any of its days: its beginning in one article, a refusal of last week in another.
    if (goesOn && gap <= within / 2) return same(0, `the dates lie ${Math.round(gap)} days apart, and it goes on`)
    return different(`the dates lie ${Math.round(gap)} days apart`)
  }
  const dated = a.eventDate ? a : b.eventDate ? b : null
  if (dated) {
    const other = dated === a ? b : a
    // What was told before it happened is another one, unless it was feared.
    if (other.status !== 'feared' && days(other.told, begins(dated.eventDate!)) > SAME_DAY)
      return different('told before the other happened')
    const since = goesOn
      ? Math.min(days(ends(dated.eventDate!), other.told), apart)
      : days(ends(dated.eventDate!), other.told)
    return since <= within ? same(0, `told ${Math.round(Math.max(0, since))} days after its date`) : unknown()
  }
  return apart <= within ? same(0, `told ${Math.round(apart)} days apart`) : unknown()
}

const begins = ({ from }: EventDate) => new Date(`${from}T00:00:00Z`)
const ends = ({ to }: EventDate) => new Date(`${to}T00:00:00Z`)
const days = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY
const gapDays = (a: EventDate, b: EventDate): number => Math.max(days(ends(a), begins(b)), days(ends(b), begins(a)), 0)

const same = (agreeing: number, why: string): Verdict => ({ kind: 'same', agreeing, why: [why] })
const different = (why: string): Verdict => ({ kind: 'different', agreeing: 0, why: [why] })
const unknown = (): Verdict => ({ kind: 'unknown', agreeing: 0, why: [] })

/** An incident that a claim may belong to: its tellings so far. */
export interface KnownIncident {
  id: string
  tellings: TellingOfEvent[]
  /** When it was first told, where not all its tellings are here. */
  firstTold?: Date
}

/** The incident that a claim tells of once more, with what agrees; null where it is a new one. */
export function findIncident(
  claim: TellingOfEvent,
  incidents: readonly KnownIncident[],
  rules: IncidentRules,
): { id: string; why: string[] } | null {
  const goesOn = rules.spanOf(claim.type).goes_on
  let best: { id: string; why: string[]; agreeing: number; told: number } | null = null
  for (const { id, tellings, firstTold } of incidents) {
    const verdicts = tellings.map((telling) => judgeTellings(claim, telling, rules))
    const joined = verdicts.filter(({ kind }) => kind === 'same').toSorted((x, y) => y.agreeing - x.agreeing)
    if (joined.length === 0 || verdicts.some(({ kind }) => kind === 'different')) continue
    // An event that is over at once must not drift on from telling to telling; what ended belongs to what it ends.
    const first = tellings.reduce(
      (least, { told }) => Math.min(least, told.getTime()),
      firstTold?.getTime() ?? Number.POSITIVE_INFINITY,
    )
    const dated = joined[0]!.agreeing > 1
    if (
      !goesOn &&
      !dated &&
      claim.status !== 'resolved' &&
      Math.abs(claim.told.getTime() - first) > 2 * rules.spanOf(claim.type).days * DAY
    )
      continue
    const told = tellings.reduce((most, telling) => Math.max(most, telling.told.getTime()), 0)
    const { agreeing, why } = joined[0]!
    if (!best || agreeing > best.agreeing || (agreeing === best.agreeing && told > best.told))
      best = { id, why, agreeing, told }
  }
  return best && { id: best.id, why: best.why }
}
