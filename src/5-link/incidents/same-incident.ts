import type { EventDate } from '../../domain/claim.ts'

/** A claim as far as telling one event from another needs it. */
export interface TellingOfEvent {
  type: string
  personIds: string[]
  victimGroup: string | null
  facilityId: string | null
  eventDate: EventDate | null
  /** When the article that tells it was published. */
  told: Date
}

// News of one event follows within days; where neither article tells a date, two weeks join the retellings without
// joining the next event of the same kind.
const RETOLD_WITHIN_DAYS = 14
const DAY = 86_400_000

/**
 * Whether two claims of different articles tell of one event: the same type, a victim in common (or the same place,
 * where only a group is named), and dates that agree.
 */
export function sameIncident(a: TellingOfEvent, b: TellingOfEvent): boolean {
  if (a.type !== b.type) return false
  if (!sameVictims(a, b)) return false
  if (a.facilityId && b.facilityId && a.facilityId !== b.facilityId) return false
  if (a.eventDate && b.eventDate) return a.eventDate.from <= b.eventDate.to && b.eventDate.from <= a.eventDate.to
  return Math.abs(a.told.getTime() - b.told.getTime()) <= RETOLD_WITHIN_DAYS * DAY
}

function sameVictims(a: TellingOfEvent, b: TellingOfEvent): boolean {
  if (a.personIds.length > 0 || b.personIds.length > 0) return a.personIds.some((id) => b.personIds.includes(id))
  return a.facilityId !== null && a.facilityId === b.facilityId && a.victimGroup !== null && b.victimGroup !== null
}
