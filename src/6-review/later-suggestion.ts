import { isDeepStrictEqual } from 'node:util'
import type { Runner, Transaction } from '../db/database.ts'
import { type Claim, ClaimFields } from '../domain/claim.ts'
import type { Attachments, KnownClaim } from './same-claim.ts'

/** What the newest analysis says of a claim that somebody decided, where it says something else than before. */
export interface LaterSuggestion {
  claimId: string
  analyser: string
  at: Date
  /** Null: it no longer suggests the claim. */
  fields: ClaimFields | null
  why: string[]
}

/** Puts what a new analysis says beside decided claims; the claims and their decisions stay untouched. */
export async function keepLater(
  tx: Transaction,
  known: KnownClaim[],
  { attached, textChanged }: Pick<Attachments, 'attached' | 'textChanged'>,
  analyser: string,
): Promise<void> {
  for (const claim of known) {
    if (claim.review === 'suggested' && claim.origin === 'analyser') continue
    // The outlet changed its text: that is not the analyser's doing.
    if (textChanged.includes(claim.id)) continue
    const fresh = attached.find(({ id }) => id === claim.id)?.fresh ?? null
    if (saysTheSame(claim, fresh)) await tx`delete from later_suggestion where claim_id = ${claim.id}`
    else
      await tx`
        insert into later_suggestion ${tx({
          claimId: claim.id,
          analyser,
          fields: fresh && tx.json(ClaimFields.parse(fresh)),
          why: tx.json(fresh?.why ?? []),
        })}
        on conflict (claim_id) do update set analyser = excluded.analyser, at = now(), fields = excluded.fields, why = excluded.why`
  }
}

function saysTheSame({ origin, fields }: KnownClaim, fresh: Claim | null): boolean {
  // A claim added by hand was never suggested: it is news when the analyser finds it, not when it does not.
  if (origin === 'reviewer') return fresh === null
  return fresh !== null && isDeepStrictEqual(ClaimFields.parse(fresh), ClaimFields.parse(fields))
}

/** What newer analyses say of these claims, by claim. */
export async function laterOf(sql: Runner, claimIds: string[]): Promise<Map<string, LaterSuggestion>> {
  if (claimIds.length === 0) return new Map()
  const rows = await sql<LaterSuggestion[]>`
    select claim_id, analyser, at, fields, why from later_suggestion where claim_id = any(${claimIds}::bigint[])`
  return new Map(rows.map((row) => [row.claimId, row]))
}
