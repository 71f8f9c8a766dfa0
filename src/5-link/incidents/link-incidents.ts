import type { Transaction } from '../../db/database.ts'
import type { IncidentRules } from './incident-rules.ts'
import { statusOverTime } from './incident-state.ts'
import { countOrigins, originsOf, type TellingArticle } from './origins.ts'
import { findIncident, judgeTellings } from './same-incident.ts'
import {
  articlesOfIncident,
  type ClaimToPlace,
  claimsById,
  claimsOfIncidents,
  claimsToPlace,
  emptyIncident,
  type IncidentClaim,
  type IncidentState,
  incidentsOfArticle,
  incidentsOfClaims,
  leaveIncident,
  outletNames,
  placeClaim,
  saveStates,
  tellingArticles,
  tellingsNear,
} from './store.ts'
import { type UrgencyRules, urgencyOf } from './urgency.ts'

export interface LinkRules {
  incidents: IncidentRules
  urgency: UrgencyRules
}

/** Puts an article's claims into incidents, and tells each incident's state anew. */
export async function linkIncidents(tx: Transaction, articleId: string, rules: LinkRules): Promise<void> {
  for (const claim of await claimsToPlace(tx, articleId)) await place(tx, claim, rules)
  await refreshIncidents(tx, await incidentsOfArticle(tx, articleId), rules)
}

async function place(tx: Transaction, claim: ClaimToPlace, rules: LinkRules): Promise<string> {
  const known = Map.groupBy(await tellingsNear(tx, claim), ({ incidentId }) => incidentId)
  const incidents = [...known].map(([id, tellings]) => ({ id, tellings }))
  return placeClaim(tx, claim, findIncident(claim, incidents, rules.incidents))
}

/** Looks again where claims belong whose victims, place, time or type changed, and moves those that belong elsewhere. */
export async function relinkClaims(tx: Transaction, claimIds: readonly string[], rules: LinkRules): Promise<void> {
  // What was rejected moves nowhere, but its incident stands otherwise without it.
  const touched = new Set(await incidentsOfClaims(tx, claimIds))
  for (const claim of await claimsById(tx, claimIds)) {
    const now = claim.incidentId
    const known = Map.groupBy(await tellingsNear(tx, claim), ({ incidentId }) => incidentId)
    const found = findIncident(
      claim,
      [...known].map(([id, tellings]) => ({ id, tellings })),
      rules.incidents,
    )
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
    touched.add(await placeClaim(tx, claim, to))
  }
  await refreshIncidents(tx, [...touched], rules)
}

/** Tells incidents' states from their claims: status over time, urgency, first and last told, origins. */
export async function refreshIncidents(tx: Transaction, ids: readonly string[], rules: LinkRules): Promise<void> {
  if (ids.length === 0) return
  const claims = await claimsOfIncidents(tx, ids)
  const byIncident = Map.groupBy(claims, ({ incidentId }) => incidentId)
  for (const id of ids) if (!byIncident.has(id)) await emptyIncident(tx, id)
  if (byIncident.size === 0) return
  const telling = [...new Set(claims.map(({ discoveryId }) => discoveryId))]
  const [articles, names] = await Promise.all([tellingArticles(tx, telling), outletNames(tx)])
  const states = [...byIncident].map(([id, its]) => stateOf(id, its, articlesOfIncident(its, articles), names, rules))
  await saveStates(tx, states)
}

function stateOf(
  incidentId: string,
  claims: readonly IncidentClaim[],
  articles: TellingArticle[],
  names: string[],
  rules: LinkRules,
): IncidentState {
  const newest = claims.at(-1)!
  const steps = statusOverTime(claims.map(({ id, status, review, told }) => ({ claimId: id, status, review, told })))
  const origins = originsOf(articles, names, rules.incidents.credits)
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
    steps,
    told: origins.map(({ discoveryId, kind, key, from, why }) => ({
      discoveryId,
      kind,
      key,
      takenFrom: from,
      why,
      told: articles.find((article) => article.discoveryId === discoveryId)!.told,
    })),
  }
}
