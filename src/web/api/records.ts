import { z } from 'zod'
import { blackOut } from '../../accounts/confidential.ts'
import { recordFor, secretWords } from '../confidential.ts'
import { peopleFor } from '../confidential-records.ts'
import { readAlert } from '../queries/alert.ts'
import { type ListedAlert, listAlerts } from '../queries/alerts.ts'
import { listArticles, readArticleRecord, readArticleWay } from '../queries/articles.ts'
import { versionsOf } from '../queries/captures.ts'
import { listOutlets } from '../queries/outlets.ts'
import { type ListedPerson, listPeople, readPerson } from '../queries/people.ts'
import { addWatch, readWatch, readWatches, removeWatch, type Watch } from '../queries/watches.ts'
import { notFound, route } from './route.ts'
import {
  AlertQuery,
  ApiAlert,
  ApiArticle,
  ApiArticleWithText,
  ApiOutlet,
  ApiPerson,
  ApiWatch,
  ArticleQuery,
  Done,
  Id,
  NewWatch,
  PeopleQuery,
  pageFrom,
  pageOf,
  Time,
} from './schemas.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const articles = route({
  method: 'get',
  path: '/articles',
  summary: 'Articles with where they stand, newest first',
  role: 'reader',
  query: ArticleQuery,
  answer: pageOf(ApiArticle),
  async answerWith({ query: { cursor, limit, ...filter }, account }, { sql }) {
    const { articles, next } = await listArticles(sql, filter, account, { limit, before: cursor })
    const entries = articles.map((article) => ({
      id: article.discoveryId,
      url: article.url,
      title: article.title,
      outlet: { id: article.outletId, name: article.outletName },
      state: article.state,
      todo: article.todo,
      because: article.because,
      advice: article.advice,
      discovered: article.discoveredAt.toISOString(),
      published: iso(article.published),
      language: article.language,
      claims: article.claims,
      snippet: article.snippet,
    }))
    return { entries, next }
  },
})

const article = route({
  method: 'get',
  path: '/articles/{id}',
  summary: 'One article with its text, its captures and its way',
  role: 'reader',
  answer: ApiArticleWithText,
  async answerWith({ params, account }, { sql }) {
    const kept = await readArticleRecord(sql, params.id!)
    if (!kept) throw notFound('article')
    const found = recordFor(kept, await secretWords(sql, account, kept.discoveryId))
    const { captures, steps } = await readArticleWay(sql, found.discoveryId, found.articleId)
    return {
      id: found.discoveryId,
      url: found.url,
      title: found.title ?? found.discoveredTitle,
      outlet: { id: found.outletId, name: found.outletName },
      state: found.state,
      todo: found.todo,
      because: found.because,
      advice: found.advice,
      discovered: found.discoveredAt.toISOString(),
      published: iso(found.published),
      language: found.language,
      byline: found.byline,
      text: found.text,
      may_be_cut: found.mayBeCut,
      original_id: found.originalId,
      captures: captures.map((capture) => ({
        fetched: capture.fetchedAt.toISOString(),
        url: capture.url,
        final_url: capture.finalUrl,
        status: capture.status,
        sha256: Buffer.from(capture.sha256).toString('hex'),
        bytes: Number(capture.size),
      })),
      steps: steps.map(({ startedAt, ...step }) => ({ ...step, started: startedAt.toISOString() })),
    }
  },
})

const people = route({
  method: 'get',
  path: '/people',
  summary: 'People that articles name; those that claims are about first',
  role: 'reader',
  query: PeopleQuery,
  answer: z.object({
    entries: z.array(ApiPerson),
    next: z.string().nullable().describe('Cursor of the next page; null at the end'),
  }),
  async answerWith({ query: { cursor, limit, words }, account }, { sql }) {
    const { people, next } = await listPeople(sql, { words, limit, after: cursor })
    return { entries: (await peopleFor(sql, account, people)).map(personTold), next }
  },
})

const personTold = ({ id, name, spellings, claims, mentions, lastMention }: ListedPerson) => ({
  id,
  name,
  spellings,
  claims,
  articles: mentions,
  last_told: iso(lastMention),
})

const person = route({
  method: 'get',
  path: '/people/{id}',
  summary: 'One person; their claims are at /claims?person=',
  role: 'reader',
  answer: ApiPerson,
  async answerWith({ params, account }, { sql }) {
    const kept = await readPerson(sql, params.id!)
    const [found] = kept ? await peopleFor(sql, account, [kept]) : []
    if (!found) throw notFound('person')
    return personTold(found)
  },
})

