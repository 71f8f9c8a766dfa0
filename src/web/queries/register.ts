import type { Runner } from '../../db/database.ts'

/** Names for a field to offer: whom this reader tracks, then whom claims lately were about. */
export async function registerNames(sql: Runner, accountId: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    with lately as (select person_id from claim_person order by claim_id desc limit 2000),
    told as (
      select coalesce(into_one.name, person.name) as name, count(*) as claims from lately join person on person.id = person_id
        left join person into_one on into_one.id = person.merged_into group by 1)
    select name from (
      select name, 1 as rank, 0 as claims from watch where account_id = ${accountId} and of_person
      union all select name, 2, claims from told) known
    group by name order by min(rank), max(claims) desc, name limit 150`
  return rows.map(({ name }) => name)
}
