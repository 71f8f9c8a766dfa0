import { claimCounts } from '../../6-review/claim-counts.ts'
import type { Runner } from '../../db/database.ts'
import { COUNTED_TO } from './counted.ts'

export interface ListedFacility {
  id: string
  name: string
  spellings: string[]
  claims: number
  /** Articles, counted up to COUNTED_TO; one more tells that there are more. */
  mentions: number
}

const mentions = (sql: Runner) => sql`
  (select count(*)::int from (
    select distinct article_id from mention where facility_id = facility.id limit ${COUNTED_TO + 1}) counted) as mentions`

/** Places by the words of a name; those that most claims are about first. */
export async function listFacilities(
  sql: Runner,
  { words, limit, offset }: { words?: string | undefined; limit: number; offset: number },
): Promise<ListedFacility[]> {
  const like = words && `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<ListedFacility[]>`
    with page as materialized (
      select id, name, spellings, coalesce(told, 0) as claims from facility left join ${claimCounts(sql, ['place'])} of_claims on key = name
      ${like ? sql`where name ilike ${like} or array_to_string(spellings, ' ') ilike ${like}` : sql``}
      order by claims desc, lower(name), id limit ${limit} offset ${offset}
    )
    select facility.*, ${mentions(sql)} from page facility order by claims desc, lower(name), id`
}

export async function readFacility(sql: Runner, id: string): Promise<ListedFacility | undefined> {
  const [row] = await sql<ListedFacility[]>`
    select id, name, spellings, coalesce(told, 0) as claims, ${mentions(sql)}
    from facility left join ${claimCounts(sql, ['place'])} of_claims on key = name where id = ${id}`
  return row
}

export interface HeldThere {
  personId: string
  name: string
  claims: number
  firstTold: Date | null
  lastTold: Date | null
}

// Of a place that is told of every day, the newest claims tell who is held there now.
const NEWEST = 2_000

/** Who claims say was held there, and between which days it was told. */
export async function heldAt(sql: Runner, facility: string, limit: number): Promise<HeldThere[]> {
  return sql<HeldThere[]>`
    with newest as materialized (
      select id, article_id from claim
      where shown_facility = ${facility} and (current or review <> 'suggested') and review <> 'rejected'
      order by id desc limit ${NEWEST}
    )
    select person.id as person_id, person.name, count(*)::int as claims, min(article.published) as first_told, max(article.published) as last_told
    from newest join claim_person on claim_id = newest.id join person on person.id = person_id join article on article.id = newest.article_id
    group by person.id order by last_told desc nulls last limit ${limit}`
}

/** The names of the register, for a field that offers them. */
export async function facilityNames(sql: Runner): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select name from facility order by name limit 500`
  return rows.map(({ name }) => name)
}
