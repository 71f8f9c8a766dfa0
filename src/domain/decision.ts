import { z } from 'zod'
import { ClaimFields } from './claim.ts'

export const Review = z
  .enum(['suggested', 'accepted', 'corrected', 'rejected'])
  .describe('Where the claim stands with us')
export type Review = z.infer<typeof Review>

export const DecisionAct = z.enum(['accept', 'correct', 'reject', 'undo', 'add'])
export type DecisionAct = z.infer<typeof DecisionAct>

/** What a reviewer did with a claim. Decisions are only ever added. */
export const Decision = z.object({
  claimId: z.string(),
  accountName: z.string(),
  at: z.date(),
  act: DecisionAct,
  reason: z.string().max(2000).nullable(),
  before: z.object({ review: Review, fields: ClaimFields }).nullable(),
  after: z.object({ review: Review, fields: ClaimFields }),
})
export type Decision = z.infer<typeof Decision>

export const Role = z.enum(['admin', 'reviewer', 'reader'])
export type Role = z.infer<typeof Role>
