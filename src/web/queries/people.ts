import type { Runner } from '../../db/database.ts'
import { soundKey } from '../../names/names.ts'

export interface ListedPerson {
  id: string
  name: string
  spellings: string[]
  claims: number
  mentions: number
  lastMention: Date | null
}

const counts = (sql: Runner) => sql`
  (select count(*)::int from claim_person join claim on claim.id = claim_id
    where person_id = person.id and (current or review <> 'suggested') and review <> 'rejected') as claims,
  (select count(distinct article_id)::int from mention where person_id = person.id) as mentions,
  (select max(coalesce(article.published, article.extracted_at)) from mention join article on article.id = article_id
    where person_id = person.id) as last_mention`

/** Persons by the words of a name or by its sound, in any script; those that claims are about first. */
export async function listPeople(
  sql: Runner,
  { words, limit, offset }: { words?: string | undefined; limit: number; offset: number },
): Promise<ListedPerson[]> {
  const like = words && `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  const named = like
    ? sql`and (name ilike ${like} or array_to_string(spellings, ' ') ilike ${like} or sound = ${soundKey(words)})`
    : sql``
  // One count over all claims instead of one for each person; the articles are counted for this page's people alone.
  return sql<ListedPerson[]>`
    with told as (
      select person_id, count(*)::int as claims from claim_person join claim on claim.id = claim_id
      where (current or review <> 'suggested') and review <> 'rejected' group by person_id
    ), page as (
      select id, name, spellings, coalesce(claims, 0) as claims from person left join told on person_id = person.id
      where merged_into is null ${named} order by claims desc, lower(name), id limit ${limit} offset ${offset}
    )
    select page.*, articles.mentions, articles.last_mention from page left join lateral (
      select count(distinct article_id)::int as mentions, max(coalesce(article.published, article.extracted_at)) as last_mention
      from mention join article on article.id = article_id where person_id = page.id) articles on true
    order by claims desc, lower(name), id`
}

export async function readPerson(
  sql: Runner,
  id: string,
): Promise<(ListedPerson & { mergedInto: string | null }) | undefined> {
  const [row] = await sql<(ListedPerson & { mergedInto: string | null })[]>`
    select id, name, spellings, merged_into, ${counts(sql)} from person where id = ${id}`
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
    where person_id = ${personId}
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
    from contact join article on article.id = article_id join discovery on discovery.id = article.discovery_id
      join outlet on outlet.id = outlet_id
    where person_id = ${personId}
    order by coalesce(event_date ->> 'from', article.published::text) desc nulls last, contact.id desc limit ${limit}`
}
