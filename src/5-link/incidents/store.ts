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

/** The articles' claims that belong to no incident yet, as they are to be placed. */
export const claimsToPlace = (tx: Runner, articleIds: readonly string[]) => tx<ClaimToPlace[]>`
  ${claimsWith(tx)} where c.article_id = any(${[...articleIds]}::bigint[]) and c.incident_id is null and ${COUNTS(tx)}
  order by c.discovery_id, c.id`

export const claimsById = (tx: Runner, ids: readonly string[]) => tx<ClaimToPlace[]>`
  ${claimsWith(tx)} where c.id = any(${[...ids]}::bigint[]) and ${COUNTS(tx)} order by told, c.id`

/** Further apart nothing is one event, except that what is told to have ended may have begun long ago. */
export const LOOK_AROUND_DAYS = 130
/** An event that is told more often than this is found among its newest tellings all the same. */
export const MOST_TELLINGS = 100

/** A claim in an incident that may tell of the same event as one that is to be placed. */
export type Telling = ClaimToPlace & { incidentId: string }

/** By claim, those in incidents that are about one of its persons. */
export const tellingsOfPersons = (tx: Runner, claims: readonly ClaimToPlace[]) => tx<(Telling & { near: string })[]>`
  select asked.id as near, alike.*
  from jsonb_to_recordset(${tx.json(claims.map(({ id, type, told, personIds }) => ({ id, type, told, personIds })) as never)})
    as asked(id bigint, type text, told timestamptz, "personIds" bigint[])
  cross join lateral (
    ${claimsWith(tx)}
    where c.id = any(array(select claim_id from claim_person where person_id = any(asked."personIds")))
      and c.shown_type = asked.type and c.id <> asked.id and c.incident_id is not null and ${COUNTS(tx)}
      and coalesce(a.published, d.published, d.discovered_at) between asked.told - ${LOOK_AROUND}::interval and asked.told + ${LOOK_AROUND}::interval
    order by c.id desc limit ${MOST_TELLINGS}) alike`

const LOOK_AROUND = `${LOOK_AROUND_DAYS} days`

/** An incident about a group, as far as it is compared with a claim before its tellings are. */
export interface GroupIncident {
  id: string
  type: string
  places: string[]
  firstTold: Date
}

// So many incidents of one type within the time, newest first, are compared by their places.
const MOST_INCIDENTS = 500

/** Incidents about groups of these types that were told within the time around these days. */
export const groupIncidents = (tx: Runner, types: readonly string[], from: Date, to: Date) => tx<GroupIncident[]>`
  select near.* from unnest(${[...types]}::text[]) as asked(type) cross join lateral (
    select id, type, places, first_told from incident
    where type = asked.type and places <> '{}'
      and last_told >= ${from}::timestamptz - ${LOOK_AROUND}::interval and first_told <= ${to}::timestamptz + ${LOOK_AROUND}::interval
    order by last_told desc limit ${MOST_INCIDENTS}) near`

/** The newest claims of incidents. */
export const newestTellings = (tx: Runner, incidentIds: readonly string[]) => tx<Telling[]>`
  select newest.* from unnest(${[...incidentIds]}::bigint[]) as asked(id) cross join lateral (
    ${claimsWith(tx)} where c.incident_id = asked.id and ${COUNTS(tx)} order by c.id desc limit ${MOST_TELLINGS}) newest`

/** Ids for new incidents: claims are placed together before they are saved together. */
export const reserveIncidentIds = async (tx: Runner, count: number): Promise<string[]> =>
  (
    await tx<
      { id: string }[]
    >`select nextval(pg_get_serial_sequence('incident', 'id')) as id from generate_series(1, ${count}::int)`
  ).map(({ id }) => id)

/** Where a claim belongs: an incident that is there, or a new one of its own. */
export interface Placed {
  claim: ClaimToPlace
  incidentId: string
  isNew: boolean
  why: string[]
}

/** Puts claims into their incidents. */
export async function savePlaces(tx: Runner, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return
  const rows = placed.map(({ claim: { id, type, told }, ...place }) => ({ id, type, told, ...place }))
  await tx`
    with placed as (
      select * from jsonb_to_recordset(${tx.json(rows as never)}) as p(id bigint, type text, told timestamptz, "incidentId" bigint, "isNew" boolean, why jsonb)),
    made as (
      insert into incident (id, type, first_told, last_told) overriding system value
      select "incidentId", type, told, told from placed where "isNew")
    update claim set incident_id = "incidentId", incident_why = placed.why from placed where claim.id = placed.id`
}

export async function leaveIncident(tx: Runner, claimId: string): Promise<void> {
  await tx`update claim set incident_id = null, incident_why = '[]' where id = ${claimId}`
}

