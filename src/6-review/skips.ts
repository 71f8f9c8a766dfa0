import type { Runner } from '../db/database.ts'

/** Puts a claim out of one reviewer's inbox; nobody else's changes. Twice is once. False where there is no such claim. */
export async function skipClaim(sql: Runner, accountId: string, claimId: string): Promise<boolean> {
  const done = await sql`
    insert into claim_skip (account_id, claim_id) select ${accountId}, id from claim where id = ${claimId}
    on conflict (account_id, claim_id) do update set at = claim_skip.at`
  return done.count > 0
}

/** Back into the inbox. */
export async function unskipClaim(sql: Runner, accountId: string, claimId: string): Promise<void> {
  await sql`delete from claim_skip where account_id = ${accountId} and claim_id = ${claimId}`
}

/** How many claims that still wait this reviewer has skipped. */
export async function countSkipped(sql: Runner, accountId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from claim_skip join claim on claim.id = claim_id
    where account_id = ${accountId} and review = 'suggested' and current`
  return row!.count
}
