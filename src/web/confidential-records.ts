import type { Tick } from '../5-link/incidents/facts.ts'
import { conditions, hidesFacility, hidesVictims, type ReadyFilter, type Viewer } from '../6-review/claim-list.ts'
import { allSecrets, blackOut, isBlackedOut, secretsOf } from '../accounts/confidential.ts'
import type { Runner } from '../db/database.ts'
import type { ClaimFields } from '../domain/claim.ts'
import { HIDDEN, hideFields } from '../domain/confidential.ts'
import { blackOutAll, listFor, type Reader } from './confidential.ts'
import type { ClaimCount } from './queries/charts.ts'
import type { HeldThere, ListedFacility } from './queries/facilities.ts'
import type { IncidentClaimRow, ListedIncident } from './queries/incidents.ts'
import type { ListedOffer } from './queries/offers.ts'
import type { ListedPerson } from './queries/people.ts'

// Records count what they are told of. A number that counts what is hidden tells it as well as a name does, so it is taken
// off here; marked claims are few, and are found by an index of their own.

const isTold = (sql: Runner) => sql`(claim.current or claim.review <> 'suggested') and claim.review <> 'rejected'`
const nearSecret = (sql: Runner) => sql`claim.discovery_id in (select discovery_id from claim where has_secret)`

/** Persons with what is told of them that is not confidential; whoever is told of in nothing else is left out. */
export async function peopleFor<T extends ListedPerson>(sql: Runner, reader: Reader, people: T[]): Promise<T[]> {
  if (reader.seesConfidential || people.length === 0) return people
  const hidden = await hiddenOf(
    sql,
    people.map(({ id }) => id),
  )
  if (hidden.size === 0) return people
  return people.flatMap((person) => {
    const of = hidden.get(person.id)
    if (!of) return [person]
    const claims = Math.max(0, person.claims - of.claims)
    const mentions = Math.max(0, person.mentions - of.articles)
    return claims + mentions === 0 ? [] : [{ ...person, claims, mentions, lastMention: of.lastMention }]
  })
}

interface HiddenOfPerson {
  claims: number
  articles: number
  lastMention: Date | null
}

async function hiddenOf(sql: Runner, ids: string[]): Promise<Map<string, HiddenOfPerson>> {
  const secrets = await allSecrets(sql)
  if (secrets.size === 0) return new Map()
  const [claims, named] = await Promise.all([
    sql<{ personId: string; claims: number }[]>`
      select person_id, count(*)::int as claims from claim join claim_person on claim_id = claim.id
      where person_id = any(${ids}::bigint[]) and ${nearSecret(sql)} and ${isTold(sql)} and ${hidesVictims(sql)} group by person_id`,
    sql<{ personId: string; discoveryId: string; articleId: string; words: string[] }[]>`
      select person_id, discovery_id, article_id, array_agg(distinct words) as words
      from mention join article on article.id = article_id
      where person_id = any(${ids}::bigint[]) and discovery_id = any(${[...secrets.keys()]}::bigint[])
      group by person_id, discovery_id, article_id`,
  ])
  const articles = named.filter(({ discoveryId, words }) =>
    words.every((one) => isBlackedOut(one, secrets.get(discoveryId)!)),
  )
  const persons = [...new Set([...claims, ...articles].map(({ personId }) => personId))]
  const hiddenArticles = [...new Set(articles.map(({ articleId }) => articleId))]
  const last = await sql<{ personId: string; at: Date | null }[]>`
    select person_id, max(coalesce(published, extracted_at)) as at from mention join article on article.id = article_id
    where person_id = any(${persons}::bigint[]) and article_id <> all(${hiddenArticles}::bigint[]) group by person_id`
  return new Map(
    persons.map((id) => [
      id,
      {
        claims: claims.find(({ personId }) => personId === id)?.claims ?? 0,
        articles: articles.filter(({ personId }) => personId === id).length,
        lastMention: last.find(({ personId }) => personId === id)?.at ?? null,
      },
    ]),
  )
}

/** What articles tell of a person: those where being told of is a secret are left out, of the others what is secret. */
export async function ofPersonFor<
  T extends {
    discoveryId: string
    title: string
    words?: string[]
    evidence?: string
    eventDate?: { text: string } | null
  },
