import type { Runner } from '../db/database.ts'
import type { EventDate } from '../domain/claim.ts'
import type { KnownPerson } from './persons/same-person.ts'

export interface LinkedArticle {
  articleId: string
  told: Date
}

export async function articleToLink(sql: Runner, discoveryId: string): Promise<LinkedArticle | null> {
  const [row] = await sql<LinkedArticle[]>`
    select a.id as article_id, coalesce(a.published, d.published, d.discovered_at) as told
    from discovery d join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
    where d.id = ${discoveryId} and d.todo = 'link'`
  return row ?? null
}

/** Names in an article that no person or facility of the register stands for yet. */
export const unlinkedNames = (tx: Runner, articleId: string, kind: 'person' | 'facility') => tx<{ name: string }[]>`
  select distinct name from mention
  where article_id = ${articleId} and kind = ${kind} and person_id is null and facility_id is null`

/** Persons whose names sound like one of these; a merged person's spellings count for the one it was merged into. */
export const soundingLike = (tx: Runner, sounds: string[]) => tx<(KnownPerson & { sound: string })[]>`
  select coalesce(into_.id, p.id)::text as id, coalesce(into_.name, p.name) as name, p.sound,
    p.spellings || coalesce(into_.spellings, '{}') as spellings
  from person p left join person into_ on into_.id = p.merged_into
  where p.sound = any(${sounds})`

export async function addPerson(tx: Runner, name: string, sound: string): Promise<string> {
  const [row] = await tx<{ id: string }[]>`insert into person (name, sound) values (${name}, ${sound}) returning id`
  return row!.id
}

/** Ties each mention, victim and contact of this name in this article to the person. */
export async function tiePerson(tx: Runner, articleId: string, name: string, personId: string): Promise<void> {
  await tx`update mention set person_id = ${personId} where article_id = ${articleId} and kind = 'person' and name = ${name}`
  await tx`update contact set person_id = ${personId} where article_id = ${articleId} and person = ${name}`
  await tx`
    insert into claim_person (claim_id, person_id)
    select id, ${personId} from claim
    where article_id = ${articleId} and coalesce(decided, fields) -> 'victims' ? ${name}
    on conflict do nothing`
  await tx`
    update person set spellings = spellings || ${name}::text
    where id = ${personId} and name <> ${name} and not spellings @> array[${name}]`
}

/** Persons that the article's names are tied to already: an earlier analysis, or a reviewer, tied them. */
export const tiedPersons = (tx: Runner, articleId: string) => tx<{ name: string; personId: string }[]>`
  select distinct name, person_id from mention where article_id = ${articleId} and person_id is not null`

export async function tieFacility(tx: Runner, articleId: string, name: string): Promise<void> {
  await tx`
    with place as (insert into facility (name) values (${name}) on conflict (name) do update set name = excluded.name returning id)
    update mention set facility_id = place.id from place
    where article_id = ${articleId} and kind = 'facility' and mention.name = ${name}`
}

export interface ClaimToPlace {
  id: string
  type: string
  victimGroup: string | null
  eventDate: EventDate | null
  facilityId: string | null
  personIds: string[]
  told: Date
  incidentId: string | null
}

/** The article's claims that belong to no incident yet. */
export const claimsToPlace = (tx: Runner, articleId: string) => tx<ClaimToPlace[]>`
  ${claimsWith(tx)} where c.article_id = ${articleId} and c.incident_id is null and c.current and c.review <> 'rejected'`

/** Claims of other articles that may tell of the same event. */
export const retellings = (tx: Runner, claim: ClaimToPlace, discoveryId: string) => tx<ClaimToPlace[]>`
  ${claimsWith(tx)}
  where c.type = ${claim.type} and c.discovery_id <> ${discoveryId} and c.incident_id is not null and c.review <> 'rejected'
    and (exists (select from claim_person cp where cp.claim_id = c.id and cp.person_id = any(${claim.personIds}::bigint[]))
      or f.id = ${claim.facilityId})
  order by c.id desc limit 200`

const claimsWith = (tx: Runner) => tx`
  select c.id, c.type, coalesce(c.decided, c.fields) ->> 'victimGroup' as victim_group,
    nullif(coalesce(c.decided, c.fields) -> 'eventDate', 'null') as event_date, f.id as facility_id, c.incident_id,
    array(select person_id::text from claim_person cp where cp.claim_id = c.id) as person_ids,
    coalesce(a.published, d.published, d.discovered_at) as told
  from claim c
  join article a on a.id = c.article_id
  join discovery d on d.id = c.discovery_id
  left join facility f on f.name = coalesce(c.decided, c.fields) ->> 'facility'`

/** Puts a claim into an incident, or into a new one of its own. */
export async function placeClaim(tx: Runner, { id, type, told }: ClaimToPlace, incidentId: string | null): Promise<void> {
  if (incidentId === null) {
    await tx`
      with made as (insert into incident (type, first_told, last_told) values (${type}, ${told}, ${told}) returning id)
      update claim set incident_id = made.id from made where claim.id = ${id}`
    return
  }
  await tx`update claim set incident_id = ${incidentId} where id = ${id}`
  await tx`
    update incident set first_told = least(first_told, ${told}), last_told = greatest(last_told, ${told})
    where id = ${incidentId}`
}
