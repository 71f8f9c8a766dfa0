import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { aroundSecrets, secretsOf } from '../accounts/confidential.ts'
import type { Sql, Transaction } from '../db/database.ts'
import { ClaimFields, type Quote } from '../domain/claim.ts'
import { decideClaim, isSentTwice, type Past, seenMark, type Verdict, type Wish } from './decide.ts'
import {
  addClaim,
  addDecision,
  type ClaimRow,
  evidenceOf,
  lockClaim,
  placeClaim,
  readPast,
  standingOf,
} from './decision-store.ts'

export { saveSuggestions } from './suggestion-store.ts'

export type DecisionOutcome =
  | { kind: 'decided'; claimId: string; discoveryId: string; decisionId: string }
  /** The same form was sent twice: the first one did it. */
  | { kind: 'already'; claimId: string; discoveryId: string }
  /** Somebody decided, or the suggestion changed, since the form was made. */
  | { kind: 'stale'; claimId: string; discoveryId: string; last: Past | undefined }
  | { kind: 'refused'; claimId: string; discoveryId: string; because: (Verdict & { kind: 'refused' })['because'] }
  /** A colleague has taken the article and is at it. */
  | { kind: 'held'; claimId: string; discoveryId: string; holder: string; until: Date }
  | { kind: 'not-found' }

/** Words of a version of the claim's article. */
export interface ChosenWords {
  articleId: string
  start: number
  end: number
}

export interface ReviewerWish {
  claimId: string
  /** seenMark of what the reviewer saw. */
  seen: string
  wish: Wish
  /** With a correction: the words that tell it, where they are others than the claim has. */
  words?: ChosenWords | undefined
}

export interface Reviewer {
  name: string
  /** May see fields that are marked confidential; without it no decision of theirs takes such a mark away. */
  seesConfidential?: boolean
}

interface ReviewDeps {
  sql: Sql
  now: () => Date
}

/** Decides about one claim, if it still stands as the reviewer saw it. */
export async function decide(
  asked: ReviewerWish,
  reviewer: Reviewer,
  { sql, now }: ReviewDeps,
): Promise<DecisionOutcome> {
  return sql.begin((tx) => decideIn(tx, asked, reviewer, now(), null))
}

/** Decides about many claims at one stroke; `batch` undoes them at one stroke. */
export async function decideMany(
  asked: ReviewerWish[],
  reviewer: Reviewer,
  { sql, now }: ReviewDeps,
): Promise<{ batch: string; outcomes: DecisionOutcome[] }> {
  const batch = randomUUID()
  // In one order everywhere, so that two bulk decisions wait for each other instead of dead-locking.
  const ordered = [...asked].sort((a, b) => (BigInt(a.claimId) < BigInt(b.claimId) ? -1 : 1))
  const outcomes = await sql.begin(async (tx) => {
    const all: DecisionOutcome[] = []
    for (const one of ordered) all.push(await decideIn(tx, one, reviewer, now(), batch))
    return all
  })
  return { batch, outcomes }
}

/** Takes a bulk decision back, except where somebody decided again since. */
export async function undoBatch(batch: string, reviewer: Reviewer, { sql, now }: ReviewDeps): Promise<number> {
  return sql.begin(async (tx) => {
    const rows = await tx<{ claimId: string }[]>`
      select claim_id from decision d where batch = ${batch} and account_name = ${reviewer.name}
        and not exists (select 1 from decision later where later.claim_id = d.claim_id and later.id > d.id)
      order by claim_id`
    let undone = 0
    for (const { claimId } of rows) {
      const claim = await lockClaim(tx, claimId)
      if (!claim) continue
      const past = await readPast(tx, claimId)
      const seen = seenMark(past.at(-1)?.id ?? null, standingOf(claim), claim.evidence)
      const outcome = await decideIn(tx, { claimId, seen, wish: { act: 'undo' } }, reviewer, now(), null)
      if (outcome.kind === 'decided') undone++
    }
    return undone
  })
}