const outlets = route({
  method: 'get',
  path: '/outlets',
  summary: 'Outlets and how they do',
  role: 'reader',
  answer: z.object({ entries: z.array(ApiOutlet) }),
  async answerWith(_, { sql }) {
    const found = await listOutlets(sql)
    return {
      entries: found.map(
        ({
          id,
          name,
          home,
          language,
          enabled,
          problem,
          sources,
          troubled,
          lastCrawl,
          nextCrawl,
          articles,
          stopped,
          claims,
        }) => ({
          id,
          name,
          home,
          language,
          enabled,
          problem,
          sources,
          troubled,
          last_crawl: iso(lastCrawl),
          next_crawl: iso(nextCrawl),
          articles,
          stopped,
          claims,
        }),
      ),
    }
  },
})

const watchTold = ({ id, name, spellings, muted, alerts, createdAt }: Watch) => ({
  id,
  name,
  spellings,
  muted,
  alerts,
  created: createdAt.toISOString(),
})

const watches = route({
  method: 'get',
  path: '/watches',
  summary: 'Your watches',
  role: 'reader',
  answer: z.object({ entries: z.array(ApiWatch) }),
  async answerWith({ account }, { sql }) {
    return { entries: (await readWatches(sql, account.id)).map(watchTold) }
  },
})

const watchAdd = route({
  method: 'post',
  path: '/watches',
  summary: 'Tracks a person; the same name sent twice is one watch',
  role: 'reader',
  body: NewWatch,
  answer: ApiWatch,
  async answerWith({ body, account }, { sql }) {
    const id = await addWatch(sql, account.id, body)
    return watchTold((await readWatch(sql, account.id, id))!)
  },
})

const watchRemove = route({
  method: 'delete',
  path: '/watches/{id}',
  summary: 'Stops tracking; the watch and its alerts are deleted',
  role: 'reader',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    if (!(await readWatch(sql, account.id, params.id!))) throw notFound('watch')
    await removeWatch(sql, account.id, params.id!)
    return {}
  },
})

const alertTold = (alert: ListedAlert): z.input<typeof ApiAlert> => ({
  id: alert.id,
  watch: { id: alert.watchId, name: alert.watchName },
  kind: alert.kind,
  at: alert.at.toISOString(),
  mention: alert.mention,
  rule: alert.rule,
  words: alert.words,
  reason: alert.reason,
  article_id: alert.discoveryId,
  title: alert.title,
  url: alert.url,
  claim_id: alert.claimId,
  review: alert.review,
})

const alerts = route({
  method: 'get',
  path: '/alerts',
  summary: 'Alerts of your watches, newest first',
  role: 'reader',
  query: AlertQuery,
  answer: pageOf(ApiAlert),
  async answerWith({ query: { cursor, limit, watch }, account }, { sql }) {
    const found = await listAlerts(sql, account.id, { watchId: watch, before: cursor, limit: limit + 1 })
    return pageFrom(found, limit, alertTold)
  },
})

const alert = route({
  method: 'get',
  path: '/alerts/{id}',
  summary: 'One alert of your watches',
  role: 'reader',
  answer: ApiAlert,
  async answerWith({ params, account }, { sql }) {
    const found = await readAlert(sql, account.id, params.id!)
    if (!found) throw notFound('alert')
    return alertTold(found)
  },
})

const versions = route({
  method: 'get',
  path: '/articles/{id}/versions',
  summary: 'The texts that were read of an article, oldest first: one for each fetch that changed it',
  role: 'reader',
  answer: z.object({
    entries: z.array(z.object({ id: Id, fetched: Time, title: z.string(), text: z.string() })),
  }),
  async answerWith({ params, account }, { sql }) {
    const [found, words] = await Promise.all([versionsOf(sql, params.id!), secretWords(sql, account, params.id!)])
    if (found.length === 0) throw notFound('article that was read')
    return {
      entries: found.map(({ articleId, fetchedAt, title, text }) => ({
        id: articleId,
        fetched: fetchedAt.toISOString(),
        title: blackOut(title, words),
        text: blackOut(text, words),
      })),
    }
  },
})

export const recordRoutes = [
  articles,
  article,
  people,
  person,
  outlets,
  watches,
  watchAdd,
  watchRemove,
  alerts,
  alert,
  versions,
]
