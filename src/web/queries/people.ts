import { claimCounts } from '../../6-review/claim-counts.ts'
import type { Runner } from '../../db/database.ts'
import { personsLike } from '../../search/persons-like.ts'
import { COUNTED_TO } from './counted.ts'

export interface ListedPerson {
  id: string
  name: string
  spellings: string[]
  claims: number
  /** Articles, counted up to COUNTED_TO; one more tells that there are more. */
  mentions: number
  lastMention: Date | null
}

export interface PeoplePage {
  people: ListedPerson[]
  /** Where the next page begins; null at the end. */
  next: string | null
}

const told = (sql: Runner) => sql`(claim.current or claim.review <> 'suggested') and claim.review <> 'rejected'`

// Who is told of a hundred thousand times costs no more than who is told of a thousand times.
const counts = (sql: Runner) => sql`
  coalesce(of_claims.told, 0) as claims,
  (select count(*)::int from (
    select distinct article_id from mention where person_id = person.id limit ${COUNTED_TO + 1}) counted) as mentions,
  (select max(coalesce(article.published, article.extracted_at)) from (
      select article_id from mention where person_id = person.id order by article_id desc limit 50) newest
    join article on article.id = article_id) as last_mention`

/**
 * Where a list of people goes on: behind a person of a claim (c12-7), behind a person whom no claim is about (p7), or at a
 * number of those of a name (n50).
 */
export const PeopleCursor = /^(?:c\d{1,18}-\d{1,18}|p\d{1,18}|n\d{1,4})$/

/**
 * Persons, those whom the newest claims are about first; with `words` those of a name, by its letters or its sound in any
 * script, whom most claims are about first.
 */
export async function listPeople(
  sql: Runner,
  { words, limit, after }: { words?: string | undefined; limit: number; after?: string | undefined },
): Promise<PeoplePage> {
  const mark = PeopleCursor.test(after ?? '') ? after! : ''
  if (words !== undefined) return peopleNamed(sql, words, limit, mark.startsWith('n') ? Number(mark.slice(1)) : 0)
  const [, claimId, personId] = /^c(\d+)-(\d+)$/.exec(mark) ?? []
  const behind = mark.startsWith('p') ? mark.slice(1) : null
  const toldOf = behind ? [] : await peopleOfClaims(sql, limit + 1, claimId ? { claimId, personId: personId! } : null)
  const missing = limit - toldOf.length
  const others = missing < 0 ? [] : await peopleWithoutClaims(sql, missing + 1, behind)
  const ids = [...toldOf.map((row) => row.personId), ...others].slice(0, limit)
  const people = await peopleOf(sql, ids)
  if (missing < 0) {
    const last = toldOf[limit - 1]!
    return { people, next: `c${last.claimId}-${last.personId}` }
  }
  if (others.length <= missing) return { people, next: null }
  const last = others[missing - 1]
  const lastTold = toldOf.at(-1)
  return { people, next: last ? `p${last}` : lastTold ? `c${lastTold.claimId}-${lastTold.personId}` : null }
}

interface OfClaim {
  claimId: string
  personId: string
}

// Along the claims from the newest; whoever has a newer one was told already.
const peopleOfClaims = (sql: Runner, limit: number, after: OfClaim | null) => sql<OfClaim[]>`
  select claim_id, person_id from claim_person one join claim on claim.id = claim_id
  where ${told(sql)} ${after ? sql`and (claim_id, person_id) < (${after.claimId}, ${after.personId})` : sql``}
    and not exists (
      select from claim_person newer join claim on claim.id = newer.claim_id
      where newer.person_id = one.person_id and newer.claim_id > one.claim_id and ${told(sql)})
  order by claim_id desc, person_id desc limit ${limit}`

