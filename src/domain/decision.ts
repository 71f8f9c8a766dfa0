import { z } from 'zod'
import { ClaimFields, Quote } from './claim.ts'

export const Review = z
  .enum(['suggested', 'accepted', 'corrected', 'rejected'])
  .describe('Where the claim stands with us')
export type Review = z.infer<typeof Review>

export const DecisionAct = z.enum(['accept', 'correct', 'reject', 'undo', 'add'])
export type DecisionAct = z.infer<typeof DecisionAct>

/** Where a claim stands: its review and the fields that count. */
export const Standing = z.object({
  review: Review,
  fields: ClaimFields,
  evidence: Quote.optional().describe('Words that a reviewer chose instead of those that the analyser pointed at'),
})
export type Standing = z.infer<typeof Standing>

/** What a reviewer did with a claim. Decisions are only ever added. */
export const Decision = z.object({
  claimId: z.string(),
  accountName: z.string(),
  at: z.date(),
  act: DecisionAct,
  reason: z.string().max(2000).nullable(),
  before: Standing.nullable(),
  after: Standing,
})
export type Decision = z.infer<typeof Decision>

export const Role = z.enum(['admin', 'reviewer', 'reader'])
export type Role = z.infer<typeof Role>
