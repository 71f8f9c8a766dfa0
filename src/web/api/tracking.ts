import { z } from 'zod'
import { answerOrigin } from '../../5-link/incidents/answer-origin.ts'
import { factsOf } from '../../5-link/incidents/facts.ts'
import {
  answerOffer,
  type JudgeOutcome,
  mergePersons,
  neverPerson,
  splitName,
  undoJudgement,
} from '../../5-link/persons/judge.ts'
import { backfillWatch } from '../../6-alert/preview.ts'
import { changeWatch, judgedWatch, judgeFinding, muteWatch, saveWatch } from '../../6-alert/watch-store.ts'
import { newKey } from '../../accounts/secret.ts'
import { ClaimStatus } from '../../domain/claim.ts'
import { SilenceKind, WatchWish } from '../../domain/watch.ts'
import { namesSecret, secretWords, silencesShown } from '../confidential.ts'
import {
  hasHiddenVictims,
  heldFor,
  incidentClaimsFor,
  incidentsFor,
  judgedNamesShown,
  offersShown,
  placesFor,
  ticksFor,
} from '../confidential-records.ts'
import type { WebDeps } from '../environment.ts'
import { readAlert } from '../queries/alert.ts'
import { markAlertsSeen, withheldAlerts } from '../queries/alerts.ts'
import { heldAt, type ListedFacility, listFacilities, readFacility } from '../queries/facilities.ts'
import {
  claimsOfIncident,
  type ListedIncident,
  listIncidents,
  originsOfIncident,
  readIncident,
  statusSteps,
  tickFact,
  ticksOf,
} from '../queries/incidents.ts'
import { judgements, openOffers } from '../queries/offers.ts'
import { readPerson } from '../queries/people.ts'
import { readWatch, renewFeed, type Watch } from '../queries/watches.ts'
import { judgeDeps } from '../routes/offers.ts'
import { trackingRules } from '../tracking-rules.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { Counted, Done, Id, Numbered, numberedPageOf, Paging, pageFrom, pageOf, Time } from './schemas.ts'

const ApiIncident = z.object({
  id: Id,
  type: z.string(),
  status: ClaimStatus,
  urgency: z.string(),
  victims: z.array(z.string()),
  groups: z.array(z.string()),
  places: z.array(z.string()),
  origins: z.number().int().describe('Independent origins: two or more corroborate'),
  claims: z.number().int(),
  first_told: Time,
  last_told: Time,
})

const incidentTold = (incident: ListedIncident): z.input<typeof ApiIncident> => ({
  id: incident.id,
  type: incident.type,
  status: incident.status,
  urgency: incident.urgency,
  victims: incident.victims,
  groups: incident.groups,
  places: incident.facilities,
  origins: incident.origins,
  claims: incident.claims,
  first_told: incident.firstTold.toISOString(),
  last_told: incident.lastTold.toISOString(),
})

const incidents = route({
  method: 'get',
  path: '/incidents',
  summary: 'Incidents, the one told last first; their claims are at /claims?incident=',
  role: 'reader',
  query: Paging.extend({ person: Id.optional().describe('Only incidents of this person') }),
  answer: pageOf(ApiIncident),
  async answerWith({ query: { cursor, limit, person }, account }, { sql }) {
    const found = await listIncidents(sql, { limit: limit + 1, before: cursor, person })
    const { entries, next } = pageFrom(found, limit, (one) => one)
    const shown = (await incidentsFor(sql, account, entries)).filter((one) => !person || !hasHiddenVictims(one))
    return { entries: shown.map(incidentTold), next }
  },
})

