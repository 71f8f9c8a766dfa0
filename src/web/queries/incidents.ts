import type { Tick } from '../../5-link/incidents/facts.ts'
import type { Runner } from '../../db/database.ts'
import type { ClaimFields, ClaimStatus } from '../../domain/claim.ts'
import type { Review } from '../../domain/decision.ts'

export interface ListedIncident {
  id: string
  type: string
  status: ClaimStatus
  urgency: string
  urgencyRule: string
  urgencyWord: string | null
  origins: number
  firstTold: Date
  lastTold: Date
  victims: string[]
  groups: string[]
  facilities: string[]
  claims: number
}

const isTold = (sql: Runner) => sql`claim.review <> 'rejected' and (claim.current or claim.review <> 'suggested')`

const rows = (sql: Runner) => sql`
  select incident.id, incident.type, incident.status, urgency, urgency_rule, urgency_word, origins, first_told, last_told,
    coalesce(array_agg(distinct person.name) filter (where person.name is not null), '{}') as victims,
    coalesce(array_agg(distinct coalesce(decided, fields) ->> 'victimGroup') filter (where coalesce(decided, fields) ->> 'victimGroup' is not null), '{}') as groups,
    coalesce(array_agg(distinct shown_facility) filter (where shown_facility is not null), '{}') as facilities,
    count(distinct claim.id)::int as claims
  from incident join claim on claim.incident_id = incident.id and ${isTold(sql)}
    left join claim_person on claim_id = claim.id left join person on person.id = person_id`

/** Incidents, the one told last first; `before` the one behind which the page begins. */
export async function listIncidents(
  sql: Runner,
  { limit, before, person }: { limit: number; before?: string | undefined; person?: string | undefined },
): Promise<ListedIncident[]> {
  // Which ones is found along an index; only what stands on the page is put together.
  return sql<ListedIncident[]>`
    with page as materialized (
      select id from incident
      where status is not null and exists (select from claim where incident_id = incident.id and ${isTold(sql)})
        ${
          person
            ? // From the person's claims: along all incidents it would be a long way to the next one.
              sql`and id = any(array(select distinct incident_id from claim join claim_person on claim_id = claim.id where person_id = ${person} and incident_id is not null))`
            : sql``
        }
        ${before ? sql`and (last_told, id) < (select last_told, id from incident where id = ${before})` : sql``}
      order by last_told desc, id desc limit ${limit}
    )
    ${rows(sql)} where incident.id in (select id from page)
    group by incident.id order by last_told desc, incident.id desc`
}

export async function readIncident(sql: Runner, id: string): Promise<ListedIncident | undefined> {
  const [row] = await sql<ListedIncident[]>`${rows(sql)} where incident.id = ${id} group by incident.id`
  return row?.status ? row : undefined
}

export interface IncidentClaimRow {
  id: string
  discoveryId: string
  review: Review
  fields: ClaimFields
  evidence: string
  incidentWhy: string[]
  title: string
  outletName: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
}

export const claimsOfIncident = (sql: Runner, id: string) => sql<IncidentClaimRow[]>`
  select claim.id, claim.discovery_id, review, coalesce(decided, fields) as fields, evidence, incident_why, article.title,
    coalesce(outlet.definition ->> 'name', outlet.id) as outlet_name, article.published, article.published_precision, article.language
  from claim join article on article.id = article_id join discovery on discovery.id = claim.discovery_id join outlet on outlet.id = outlet_id
  where incident_id = ${id} and review <> 'rejected' and (current or review <> 'suggested')
  order by coalesce(article.published, discovery.discovered_at), claim.id limit 30`

export interface OriginRow {
  discoveryId: string
  kind: string
  key: string
  takenFrom: string | null
  /** The article that it may be a translation of. */
  ofId: string | null
  why: string
  /** When a reviewer last said whether it is a translation. */
  answeredAt: Date | null
  title: string
  outletName: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
}

export const originsOfIncident = (sql: Runner, id: string) => sql<OriginRow[]>`
  select o.discovery_id, kind, key, taken_from, of_id, why, (select max(at) from origin_answer where discovery_id = d.id) as answered_at, a.title, coalesce(outlet.definition ->> 'name', outlet.id) as outlet_name,
    a.published, a.published_precision, a.language
  from incident_origin o join discovery d on d.id = o.discovery_id join outlet on outlet.id = d.outlet_id
  join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
  where incident_id = ${id} order by told, o.discovery_id limit 40`

export const statusSteps = (sql: Runner, id: string) => sql<{ told: Date; status: ClaimStatus }[]>`
  select told, status from incident_status where incident_id = ${id} order by told, claim_id limit 60`

export const ticksOf = (sql: Runner, id: string) => sql<Tick[]>`
  select fact, account_name as by, at, note from incident_fact where incident_id = ${id}`

/** Ticks a fact off, or opens it again. */
export async function tickFact(
  sql: Runner,
  {
    incidentId,
    fact,
    accountName,
    note,
    on,
  }: { incidentId: string; fact: string; accountName: string; note: string | null; on: boolean },
): Promise<void> {
  if (!on) await sql`delete from incident_fact where incident_id = ${incidentId} and fact = ${fact}`
  else
    await sql`
      insert into incident_fact (incident_id, fact, account_name, note)
      select id, ${fact}, ${accountName}, ${note} from incident where id = ${incidentId}
      on conflict (incident_id, fact) do update set account_name = excluded.account_name, note = excluded.note, at = now()`
}

export async function incidentOfClaim(sql: Runner, claimId: string): Promise<string | null> {
  const [row] = await sql<{ incidentId: string | null }[]>`select incident_id from claim where id = ${claimId}`
  return row?.incidentId ?? null
}
