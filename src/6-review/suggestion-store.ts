import type { Transaction } from '../db/database.ts'
import { type Claim, ClaimFields } from '../domain/claim.ts'
import { keepLater } from './later-suggestion.ts'
import { attachSuggestions, type KnownClaim } from './same-claim.ts'

export interface Suggestions {
  discoveryId: string
  articleId: string
  analyser: string
  claims: Claim[]
}

/** A suggestion and the row that holds it now: a new one, or the old claim that it is again. */
export interface SavedSuggestion {
  claimId: string
  claim: Claim
  isNew: boolean
}

/**
 * Saves what an analysis suggests, in the caller's transaction. Old claims are recognised, decisions stay as they are,
 * what was rejected stays rejected, and running it twice changes nothing.
 */
export async function saveSuggestions(
  tx: Transaction,
  { discoveryId, articleId, analyser, claims }: Suggestions,
): Promise<SavedSuggestion[]> {
  // Two analyses of one article must not both think that they are first.
  const [, [article], known] = await Promise.all([
    tx`select 1 from discovery where id = ${discoveryId} for update`,
    tx<{ text: string }[]>`select text from article where id = ${articleId}`,
    readKnown(tx, discoveryId),
  ])
  if (!article) throw new Error(`article ${articleId} is not there`)
  const plan = attachSuggestions(known, claims, article.text, articleId)

  if (plan.withdrawn.length > 0) await tx`update claim set current = false where id in ${tx(plan.withdrawn)}`
  if (plan.textChanged.length > 0) await tx`update claim set text_changed = true where id in ${tx(plan.textChanged)}`
  for (const { id, evidence } of plan.moved) await moveDecided(tx, id, articleId, evidence)
  await keepLater(tx, known, plan, analyser)
  const saved: SavedSuggestion[] = []
  for (const { id, fresh, decided } of plan.attached) {
    if (!decided) await renew(tx, id, { articleId, analyser, claim: fresh })
    saved.push({ claimId: id, claim: fresh, isNew: false })
  }
  // Sent in one go, run in this order.
  const ids = await Promise.all(plan.added.map((claim) => insert(tx, { discoveryId, articleId, analyser, claim })))
  for (const [i, claimId] of ids.entries()) if (claimId) saved.push({ claimId, claim: plan.added[i]!, isNew: true })
  return saved
}

interface KnownRow extends Omit<KnownClaim, 'evidence'> {
  evidence: string
  evidenceStart: number
  evidenceEnd: number
}

async function readKnown(tx: Transaction, discoveryId: string): Promise<KnownClaim[]> {
  const rows = await tx<KnownRow[]>`
    select id, article_id, origin, review, current, text_changed, fields, decided, evidence, evidence_start, evidence_end
    from claim where discovery_id = ${discoveryId} order by id for update`
  return rows.map(({ evidence, evidenceStart, evidenceEnd, ...rest }) => ({
    ...rest,
    evidence: { quote: evidence, start: evidenceStart, end: evidenceEnd },
  }))
}

async function renew(tx: Transaction, id: string, { articleId, analyser, claim }: Renewal): Promise<void> {
  await tx`
    update claim set article_id = ${articleId}, analyser = ${analyser}, current = true, text_changed = false,
      type = ${claim.type}, fields = ${tx.json(ClaimFields.parse(claim))}, confidence = ${claim.confidence},
      evidence = ${claim.evidence.quote}, evidence_start = ${claim.evidence.start}, evidence_end = ${claim.evidence.end},
      also = ${tx.json(claim.also)}, why = ${tx.json(claim.why)}
    where id = ${id}`
}

interface Renewal {
  articleId: string
  analyser: string
  claim: Claim
}

async function moveDecided(
  tx: Transaction,
  id: string,
  articleId: string,
  { start, end }: { start: number; end: number },
): Promise<void> {
  // `also` spans of the old version are kept only where they still say the same; the page checks before it marks.
  await tx`
    update claim set article_id = ${articleId}, evidence_start = ${start}, evidence_end = ${end}, text_changed = false
    where id = ${id} and not exists (
      select 1 from claim other where other.id <> claim.id and other.origin = 'analyser' and claim.origin = 'analyser'
        and other.article_id = ${articleId} and other.type = claim.type
        and other.evidence_start = ${start} and other.evidence_end = ${end}
        and other.fields ->> 'victims' = claim.fields ->> 'victims'
        and coalesce(other.fields ->> 'victimGroup', '') = coalesce(claim.fields ->> 'victimGroup', ''))`
}

async function insert(
  tx: Transaction,
  { discoveryId, articleId, analyser, claim }: Renewal & { discoveryId: string },
): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    insert into claim ${tx({
      discoveryId,
      articleId,
      origin: 'analyser',
      analyser,
      type: claim.type,
      fields: tx.json(ClaimFields.parse(claim)),
      confidence: claim.confidence,
      evidence: claim.evidence.quote,
      evidenceStart: claim.evidence.start,
      evidenceEnd: claim.evidence.end,
      also: tx.json(claim.also),
      why: tx.json(claim.why),
    })}
    on conflict do nothing returning id`
  return row?.id
}
