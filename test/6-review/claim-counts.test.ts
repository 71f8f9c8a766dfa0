import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mergePersons, undoJudgement } from '../../src/5-link/persons/judge.ts'
import { tiePersons } from '../../src/5-link/persons/store.ts'
import { type CountedBy, claimCounts, gatherClaimCounts } from '../../src/6-review/claim-counts.ts'
import { readClaim } from '../../src/6-review/claim-list.ts'
import type { Wish } from '../../src/6-review/decide.ts'
import { mendTag } from '../../src/6-review/mend-store.ts'
import { addMissedClaim, decide, saveSuggestions } from '../../src/6-review/step.ts'
import { backUp, restore } from '../../src/db/backup.ts'
import type { Database } from '../../src/db/database.ts'
import type { ClaimFields } from '../../src/domain/claim.ts'
import { forget, planForgetting } from '../../src/evidence/forget.ts'
import { judgedClaims } from '../../src/web/queries/analyser.ts'
import { claimNumbers } from '../../src/web/queries/charts.ts'
import { testDatabase } from '../database.ts'
import { addArticle, claimOn } from './made-up.ts'

let db: Database
let folder: string
beforeAll(async () => {
  db = await testDatabase()
  folder = mkdtempSync(`${tmpdir()}/vigil-counts-`)
  await db.sql`insert into person (name, sound) values ('Rashid Aliyev', 'r'), ('Rashid Əliyev', 'r'), ('Leyla Quliyeva', 'l')`
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const KINDS: CountedBy[] = ['current', 'month', 'type', 'place', 'person', 'outlet', 'judged type', 'judged language', 'judged outlet', 'judged analyser', 'judged month', 'judged reason', 'judged field'] // biome-ignore format: a row

type Numbers = Record<'accepted' | 'corrected' | 'rejected' | 'suggested' | 'missed', number>
type Counts = Record<string, Numbers>

async function kept({ sql }: Database): Promise<Counts> {
  const rows = await sql<(Numbers & { kind: string; key: string })[]>`
    select kind, key, accepted, corrected, rejected, suggested, missed from ${claimCounts(sql, KINDS)} kept`
  return inOrder(rows.map(({ kind, key, ...numbers }) => [`${kind}: ${key}`, { ...numbers }]))
}

const inOrder = (entries: [string, Numbers][]): Counts =>
  Object.fromEntries(
    entries.filter(([, numbers]) => Object.values(numbers).some(Boolean)).sort(([a], [b]) => (a < b ? -1 : 1)),
  )

interface Row {
  id: string
  origin: 'analyser' | 'reviewer'
  current: boolean
  review: keyof Numbers
  type: string
  analyser: string | null
  fields: ClaimFields
  decided: ClaimFields | null
  outletId: string
  language: string | null
  toldAt: Date
  personIds: string[]
  decision: { at: Date; act: string; reason: string | null } | null
}

/** The same numbers, counted by hand from claims, articles and decisions. */
async function recount({ sql }: Database): Promise<Counts> {
  const rows = await sql<Row[]>`
    select claim.id, origin, current, review, claim.type, analyser, fields, decided, outlet_id, article.language, coalesce(article.published, extracted_at) as told_at,
      array(select person_id from claim_person where claim_id = claim.id) as person_ids
    from claim join article on article.id = article_id join discovery on discovery.id = claim.discovery_id`
  const decisions = await sql<{ claimId: string; at: Date; act: string; reason: string | null }[]>`
    select claim_id, at, act, reason from decision order by id`
  const newest = new Map(decisions.map((decision) => [decision.claimId, decision]))
  const counts = new Map<string, Numbers>()
  const add = (kind: CountedBy, key: string | null, number: keyof Numbers) => {
    const name = `${kind}: ${key ?? ''}`
    const numbers = counts.get(name) ?? { accepted: 0, corrected: 0, rejected: 0, suggested: 0, missed: 0 }
    counts.set(name, { ...numbers, [number]: numbers[number] + 1 })
  }
  for (const claim of rows) {
    const { review, origin } = claim
    const shown = claim.decided ?? claim.fields
    const type = claim.decided?.type ?? claim.type
    if (claim.current || review !== 'suggested') {
      add('month', claim.toldAt.toISOString().slice(0, 7), review)
      add('type', type, review)
      add('outlet', claim.outletId, review)
      if (shown.facility !== null) add('place', shown.facility, review)
      for (const id of claim.personIds) add('person', id, review)
    }
    if (claim.current) add('current', '', review)
    const decision = newest.get(claim.id)
    if (review === 'suggested' || !decision) continue
    const because = decision.act === 'reject' && /^[a-z-]+/.exec(decision.reason ?? '')?.[0]
    if (because) add('judged reason', because, 'rejected')
    if (origin === 'reviewer' && review === 'rejected') continue
    const as = origin === 'reviewer' ? 'missed' : review
    add('judged type', origin === 'reviewer' ? type : claim.type, as)
    add('judged language', claim.language, as)
    add('judged outlet', claim.outletId, as)
    add('judged analyser', claim.analyser, as)
    add('judged month', decision.at.toISOString().slice(0, 7), as)
    if (review !== 'corrected' || origin !== 'analyser') continue
    for (const [field, value] of Object.entries(claim.fields))
      if (
        field !== 'sourceChain' &&
        JSON.stringify(value) !== JSON.stringify(claim.decided?.[field as keyof ClaimFields])
      )
        add('judged field', field, 'corrected')
  }
  return inOrder([...counts])
}

const TEXT = 'Prison staff beat Rashid Aliyev. Leyla Quliyeva was refused a visit in Prison No. 5.'
const QUOTES = TEXT.split(/(?<=y?[ev|5]\.) /)
const TYPES = ['ill_treatment', 'denied_visit', 'threat']
const PEOPLE = ['Rashid Aliyev', 'Leyla Quliyeva']
const OUTLETS = ['test/post', 'test/xezri']
const LANGUAGES = ['en', 'ru', 'az']
const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!
const day = (n: number) => new Date(Date.UTC(2026, n % 5, 1 + (n % 28), 23, 30))

async function analyse(article: { discoveryId: string; articleId: string }, n: number): Promise<void> {
  const claims = QUOTES.slice(n % 3 === 0 ? 1 : 0).map((quote, index) =>
    claimOn(TEXT, quote, {
      type: at(TYPES, n + index),
      victims: [at(PEOPLE, n + index)],
      facility: n % 2 === 0 ? `Prison No. ${n % 3}` : null,
    }),
  )
  await db.sql.begin(async (tx) => {
    await saveSuggestions(tx, { ...article, analyser: `1.${n % 2}`, claims })
    await tiePersons(tx, [{ articleId: article.articleId, name: at(PEOPLE, n), personId: String(1 + (n % 3)) }])
  })
}

const anyArticle = async (n: number) => {
  const rows = await db.sql<{ discoveryId: string; articleId: string; language: string }[]>`
    select distinct on (discovery_id) discovery_id, id as article_id, language from article order by discovery_id, id desc`
  return rows.length === 0 ? undefined : at(rows, n)
}

// What happens to claims, each with the same code as in the product.
const ACTS: Record<string, (n: number) => Promise<unknown>> = {
  async article(n) {
    const published = day(n).toISOString()
    await analyse(
      await addArticle(db.sql, { text: TEXT, language: at(LANGUAGES, n), outletId: at(OUTLETS, n), published }),
      n,
    )
  },
  async 'analysed again'(n) {
    const article = await anyArticle(n)
    if (article) await analyse(article, n + 1)
  },
  async 'edited, in another language and month'(n) {
    const article = await anyArticle(n)
    if (!article) return
    const edited = await addArticle(db.sql, {
      text: TEXT,
      language: at(LANGUAGES, n + 1),
      discoveryId: article.discoveryId,
      published: day(n + 1).toISOString(),
    })
    await analyse(edited, n)
  },
  async decided(n) {
    const ids = await db.sql<{ id: string }[]>`select id from claim order by id`
    if (ids.length === 0) return
    const claim = (await readClaim(db.sql, at(ids, n).id, { accountId: null, confidential: true }))!
    const wishes: Wish[] = [
      { act: 'accept' },
      {
        act: 'correct',
        fields: { ...claim.fields, type: at(TYPES, n), facility: 'Prison No. 9', victims: [at(PEOPLE, n)] },
      },
      { act: 'reject', reason: at(['no-claim', 'other-person: his brother', 'Другой человек'], n) },
      { act: 'undo' },
    ]
    await decide(
      { claimId: claim.id, seen: claim.seen, wish: at(wishes, n) },
      { name: 'Aida' },
      { sql: db.sql, now: () => day(n) },
    )
  },
  async missed(n) {
    const article = await anyArticle(n)
    if (!article) return
    const { evidence } = claimOn(TEXT, QUOTES[0]!)
    const fields = { type: at(TYPES, n), status: 'alleged', victims: [at(PEOPLE, n)], victimGroup: null, facility: null, source: null, sourceChain: [], eventDate: null } as const // biome-ignore format: a row
    await addMissedClaim(
      {
        articleId: article.articleId,
        fields: { ...fields, victims: [...fields.victims], sourceChain: [] },
        ...evidence,
      },
      { name: 'Aida' },
      { sql: db.sql, now: () => day(n) },
    )
  },
  async 'tag mended'(n) {
    const article = await anyArticle(n)
    const wish = { act: 'rename', kind: 'person', name: at(PEOPLE, n), toName: at(PEOPLE, n + 1) } as const
    if (article) await mendTag(db.sql, article.discoveryId, wish, { accountName: 'Aida', now: day(n) })
  },
  async 'persons merged, and taken apart again'(n) {
    const deps = { sql: db.sql, relink: async () => {} }
    const outcome = await mergePersons(String(1 + (n % 3)), String(1 + ((n + 1) % 3)), 'Aida', deps)
    expect(await kept(db)).toEqual(await recount(db))
    if (outcome.kind === 'done') await undoJudgement(outcome.judgementId, 'Aida', deps)
  },
  async forgotten(n) {
    const article = await anyArticle(n)
    if (!article || n % 3 > 0) return
    await forget(db.sql, folder, await planForgetting(db.sql, { kind: 'article', id: article.discoveryId }), null)
  },
  'added up': () => gatherClaimCounts(db.sql),
}

it('keeps counts that are what a recount finds, whatever happens to claims', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(ACTS), 'article', 'decided', 'decided'), fc.nat(1000)), {
        minLength: 12,
        maxLength: 25,
      }),
      async (acts) => {
        for (const [name, n] of acts) {
          await ACTS[name]!(n)
          const counts = await kept(db)
          expect(counts, name).toEqual(await recount(db))
          for (const count of Object.keys(counts)) seen.add(count.split(':')[0]!)
        }
      },
    ),
    { numRuns: 5, seed: 7, endOnFailure: true },
  )
  // Nothing was compared only because it was never there.
  expect([...seen].sort()).toEqual([...KINDS].sort())
})

