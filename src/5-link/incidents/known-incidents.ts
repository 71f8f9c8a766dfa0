import type { Runner } from '../../db/database.ts'
import { samePlace } from '../../language/place-names.ts'
import type { IncidentRules } from './incident-rules.ts'
import { findIncident, type KnownIncident } from './same-incident.ts'
import {
  type ClaimToPlace,
  type GroupIncident,
  groupIncidents,
  LOOK_AROUND_DAYS,
  MOST_TELLINGS,
  newestTellings,
  type Telling,
  tellingsOfPersons,
} from './store.ts'

/** The incidents that claims may belong to; they are kept up while the claims are placed one after the other. */
export interface KnownIncidents {
  /** The incident that a claim tells of once more, with what agrees; null where it is a new one. */
  find(claim: ClaimToPlace): { id: string; why: string[] } | null
  /** From now on it is one of the incident's tellings. */
  put(claim: ClaimToPlace, incidentId: string): void
}

const DAY = 86_400_000

/** Two groups are one only where both say where they are held: a claim that does not is always a new incident. */
const isPlacedGroup = ({ personIds, victimGroup, place }: ClaimToPlace): boolean =>
  personIds.length === 0 && victimGroup !== null && place !== null

/** Reads what the database knows of incidents that these claims may belong to, all at once. */
export async function knownIncidents(
  tx: Runner,
  claims: readonly ClaimToPlace[],
  rules: IncidentRules,
): Promise<KnownIncidents> {
  const ofPersons = claims.filter(({ personIds }) => personIds.length > 0)
  const ofGroups = claims.filter(isPlacedGroup)
  const [near, groups] = await Promise.all([
    ofPersons.length > 0 ? tellingsOfPersons(tx, ofPersons) : [],
    ofGroups.length > 0 ? groupsAround(tx, ofGroups) : [],
  ])
  const there = groups.filter(({ type, places }) =>
    ofGroups.some((claim) => claim.type === type && areAllThere(claim.place!, places, rules)),
  )
  const tellings: Telling[] =
    there.length > 0
      ? await newestTellings(
          tx,
          there.map(({ id }) => id),
        )
      : []
  const nearTo = Map.groupBy(near, (telling) => telling.near)
  const ofGroup = Map.groupBy(tellings, ({ incidentId }) => incidentId)
  const placed: Telling[] = []

  const ofSamePersons = (claim: ClaimToPlace): KnownIncident[] => {
    const others = placed.filter(
      (other) =>
        other.id !== claim.id &&
        other.type === claim.type &&
        isAround(claim, other) &&
        other.personIds.some((id) => claim.personIds.includes(id)),
    )
    const all = [...others.toReversed(), ...(nearTo.get(claim.id) ?? [])].slice(0, MOST_TELLINGS)
    return [...Map.groupBy(all, ({ incidentId }) => incidentId)].map(([id, its]) => ({ id, tellings: its }))
  }

  const ofGroupThere = (claim: ClaimToPlace): KnownIncident[] =>
    there
      .filter(({ type, places }) => type === claim.type && areAllThere(claim.place!, places, rules))
      .map(({ id, firstTold }) => ({
        id,
        firstTold,
        tellings: (ofGroup.get(id) ?? []).filter((other) => other.id !== claim.id && isAround(claim, other)),
      }))

  return {
    find(claim) {
      const known = claim.personIds.length > 0 ? ofSamePersons(claim) : isPlacedGroup(claim) ? ofGroupThere(claim) : []
      return findIncident(claim, known, rules)
    },
    put(claim, incidentId) {
      const telling = { ...claim, incidentId }
      if (claim.personIds.length > 0) placed.push(telling)
      if (!isPlacedGroup(claim)) return
      const { type, told: firstTold } = claim
      if (!there.some(({ id }) => id === incidentId)) there.unshift({ id: incidentId, type, places: [], firstTold })
      there.find(({ id }) => id === incidentId)!.places.push(claim.place!)
      ofGroup.set(incidentId, [telling, ...(ofGroup.get(incidentId) ?? [])])
    },
  }
}

function groupsAround(tx: Runner, claims: readonly ClaimToPlace[]): Promise<GroupIncident[]> {
  const told = claims.map((claim) => claim.told.getTime())
  const types = [...new Set(claims.map(({ type }) => type))]
  return groupIncidents(tx, types, new Date(Math.min(...told)), new Date(Math.max(...told)))
}

const isAround = (a: ClaimToPlace, b: ClaimToPlace): boolean =>
  Math.abs(a.told.getTime() - b.told.getTime()) <= LOOK_AROUND_DAYS * DAY

// Whether an incident's places can all be this one, and one surely is.
function areAllThere(place: string, places: readonly string[], rules: IncidentRules): boolean {
  const verdicts = places.map((other) => samePlace(place, other, rules.places))
  return verdicts.includes('same') && !verdicts.includes('different')
}
