import type { Runner } from '../../db/database.ts'
import type { ClaimStatus } from '../../domain/claim.ts'
import type { Review } from '../../domain/decision.ts'
import type { StatusStep } from './incident-state.ts'
import type { TellingArticle } from './origins.ts'
import type { TellingOfEvent } from './same-incident.ts'

export interface ClaimToPlace extends TellingOfEvent {
  id: string
  review: Review
  incidentId: string | null
}

// The decided layer counts where there is one, and what a reviewer rejected or the newest analysis dropped does not.
const claimsWith = (tx: Runner) => tx`
  select c.id, c.discovery_id, c.shown_type as type, c.shown_status as status, c.review, c.incident_id,
    coalesce(c.decided, c.fields) ->> 'victimGroup' as victim_group, c.shown_facility as place,
    nullif(coalesce(c.decided, c.fields) -> 'eventDate', 'null') as event_date,
    array(select person_id::text from claim_person cp where cp.claim_id = c.id) as person_ids,
    coalesce(a.published, d.published, d.discovered_at) as told, c.evidence, a.language as lang
  from claim c
  join article a on a.id = c.article_id
  join discovery d on d.id = c.discovery_id`

const COUNTS = (tx: Runner) => tx`c.review <> 'rejected' and (c.current or c.review <> 'suggested')`

/** The article's claims that belong to no incident yet. */
export const claimsToPlace = (tx: Runner, articleId: string) => tx<ClaimToPlace[]>`
  ${claimsWith(tx)} where c.article_id = ${articleId} and c.incident_id is null and ${COUNTS(tx)} order by c.id`

export const claimsById = (tx: Runner, ids: readonly string[]) => tx<ClaimToPlace[]>`
  ${claimsWith(tx)} where c.id = any(${[...ids]}::bigint[]) and ${COUNTS(tx)} order by told, c.id`

// Further apart nothing is one event, except that what is told to have ended may have begun long ago.
const LOOK_AROUND = '130 days'
// An event that is told more often than this is found among its newest tellings all the same.
const MOST_TELLINGS = 100

/** Claims in incidents that may tell of the same event as this one. */
export const tellingsNear = (tx: Runner, claim: ClaimToPlace) => tx<(ClaimToPlace & { incidentId: string })[]>`
  ${claimsWith(tx)}
  where c.shown_type = ${claim.type} and c.id <> ${claim.id} and c.incident_id is not null and ${COUNTS(tx)}
    and coalesce(a.published, d.published, d.discovered_at) between ${claim.told}::timestamptz - ${LOOK_AROUND}::interval
      and ${claim.told}::timestamptz + ${LOOK_AROUND}::interval
    and ${
      claim.personIds.length > 0
        ? tx`exists (select from claim_person cp where cp.claim_id = c.id and cp.person_id = any(${claim.personIds}::bigint[]))`
        : tx`not exists (select from claim_person cp where cp.claim_id = c.id)`
    }
  order by c.id desc limit ${MOST_TELLINGS}`

/** Puts a claim into an incident, or into a new one of its own; returns which. */
export async function placeClaim(
  tx: Runner,
  { id, type, told }: ClaimToPlace,
  incident: { id: string; why: string[] } | null,
): Promise<string> {
  if (incident) {
    await tx`update claim set incident_id = ${incident.id}, incident_why = ${tx.json(incident.why)} where id = ${id}`
    return incident.id
  }
  const [made] = await tx<{ id: string }[]>`
    with made as (insert into incident (type, first_told, last_told) values (${type}, ${told}, ${told}) returning id)
    update claim set incident_id = made.id, incident_why = '[]' from made where claim.id = ${id} returning made.id`
  return made!.id
}

export async function leaveIncident(tx: Runner, claimId: string): Promise<void> {
  await tx`update claim set incident_id = null, incident_why = '[]' where id = ${claimId}`
}

export const incidentsOfArticle = async (tx: Runner, articleId: string): Promise<string[]> =>
  (
    await tx<
      { id: string }[]
    >`select distinct incident_id as id from claim where article_id = ${articleId} and incident_id is not null`
  ).map(({ id }) => id)

export const incidentsOfClaims = async (tx: Runner, ids: readonly string[]): Promise<string[]> =>
  (
    await tx<
      { id: string }[]
    >`select distinct incident_id as id from claim where id = any(${[...ids]}::bigint[]) and incident_id is not null`
  ).map(({ id }) => id)

export interface IncidentClaim extends TellingOfEvent {
  id: string
  review: Review
  incidentId: string
  sources: string[]
}

/** The claims of incidents that count, in the order in which they were told. */
export const claimsOfIncidents = (tx: Runner, ids: readonly string[]) => tx<IncidentClaim[]>`
  select told_claims.*, array_remove(
      array[c.fields ->> 'source'] || array(select jsonb_array_elements(coalesce(c.fields -> 'sourceChain', '[]')) ->> 'name'), null) as sources
  from (${claimsWith(tx)} where c.incident_id = any(${[...ids]}::bigint[]) and ${COUNTS(tx)}) told_claims join claim c on c.id = told_claims.id
  order by told, told_claims.id`

