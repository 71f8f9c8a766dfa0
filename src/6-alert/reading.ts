import type { ClaimStatus } from '../domain/claim.ts'
import type { Review } from '../domain/decision.ts'

/** A claim of an article as far as a watch asks about it. */
export interface WatchedClaim {
  id: string
  type: string
  status: ClaimStatus
  review: Review
  /** When a reviewer last decided it. */
  decidedAt: Date | null
  victims: string[]
  victimGroup: string | null
  facility: string | null
  evidence: string
  personIds: string[]
  incidentId: string | null
  /** Where the incident was told first by whoever this article has it from; the article's own origin without an incident. */
  origin: string
  urgency: string | null
  /** The status that this claim gave its incident, where that stood otherwise before. */
  changedTo: ClaimStatus | null
}

/** An article as far as watches ask about it. */
export interface ArticleToWatch {
  articleId: string
  discoveryId: string
  discoveredAt: Date
  title: string
  text: string
  lang: string | null
  /** The article that it is a copy or translation of, or itself. */
  origin: string
  people: { personId: string; starts: number; ends: number }[]
  facilities: { name: string; starts: number; ends: number }[]
  claims: WatchedClaim[]
}
