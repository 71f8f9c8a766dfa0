import type { Transaction } from '../../db/database.ts'
import type { IncidentRules } from './incident-rules.ts'
import { statusOverTime } from './incident-state.ts'
import { type KnownIncidents, knownIncidents } from './known-incidents.ts'
import { countOrigins, originsOf, type TellingArticle } from './origins.ts'
import { judgeTellings } from './same-incident.ts'
import {
  articlesOfIncident,
  type ClaimToPlace,
  claimsById,
  claimsOfIncidents,
  claimsToPlace,
  emptyIncident,
  type IncidentClaim,
  type IncidentState,
  incidentsOfArticles,
  incidentsOfClaims,
  leaveIncident,
  outletNames,
  type Placed,
  reserveIncidentIds,
  savePlaces,
  saveStates,
  tellingArticles,
} from './store.ts'
import { type UrgencyRules, urgencyOf } from './urgency.ts'

export interface IncidentLinkRules {
  incidents: IncidentRules
  urgency: UrgencyRules
}

/** Puts articles' claims into incidents, and tells each incident's state anew. */
export async function linkIncidents(
  tx: Transaction,
  articleIds: readonly string[],
  rules: IncidentLinkRules,
): Promise<void> {
  const claims = await claimsToPlace(tx, articleIds)
  if (claims.length > 0) {
    const [known, freeIds] = await Promise.all([
      knownIncidents(tx, claims, rules.incidents),
      reserveIncidentIds(tx, claims.length),
    ])
    await savePlaces(
      tx,
      claims.map((claim) => place(claim, known.find(claim), known, freeIds)),
    )
  }
  await refreshIncidents(tx, await incidentsOfArticles(tx, articleIds), rules)
}

function place(
  claim: ClaimToPlace,
  found: { id: string; why: string[] } | null,
  known: KnownIncidents,
  freeIds: string[],
): Placed {
  const incidentId = found?.id ?? freeIds.shift()!
  known.put(claim, incidentId)
  return { claim, incidentId, isNew: found === null, why: found?.why ?? [] }
}

/** Looks again where claims belong whose victims, place, time or type changed, and moves those that belong elsewhere. */
export async function relinkClaims(
  tx: Transaction,
  claimIds: readonly string[],
  rules: IncidentLinkRules,
): Promise<void> {
  // What was rejected moves nowhere, but its incident stands otherwise without it.
  const touched = new Set(await incidentsOfClaims(tx, claimIds))
  for (const claim of await claimsById(tx, claimIds)) {
    const now = claim.incidentId
    const known = await knownIncidents(tx, [claim], rules.incidents)
    const found = known.find(claim)
    const others = now === null ? [] : (await claimsOfIncidents(tx, [now])).filter(({ id }) => id !== claim.id)
    // It stays where it is alone, or where some other telling still agrees, unless another incident agrees better.
    const stays =
      now !== null &&
      (others.length === 0 || others.some((other) => judgeTellings(claim, other, rules.incidents).kind === 'same'))
    const to = found && found.id !== now && (!stays || others.length === 0) ? found : stays ? undefined : null
    if (to === undefined) continue
    if (now) {
      await leaveIncident(tx, claim.id)
      touched.add(now)
    }
    const placed = place(claim, to, known, await reserveIncidentIds(tx, 1))
    await savePlaces(tx, [placed])
    touched.add(placed.incidentId)
  }
  await refreshIncidents(tx, [...touched], rules)
}

/** Tells incidents' states from their claims: status over time, urgency, first and last told, origins. */
export async function refreshIncidents(
  tx: Transaction,
  ids: readonly string[],
  rules: IncidentLinkRules,
): Promise<void> {
  if (ids.length === 0) return
  const claims = await claimsOfIncidents(tx, ids)
  const byIncident = Map.groupBy(claims, ({ incidentId }) => incidentId)
  for (const id of ids) if (!byIncident.has(id)) await emptyIncident(tx, id)
  if (byIncident.size === 0) return
  const telling = new Set([...byIncident.values()].flatMap(firstToTell))
  const [articles, names] = await Promise.all([tellingArticles(tx, [...telling]), outletNames(tx)])
  const states = [...byIncident].map(([id, its]) =>
    stateOf(id, its, articlesOfIncident(its, articles).slice(0, MOST_ARTICLES), names, rules),
  )
  await saveStates(tx, states)
}

// Each is compared with each to see who took it from whom; more than this many origins say nothing new.
const MOST_ARTICLES = 40

const firstToTell = (claims: readonly IncidentClaim[]): string[] =>
  [...new Set(claims.map(({ discoveryId }) => discoveryId))]
    .toSorted((a, b) => Number(a) - Number(b))
    .slice(0, MOST_ARTICLES)

function stateOf(
  incidentId: string,
  claims: readonly IncidentClaim[],
  articles: TellingArticle[],
  names: string[],
  rules: IncidentLinkRules,
): IncidentState {
  const newest = claims.at(-1)!
  const steps = statusOverTime(claims.map(({ id, status, review, told }) => ({ claimId: id, status, review, told })))
  const origins = originsOf(articles, names, rules.incidents)
  // The newest telling that says anything of it. An end says nothing of what was told to go on after it.
  const ended = steps.at(-1)!.status === 'resolved'
  const weighed = claims
    .map((claim) => urgencyOf(claim, rules.urgency, rules.incidents))
    .findLast(({ kind, rule }) => kind !== 'unclear' && (rule === 'ended') === ended) ?? {
    kind: 'unclear' as const,
    rule: 'nothing' as const,
    word: null,
  }
  return {
    incidentId,
    type: newest.type,
    firstTold: claims[0]!.told,
    lastTold: newest.told,
    status: steps.at(-1)!.status,
    urgency: weighed.kind,
    urgencyRule: weighed.rule,
    urgencyWord: weighed.word,
    origins: countOrigins(origins),
    places: placesOf(claims),
    steps,
    told: origins.map(({ discoveryId, kind, key, from, ofId, why }) => ({
      discoveryId,
      kind,
      key,
      takenFrom: from,
      ofId,
      why,
      told: articles.find((article) => article.discoveryId === discoveryId)!.told,
    })),
  }
}

/** Where a group is held that the claims are about; of persons it is asked who they are. */
const placesOf = (claims: readonly IncidentClaim[]): string[] => [
  ...new Set(
    claims.flatMap(({ personIds, victimGroup, place }) =>
      personIds.length === 0 && victimGroup !== null && place !== null ? [place] : [],
    ),
  ),
]
