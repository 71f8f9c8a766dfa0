import type { Runner } from '../db/database.ts'

export const LONGEST_QUESTION = 1000

/** What a reviewer asked a colleague about a claim, and the answer. */
export interface Question {
  id: string
  claimId: string
  discoveryId: string
  askerId: string
  askerName: string
  /** Null: whoever of the team reviews. */
  askedId: string | null
  askedName: string | null
  words: string
  at: Date
  answer: string | null
  answeredByName: string | null
  answeredAt: Date | null
  readAt: Date | null
}

export interface Colleague {
  id: string
  name: string
}

/** Who can be asked: everybody who reviews, but oneself. */
export async function colleaguesOf(sql: Runner, accountId: string): Promise<Colleague[]> {
  return sql<Colleague[]>`
    select id, name from account where role in ('reviewer', 'admin') and disabled_at is null and id <> ${accountId}
    order by lower(name)`
}

export type AskOutcome =
  | { kind: 'asked' | 'already'; questionId: string; discoveryId: string }
  | { kind: 'refused'; because: 'no-claim' | 'no-words' | 'no-colleague' }

/** Asks a colleague, or whoever reviews, about a claim. The same question sent twice is one question. */
export async function askColleague(
  sql: Runner,
  { claimId, askerId, askedId, words }: { claimId: string; askerId: string; askedId: string | null; words: string },
): Promise<AskOutcome> {
  const tidy = words.trim().slice(0, LONGEST_QUESTION)
  if (tidy === '') return { kind: 'refused', because: 'no-words' }
  const [claim] = await sql<{ discoveryId: string }[]>`select discovery_id from claim where id = ${claimId}`
  if (!claim) return { kind: 'refused', because: 'no-claim' }
  const { discoveryId } = claim
  if (askedId !== null && !(await colleaguesOf(sql, askerId)).some(({ id }) => id === askedId))
    return { kind: 'refused', because: 'no-colleague' }
  const [fresh] = await sql<{ id: string }[]>`
    insert into question (claim_id, asker_id, asked_id, words) values (${claimId}, ${askerId}, ${askedId}, ${tidy})
    on conflict do nothing returning id`
  if (fresh) return { kind: 'asked', questionId: fresh.id, discoveryId }
  const [known] = await sql<{ id: string }[]>`
    select id from question where claim_id = ${claimId} and asker_id = ${askerId} and asked_id is not distinct from ${askedId}
      and words = ${tidy} order by id desc limit 1`
  return { kind: 'already', questionId: known!.id, discoveryId }
}

export type AnswerOutcome =
  | { kind: 'answered' | 'already'; claimId: string; discoveryId: string }
  | { kind: 'refused'; because: 'gone' | 'no-words' | 'not-asked' | 'answered' }

/** Answers a question that was put to this reviewer, or to whoever reviews. An answer is given once. */
export async function answerQuestion(
  sql: Runner,
  { questionId, accountId, words, now }: { questionId: string; accountId: string; words: string; now: Date },
): Promise<AnswerOutcome> {
  const tidy = words.trim().slice(0, LONGEST_QUESTION)
  if (tidy === '') return { kind: 'refused', because: 'no-words' }
  const question = await readQuestion(sql, questionId)
  if (!question) return { kind: 'refused', because: 'gone' }
  const mayAnswer = question.askedId === null ? question.askerId !== accountId : question.askedId === accountId
  if (!mayAnswer) return { kind: 'refused', because: 'not-asked' }
  const { claimId, discoveryId } = question
  const done = await sql`
    update question set answer = ${tidy}, answered_by = ${accountId}, answered_at = ${now}
    where id = ${questionId} and answer is null`
  if (done.count > 0) return { kind: 'answered', claimId, discoveryId }
  const same =
    await sql`select from question where id = ${questionId} and answer = ${tidy} and answered_by = ${accountId}`
  return same.count > 0 ? { kind: 'already', claimId, discoveryId } : { kind: 'refused', because: 'answered' }
}

const rows = (sql: Runner) => sql`
  select question.id, claim_id, claim.discovery_id, asker_id, asker.name as asker_name, asked_id, asked.name as asked_name, words,
    question.at, answer, answerer.name as answered_by_name, answered_at, read_at
  from question join claim on claim.id = claim_id join account asker on asker.id = asker_id
    left join account asked on asked.id = asked_id left join account answerer on answerer.id = answered_by`

export async function readQuestion(sql: Runner, id: string): Promise<Question | undefined> {
  const [row] = await sql<Question[]>`${rows(sql)} where question.id = ${id}`
  return row
}

/** What was asked about claims, oldest first. */
export async function questionsAbout(sql: Runner, claimIds: string[]): Promise<Question[]> {
  if (claimIds.length === 0) return []
  return sql<Question[]>`${rows(sql)} where claim_id = any(${claimIds}::bigint[]) order by question.id`
}

/** Open questions to this reviewer, and those to whoever reviews; the oldest waits longest. */
export async function questionsFor(sql: Runner, accountId: string, limit = 50): Promise<Question[]> {
  return sql<Question[]>`
    ${rows(sql)} where answer is null and (asked_id = ${accountId} or (asked_id is null and asker_id <> ${accountId}))
    order by question.id limit ${limit}`
}

/** What this reviewer asked, newest first. */
export async function questionsOf(sql: Runner, accountId: string, limit = 50): Promise<Question[]> {
  return sql<Question[]>`${rows(sql)} where asker_id = ${accountId} order by question.id desc limit ${limit}`
}

/** Answers that their asker has not read yet. */
export async function unreadAnswers(sql: Runner, accountId: string): Promise<Question[]> {
  return sql<Question[]>`
    ${rows(sql)} where asker_id = ${accountId} and answer is not null and read_at is null order by question.id limit 50`
}

export async function markAnswerRead(sql: Runner, accountId: string, questionId: string, now: Date): Promise<boolean> {
  const done = await sql`
    update question set read_at = coalesce(read_at, ${now})
    where id = ${questionId} and asker_id = ${accountId} and answer is not null`
  return done.count > 0
}
