import type { Telling } from './find-claims.ts'

export interface JoinedClaim {
  main: Telling
  also: Telling[]
}

// A group told of again so many sentences later is another story, unless the words are the same.
const ONE_STORY = 8
// The first lines of an article sum up what follows.
const LEAD = 2

/** Joins tellings of one claim: one type, one set of victims, no other place. The surest sentence is its evidence. */
export function joinSameClaims(tellings: readonly Telling[]): JoinedClaim[] {
  const groups: Telling[][] = []
  for (const telling of tellings) {
    const group = groups.find((others) => others.some((other) => sameClaim(other, telling)))
    if (group) group.push(telling)
    else groups.push([telling])
  }
  return groups.map((group) => {
    const main = group.reduce((best, telling) => (weight(telling) > weight(best) ? telling : best))
    return { main, also: group.filter((telling) => telling !== main) }
  })
}

// A sentence that names the victim tells a claim better than one that sums it up.
const weight = (telling: Telling): number =>
  telling.confidence + (telling.people.length > 0 ? 0.1 : 0) - (telling.sentence < LEAD ? 0.15 : 0)

function sameClaim(a: Telling, b: Telling): boolean {
  if (a.type !== b.type) return false
  if (a.facility !== null && b.facility !== null && a.facility !== b.facility) return false
  if (a.people.length > 0 && b.people.length > 0) return within(a, b) || within(b, a)
  const apart = Math.abs(a.sentence - b.sentence)
  if (a.people.length === 0 && b.people.length === 0) return a.group === b.group || apart <= ONE_STORY
  // A group beside a named victim: one claim where the general words stand in the lead or lead on to the incident.
  const general = a.people.length === 0 ? a : b
  return general.sentence < LEAD || (general.group === null && apart <= ONE_STORY) || apart <= 1
}

const within = (a: Telling, b: Telling): boolean => a.people.every((person) => b.people.includes(person))
