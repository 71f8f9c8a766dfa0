import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClaimFilter, filterQuery, readFilter } from '../../src/6-review/claim-filter.ts'
import { countClaims, eachClaim, listClaims, readInbox } from '../../src/6-review/claim-list.ts'
import { saveSuggestions } from '../../src/6-review/step.ts'
import type { Database } from '../../src/db/database.ts'
import type { ClaimStatus } from '../../src/domain/claim.ts'
import { testDatabase } from '../database.ts'
import { addArticle, claimOn } from './made-up.ts'

const URGENT = ['ill_treatment']
const TYPES = ['ill_treatment', 'threat', 'denied_visit']
const STATUSES: ClaimStatus[] = ['alleged', 'denied', 'feared', 'resolved']
const nobody = { accountId: null }

interface Made {
  discoveryId: string
  urgency: number
  claims: { type: string; status: ClaimStatus }[]
}

let db: Database
const articles: Made[] = []
beforeAll(async () => {
  db = await testDatabase()
  // A fixed mixture in which every type and status comes alone and together with others.
  for (let index = 0; index < 40; index++) {
    const text = 'First sentence here. Second sentence here. Third sentence here.'
    const article = await addArticle(db.sql, { text, language: index % 2 ? 'ru' : 'en' })
    const claims = ['First sentence here.', 'Second sentence here.', 'Third sentence here.']
      .slice(0, 1 + (index % 3))
      .map((quote, at) => {
        const type = TYPES[(index * 7 + at * 5) % 3]!
        const status = STATUSES[(index * 3 + at) % 4]!
        return claimOn(text, quote, { type, status, victims: [`Person ${index}`], confidence: (index % 10) / 10 })
      })
    await db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser: '1', claims }))
    const urgencies = claims.map(
      ({ type, status }) =>
        (URGENT.includes(type) ? 3 : 0) + { feared: 2, alleged: 1, denied: 1, resolved: -2 }[status],
    )
    articles.push({ discoveryId: article.discoveryId, urgency: Math.max(...urgencies), claims })
  }
})
afterAll(() => db.close())

const expected = (keep: (article: Made) => boolean = () => true) =>
  articles
    .filter(keep)
    .sort((a, b) => b.urgency - a.urgency || Number(BigInt(b.discoveryId) - BigInt(a.discoveryId)))
    .map(({ discoveryId }) => discoveryId)

async function pages(filter: ClaimFilter, limit: number): Promise<string[]> {
  const all: string[] = []
  for (let offset = 0; ; offset += limit) {
    const page = await readInbox(db.sql, filter, nobody, { urgentTypes: URGENT, limit, offset })
    all.push(...page.articles.map(({ discoveryId }) => discoveryId))
    if (!page.hasNext) return all
  }
}

describe('the inbox', () => {
  it.each([1, 3, 7, 100])('tells every article once, what can’t wait first, %i a page', async (limit) => {
    expect(await pages({ review: 'suggested' }, limit)).toEqual(expected())
  })

  it('shows only what meets the filter', async () => {
    const inbox = await readInbox(db.sql, { review: 'suggested', type: 'threat', language: 'ru' }, nobody, {
      urgentTypes: URGENT,
      limit: 100,
      offset: 0,
    })
    for (const { claims } of inbox.articles)
      for (const claim of claims) expect(claim).toMatchObject({ language: 'ru', fields: { type: 'threat' } })
    const wanted = articles.filter(
      (article, index) => index % 2 === 1 && article.claims.some(({ type }) => type === 'threat'),
    )
    expect(inbox.articles.map(({ discoveryId }) => discoveryId).sort()).toEqual(
      wanted.map(({ discoveryId }) => discoveryId).sort(),
    )
    expect(inbox.claimCount).toBe(wanted.flatMap(({ claims }) => claims.filter(({ type }) => type === 'threat')).length)
  })

  it('puts the people that a reader tracks on top', async () => {
    const [account] = await db.sql<
      { id: string }[]
    >`insert into account (name, role, password_hash) values ('Aida', 'reviewer', 'x') returning id`
    const [watch] = await db.sql<
      { id: string }[]
    >`insert into watch (account_id, name, feed_key) values (${account!.id}, 'Person 0', 'k') returning id`
    const last = expected().at(-1)!
    const [claim] = await db.sql<
      { id: string; articleId: string }[]
    >`select id, article_id from claim where discovery_id = ${last} limit 1`
    await db.sql`
      insert into alert (watch_id, kind, subject, origin, discovery_id, article_id, claim_id, mention, reason, score)
      values (${watch!.id}, 'suggested', 's', 'o', ${last}, ${claim!.articleId}, ${claim!.id}, 'm', 'r', 1)`
    const mine = await readInbox(
      db.sql,
      { review: 'suggested' },
      { accountId: account!.id },
      { urgentTypes: URGENT, limit: 5, offset: 0 },
    )
    expect(mine.articles[0]!.discoveryId).toBe(last)
    const others = await readInbox(db.sql, { review: 'suggested' }, nobody, {
      urgentTypes: URGENT,
      limit: 5,
      offset: 0,
    })
    expect(others.articles.map(({ discoveryId }) => discoveryId)).not.toContain(last)
  })
})

async function exported(filter: ClaimFilter): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of eachClaim(db.sql, filter, nobody)) ids.push(id)
  return ids
}

describe('filters', () => {
  it('are an address that is read back as the same', () => {
    const filter: ClaimFilter = { review: 'all', type: 'threat', name: 'Məmmədov & сын', confidence: 0.7, cut: 'yes' }
    const query = Object.fromEntries(new URLSearchParams(filterQuery(filter)))
    expect(readFilter(query)).toEqual({ filter, wrong: [] })
  })

  it('name what they can’t understand instead of guessing', () => {
    expect(readFilter({ from: 'yesterday', type: 'Threat!', person: '1; drop table claim', status: '' })).toEqual({
      filter: {},
      wrong: ['type', 'person', 'from'],
    })
  })

  it('give the same claims as a list, as a count and as an export', async () => {
    for (const filter of [
      { review: 'all' },
      { type: 'threat' },
      { status: 'feared', language: 'en' },
      { confidence: 0.5 },
      { name: '100%' },
    ] as ClaimFilter[]) {
      const listed = await listClaims(db.sql, filter, nobody, { limit: 1000 })
      expect(await countClaims(db.sql, filter, nobody)).toBe(listed.length)
      expect(await exported(filter)).toEqual(listed.map(({ id }) => id))
    }
  })
})