>(
  sql: Runner,
  reader: Reader,
  { name, spellings }: Pick<ListedPerson, 'name' | 'spellings'>,
  rows: readonly T[],
): Promise<T[]> {
  if (reader.seesConfidential) return [...rows]
  const secrets = await secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
  const isTold = ({ discoveryId, words = [] }: T) => {
    const secret = secrets.get(discoveryId) ?? []
    const isSecret = [name, ...spellings].some((one) => secret.includes(one))
    return !isSecret && !(words.length > 0 && words.every((one) => isBlackedOut(one, secret)))
  }
  return rows.filter(isTold).map((row) => {
    const secret = secrets.get(row.discoveryId)
    if (!secret) return row
    return {
      ...row,
      title: blackOut(row.title, secret),
      ...(row.words && { words: row.words.map((one) => blackOut(one, secret)) }),
      ...(row.evidence !== undefined && { evidence: blackOut(row.evidence, secret) }),
      ...(row.eventDate && secret.includes(row.eventDate.text) && { eventDate: null }),
    }
  })
}

/** Incidents without the names and places that are confidential in one of their claims. */
export async function incidentsFor<T extends ListedIncident>(
  sql: Runner,
  reader: Reader,
  incidents: T[],
): Promise<T[]> {
  if (reader.seesConfidential || incidents.length === 0) return incidents
  const rows = await sql<{ incidentId: string; discoveryId: string; fields: ClaimFields }[]>`
    select incident_id, discovery_id, coalesce(decided, fields) as fields from claim
    where incident_id = any(${incidents.map(({ id }) => id)}::bigint[]) and ${nearSecret(sql)} and ${isTold(sql)}`
  if (rows.length === 0) return incidents
  const secrets = await secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
  return incidents.map((incident) => {
    const { victims, groups, facilities } = incident
    const shown = { victims, groups, facilities }
    for (const { discoveryId, fields } of rows.filter(({ incidentId }) => incidentId === incident.id)) {
      const open = hideFields(fields, secrets.get(discoveryId))
      // The register may name a victim otherwise than the claim does: then all names go.
      if (open.victims !== fields.victims && fields.victims.length > 0) shown.victims = [HIDDEN]
      shown.groups = without(shown.groups, fields.victimGroup, open.victimGroup)
      shown.facilities = without(shown.facilities, fields.facility, open.facility)
    }
    return { ...incident, ...shown }
  })
}

const without = (all: string[], value: string | null, shown: string | null): string[] =>
  value === shown ? all : [...new Set(all.map((one) => (one === value ? HIDDEN : one)))]

/** Whether an incident's victims are hidden: then it must not be found by them. */
export const hasHiddenVictims = ({ victims }: Pick<ListedIncident, 'victims'>): boolean => victims.includes(HIDDEN)

/** The claims of an incident as this reader may see them. */
export const incidentClaimsFor = async (
  sql: Runner,
  reader: Reader,
  claims: readonly IncidentClaimRow[],
): Promise<IncidentClaimRow[]> => {
  if (reader.seesConfidential) return [...claims]
  return listFor(
    sql,
    reader,
    claims.map((claim) => ({ ...claim, fields: hideFields(claim.fields) })),
    (claim, words) => ({
      ...claim,
      title: blackOut(claim.title, words),
      evidence: blackOut(claim.evidence, words),
      fields: hideFields(claim.fields, words),
      incidentWhy: claim.incidentWhy.map((line) => blackOut(line, words)),
    }),
  )
}

/** What was noted beside the facts of an incident, without the secret words of its articles. */
export async function ticksFor(sql: Runner, reader: Reader, incidentId: string, ticks: Tick[]): Promise<Tick[]> {
  if (reader.seesConfidential || ticks.every(({ note }) => note === null)) return ticks
  const rows = await sql<{ discoveryId: string }[]>`
    select distinct discovery_id from claim where incident_id = ${incidentId} and ${nearSecret(sql)}`
  const secrets = await secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
  const words = [...secrets.values()].flat().toSorted((a, b) => b.length - a.length)
  return ticks.map((tick) => ({ ...tick, note: blackOut(tick.note, words) }))
}

