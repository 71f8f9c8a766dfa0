import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideClaim, lastStanding, type Past, seenMark } from '../../src/6-review/decide.ts'
import { readPast, standingOf } from '../../src/6-review/decision-store.ts'
import { addMissedClaim, decide, decideMany, saveSuggestions, undoBatch } from '../../src/6-review/step.ts'
import { verifyChain } from '../../src/6-review/verify-chain.ts'
import type { Database } from '../../src/db/database.ts'
import { ClaimFields } from '../../src/domain/claim.ts'
import type { Standing } from '../../src/domain/decision.ts'
import { testDatabase } from '../database.ts'
import { addArticle, claimOn } from './made-up.ts'

const TEXT = 'News.\nPrison staff beat Rashid Aliyev on Monday.\nHis mother was not let in.'
const fields = ClaimFields.parse(claimOn(TEXT, 'Prison staff beat Rashid Aliyev on Monday.'))
const suggested: Standing = { review: 'suggested', fields }
const accepted: Standing = { review: 'accepted', fields }
const past = (act: Past['act'], before: Standing | null, after: Standing): Past => ({
  id: '1',
  accountName: 'Aida',
  act,
  reason: null,
  before,
  after,
})

describe('what a decision makes of a claim', () => {
  it('accepts, rejects with a reason, and corrects', () => {
    expect(decideClaim(suggested, { act: 'accept' }, [])).toEqual({ kind: 'decided', after: accepted })
    expect(decideClaim(suggested, { act: 'reject', reason: 'not a claim' }, [])).toMatchObject({
      after: { review: 'rejected' },
    })
    const better = { ...fields, victims: ['Rəşid Əliyev'] }
    expect(decideClaim(suggested, { act: 'correct', fields: better }, [])).toEqual({
      kind: 'decided',
      after: { review: 'corrected', fields: better },
    })
  })

  it('refuses a rejection without a reason', () => {
    expect(decideClaim(suggested, { act: 'reject', reason: '  ' }, [])).toEqual({
      kind: 'refused',
      because: 'no-reason',
    })
  })

  it('takes a correction that changes nothing for an acceptance', () => {
    expect(decideClaim(suggested, { act: 'correct', fields: { ...fields } }, [])).toEqual({
      kind: 'decided',
      after: accepted,
    })
    expect(decideClaim(accepted, { act: 'correct', fields: { ...fields } }, [])).toEqual({
      kind: 'refused',
      because: 'no-change',
    })
  })

  it('undoes step by step, back to the suggestion', () => {
    const corrected: Standing = { review: 'corrected', fields: { ...fields, facility: 'Prison No. 5' } }
    const first = past('accept', suggested, accepted)
    const second = past('correct', accepted, corrected)
    expect(decideClaim(corrected, { act: 'undo' }, [first, second])).toEqual({ kind: 'decided', after: accepted })
    const undone = past('undo', corrected, accepted)
    expect(decideClaim(accepted, { act: 'undo' }, [first, second, undone])).toEqual({
      kind: 'decided',
      after: suggested,
    })
    expect(lastStanding([first, undone])).toBeUndefined()
    expect(decideClaim(suggested, { act: 'undo' }, [first, undone])).toEqual({
      kind: 'refused',
      because: 'nothing-to-undo',
    })
  })

  it('leaves a claim that was added by hand rejected when it is taken back: nothing is deleted', () => {
    expect(decideClaim(accepted, { act: 'undo' }, [past('add', null, accepted)])).toEqual({
      kind: 'decided',
      after: { review: 'rejected', fields },
    })
  })
})

