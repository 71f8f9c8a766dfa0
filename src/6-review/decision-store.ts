import type { Runner, Transaction } from '../db/database.ts'
import { ClaimFields, type Quote } from '../domain/claim.ts'
import type { Decision, DecisionAct, Review } from '../domain/decision.ts'
import { BEGINNING, chainHash, contentHash } from './chain.ts'
import type { Past, Standing } from './decide.ts'

export interface ClaimRow {
  id: string
  discoveryId: string
  articleId: string
  origin: 'analyser' | 'reviewer'
  review: Review
  fields: ClaimFields
  decided: ClaimFields | null
  evidence: string
}

/** A claim, locked until the transaction ends. */
export async function lockClaim(tx: Transaction, claimId: string): Promise<ClaimRow | undefined> {
  const [row] = await tx<ClaimRow[]>`
    select id, discovery_id, article_id, origin, review, fields, decided, evidence from claim where id = ${claimId} for update`
  return row
}

export const standingOf = ({ review, fields, decided }: Pick<ClaimRow, 'review' | 'fields' | 'decided'>): Standing => ({
  review,
  fields: decided ?? fields,
})

export interface PastDecision extends Past {
  at: Date
  forgotten: boolean
  batch: string | null
  hash: Uint8Array
}

/** All decisions about a claim, oldest first. */
export async function readPast(sql: Runner, claimId: string): Promise<PastDecision[]> {
  return sql<PastDecision[]>`
    select id, account_name, at, act, reason, before, after, forgotten, batch, hash
    from decision where claim_id = ${claimId} order by id`
}

export interface NewDecision {
  claimId: string
  accountName: string
  at: Date
  act: DecisionAct
  reason: string | null
  before: Standing | null
  after: Standing
  batch?: string | null
}

// Any number will do: whoever adds to the chain waits for the one before.
const CHAIN_LOCK = 4780_0002

/** Adds a decision at the end of the chain and returns its id. */
export async function addDecision(tx: Transaction, { batch = null, ...decision }: NewDecision): Promise<string> {
  await tx`select pg_advisory_xact_lock(${CHAIN_LOCK})`
  const [last] = await tx<{ hash: Uint8Array }[]>`select hash from decision order by id desc limit 1`
  const previousHash = last?.hash ?? BEGINNING
  const content = contentHash(decision satisfies Decision)
  const [row] = await tx<{ id: string }[]>`
    insert into decision ${tx({
      claimId: decision.claimId,
      accountName: decision.accountName,
      at: decision.at,
      act: decision.act,
      reason: decision.reason,
      before: decision.before && tx.json(plain(decision.before)),
      after: tx.json(plain(decision.after)),
      batch,
      contentHash: content,
      previousHash,
      hash: chainHash(previousHash, content),
    })} returning id`
  return row!.id
}

const plain = ({ review, fields }: Standing) => ({ review, fields: ClaimFields.parse(fields) })

/** Puts a claim where a decision left it, and ties it to the persons that its victims' names mean in this article. */
export async function placeClaim(tx: Transaction, claim: ClaimRow, { review, fields }: Standing): Promise<void> {
  const decided = review === 'suggested' ? null : tx.json(ClaimFields.parse(fields))
  await tx`update claim set review = ${review}, decided = ${decided} where id = ${claim.id}`
  await tx`delete from claim_person where claim_id = ${claim.id}`
  await tx`
    insert into claim_person (claim_id, person_id)
    select distinct ${claim.id}::bigint, person_id from mention
    where article_id = ${claim.articleId} and kind = 'person' and person_id is not null and name = any(${fields.victims})
    union
    select ${claim.id}::bigint, coalesce(merged_into, id) from person
    where (name = any(${fields.victims}) or spellings && ${fields.victims})
      and not exists (select 1 from mention where article_id = ${claim.articleId} and person_id is not null and name = any(${fields.victims}))
    on conflict do nothing`
}

/** A claim that the analyser missed. The same one added twice is one claim. */
export async function addClaim(
  tx: Transaction,
  {
    discoveryId,
    articleId,
    fields,
    evidence,
  }: { discoveryId: string; articleId: string; fields: ClaimFields; evidence: Quote },
): Promise<{ claim: ClaimRow; isNew: boolean }> {
  await tx`select 1 from discovery where id = ${discoveryId} for update`
  const [known] = await tx<ClaimRow[]>`
    select id, discovery_id, article_id, origin, review, fields, decided, evidence from claim
    where article_id = ${articleId} and origin = 'reviewer' and type = ${fields.type}
      and evidence_start = ${evidence.start} and evidence_end = ${evidence.end}
      and fields = ${tx.json(fields)}::jsonb limit 1`
  if (known) return { claim: known, isNew: false }
  const [claim] = await tx<ClaimRow[]>`
    insert into claim ${tx({
      discoveryId,
      articleId,
      origin: 'reviewer',
      type: fields.type,
      fields: tx.json(fields),
      decided: tx.json(fields),
      review: 'accepted',
      confidence: 1,
      evidence: evidence.quote,
      evidenceStart: evidence.start,
      evidenceEnd: evidence.end,
    })} returning id, discovery_id, article_id, origin, review, fields, decided, evidence`
  return { claim: claim!, isNew: true }
}