it('answers the charts the same from kept counts and counted one by one', async () => {
  const viewer = { accountId: null, confidential: true }
  const all = await claimNumbers(db.sql, {}, viewer)
  expect(all.types.length).toBeGreaterThan(1)
  // A filter that every claim meets.
  for (const review of [undefined, 'all', 'reviewed', 'accepted', 'corrected', 'suggested', 'rejected'] as const)
    expect(await claimNumbers(db.sql, { review }, viewer), review).toEqual(
      await claimNumbers(db.sql, { review, confidence: 0 }, viewer),
    )
})

it('answers the same of the analyser from kept counts and from the decisions of all days', async () => {
  const judged = await judgedClaims(db.sql, {})
  expect(judged.length).toBeGreaterThan(8)
  expect(await judgedClaims(db.sql, { from: '2000-01-01' })).toEqual(judged)
})

it('counts anew what comes out of a back-up', async () => {
  const other = await testDatabase()
  await backUp(db.sql, folder, `${folder}/counts.backup`)
  await restore(other.sql, `${folder}/restored`, `${folder}/counts.backup`)
  expect(await kept(other)).toEqual(await kept(db))
  await other.close()
})

it('has no word left of what was forgotten', async () => {
  const article = await addArticle(db.sql, { text: TEXT, outletId: 'test/last' })
  const claims = [claimOn(TEXT, QUOTES[0]!, { facility: 'the house of Leyla' })]
  await db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser: '1', claims }))
  await gatherClaimCounts(db.sql)
  const words = () => db.sql`
    select key from claim_count where key = 'the house of Leyla' union all select key from claim_count_change where key = 'the house of Leyla'`
  expect(await words()).toHaveLength(1)
  await forget(db.sql, folder, await planForgetting(db.sql, { kind: 'article', id: article.discoveryId }), null)
  expect(await words()).toHaveLength(0)
})
