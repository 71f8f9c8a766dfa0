import { z } from 'zod'
import { STATES, type State } from '../../domain/outcome.ts'
import { ofPersonFor, peopleFor } from '../confidential-records.ts'
import { readArticleRecord, tryAgain } from '../queries/articles.ts'
import { crawlNow, readOutlet, sourcesOf, statesOf } from '../queries/outlets.ts'
import { contactsOf, mentionsOf, readPerson } from '../queries/people.ts'
import { backlog, countStates, stops } from '../queries/queue.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { Done, Id, OutletId, Time } from './schemas.ts'

const articleAgain = route({
  method: 'post',
  path: '/articles/{id}/again',
  summary: 'Tries an article again that stopped on its way',
  role: 'reviewer',
  answer: Done,
  async answerWith({ params }, { sql }) {
    if (!(await readArticleRecord(sql, params.id!))) throw notFound('article')
    if (!(await tryAgain(sql, params.id!))) throw new ApiTrouble(409, 'not-stopped', 'it did not stop on its way')
    return {}
  },
})

const outlet = route({
  method: 'get',
  path: '/outlet',
  summary: 'One outlet: its sources, and where its articles stand',
  role: 'reader',
  query: z.object({ id: OutletId }),
  answer: z.object({
    id: z.string(),
    name: z.string(),
    home: z.string(),
    enabled: z.boolean(),
    problem: z.string().nullable(),
    claims: z.int(),
    sources: z.array(
      z.object({
        id: Id,
        kind: z.string(),
        url: z.string(),
        enabled: z.boolean(),
        crawled: Time.nullable(),
        next: Time,
        outcome: z.string().nullable(),
        advice: z.string().nullable(),
        failures: z.number().int(),
      }),
    ),
    states: z.array(z.object({ state: z.string(), because: z.string().nullable(), count: z.number().int() })),
  }),
  async answerWith({ query: { id } }, { sql }) {
    const found = await readOutlet(sql, id)
    if (!found) throw notFound('outlet')
    const [sources, states] = await Promise.all([sourcesOf(sql, id), statesOf(sql, id)])
    const { name, home, enabled, problem, claims } = found
    return {
      id,
      name,
      home,
      enabled,
      problem,
      claims,
      sources: sources.map(({ lane: _, crawledAt, nextAt, ...source }) => ({
        ...source,
        crawled: crawledAt?.toISOString() ?? null,
        next: nextAt.toISOString(),
      })),
      states,
    }
  },
})

const sourceNow = route({
  method: 'post',
  path: '/sources/{id}/now',
  summary: 'Lets a source be looked at now instead of at its time',
  role: 'reviewer',
  answer: z.object({ outlet: z.string() }),
  async answerWith({ params }, { sql }) {
    const outletId = await crawlNow(sql, params.id!)
    if (!outletId) throw notFound('source')
    return { outlet: outletId }
  },
})

const personTold = route({
  method: 'get',
  path: '/people/{id}/told',
  summary: 'The newest articles that name a person, and what they tell did take place: visits, calls, letters …',
  role: 'reader',
  answer: z.object({
    articles: z.array(
      z.object({
        article_id: Id,
        title: z.string(),
        outlet: z.string(),
        published: Time.nullable(),
        words: z.array(z.string()),
      }),
    ),
    contacts: z.array(
      z.object({
        kind: z.string(),
        article_id: Id,
        evidence: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
  }),
  async answerWith({ params, account }, { sql }) {
    const kept = await readPerson(sql, params.id!)
    const [person] = kept ? await peopleFor(sql, account, [kept]) : []
    if (!person) throw notFound('person')
    const ofPerson = <T extends { discoveryId: string; title: string }>(rows: T[]) =>
      ofPersonFor(sql, account, person, rows)
    const [mentions, contacts] = await Promise.all([
      mentionsOf(sql, params.id!, 100).then(ofPerson),
      contactsOf(sql, params.id!, 100).then(ofPerson),
    ])
    return {
      articles: mentions.map((one) => ({
        article_id: one.discoveryId,
        title: one.title,
        outlet: one.outletName,
        published: one.published?.toISOString() ?? null,
        words: one.words,
      })),
      contacts: contacts.map((one) => ({
        kind: one.kind,
        article_id: one.discoveryId,
        evidence: one.evidence,
        from: one.eventDate?.from ?? null,
        to: one.eventDate?.to ?? null,
      })),
    }
  },
})

const queue = route({
  method: 'get',
  path: '/queue',
  summary: 'Where articles stand, what waits for which step, and why articles stopped',
  role: 'reader',
  answer: z.object({
    articles: z.object(
      Object.fromEntries(STATES.map((state) => [state, z.number().int()])) as Record<State, z.ZodNumber>,
    ),
    claims: z.number().int(),
    waiting: z.array(z.object({ step: z.string(), waiting: z.number().int(), due: z.number().int() })),
    stopped: z.array(
      z.object({ state: z.string(), because: z.string(), advice: z.string().nullable(), count: z.number().int() }),
    ),
  }),
  async answerWith(_, { sql }) {
    const [states, waiting, stopped] = await Promise.all([countStates(sql), backlog(sql), stops(sql)])
    return {
      ...states,
      waiting: waiting.map(({ todo, waiting: count, due }) => ({ step: todo, waiting: count, due })),
      stopped,
    }
  },
})

export const archiveRoutes = [articleAgain, outlet, sourceNow, personTold, queue]