async function peopleWithoutClaims(sql: Runner, limit: number, before: string | null): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from person
    where merged_into is null ${before ? sql`and id < ${before}` : sql``}
      and not exists (select from claim_person join claim on claim.id = claim_id where person_id = person.id and ${told(sql)})
    order by id desc limit ${limit}`
  return rows.map(({ id }) => id)
}

async function peopleNamed(sql: Runner, words: string, limit: number, from: number): Promise<PeoplePage> {
  const ids = await personsLike(sql, words)
  const rows = await sql<{ id: string }[]>`
    select person.id from person left join ${claimCounts(sql, ['person'], ids)} of_claims on key = person.id::text
    where person.id = any(${ids}::bigint[])
    order by coalesce(told, 0) desc, lower(name), person.id limit ${limit + 1} offset ${from}`
  const people = await peopleOf(
    sql,
    rows.slice(0, limit).map(({ id }) => id),
  )
  return { people, next: rows.length > limit ? `n${from + limit}` : null }
}

/** Persons in the order of their ids here. */
async function peopleOf(sql: Runner, ids: string[]): Promise<ListedPerson[]> {
  if (ids.length === 0) return []
  return sql<ListedPerson[]>`
    select person.id, name, spellings, ${counts(sql)}
    from unnest(${ids}::bigint[]) with ordinality as wanted(id, place) join person using (id)
      left join ${claimCounts(sql, ['person'], ids)} of_claims on key = person.id::text
    order by place`
}

/** All persons of a list, a few at a time; `shown` is what its reader may see of them. */
export async function* eachPerson(
  sql: Runner,
  words: string | undefined,
  shown: (people: ListedPerson[]) => Promise<ListedPerson[]>,
): AsyncGenerator<ListedPerson> {
  let after: string | undefined
  while (true) {
    const { people, next }: PeoplePage = await listPeople(sql, { words, limit: 200, after })
    yield* await shown(people)
    if (next === null) return
    after = next
  }
}

export async function readPerson(
  sql: Runner,
  id: string,
): Promise<(ListedPerson & { mergedInto: string | null }) | undefined> {
  const [row] = await sql<(ListedPerson & { mergedInto: string | null })[]>`
    select id, name, spellings, merged_into, ${counts(sql)}
    from person left join ${claimCounts(sql, ['person'], [id])} of_claims on key = person.id::text where id = ${id}`
  return row
}

export interface PersonMention {
  discoveryId: string
  title: string
  outletName: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
  words: string[]
}

/** The articles that name a person, newest first, with the words that do. */
export async function mentionsOf(sql: Runner, personId: string, limit: number): Promise<PersonMention[]> {
  return sql<PersonMention[]>`
    select article.discovery_id, article.title, coalesce(outlet.definition ->> 'name', outlet_id) as outlet_name,
      article.published, article.published_precision, article.language, array_agg(distinct mention.words) as words
    from mention join article on article.id = article_id join discovery on discovery.id = article.discovery_id
      join outlet on outlet.id = outlet_id
    where person_id = ${personId} and article_id in (
      select distinct article_id from mention where person_id = ${personId} order by article_id desc limit ${limit})
    group by article.id, outlet.id, discovery.outlet_id
    order by coalesce(article.published, article.extracted_at) desc limit ${limit}`
}

export interface PersonContact {
  kind: string
  eventDate: { from: string; to: string; precision: 'day' | 'month' | 'year'; text: string } | null
  evidence: string
  discoveryId: string
  title: string
  outletName: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
}

/** What articles tell did take place for a person: visits, calls, doctors, courts … */
export async function contactsOf(sql: Runner, personId: string, limit: number): Promise<PersonContact[]> {
  return sql<PersonContact[]>`
    select contact.kind, contact.event_date, contact.evidence, article.discovery_id, article.title,
      coalesce(outlet.definition ->> 'name', outlet_id) as outlet_name, article.published, article.published_precision
    from (select * from contact where person_id = ${personId} order by id desc limit ${COUNTED_TO}) contact
      join article on article.id = article_id join discovery on discovery.id = article.discovery_id
      join outlet on outlet.id = outlet_id
    order by coalesce(event_date ->> 'from', article.published::text) desc nulls last, contact.id desc limit ${limit}`
}