describe('deciding on real rows', () => {
  let db: Database
  beforeAll(async () => {
    db = await testDatabase()
  })
  afterAll(() => db.close())
  const now = () => new Date('2026-11-26T10:00:00Z')
  const deps = () => ({ sql: db.sql, now })
  const aida = { name: 'Aida' }
  const boris = { name: 'Борис' }

  async function addClaim(): Promise<{ claimId: string; seen: string; discoveryId: string; articleId: string }> {
    const article = await addArticle(db.sql, { text: TEXT })
    const claims = [claimOn(TEXT, 'Prison staff beat Rashid Aliyev on Monday.')]
    const [saved] = await db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser: '1', claims }))
    return { ...article, claimId: saved!.claimId, seen: await seen(saved!.claimId) }
  }
  async function seen(claimId: string): Promise<string> {
    const [row] = await db.sql`select review, fields, decided, evidence from claim where id = ${claimId}`
    const past = await readPast(db.sql, claimId)
    return seenMark(past.at(-1)?.id ?? null, standingOf(row as never), row!.evidence)
  }

  it('keeps who, when, what before and what after', async () => {
    const { claimId, seen } = await addClaim()
    const outcome = await decide(
      { claimId, seen, wish: { act: 'reject', reason: 'a quarrel, no beating' } },
      aida,
      deps(),
    )
    expect(outcome.kind).toBe('decided')
    expect(await readPast(db.sql, claimId)).toMatchObject([
      {
        accountName: 'Aida',
        act: 'reject',
        at: now(),
        reason: 'a quarrel, no beating',
        before: suggested,
        after: { review: 'rejected' },
      },
    ])
  })

  it('lets the second of two reviewers see what the first decided, and loses neither', async () => {
    const { claimId, seen } = await addClaim()
    const [first, second] = await Promise.all([
      decide({ claimId, seen, wish: { act: 'accept' } }, aida, deps()),
      decide({ claimId, seen, wish: { act: 'reject', reason: 'no' } }, boris, deps()),
    ])
    expect([first.kind, second.kind].sort()).toEqual(['decided', 'stale'])
    expect(await readPast(db.sql, claimId)).toHaveLength(1)
  })

  it('does nothing the second time the same form is sent', async () => {
    const { claimId, seen: mark } = await addClaim()
    const wish = { act: 'correct', fields: { ...fields, facility: 'Prison No. 5' } } as const
    expect((await decide({ claimId, seen: mark, wish }, aida, deps())).kind).toBe('decided')
    expect((await decide({ claimId, seen: mark, wish }, aida, deps())).kind).toBe('already')
    const undo = { claimId, seen: await seen(claimId), wish: { act: 'undo' } } as const
    expect((await decide(undo, aida, deps())).kind).toBe('decided')
    expect((await decide(undo, aida, deps())).kind).toBe('already')
    expect(await readPast(db.sql, claimId)).toHaveLength(2)
  })

  it('refuses a decision about a suggestion that a new analysis has changed meanwhile', async () => {
    const { claimId, seen, discoveryId, articleId } = await addClaim()
    const changed = claimOn(TEXT, 'Prison staff beat Rashid Aliyev on Monday.', { facility: 'Prison No. 5' })
    await db.sql.begin((tx) => saveSuggestions(tx, { discoveryId, articleId, analyser: '2', claims: [changed] }))
    expect((await decide({ claimId, seen, wish: { act: 'accept' } }, aida, deps())).kind).toBe('stale')
  })

  it('decides about many at one stroke and takes all of it back at one', async () => {
    const claims = [await addClaim(), await addClaim(), await addClaim()]
    const wish = { act: 'accept' } as const
    const { batch } = await decideMany(
      claims.map(({ claimId, seen }) => ({ claimId, seen, wish })),
      aida,
      deps(),
    )
    await decide(
      { claimId: claims[0]!.claimId, seen: await seen(claims[0]!.claimId), wish: { act: 'reject', reason: 'no' } },
      boris,
      deps(),
    )
    expect(await undoBatch(batch, aida, deps())).toBe(2)
    const rows =
      await db.sql`select review from claim where id in ${db.sql(claims.map(({ claimId }) => claimId))} order by id`
    expect(rows.map(({ review }) => review)).toEqual(['rejected', 'suggested', 'suggested'])
  })

  it('adds a claim that the analyser missed, once, with the words of the text as its evidence', async () => {
    const article = await addArticle(db.sql, { text: TEXT })
    const start = TEXT.indexOf('His mother')
    const asked = { articleId: article.articleId, fields: { ...fields, type: 'denied_visit' }, start, end: TEXT.length }
    const first = await addMissedClaim(asked, aida, deps())
    const second = await addMissedClaim(asked, aida, deps())
    expect([first.kind, second.kind]).toEqual(['added', 'already'])
    const [row] = await db.sql`select evidence, review, origin from claim where discovery_id = ${article.discoveryId}`
    expect(row).toEqual({ evidence: 'His mother was not let in.', review: 'accepted', origin: 'reviewer' })
    expect(await addMissedClaim({ ...asked, end: TEXT.length + 5 }, aida, deps())).toEqual({
      kind: 'refused',
      because: 'not-in-text',
    })
  })

  it('finds one changed letter in the history, and every decision that was taken out', async () => {
    expect((await verifyChain(db.sql)).faults).toEqual([])
    const [victim] = await db.sql`select id, reason from decision where reason is not null order by id limit 1`
    await expect(db.sql`update decision set reason = 'x' where id = ${victim!.id}`).rejects.toThrow(/append-only/)
    await expect(db.sql`delete from decision where id = ${victim!.id}`).rejects.toThrow(/append-only/)

    await db.sql`alter table decision disable trigger decision_append_only`
    await db.sql`update decision set reason = 'a quarrel, no beatinG' where id = ${victim!.id}`
    expect((await verifyChain(db.sql)).faults).toEqual([
      `decision ${victim!.id}: its words are not the ones that were decided`,
    ])
    await db.sql`update decision set reason = ${victim!.reason} where id = ${victim!.id}`
    await db.sql`update decision set forgotten = true, reason = null where id = ${victim!.id}`
    expect((await verifyChain(db.sql)).faults).toEqual([
      `decision ${victim!.id} is marked forgotten, but no tombstone says so`,
    ])
    await db.sql`update decision set forgotten = false, reason = ${victim!.reason} where id = ${victim!.id}`
    expect((await verifyChain(db.sql)).faults).toEqual([])
    await db.sql`delete from decision where id = ${victim!.id}`
    expect((await verifyChain(db.sql)).faults).toHaveLength(1)
  })
})
