import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { ClaimFields, type Quote } from '../domain/claim.ts'
import type { DecisionAct, Review, Standing } from '../domain/decision.ts'

/** What a reviewer asks for. */
export type Wish =
  | { act: 'accept' }
  /** `evidence`: other words than it has now. */
  | { act: 'correct'; fields: ClaimFields; evidence?: Quote | undefined }
  | { act: 'reject'; reason: string }
  | { act: 'undo' }

/** One decision of a claim's past, oldest first. */
export interface Past {
  id: string
  accountName: string
  act: DecisionAct
  reason: string | null
  before: Standing | null
  after: Standing
}

export type Verdict =
  | { kind: 'decided'; after: Standing }
  | { kind: 'refused'; because: 'nothing-to-undo' | 'no-change' | 'no-reason' | 'not-in-text' | 'confidential' }

/** What a wish makes of a claim, by the rules alone. */
export function decideClaim(now: Standing, wish: Wish, past: Past[]): Verdict {
  const { fields, evidence } = now
  const stands = (review: Review): Standing => ({ review, fields, ...(evidence && { evidence }) })
  switch (wish.act) {
    case 'accept':
      // What somebody corrected is accepted already, in better words.
      if (now.review === 'accepted' || now.review === 'corrected') return { kind: 'refused', because: 'no-change' }
      return { kind: 'decided', after: stands('accepted') }
    case 'correct': {
      const same = isDeepStrictEqual(ClaimFields.parse(wish.fields), ClaimFields.parse(fields))
      const chosen = wish.evidence ?? evidence
      if (!same || wish.evidence)
        return {
          kind: 'decided',
          after: { review: 'corrected', fields: wish.fields, ...(chosen && { evidence: chosen }) },
        }
      return decideClaim(now, { act: 'accept' }, past)
    }
    case 'reject':
      if (wish.reason.trim() === '') return { kind: 'refused', because: 'no-reason' }
      if (now.review === 'rejected') return { kind: 'refused', because: 'no-change' }
      return { kind: 'decided', after: stands('rejected') }
    case 'undo': {
      const last = lastStanding(past)
      if (!last) return { kind: 'refused', because: 'nothing-to-undo' }
      // A claim added by hand has nothing before it: taking it back leaves it rejected, for nothing is ever deleted.
      return { kind: 'decided', after: last.before ?? { ...last.after, review: 'rejected' } }
    }
  }
}

/** The newest decision that was not taken back. */
export function lastStanding(past: Past[]): Past | undefined {
  const standing: Past[] = []
  for (const decision of past) {
    if (decision.act === 'undo') standing.pop()
    else standing.push(decision)
  }
  return standing.at(-1)
}

/**
 * What a reviewer saw when the form was made: the last decision and the fields. A form whose mark is no longer true
 * decides about something that its sender has not seen.
 */
export function seenMark(
  lastDecisionId: string | null,
  { review, fields }: Pick<Standing, 'review' | 'fields'>,
  quote: string,
): string {
  // What is confidential must not be told by a hash either, for names can be tried one by one; and such a claim changes by
  // decisions only.
  const told = fields.confidential ? [] : [Object.entries(ClaimFields.parse(fields)), quote]
  const words = JSON.stringify([review, ...told])
  return `${lastDecisionId ?? '0'}-${createHash('sha256').update(words).digest('base64url').slice(0, 16)}`
}

/** Whether the newest decision is what this very form asked for: it was sent twice. */
export function isSentTwice(past: Past[], accountName: string, wish: Wish, seen: string, quote: string): boolean {
  const last = past.at(-1)
  if (!last?.before || last.accountName !== accountName) return false
  if (seenMark(past.at(-2)?.id ?? null, last.before, last.before.evidence?.quote ?? quote) !== seen) return false
  if (wish.act === 'correct')
    return (
      isDeepStrictEqual(ClaimFields.parse(wish.fields), ClaimFields.parse(last.after.fields)) &&
      (wish.evidence === undefined || wish.evidence.quote === last.after.evidence?.quote)
    )
  return last.act === wish.act && (wish.act !== 'reject' || last.reason === wish.reason)
}
