import type { Telling } from './find-claims.ts'

export interface JoinedClaim {
  main: Telling
  also: Telling[]
}

// A group told of again so many sentences later is another story, unless the words are the same.
const ONE_STORY = 8
// The first lines of an article sum up what follows.
const LEAD = 2
// More claims than that no article has; then each is only compared with those told last.
const MANY = 200

/**
 * Joins tellings of one claim: one type, one set of victims, no other place. Tellings with the same victims are joined
 * first; then each that names nobody goes to the nearest claim that it may be a summary of. So a general sentence never
 * makes one claim of two people's.
 */
export function joinSameClaims(tellings: readonly Telling[]): JoinedClaim[] {
  const claims: Telling[][] = []
  const byVictims = new Map<string, Telling[][]>()
  for (const telling of tellings.filter((one) => one.people.length > 0)) {
    const key = keyOf(telling)
    const known = byVictims.get(key) ?? []
    const same = known.find((claim) => samePlace(claim, telling))
    if (same) same.push(telling)
    else {
      const claim = [telling]
      claims.push(claim)
      byVictims.set(key, [...known, claim])
    }
  }
  if (claims.length <= MANY) joinParts(claims)
  for (const telling of tellings.filter((one) => one.people.length === 0)) {
    const nearest = (claims.length <= MANY ? claims : claims.slice(-MANY))
      .filter((claim) => mayTell(claim, telling))
      .sort((a, b) => apart(a, telling) - apart(b, telling))[0]
    if (nearest) nearest.push(telling)
    else claims.push([telling])
  }
  if (claims.length <= MANY) joinDenials(claims)
  return claims
    .map((claim) => {
      const main = claim.reduce((best, telling) => (weight(telling) > weight(best) ? telling : best))
      return { main, also: claim.filter((telling) => telling !== main) }
    })
    .sort((a, b) => a.main.sentence - b.main.sentence)
}

// "Two members, A and B" and later "A" alone: one claim, where no other claim has a part of the same people.
function joinParts(claims: Telling[][]): void {
  for (const claim of [...claims]) {
    const [first] = claim
    const wider = claims.filter(
      (other) =>
        other !== claim && within(first!, other[0]!) && other[0]!.type === first!.type && samePlace(other, first!),
    )
    const [whole] = wider
    if (wider.length !== 1 || !whole) continue
    const parts = claims.filter(
      (other) => other !== whole && other[0]!.type === first!.type && within(other[0]!, whole[0]!),
    )
    if (parts.length !== 1) continue
    whole.push(...claim)
    claims.splice(claims.indexOf(claim), 1)
  }
}

// What an authority denies was claimed by somebody: a denial is a claim of its own only where nobody else tells it.
function joinDenials(claims: Telling[][]): void {
  const isDenial = (claim: Telling[]) => claim.every(({ status }) => status === 'denied')
  for (const denial of claims.filter(isDenial)) {
    const told = claims
      .filter((claim) => !isDenial(claim) && claim[0]!.type === denial[0]!.type && overlap(claim, denial))
      .sort((a, b) => apart(a, denial[0]!) - apart(b, denial[0]!))[0]
    if (!told) continue
    told.push(...denial)
    claims.splice(claims.indexOf(denial), 1)
  }
}

const overlap = ([a]: Telling[], [b]: Telling[]): boolean => a!.people.some((person) => b!.people.includes(person))

// The sentence that a monitor would quote: sure, naming the victim, and no summary or denial of others' words.
const weight = (telling: Telling): number =>
  telling.confidence +
  (telling.named ? 0.12 : 0) +
  (telling.people.length > 0 ? 0.05 : 0) -
  (telling.sentence < LEAD && !telling.named ? 0.15 : 0) -
  (telling.speaker?.authority || telling.status === 'denied' ? 0.3 : 0) -
  (telling.general ? 0.1 : 0)

const apart = (claim: Telling[], telling: Telling): number =>
  Math.min(...claim.map((other) => Math.abs(other.sentence - telling.sentence)))

const keyOf = ({ type, status, people }: Telling): string =>
  `${type} ${status === 'denied'} ${[...new Set(people.map((person) => person.id))].sort((a, b) => a - b).join()}`

const within = (a: Telling, b: Telling): boolean => a.people.every((person) => b.people.includes(person))

const samePlace = (claim: Telling[], telling: Telling): boolean =>
  telling.facility === null || claim.every((other) => other.facility === null || other.facility === telling.facility)

/** Whether a telling without names may tell a claim that is there already. */
function mayTell(claim: Telling[], telling: Telling): boolean {
  const [first] = claim
  if (first!.type !== telling.type || !samePlace(claim, telling)) return false
  const gap = apart(claim, telling)
  if (first!.people.length === 0) return first!.group === telling.group || gap <= ONE_STORY
  return telling.sentence < LEAD || gap <= 1 || (telling.group === null && gap <= ONE_STORY)
}