type OfIncident = Omit<TellingArticle, 'hosts' | 'evidence' | 'sources'> & { home: string; mirrors: string[] }

// Each is compared with each to see who took it from whom; more than this many origins say nothing new.
const MOST_ARTICLES = 40

/** The articles that tell these claims, and the copies of them: the first to tell. */
export const tellingArticles = (tx: Runner, discoveryIds: readonly string[]) => tx<OfIncident[]>`
  select d.id as discovery_id, coalesce(o.definition ->> 'name', o.id) as outlet, d.url,
    o.definition ->> 'home' as home, array(select jsonb_array_elements_text(coalesce(o.definition -> 'mirrors', '[]'))) as mirrors,
    coalesce(a.published, d.published, d.discovered_at) as told, a.language as lang, a.byline, a.text, a.translation_of, d.original_id as copy_of
  from discovery d join outlet o on o.id = d.outlet_id
  join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
  where d.id = any(${[...discoveryIds]}::bigint[])
    or (d.original_id = any(${[...discoveryIds]}::bigint[]) and d.state = 'duplicate')
  order by d.id limit ${MOST_ARTICLES}`

export const outletNames = async (tx: Runner): Promise<string[]> =>
  (
    await tx<
      { name: string }[]
    >`select distinct definition ->> 'name' as name from outlet where definition ->> 'name' <> ''`
  ).map(({ name }) => name)

/** The articles of one incident, of all that `tellingArticles` gave, with what its claims say in each. */
export function articlesOfIncident(
  claims: readonly IncidentClaim[],
  articles: readonly OfIncident[],
): TellingArticle[] {
  const telling = new Set(claims.map(({ discoveryId }) => discoveryId))
  return articles
    .filter(({ discoveryId, copyOf }) => telling.has(discoveryId) || (copyOf !== null && telling.has(copyOf)))
    .map(({ home, mirrors, ...article }) => {
      const own = claims.filter(({ discoveryId }) => discoveryId === article.discoveryId)
      return {
        ...article,
        hosts: [...(URL.canParse(home) ? [new URL(home).host] : []), ...mirrors],
        evidence: own.map(({ evidence }) => evidence).join('\n'),
        sources: own.flatMap(({ sources }) => sources),
      }
    })
}

export interface IncidentState {
  incidentId: string
  type: string
  firstTold: Date
  lastTold: Date
  status: ClaimStatus
  urgency: string
  urgencyRule: string
  urgencyWord: string | null
  origins: number
  steps: readonly StatusStep[]
  told: readonly {
    discoveryId: string
    kind: string
    key: string
    takenFrom: string | null
    why: string
    told: Date
  }[]
}

/** Saves how incidents stand, in place of how they stood. */
export async function saveStates(tx: Runner, states: readonly IncidentState[]): Promise<void> {
  if (states.length === 0) return
  const ids = states.map(({ incidentId }) => incidentId)
  const rows = states.map(({ steps, told, ...row }) => row)
  const steps = states.flatMap(({ incidentId, steps }) => steps.map((step) => ({ incidentId, ...step })))
  const origins = states.flatMap(({ incidentId, told }) => told.map((origin) => ({ incidentId, ...origin })))
  // Sent in one go, run in this order.
  await Promise.all([
    tx`
      update incident set type = s.type, first_told = s."firstTold", last_told = s."lastTold", status = s.status,
        urgency = s.urgency, urgency_rule = s."urgencyRule", urgency_word = s."urgencyWord", origins = s.origins
      from jsonb_to_recordset(${tx.json(rows as never)}) as s("incidentId" bigint, type text, "firstTold" timestamptz,
        "lastTold" timestamptz, status text, urgency text, "urgencyRule" text, "urgencyWord" text, origins int)
      where incident.id = s."incidentId"`,
    tx`delete from incident_status where incident_id = any(${ids}::bigint[])`,
    tx`delete from incident_origin where incident_id = any(${ids}::bigint[])`,
    steps.length > 0 && tx`insert into incident_status ${tx(steps)}`,
    origins.length > 0 && tx`insert into incident_origin ${tx(origins)}`,
  ])
}

/** An incident that nothing tells of any more; it stays while rejected claims are in it: rejecting can be undone. */
export async function emptyIncident(tx: Runner, incidentId: string): Promise<void> {
  await tx`update incident set status = null, origins = 0 where id = ${incidentId}`
  await tx`delete from incident_origin where incident_id = ${incidentId}`
  await tx`delete from incident where id = ${incidentId} and not exists (select from claim where incident_id = ${incidentId})`
}
