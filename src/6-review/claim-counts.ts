import type { PendingQuery, Row } from 'postgres'
import type { Runner } from '../db/database.ts'
import type { Review } from '../domain/decision.ts'
import type { ClaimFilter } from './claim-filter.ts'

/** What claims are counted by, as they change (migration 0063). Those of "judged" are the analyser against the reviewers. */
export type CountedBy =
  | 'current'
  | 'month'
  | 'type'
  | 'place'
  | 'person'
  | 'outlet'
  | `judged ${'type' | 'language' | 'outlet' | 'analyser' | 'month' | 'reason' | 'field'}`

/**
 * The kept counts as a table for `from`: kind, key, accepted, corrected, rejected, suggested, missed and told (all that are
 * suggested still, or decided and not rejected). `keys` keeps it to some of them; what has no claims is not in it.
 */
export const claimCounts = (sql: Runner, kinds: CountedBy[], keys?: readonly string[]): PendingQuery<Row[]> => {
  const wanted = sql`kind = any(${kinds}) ${keys ? sql`and key = any(${[...keys]})` : sql``}`
  return sql`(
    select kind, key, sum(accepted)::int as accepted, sum(corrected)::int as corrected, sum(rejected)::int as rejected,
      sum(suggested)::int as suggested, sum(missed)::int as missed, sum(accepted + corrected + suggested)::int as told
    from (select * from claim_count where ${wanted} union all select * from claim_count_change where ${wanted}) of_both
    group by kind, key)`
}

/** Whether a filter asks for all claims, or all of one review: these are kept counted. */
export const isKeptCounted = ({ review: _, ...others }: ClaimFilter): boolean =>
  Object.values(others).every((value) => value === undefined)

const REVIEWED: Review[] = ['accepted', 'corrected']
const WAITING: Review[] = ['suggested', 'rejected']

/** Which of the kept numbers a filter of reviews asks for: of those that were reviewed, and of the others. */
export function keptReviews(review: ClaimFilter['review'] = 'all'): { reviewed: Review[]; waiting: Review[] } {
  if (review === 'all') return { reviewed: REVIEWED, waiting: WAITING }
  if (review === 'reviewed') return { reviewed: REVIEWED, waiting: [] }
  return { reviewed: REVIEWED.filter((one) => one === review), waiting: WAITING.filter((one) => one === review) }
}

/** How many claims there are of a review, whoever reads. */
export async function keptCount(sql: Runner, review: ClaimFilter['review']): Promise<number> {
  const { reviewed, waiting } = keptReviews(review)
  const [row] = await sql<Record<Review, number>[]>`
    select coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(corrected), 0)::int as corrected,
      coalesce(sum(rejected), 0)::int as rejected, coalesce(sum(suggested), 0)::int as suggested
    from ${claimCounts(sql, ['type'])} kept`
  return [...reviewed, ...waiting].reduce((sum, one) => sum + row![one], 0)
}

/** Adds up what changed since the last time, so that the counts stay quick to read; they are right without it too. */
export async function gatherClaimCounts(sql: Runner): Promise<void> {
  await sql`select gather_claim_counts() where exists (select from claim_count_change)`
}
