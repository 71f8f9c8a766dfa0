import type { Transaction } from '../db/database.ts'
import { type Claim, ClaimFields } from '../domain/claim.ts'
import { keepLater } from './later-suggestion.ts'
import { type Attachments, attachSuggestions, type KnownClaim } from './same-claim.ts'

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

/** Saves what an analysis suggests of one article: see `saveAllSuggestions`. */
export const saveSuggestions = (tx: Transaction, suggestions: Suggestions): Promise<SavedSuggestion[]> =>
  saveAllSuggestions(tx, [suggestions])

/**
 * Saves what analyses suggest, in the caller's transaction. Old claims are recognised, decisions stay as they are, what
 * was rejected stays rejected, and running it twice changes nothing.
 */
export async function saveAllSuggestions(tx: Transaction, all: readonly Suggestions[]): Promise<SavedSuggestion[]> {
  const discoveryIds = all.map(({ discoveryId }) => discoveryId)
  // Two analyses of one article must not both think that they are first.
  const [, known] = await Promise.all([
    tx`select 1 from discovery where id = any(${discoveryIds}::bigint[]) order by id for update`,
    readKnown(tx, discoveryIds),
  ])
  const saved: SavedSuggestion[] = []
  const added: NewClaim[] = []
  for (const { claims, ...article } of all) {
    const before = known.get(article.discoveryId)
    const plan = before ? await attach(tx, before, claims, article, saved) : attachSuggestions([], claims, '', '')
    added.push(...plan.added.map((claim) => ({ ...article, claim })))
  }
  return [...saved, ...(await insertAll(tx, added))]
}

type OfArticle = Omit<Suggestions, 'claims'>
type NewClaim = OfArticle & { claim: Claim }

/** Puts a new analysis to the claims that an article has already. */
async function attach(
  tx: Transaction,
  known: KnownClaim[],
  claims: Claim[],
  { articleId, analyser }: OfArticle,
  saved: SavedSuggestion[],
): Promise<Attachments> {
  const [article] = await tx<{ text: string }[]>`select text from article where id = ${articleId}`
  if (!article) throw new Error(`article ${articleId} is not there`)
  const plan = attachSuggestions(known, claims, article.text, articleId)
  if (plan.withdrawn.length > 0) await tx`update claim set current = false where id in ${tx(plan.withdrawn)}`
  if (plan.textChanged.length > 0) await tx`update claim set text_changed = true where id in ${tx(plan.textChanged)}`
  for (const { id, evidence } of plan.moved) await moveDecided(tx, id, articleId, evidence)
  for (const { id, fresh, decided } of plan.attached) {
    if (!decided) await renew(tx, id, { articleId, analyser, claim: fresh })
    saved.push({ claimId: id, claim: fresh, isNew: false })
  }
  await keepLater(tx, known, plan, analyser)
  return plan
}

interface KnownRow extends Omit<KnownClaim, 'evidence'> {
  discoveryId: string
  evidence: string
  evidenceStart: number
  evidenceEnd: number
}

async function readKnown(tx: Transaction, discoveryIds: readonly string[]): Promise<Map<string, KnownClaim[]>> {
  const rows = await tx<KnownRow[]>`
    select discovery_id, id, article_id, origin, review, current, text_changed, fields, decided, evidence, evidence_start, evidence_end,
      read_evidence
    from claim where discovery_id = any(${[...discoveryIds]}::bigint[]) order by id for update`
  const known = new Map<string, KnownClaim[]>()
  for (const { discoveryId, evidence, evidenceStart, evidenceEnd, ...rest } of rows) {
    const claim = { ...rest, evidence: { quote: evidence, start: evidenceStart, end: evidenceEnd } }
    known.set(discoveryId, [...(known.get(discoveryId) ?? []), claim])
  }
  return known
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

async function insertAll(tx: Transaction, added: readonly NewClaim[]): Promise<SavedSuggestion[]> {
  if (added.length === 0) return []
  const rows = added.map(({ claim, ...article }) => ({
    ...article,
    type: claim.type,
    fields: ClaimFields.parse(claim),
    confidence: claim.confidence,
    evidence: claim.evidence.quote,
    start: claim.evidence.start,
    end: claim.evidence.end,
    also: claim.also,
    why: claim.why,
  }))
  const inserted = await tx<
    { id: string; articleId: string; evidenceStart: number; evidenceEnd: number; fields: ClaimFields }[]
  >`
    insert into claim (discovery_id, article_id, origin, analyser, type, fields, confidence, evidence, evidence_start, evidence_end, also, why)
    select "discoveryId", "articleId", 'analyser', analyser, type, fields, confidence, evidence, start, "end", also, why
    from jsonb_to_recordset(${tx.json(rows as never)}) as c("discoveryId" bigint, "articleId" bigint, analyser text, type text, fields jsonb,
      confidence real, evidence text, start int, "end" int, also jsonb, why jsonb)
    on conflict do nothing returning id, article_id, evidence_start, evidence_end, fields`
  const keyOf = (articleId: string, start: number, end: number, { type, victims, victimGroup }: ClaimFields) =>
    JSON.stringify([articleId, start, end, type, victims, victimGroup])
  const claims = new Map(
    added.map(({ articleId, claim }) => [keyOf(articleId, claim.evidence.start, claim.evidence.end, claim), claim]),
  )
  return inserted.map(({ id, articleId, evidenceStart, evidenceEnd, fields }) => ({
    claimId: id,
    claim: claims.get(keyOf(articleId, evidenceStart, evidenceEnd, fields))!,
    isNew: true,
  }))
}
