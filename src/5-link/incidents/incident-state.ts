import type { ClaimStatus } from '../../domain/claim.ts'
import type { Review } from '../../domain/decision.ts'

/** A claim of an incident as far as the incident's own state needs it. */
export interface ToldClaim {
  claimId: string
  status: ClaimStatus
  review: Review
  told: Date
}

/** A point in an incident's life: from then on it stood so. */
export interface StatusStep {
  status: ClaimStatus
  claimId: string
  told: Date
}

/**
 * How an incident stood over time. An allegation stays one when an authority denies it; a fear gives way to an
 * allegation; what ended has ended until it is told again. Rejected claims tell nothing.
 */
export function statusOverTime(claims: readonly ToldClaim[]): StatusStep[] {
  const told = claims
    .filter(({ review }) => review !== 'rejected')
    .toSorted((a, b) => a.told.getTime() - b.told.getTime() || Number(a.claimId) - Number(b.claimId))
  const steps: StatusStep[] = []
  for (const { claimId, status, told: at } of told) {
    const now = steps.at(-1)?.status
    if (now !== undefined && !changes(now, status)) continue
    steps.push({ status, claimId, told: at })
  }
  return steps
}

function changes(now: ClaimStatus, told: ClaimStatus): boolean {
  if (told === now) return false
  if (told === 'resolved') return true
  if (now === 'feared') return true
  if (now === 'denied') return told === 'alleged'
  // A denial or a fear beside an allegation takes nothing away from it; one that ended and is alleged again goes on.
  return now === 'resolved' && told === 'alleged'
}
