import type { Runner } from '../../db/database.ts'

export interface ListedFacility {
  id: string
  name: string
  spellings: string[]
  claims: number
  mentions: number
}

const counts = (sql: Runner) => sql`
  (select count(*)::int from claim where shown_facility = facility.name and (current or review <> 'suggested') and review <> 'rejected') as claims,
  (select count(distinct article_id)::int from mention where facility_id = facility.id) as mentions`

/** Places by the words of a name; those that claims are about first. */
export async function listFacilities(
  sql: Runner,
  { words, limit, offset }: { words?: string | undefined; limit: number; offset: number },
): Promise<ListedFacility[]> {
  const like = words && `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  // One count over all claims instead of one for each place; the articles are counted for this page's places alone.
  return sql<ListedFacility[]>`
    with told as (
      select shown_facility, count(*)::int as claims from claim
      where shown_facility is not null and (current or review <> 'suggested') and review <> 'rejected' group by shown_facility
    ), page as (
      select id, name, spellings, coalesce(claims, 0) as claims from facility left join told on shown_facility = name
      ${like ? sql`where name ilike ${like} or array_to_string(spellings, ' ') ilike ${like}` : sql``}
      order by claims desc, lower(name), id limit ${limit} offset ${offset}
    )
    select page.*, (select count(distinct article_id)::int from mention where facility_id = page.id) as mentions
    from page order by claims desc, lower(name), id`
}

export async function readFacility(sql: Runner, id: string): Promise<ListedFacility | undefined> {
  const [row] = await sql<ListedFacility[]>`select id, name, spellings, ${counts(sql)} from facility where id = ${id}`
  return row
}

export interface HeldThere {
  personId: string
  name: string
  claims: number
  firstTold: Date | null
  lastTold: Date | null
}

/** Who claims say was held there, and between which days it was told. */
export async function heldAt(sql: Runner, facility: string, limit: number): Promise<HeldThere[]> {
  return sql<HeldThere[]>`
    select person.id as person_id, person.name, count(*)::int as claims, min(article.published) as first_told, max(article.published) as last_told
    from claim join claim_person on claim_id = claim.id join person on person.id = person_id join article on article.id = claim.article_id
    where shown_facility = ${facility} and (current or review <> 'suggested') and review <> 'rejected'
    group by person.id order by last_told desc nulls last limit ${limit}`
}

/** The names of the register, for a field that offers them. */
export async function facilityNames(sql: Runner): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select name from facility order by name limit 500`
  return rows.map(({ name }) => name)
}