export const incidentsOfArticles = async (tx: Runner, articleIds: readonly string[]): Promise<string[]> =>
  (
    await tx<
      { id: string }[]
    >`select distinct incident_id as id from claim where article_id = any(${[...articleIds]}::bigint[]) and incident_id is not null`
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

// Among so many of the newest tellings is the one that says whether it goes on; so many of the first say whose it is.
const NEWEST = 20
const FIRST_ARTICLES = 40
// An agency's text may be posted again by hundreds.
const MOST_COPIES = 400

/**
 * The claims of incidents that say how they stand, in the order in which they were told: those of the first articles, the
 * newest ones, and each that has another status than the one before it. The others would change nothing.
 */
export const claimsOfIncidents = (tx: Runner, ids: readonly string[]) => tx<IncidentClaim[]>`
  with ranked as (
    select c.id, c.shown_status as status,
      lag(c.shown_status) over telling as before,
      row_number() over (partition by c.incident_id order by coalesce(a.published, d.published, d.discovered_at) desc, c.id desc) as newest,
      dense_rank() over (partition by c.incident_id order by c.discovery_id) as article
    from claim c join article a on a.id = c.article_id join discovery d on d.id = c.discovery_id
    where c.incident_id = any(${[...ids]}::bigint[]) and ${COUNTS(tx)}
    window telling as (partition by c.incident_id order by coalesce(a.published, d.published, d.discovered_at), c.id))
  select told_claims.*, array_remove(
      array[c.fields ->> 'source'] || array(select jsonb_array_elements(coalesce(c.fields -> 'sourceChain', '[]')) ->> 'name'), null) as sources
  from (${claimsWith(tx)} where c.id in (
    select id from ranked where newest <= ${NEWEST} or article <= ${FIRST_ARTICLES} or before is distinct from status)) told_claims
  join claim c on c.id = told_claims.id
  order by told, told_claims.id`

type OfIncident = Omit<TellingArticle, 'hosts' | 'evidence' | 'sources'> & { home: string; mirrors: string[] }

/** The articles that tell these claims, and the copies of them: the first to tell. */
export const tellingArticles = (tx: Runner, discoveryIds: readonly string[]) => tx<OfIncident[]>`
  select d.id as discovery_id, coalesce(o.definition ->> 'name', o.id) as outlet, d.url,
    o.definition ->> 'home' as home, array(select jsonb_array_elements_text(coalesce(o.definition -> 'mirrors', '[]'))) as mirrors,
    coalesce(a.published, d.published, d.discovered_at) as told, a.language as lang, a.byline, a.text, a.translation_of, d.original_id as copy_of,
    (select jsonb_build_object('answer', answer, 'ofId', of_id::text, 'ofOutlet', of_outlet) from origin_answer
      where origin_answer.discovery_id = d.id order by origin_answer.id desc limit 1) as said
  from discovery d join outlet o on o.id = d.outlet_id
  join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
  where d.id = any(${[...discoveryIds]}::bigint[] || array(
    select id from discovery where original_id = any(${[...discoveryIds]}::bigint[]) and state = 'duplicate'
    order by id limit ${MOST_COPIES}))
  order by d.id`

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
  places: string[]
  steps: readonly StatusStep[]
  told: readonly {
    discoveryId: string
    kind: string
    key: string
    takenFrom: string | null
    ofId: string | null
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
  // Sent in one go, run in this order. What stands as it stood is left alone.
  await Promise.all([
    tx`
      update incident set type = s.type, first_told = s."firstTold", last_told = s."lastTold", status = s.status,
        urgency = s.urgency, urgency_rule = s."urgencyRule", urgency_word = s."urgencyWord", origins = s.origins, places = s.places
      from jsonb_to_recordset(${tx.json(rows as never)}) as s("incidentId" bigint, type text, "firstTold" timestamptz,
        "lastTold" timestamptz, status text, urgency text, "urgencyRule" text, "urgencyWord" text, origins int, places text[])
      where incident.id = s."incidentId"`,
    tx`
      with told as (select * from jsonb_to_recordset(${tx.json(steps as never)}) as s("incidentId" bigint, told timestamptz, status text, "claimId" bigint)),
      gone as (
        delete from incident_status where incident_id = any(${ids}::bigint[])
          and (incident_id, told, claim_id) not in (select "incidentId", told, "claimId" from told))
      insert into incident_status (incident_id, told, status, claim_id) select "incidentId", told, status, "claimId" from told
      on conflict (incident_id, told, claim_id) do update set status = excluded.status
        where incident_status.status <> excluded.status`,
    tx`
      with origins as (
        select * from jsonb_to_recordset(${tx.json(origins as never)})
          as o("incidentId" bigint, "discoveryId" bigint, kind text, key text, "takenFrom" text, "ofId" bigint, why text, told timestamptz)),
      gone as (
        delete from incident_origin where incident_id = any(${ids}::bigint[])
          and (incident_id, discovery_id) not in (select "incidentId", "discoveryId" from origins))
      insert into incident_origin (incident_id, discovery_id, kind, key, taken_from, of_id, why, told)
      select "incidentId", "discoveryId", kind, key, "takenFrom", "ofId", why, told from origins
      on conflict (incident_id, discovery_id) do update
        set kind = excluded.kind, key = excluded.key, taken_from = excluded.taken_from, of_id = excluded.of_id, why = excluded.why,
          told = excluded.told
        where (incident_origin.kind, incident_origin.key, incident_origin.taken_from, incident_origin.of_id, incident_origin.why, incident_origin.told)
          is distinct from (excluded.kind, excluded.key, excluded.taken_from, excluded.of_id, excluded.why, excluded.told)`,
  ])
}

/** An incident that nothing tells of any more; it stays while rejected claims are in it: rejecting can be undone. */
export async function emptyIncident(tx: Runner, incidentId: string): Promise<void> {
  await tx`update incident set status = null, origins = 0, places = '{}' where id = ${incidentId}`
  await tx`delete from incident_origin where incident_id = ${incidentId}`
  await tx`delete from incident where id = ${incidentId} and not exists (select from claim where incident_id = ${incidentId})`
}
