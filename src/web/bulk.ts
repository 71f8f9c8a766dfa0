import { type ListedClaim, readClaims, type Viewer } from '../6-review/claim-list.ts'
import type { Sql } from '../db/database.ts'
import type { WebDeps } from './environment.ts'
import { holdsOf } from './queries/desk.ts'

/** Nobody looks through more at one stroke. */
export const MOST_AT_ONCE = 200

/** A claim as somebody saw it when they chose it. */
export interface Pick {
  claimId: string
  seen: string
}

export interface BulkPlan {
  /** What would be decided, in the order in which it was chosen. */
  claims: ListedClaim[]
  /** How many have changed, or are gone, since they were seen. */
  changed: number
  /** Those in articles that a colleague has taken: nothing is decided behind their back. */
  held: { claimId: string; holder: string }[]
}

/** Claims by their ids, in that order; those that are not there are left out. */
export async function claimsInOrder(sql: Sql, ids: string[], viewer: Viewer): Promise<ListedClaim[]> {
  const claims = new Map((await readClaims(sql, ids, viewer)).map((claim) => [claim.id, claim]))
  return ids.flatMap((id) => claims.get(id) ?? [])
}

/** What a bulk decision would do, and what it would leave alone. */
export async function planBulk({ sql, clock }: WebDeps, viewer: Viewer, picks: readonly Pick[]): Promise<BulkPlan> {
  const seen = new Map(picks.map((pick) => [pick.claimId, pick.seen]))
  const found = (await claimsInOrder(sql, [...seen.keys()], viewer)).filter(({ id, seen: now }) => now === seen.get(id))
  const articles = [...new Set(found.map(({ discoveryId }) => discoveryId))]
  const holds = await holdsOf(sql, articles, clock())
  const holderOf = ({ discoveryId }: ListedClaim) => {
    const hold = holds.get(discoveryId)
    return hold && hold.accountId !== viewer.accountId ? hold.accountName : null
  }
  return {
    claims: found.filter((claim) => holderOf(claim) === null),
    changed: seen.size - found.length,
    held: found.flatMap((claim) => {
      const holder = holderOf(claim)
      return holder === null ? [] : [{ claimId: claim.id, holder }]
    }),
  }
}