const incident = route({
  method: 'get',
  path: '/incidents/{id}',
  summary: 'One incident: where it was told, how it stood over time, and what is still to be found out',
  role: 'reader',
  answer: ApiIncident.extend({
    told_by: z.array(
      z.object({
        article_id: Id,
        outlet: z.string(),
        kind: z.string(),
        taken_from: z.string().nullable(),
        maybe_of: Id.nullable().describe(
          'The article that it may be a translation of: not counted until a reviewer says',
        ),
      }),
    ),
    statuses: z.array(z.object({ told: Time, status: ClaimStatus })),
    facts: z.array(
      z.object({
        name: z.string(),
        told: z.string().nullable(),
        ticked_by: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
  async answerWith({ params, account }, { sql, settings }) {
    const kept = await readIncident(sql, params.id!)
    const [found] = kept ? await incidentsFor(sql, account, [kept]) : []
    if (!found) throw notFound('incident')
    const [origins, steps, ticks, claims] = await Promise.all([
      originsOfIncident(sql, found.id),
      statusSteps(sql, found.id),
      ticksOf(sql, found.id).then((all) => ticksFor(sql, account, found.id, all)),
      claimsOfIncident(sql, found.id).then((all) => incidentClaimsFor(sql, account, all)),
    ])
    const fields = claims.map((claim) => claim.fields)
    return {
      ...incidentTold(found),
      told_by: origins.map((one) => ({
        article_id: one.discoveryId,
        outlet: one.outletName,
        kind: one.kind,
        taken_from: one.takenFrom,
        maybe_of: one.ofId,
      })),
      statuses: steps.map(({ told, status }) => ({ told: told.toISOString(), status })),
      facts: factsOf(found.type, fields, ticks, trackingRules(settings.VIGIL_CONFIG).facts).map((fact) => ({
        name: fact.name,
        told: fact.told,
        ticked_by: fact.ticked?.by ?? null,
        note: fact.ticked?.note ?? null,
      })),
    }
  },
})

const originAnswer = route({
  method: 'post',
  path: '/incidents/{id}/origins',
  summary: 'Says whether an article that may be a translation is one, or its own reporting',
  role: 'reviewer',
  body: z.object({ article_id: Id, answer: z.enum(['own', 'translation']) }),
  answer: Done,
  async answerWith({ params, body, account }, { sql, settings }) {
    const kept = await answerOrigin(
      { incidentId: params.id!, discoveryId: body.article_id, answer: body.answer, accountName: account.name },
      { sql, rules: trackingRules(settings.VIGIL_CONFIG) },
    )
    if (!kept) throw notFound('question')
    return {}
  },
})

const factTick = route({
  method: 'post',
  path: '/incidents/{id}/facts',
  summary: 'Ticks a fact of an incident off, or opens it again',
  role: 'reviewer',
  body: z.object({ fact: z.string(), on: z.boolean(), note: z.string().trim().max(500).nullable().default(null) }),
  answer: Done,
  async answerWith({ params, body, account }, { sql, settings }) {
    if (!(await readIncident(sql, params.id!))) throw notFound('incident')
    if (!Object.hasOwn(trackingRules(settings.VIGIL_CONFIG).facts.facts, body.fact)) throw notFound('fact')
    await tickFact(sql, { incidentId: params.id!, accountName: account.name, ...body })
    return {}
  },
})

const ApiFacility = z.object({
  id: Id,
  name: z.string(),
  spellings: z.array(z.string()),
  claims: z.int(),
  articles: Counted,
})
const facilityTold = ({ id, name, spellings, claims, mentions }: ListedFacility) => ({
  id,
  name,
  spellings,
  claims,
  articles: mentions,
})

const facilities = route({
  method: 'get',
  path: '/facilities',
  summary: 'Places of detention; those that most claims are about first',
  role: 'reader',
  query: Numbered.extend({ words: z.string().trim().min(1).max(200).optional().describe('Words of a name') }),
  answer: numberedPageOf(ApiFacility),
  async answerWith({ query: { cursor, limit, words }, account }, { sql }) {
    const found = await listFacilities(sql, { words, limit: limit + 1, offset: cursor })
    const shown = await placesFor(sql, account, found.slice(0, limit))
    return { entries: shown.map(facilityTold), next: found.length > limit ? cursor + limit : null }
  },
})

const facility = route({
  method: 'get',
  path: '/facilities/{id}',
  summary: 'One place and who claims say was held there; its claims are at /claims?facility=',
  role: 'reader',
  answer: ApiFacility.extend({
    held: z.array(
      z.object({
        person_id: Id,
        name: z.string(),
        claims: z.number().int(),
        first_told: Time.nullable(),
        last_told: Time.nullable(),
      }),
    ),
  }),
  async answerWith({ params, account }, { sql }) {
    const kept = await readFacility(sql, params.id!)
    const [found] = kept ? await placesFor(sql, account, [kept]) : []
    if (!found) throw notFound('place')
    const held = await heldFor(sql, account, found.name, await heldAt(sql, found.name, 200))
    return {
      ...facilityTold(found),
      held: held.map((one) => ({
        person_id: one.personId,
        name: one.name,
        claims: one.claims,
        first_told: one.firstTold?.toISOString() ?? null,
        last_told: one.lastTold?.toISOString() ?? null,
      })),
    }
  },
})

const silence = route({
  method: 'get',
  path: '/silence',
  summary: 'For how long nothing was told of each of your tracked prisoners, the longest silence first',
  role: 'reader',
  answer: z.object({
    entries: z.array(
      z.object({
        watch_id: Id,
        name: z.string(),
        no_source_since: Time.nullable().describe('None of the outlets that tell of the prisoner works'),
        silences: z.array(
          z.object({
            kind: SilenceKind,
            last_day: z.string().nullable(),
            days: z.number(),
            days_without_source: z.number(),
            limit: z.number().nullable(),
          }),
        ),
      }),
    ),
  }),
  async answerWith({ account }, { sql, clock }) {
    const prisoners = await silencesShown(sql, account, clock())
    return {
      entries: prisoners.map(({ watchId, name, blindSince, silences }) => ({
        watch_id: watchId,
        name,
        no_source_since: blindSince?.toISOString() ?? null,
        silences: silences.map(({ kind, day, days, blindDays, limit }) => ({
          kind,
          last_day: day,
          days,
          days_without_source: blindDays,
          limit,
        })),
      })),
    }
  },
})

export const ApiConditions = z.looseObject({}).describe('All conditions of a watch, with the names that the pages use')
export const wishOf = (given: unknown): WatchWish => {
  const parsed = WatchWish.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ApiTrouble(400, 'bad-request', [issue!.path.join('.'), issue!.message].filter(Boolean).join(': '))
}

async function ownWatch({ sql }: WebDeps, accountId: string, id: string): Promise<Watch> {
  const watch = await readWatch(sql, accountId, id)
  if (!watch) throw notFound('watch')
  return watch
}

const conditions = route({
  method: 'get',
  path: '/watches/{id}/conditions',
  summary: 'All that a watch asks for',
  role: 'reader',
  answer: ApiConditions,
  async answerWith({ params, account }, { sql }) {
    const found = await judgedWatch(sql, account.id, params.id!)
    if (!found) throw notFound('watch')
    const { same: _, notThese: __, notOrigins: ___, createdAt, mutedUntil, ...wish } = found
    return { ...wish, createdAt: createdAt.toISOString(), mutedUntil: mutedUntil?.toISOString() ?? null }
  },
})

const conditionsSet = route({
  method: 'post',
  path: '/watches/{id}/conditions',
  summary: 'Changes what a watch asks for',
  role: 'reader',
  body: ApiConditions,
  answer: Done,
  async answerWith({ params, body, account }, deps) {
    const found = await judgedWatch(deps.sql, account.id, params.id!)
    if (!found) throw notFound('watch')
    const wish = wishOf({ ...body, mutedUntil: found.mutedUntil })
    if (!(await changeWatch(deps.sql, account.id, found.id, wish)))
      throw new ApiTrouble(409, 'taken', 'another watch of yours has this name')
    return {}
  },
})

const watchWithConditions = route({
  method: 'post',
  path: '/watches/with-conditions',
  summary: 'A new watch with all that it asks for; the same name sent twice is one watch',
  role: 'reader',
  body: ApiConditions,
  answer: z.object({ id: Id }),
  async answerWith({ body, account }, { sql }) {
    const { id } = await saveWatch(sql, account.id, wishOf({ ...body, mutedUntil: null }), newKey())
    return { id }
  },
})

const watchMute = route({
  method: 'post',
  path: '/watches/{id}/mute',
  summary: 'Mutes a watch until a moment, or ends its mute',
  role: 'reader',
  body: z.object({ until: Time.nullable() }),
  answer: Done,
  async answerWith({ params, body, account }, deps) {
    await ownWatch(deps, account.id, params.id!)
    await muteWatch(deps.sql, account.id, params.id!, body.until === null ? null : new Date(body.until))
    return {}
  },
})

const watchFeed = route({
  method: 'post',
  path: '/watches/{id}/feed',
  summary: 'A new address for a watch’s feed: the old one tells nothing any more',
  role: 'reader',
  answer: z.object({ path: z.string() }),
  async answerWith({ params, account }, deps) {
    await ownWatch(deps, account.id, params.id!)
    await renewFeed(deps.sql, account.id, params.id!)
    return { path: `/feeds/${(await ownWatch(deps, account.id, params.id!)).feedKey}.atom` }
  },
})

const watchBackfill = route({
  method: 'post',
  path: '/watches/{id}/backfill',
  summary: 'Tells a watch what the archive has',
  role: 'reader',
  answer: z.object({ alerts: z.number().int().describe('How many were new') }),
  async answerWith({ params, account }, { sql, settings }) {
    const places = trackingRules(settings.VIGIL_CONFIG).incidents.places
    const before = await withheldAlerts(sql, account.id)
    const alerts = await backfillWatch(sql, { accountId: account.id, watchId: params.id! }, places)
    if (alerts === null) throw notFound('watch')
    const withheld = await withheldAlerts(sql, account.id)
    return { alerts: alerts - (withheld.length - before.length) }
  },
})

const alertAnswer = route({
  method: 'post',
  path: '/alerts/{id}/answer',
  summary: 'Says whether an alert is about the watched person; every later article is judged by it',
  role: 'reader',
  body: z.object({ answer: z.enum(['same', 'different']) }),
  answer: Done,
  async answerWith({ params, body, account }, { sql }) {
    if (!(await readAlert(sql, account.id, params.id!))) throw notFound('alert')
    await judgeFinding(sql, { alertId: params.id!, answer: body.answer, account })
    return {}
  },
})

const alertsSeen = route({
  method: 'post',
  path: '/alerts/seen',
  summary: 'Remembers that alerts are read up to one',
  role: 'reader',
  body: z.object({ up_to: Id }),
  answer: Done,
  async answerWith({ body, account }, { sql }) {
    await markAlertsSeen(sql, account.id, body.up_to)
    return {}
  },
})

const offers = route({
  method: 'get',
  path: '/offers',
  summary: 'Open questions of who is who, newest first',
  role: 'reader',
  query: Numbered,
  answer: numberedPageOf(
    z.object({
      id: Id,
      name: z.string(),
      article_id: Id,
      sentence: z.string(),
      candidate: z.object({ id: Id, name: z.string(), spellings: z.array(z.string()) }),
      score: z.number(),
      against: z.array(z.string()),
      profession: z
        .object({ grade: z.number(), a: z.string(), b: z.string() })
        .nullable()
        .describe(
          'What the article (a) and the register (b) tell of professions: 1 the same … -1 can not be one person’s',
        ),
    }),
  ),
  async answerWith({ query: { cursor, limit }, account }, { sql }) {
    const found = await openOffers(sql, { limit: limit + 1, offset: cursor })
    const entries = (await offersShown(sql, account, found.slice(0, limit))).map((offer) => ({
      id: offer.id,
      name: offer.name,
      article_id: offer.discoveryId,
      sentence: offer.sentence,
      candidate: { id: offer.candidateId, name: offer.candidateName, spellings: offer.candidateSpellings },
      score: offer.score,
      against: offer.against,
      profession: offer.profession,
    }))
    return { entries, next: found.length > limit ? cursor + limit : null }
  },
})

const Judged = z.object({ judgement_id: Id.describe('To take it back: /judgements/{id}/undo') })
const REFUSALS = {
  gone: 'it is not there any more',
  answered: 'it is answered already',
  merged: 'the person is merged already',
  itself: 'it is the same person',
}

function judged(outcome: JudgeOutcome): z.input<typeof Judged> {
  if (outcome.kind === 'done') return { judgement_id: outcome.judgementId }
  if (outcome.because === 'gone') throw notFound('thing to judge')
  throw new ApiTrouble(409, outcome.because, REFUSALS[outcome.because])
}

const offerAnswer = route({
  method: 'post',
  path: '/offers/{id}/answer',
  summary: 'Says whether a name of an article is that person',
  role: 'reviewer',
  body: z.object({ answer: z.enum(['same', 'different', 'unknown']) }),
  answer: Judged,
  answerWith: async ({ params, body, account }, deps) =>
    judged(await answerOffer(params.id!, body.answer, account.name, judgeDeps(deps))),
})

const ApiJudgement = z.object({
  id: Id,
  at: Time,
  account: z.string(),
  act: z.string(),
  name: z.string().nullable(),
  article_id: Id.nullable(),
  person: z.object({ id: Id, name: z.string() }).nullable(),
  other: z.object({ id: Id, name: z.string() }).nullable(),
  undone: Time.nullable(),
})

const judgementList = route({
  method: 'get',
  path: '/judgements',
  summary: 'What reviewers said of who is who, newest first',
  role: 'reader',
  query: Paging.extend({ person: Id.optional() }),
  answer: pageOf(ApiJudgement),
  async answerWith({ query: { cursor, limit, person }, account }, { sql }) {
    const found = await judgements(sql, { personId: person, before: cursor, limit: limit + 1 })
    const { entries, next } = pageFrom(found, limit, (one) => one)
    const shown = await judgedNamesShown(sql, account, entries)
    const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
    return {
      entries: shown.map((one) => ({
        id: one.id,
        at: one.at.toISOString(),
        account: one.accountName,
        act: one.act,
        name: one.name,
        article_id: one.discoveryId,
        person: named(one.personId, one.personName),
        other: named(one.otherId, one.otherName),
        undone: one.undoneAt?.toISOString() ?? null,
      })),
      next,
    }
  },
})

const judgementUndo = route({
  method: 'post',
  path: '/judgements/{id}/undo',
  summary: 'Takes back what was said of a person',
  role: 'reviewer',
  answer: Judged,
  answerWith: async ({ params, account }, deps) =>
    judged(await undoJudgement(params.id!, account.name, judgeDeps(deps))),
})

const personMerge = route({
  method: 'post',
  path: '/people/{id}/merge',
  summary: 'Two persons of the register are one',
  role: 'reviewer',
  body: z.object({ into: Id }),
  answer: Judged,
  answerWith: async ({ params, body, account }, deps) =>
    judged(await mergePersons(params.id!, body.into, account.name, judgeDeps(deps))),
})

const personSplit = route({
  method: 'post',
  path: '/people/{id}/split',
  summary: 'A name of an article is somebody else',
  role: 'reviewer',
  body: z.object({ article_id: Id, name: z.string().min(1).max(200) }),
  answer: Judged,
  async answerWith({ body: { article_id: discoveryId, name }, account }, deps) {
    if (namesSecret({ name }, await secretWords(deps.sql, account, discoveryId))) throw notFound('thing to judge')
    return judged(await splitName({ discoveryId, name }, account.name, judgeDeps(deps)))
  },
})

const personNever = route({
  method: 'post',
  path: '/people/{id}/never',
  summary: 'This name is never a person',
  role: 'reviewer',
  answer: Judged,
  async answerWith({ params, account }, deps) {
    const person = await readPerson(deps.sql, params.id!)
    if (!person) throw notFound('person')
    return judged(await neverPerson(person.name, account.name, judgeDeps(deps)))
  },
})

export const trackingRoutes = [
  incidents,
  incident,
  factTick,
  originAnswer,
  facilities,
  facility,
  silence,
  watchWithConditions,
  conditions,
  conditionsSet,
  watchMute,
  watchFeed,
  watchBackfill,
  alertsSeen,
  alertAnswer,
  offers,
  offerAnswer,
  judgementList,
  judgementUndo,
  personMerge,
  personSplit,
  personNever,
]