/** Places with the claims that may be known to be about them. */
export async function placesFor<T extends ListedFacility>(sql: Runner, reader: Reader, places: T[]): Promise<T[]> {
  if (reader.seesConfidential || places.length === 0) return places
  const hidden = await sql<{ name: string; claims: number }[]>`
    select shown_facility as name, count(*)::int as claims from claim
    where shown_facility = any(${places.map(({ name }) => name)}) and ${nearSecret(sql)} and ${isTold(sql)} and ${hidesFacility(sql)}
    group by 1`
  const claimsOf = (name: string) => hidden.find((row) => row.name === name)?.claims ?? 0
  return places.map((place) => ({ ...place, claims: Math.max(0, place.claims - claimsOf(place.name)) }))
}

/** Who claims say was held at a place, without what is confidential of it. */
export async function heldFor(sql: Runner, reader: Reader, facility: string, held: HeldThere[]): Promise<HeldThere[]> {
  if (reader.seesConfidential || held.length === 0) return held
  const hidden = await sql<{ personId: string; claims: number }[]>`
    select person_id, count(*)::int as claims from claim join claim_person on claim_id = claim.id
    where shown_facility = ${facility} and ${nearSecret(sql)} and ${isTold(sql)} and (${hidesVictims(sql)} or ${hidesFacility(sql)})
    group by 1`
  return held.flatMap((one) => {
    const claims = one.claims - (hidden.find(({ personId }) => personId === one.personId)?.claims ?? 0)
    return claims > 0 ? [{ ...one, claims }] : []
  })
}

/** Bars of a chart without what is confidential in the claims that they count. */
export async function countsFor(
  sql: Runner,
  filter: ReadyFilter,
  viewer: Viewer,
  { places, people }: { places: ClaimCount[]; people: ClaimCount[] },
): Promise<{ places: ClaimCount[]; people: ClaimCount[] }> {
  if (viewer.confidential) return { places, people }
  const met = sql`${nearSecret(sql)} and ${conditions(sql, filter, viewer)} ${filter.review ? sql`` : sql`and claim.review <> 'rejected'`}`
  const numbers = sql`count(*) filter (where claim.review in ('accepted', 'corrected'))::int as reviewed,
    count(*) filter (where claim.review not in ('accepted', 'corrected'))::int as waiting`
  const [hiddenPlaces, hiddenPeople] = await Promise.all([
    sql<Omit<ClaimCount, 'name'>[]>`
      select shown_facility as key, ${numbers} from claim where ${met} and ${hidesFacility(sql)} group by 1`,
    sql<Omit<ClaimCount, 'name'>[]>`
      select person_id::text as key, ${numbers} from claim join claim_person on claim_id = claim.id
      where ${met} and ${hidesVictims(sql)} group by 1`,
  ])
  const takeOff = (bars: ClaimCount[], hidden: Omit<ClaimCount, 'name'>[]) =>
    bars.flatMap((bar) => {
      const off = hidden.find(({ key }) => key === bar.key) ?? { reviewed: 0, waiting: 0 }
      const left = { ...bar, reviewed: bar.reviewed - off.reviewed, waiting: bar.waiting - off.waiting }
      return left.reviewed + left.waiting > 0 ? [left] : []
    })
  return { places: takeOff(places, hiddenPlaces), people: takeOff(people, hiddenPeople) }
}

/** Questions of who is who without those about a name that is not for this reader. */
export async function offersShown(sql: Runner, reader: Reader, offers: readonly ListedOffer[]): Promise<ListedOffer[]> {
  const named = await judgedNamesShown(sql, reader, offers)
  const all = await blackOutAll(sql, reader)
  return listFor(
    sql,
    reader,
    // The candidate's sentence may be of any article.
    named.map((offer) => ({ ...offer, candidateSentence: offer.candidateSentence && all(offer.candidateSentence) })),
    (offer, words) => ({ ...offer, title: blackOut(offer.title, words), sentence: blackOut(offer.sentence, words) }),
  )
}

/** What is said of names of articles, without names that are a secret of their article. */
export async function judgedNamesShown<T extends { discoveryId: string | null; name: string | null; title?: string }>(
  sql: Runner,
  reader: Reader,
  rows: readonly T[],
): Promise<T[]> {
  if (reader.seesConfidential) return [...rows]
  const secrets = await secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
  return rows.flatMap((row) => {
    const secret = row.discoveryId === null ? undefined : secrets.get(row.discoveryId)
    if (!secret) return [row]
    if (row.name !== null && isBlackedOut(row.name, secret)) return []
    return [row.title === undefined ? row : { ...row, title: blackOut(row.title, secret) }]
  })
}
