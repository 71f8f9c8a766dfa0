import { answerOrigin } from '../../5-link/incidents/answer-origin.ts'
import { factsOf } from '../../5-link/incidents/facts.ts'
import { blackOut } from '../../accounts/confidential.ts'
import { listFor } from '../confidential.ts'
import { hasHiddenVictims, incidentClaimsFor, incidentsFor, ticksFor } from '../confidential-records.ts'
import type { Action } from '../environment.ts'
import {
  claimsOfIncident,
  incidentOfClaim,
  listIncidents,
  originsOfIncident,
  readIncident,
  statusSteps,
  tickFact,
  ticksOf,
} from '../queries/incidents.ts'
import { formOf, pageOf, queryOf, rowsOf, send, told } from '../request.ts'
import { trackingRules } from '../tracking-rules.ts'
import { incidentListView, incidentView } from '../views/incidents.ts'
import { feedOfRecord } from './record-feeds.ts'

const INCIDENTS_A_PAGE = 30
const idOf = (words: string | undefined) => (/^\d{1,18}$/.test(words ?? '') ? words : undefined)

export const incidentList: Action = (deps) => async (c) => {
  const size = rowsOf(c, INCIDENTS_A_PAGE)
  const query = queryOf(c)
  const person = idOf(query.person)
  const found = await listIncidents(deps.sql, {
    limit: size + 1,
    before: idOf(query.before),
    person,
  })
  const incidents = await incidentsFor(deps.sql, c.get('account'), found.slice(0, size))
  return send(
    c,
    incidentListView(pageOf(c, deps), {
      incidents: incidents.filter((one) => !person || !hasHiddenVictims(one)),
      person,
      before: found.length > size ? found[size - 1]!.id : undefined,
    }),
  )
}

export const incident: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const { sql, settings } = deps
  const reader = c.get('account')
  const kept = await readIncident(sql, id)
  const [found] = kept ? await incidentsFor(sql, reader, [kept]) : []
  if (!found) return c.notFound()
  const [told, origins, steps, ticks] = await Promise.all([
    claimsOfIncident(sql, id),
    originsOfIncident(sql, id).then((rows) =>
      listFor(sql, reader, rows, (row, words) => ({
        ...row,
        title: blackOut(row.title, words),
        why: blackOut(row.why, words),
      })),
    ),
    statusSteps(sql, id),
    ticksOf(sql, id).then((all) => ticksFor(sql, reader, id, all)),
  ])
  const claims = await incidentClaimsFor(sql, reader, told)
  const facts = factsOf(
    found.type,
    claims.map(({ fields }) => fields),
    ticks,
    trackingRules(settings.VIGIL_CONFIG).facts,
  )
  const feed = await feedOfRecord(c, deps, 'incident', id)
  return send(c, incidentView(pageOf(c, deps), { incident: found, claims, origins, steps, facts, feed }))
}

/** Whether an article is a translation, as a reviewer says. */
export const incidentOrigin: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const [answer, discoveryId] = [form.get('answer'), form.get('article')]
  if ((answer !== 'own' && answer !== 'translation') || !idOf(discoveryId)) return c.notFound()
  const incidentId = c.req.param('id')!
  const kept = await answerOrigin(
    { incidentId, discoveryId, answer, accountName: c.get('account').name },
    { sql: deps.sql, rules: trackingRules(deps.settings.VIGIL_CONFIG) },
  )
  return kept ? c.redirect(told(`/incidents/${incidentId}`, 'saved'), 303) : c.notFound()
}

/** The incident that a claim is part of; a claim that was not linked yet has none. */
export const claimIncident: Action = (deps) => async (c) => {
  const id = await incidentOfClaim(deps.sql, c.req.param('id')!)
  return id ? c.redirect(`/incidents/${id}`, 303) : c.notFound()
}

export const incidentFact: Action = (deps) => async (c) => {
  const incidentId = c.req.param('id')!
  const form = await formOf(c)
  const fact = form.get('fact')
  if (!Object.hasOwn(trackingRules(deps.settings.VIGIL_CONFIG).facts.facts, fact)) return c.notFound()
  const note = form.get('note').trim().slice(0, 500) || null
  await tickFact(deps.sql, { incidentId, fact, accountName: c.get('account').name, note, on: form.get('on') === 'yes' })
  return c.redirect(told(`/incidents/${incidentId}`, 'saved'), 303)
}