async function decideIn(
  tx: Transaction,
  { claimId, seen, wish: asked, words }: ReviewerWish,
  reviewer: Reviewer,
  at: Date,
  batch: string | null,
): Promise<DecisionOutcome> {
  const claim = await lockClaim(tx, claimId)
  if (!claim) return { kind: 'not-found' }
  const { discoveryId } = claim
  const past = await readPast(tx, claimId)
  const before = standingOf(claim)
  const evidence = words && (await wordsOf(tx, claim, words))
  const wish = asked.act === 'correct' && evidence ? { ...asked, evidence } : asked
  if (seenMark(past.at(-1)?.id ?? null, before, claim.evidence) !== seen) {
    if (isSentTwice(past, reviewer.name, wish, seen, claim.evidence)) return { kind: 'already', claimId, discoveryId }
    return { kind: 'stale', claimId, discoveryId, last: past.at(-1) }
  }
  const hold = await colleagueAt(tx, discoveryId, reviewer.name, at)
  if (hold) return { kind: 'held', claimId, discoveryId, ...hold }
  if (evidence === null) return { kind: 'refused', because: 'not-in-text', claimId, discoveryId }
  const isMoved = wish.act === 'correct' && wish.evidence && !isDeepStrictEqual(wish.evidence, evidenceOf(claim))
  const meant = wish.act === 'correct' && !isMoved ? { act: wish.act, fields: wish.fields } : wish
  const verdict = decideClaim(before, meant, past)
  if (verdict.kind === 'refused') return { ...verdict, claimId, discoveryId }
  const { after } = verdict
  // Else taking back the correction that hid a source would be a way to read it.
  const unmarked = (before.fields.confidential ?? []).some((field) => !after.fields.confidential?.includes(field))
  if (unmarked && !reviewer.seesConfidential) return { kind: 'refused', because: 'confidential', claimId, discoveryId }
  const decisionId = await addDecision(tx, {
    claimId,
    accountName: reviewer.name,
    at,
    act: wish.act === 'correct' && after.review === 'accepted' ? 'accept' : wish.act,
    reason: wish.act === 'reject' ? wish.reason : null,
    // What it pointed at before stands in the history too.
    before: isMoved ? { ...before, evidence: evidenceOf(claim) } : before,
    after,
    batch,
  })
  await placeClaim(tx, claim, after)
  await holdOn(tx, discoveryId, reviewer.name, at)
  return { kind: 'decided', claimId, discoveryId, decisionId }
}

// Evidence is a sentence or two; whole articles are no quote.
export const LONGEST_QUOTE = 2000

async function wordsOf(
  tx: Transaction,
  claim: ClaimRow,
  { articleId, start, end }: ChosenWords,
): Promise<Quote | null> {
  const [article] = await tx<{ text: string }[]>`
    select text from article where id = ${articleId} and discovery_id = ${claim.discoveryId}`
  if (!article) return null
  const span = await wholeSecrets(tx, claim.discoveryId, article.text, { start, end })
  const quote = article.text.slice(span.start, span.end)
  const stands = quote.length === span.end - span.start && quote.trim() !== '' && quote.length <= LONGEST_QUOTE
  return stands ? { quote, ...span } : null
}

// A quote that cuts a secret word in two would show its halves, one letter after the other.
async function wholeSecrets(
  tx: Transaction,
  discoveryId: string,
  text: string,
  span: { start: number; end: number },
): Promise<{ start: number; end: number }> {
  return aroundSecrets(text, (await secretsOf(tx, [discoveryId])).get(discoveryId) ?? [], span)
}

async function colleagueAt(
  tx: Transaction,
  discoveryId: string,
  name: string,
  now: Date,
): Promise<{ holder: string; until: Date } | undefined> {
  const [row] = await tx<{ holder: string; until: Date }[]>`
    select account.name as holder, until from review_hold join account on account.id = account_id
    where discovery_id = ${discoveryId} and until > ${now} and account.name <> ${name}`
  return row
}

/** Long enough to read an article twice, short enough that a closed laptop blocks nobody until tomorrow. */
export const HOLD_MINUTES = 30

// Whoever decides is at it: what they have taken does not lapse under their hands.
async function holdOn(tx: Transaction, discoveryId: string, name: string, now: Date): Promise<void> {
  await tx`
    update review_hold set until = ${new Date(now.getTime() + HOLD_MINUTES * 60_000)} from account
    where account.id = account_id and account.name = ${name} and discovery_id = ${discoveryId} and until > ${now}`
}

export type AddOutcome =
  | { kind: 'added'; claimId: string }
  | { kind: 'already'; claimId: string }
  /** A colleague has taken the article: they may be adding the same claim. */
  | { kind: 'held'; holder: string; until: Date }
  | { kind: 'refused'; because: 'no-article' | 'not-in-text' }

/** Adds a claim that the analyser missed; its evidence is a span of the article's text. */
export async function addMissedClaim(
  asked: { articleId: string; fields: ClaimFields; start: number; end: number },
  reviewer: Reviewer,
  { sql, now }: ReviewDeps,
): Promise<AddOutcome> {
  return sql.begin(async (tx): Promise<AddOutcome> => {
    const [article] = await tx<{ discoveryId: string; text: string }[]>`
      select discovery_id, text from article where id = ${asked.articleId}`
    if (!article) return { kind: 'refused', because: 'no-article' }
    const { discoveryId } = article
    const span = await wholeSecrets(tx, discoveryId, article.text, { start: asked.start, end: asked.end })
    const quote = article.text.slice(span.start, span.end)
    if (quote.trim() === '' || quote.length !== span.end - span.start)
      return { kind: 'refused', because: 'not-in-text' }
    const fields = ClaimFields.parse(asked.fields)
    const evidence = { quote, ...span }
    const hold = await colleagueAt(tx, discoveryId, reviewer.name, now())
    if (hold) return { kind: 'held', ...hold }
    const { claim, isNew } = await addClaim(tx, { discoveryId, articleId: asked.articleId, fields, evidence })
    if (!isNew) return { kind: 'already', claimId: claim.id }
    const after = standingOf(claim)
    await addDecision(tx, {
      claimId: claim.id,
      accountName: reviewer.name,
      at: now(),
      act: 'add',
      reason: null,
      before: null,
      after,
    })
    await placeClaim(tx, claim, after)
    return { kind: 'added', claimId: claim.id }
  })
}
