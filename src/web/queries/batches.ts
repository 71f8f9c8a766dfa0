import type { Runner } from '../../db/database.ts'

/** The claims of somebody's bulk decision that nobody decided about since. */
export async function claimsOfBatch(sql: Runner, batch: string, accountName: string): Promise<string[]> {
  const rows = await sql<{ claimId: string }[]>`
    select claim_id from decision d where batch = ${batch} and account_name = ${accountName}
      and not exists (select 1 from decision later where later.claim_id = d.claim_id and later.id > d.id)
    order by claim_id`
  return rows.map(({ claimId }) => claimId)
}
