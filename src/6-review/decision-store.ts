import type { Runner, Transaction } from '../db/database.ts'
import { ClaimFields, type Quote } from '../domain/claim.ts'
import type { Decision, DecisionAct, Review, Standing } from '../domain/decision.ts'
import { BEGINNING, chainHash, contentHash } from './chain.ts'
import type { Past } from './decide.ts'
import { findQuote } from './same-claim.ts'

export interface ClaimRow {
  id: string
  discoveryId: string
  articleId: string
  origin: 'analyser' | 'reviewer'
  review: Review
  fields: ClaimFields
  decided: ClaimFields | null
  evidence: string
  evidenceStart: number
  evidenceEnd: number
  /** What it pointed at before a reviewer chose other words. */
  readEvidence: Quote | null
}

const COLUMNS = ['id', 'discovery_id', 'article_id', 'origin', 'review', 'fields', 'decided', 'evidence', 'evidence_start', 'evidence_end', 'read_evidence'] // biome-ignore format: a row

/** A claim, locked until the transaction ends. */
export async function lockClaim(tx: Transaction, claimId: string): Promise<ClaimRow | undefined> {
  const [row] = await tx<ClaimRow[]>`
    select ${tx(COLUMNS)} from claim where id = ${claimId} for update`
  return row
}

/** What a claim points at now. */
export const evidenceOf = ({ evidence, evidenceStart, evidenceEnd }: ClaimRow): Quote => ({
  quote: evidence,
  start: evidenceStart,
  end: evidenceEnd,
})

export const standingOf = (claim: ClaimRow): Standing => ({
  review: claim.review,
  fields: claim.decided ?? claim.fields,
  ...(claim.readEvidence && { evidence: evidenceOf(claim) }),
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

const plain = ({ review, fields, evidence }: Standing) => ({
  review,
  fields: ClaimFields.parse(fields),
  ...(evidence && { evidence }),
})

/** Puts a claim where a decision left it, and ties it to the persons that its victims' names mean in this article. */
export async function placeClaim(
  tx: Transaction,
  claim: ClaimRow,
  { review, fields, evidence }: Standing,
): Promise<void> {
  const articleId = await placeEvidence(tx, claim, evidence ?? claim.readEvidence)
  const decided = review === 'suggested' ? null : tx.json(ClaimFields.parse(fields))
  await tx`update claim set review = ${review}, decided = ${decided} where id = ${claim.id}`
  await tx`delete from claim_person where claim_id = ${claim.id}`
  await tx`
    insert into claim_person (claim_id, person_id)
    select distinct ${claim.id}::bigint, person_id from mention
    where article_id = ${articleId} and kind = 'person' and person_id is not null and name = any(${fields.victims})
    union
    select ${claim.id}::bigint, coalesce(merged_into, id) from person
    where (name = any(${fields.victims}) or spellings && ${fields.victims})
      and not exists (select 1 from mention where article_id = ${articleId} and person_id is not null and name = any(${fields.victims}))
    on conflict do nothing`
}

/**
 * Lets a claim point at these words, in the newest version of the article that has them; what it pointed at first is
 * remembered for as long as it is something else.
 *
 * @returns the version that it points into
 */
async function placeEvidence(tx: Transaction, claim: ClaimRow, wanted: Quote | null): Promise<string> {
  const now = evidenceOf(claim)
  if (!wanted || (wanted.quote === now.quote && wanted.start === now.start)) return claim.articleId
  const versions = await tx<{ id: string; text: string }[]>`
    select id, text from article where discovery_id = ${claim.discoveryId} order by id desc`
  const places = versions.map(({ id, text }) => ({ id, place: findQuote(wanted, text) }))
  const found = places.find(({ place }) => place !== null)
  if (!found) return claim.articleId
  const { id, place } = found
  const first = claim.readEvidence ?? now
  const isFirst = first.quote === wanted.quote
  // Where the analyser suggests the same there again, the claim keeps the words that it has.
  await tx`
    update claim set article_id = ${id}, evidence = ${place!.quote}, evidence_start = ${place!.start}, evidence_end = ${place!.end},
      read_evidence = ${isFirst ? null : tx.json(first)}, text_changed = ${id !== versions[0]!.id}
    where id = ${claim.id} and not exists (
      select from claim other where ${isFirst} and other.id <> claim.id and other.origin = 'analyser' and claim.origin = 'analyser'
        and other.read_evidence is null and other.article_id = ${id} and other.type = claim.type
        and other.evidence_start = ${place!.start} and other.evidence_end = ${place!.end}
        and other.fields ->> 'victims' = claim.fields ->> 'victims')`
  return id
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
    select ${tx(COLUMNS)} from claim
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
    })} returning ${tx(COLUMNS)}`
  return { claim: claim!, isNew: true }
}
