import type { Document } from '../document.ts'
import type { Telling } from './find-claims.ts'

export interface JoinedClaim {
  main: Telling
  also: Telling[]
}

/** Joins tellings of one claim: one type, one set of victims, no other place. The surest sentence is its evidence. */
export function joinSameClaims(document: Document, tellings: readonly Telling[]): JoinedClaim[] {
  const groups: Telling[][] = []
  for (const telling of tellings) {
    const group = groups.find((others) => others.some((other) => sameClaim(document, other, telling)))
    if (group) group.push(telling)
    else groups.push([telling])
  }
  return groups.map((group) => {
    const main = group.reduce((best, telling) => (weight(telling) > weight(best) ? telling : best))
    return { main, also: group.filter((telling) => telling !== main) }
  })
}

// A sentence that names the victim tells a claim better than one that sums it up.
const weight = (telling: Telling): number => telling.confidence + (telling.people.length > 0 ? 0.1 : 0)

function sameClaim(_document: Document, a: Telling, b: Telling): boolean {
  if (a.type !== b.type) return false
  if ((a.status === 'denied') !== (b.status === 'denied')) return true
  if (a.facility !== null && b.facility !== null && a.facility !== b.facility) return false
  if (a.people.length === 0 || b.people.length === 0) return true
  return a.people.some((person) => b.people.includes(person))
}
