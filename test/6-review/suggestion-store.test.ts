import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSuggestions } from '../../src/6-review/suggestion-store.ts'
import type { Database } from '../../src/db/database.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { testDatabase } from '../database.ts'
import { addArticle, claimOn } from './made-up.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const SENTENCE = 'Руководство СИЗО-1 не пустило мать Рустама Гаджиева на свидание.'
const TEXT = `Новости дня.\n${SENTENCE}\nАдвокат подал жалобу.`

const suggest = (discoveryId: string, articleId: string, claims: Claim[], analyser = '1.0.0') =>
  db.sql.begin((tx) => saveSuggestions(tx, { discoveryId, articleId, analyser, claims }))
const rows = (discoveryId: string) => db.sql`select * from claim where discovery_id = ${discoveryId} order by id`

describe('saving suggestions', () => {
  it('saves them once, whatever runs twice or at the same time', async () => {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: TEXT })
    const claims = [claimOn(TEXT, SENTENCE, { type: 'denied_visit', victims: ['Рустам Гаджиев'] })]
    const [first, second] = await Promise.all([
      suggest(discoveryId, articleId, claims),
      suggest(discoveryId, articleId, claims),
    ])
    expect([first[0]!.isNew, second[0]!.isNew].sort()).toEqual([false, true])
    expect(first[0]!.claimId).toBe(second[0]!.claimId)
    expect(await rows(discoveryId)).toHaveLength(1)
  })

  it('renews an undecided suggestion with the newer analyser, and withdraws what is no longer suggested', async () => {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: TEXT })
    const visit = claimOn(TEXT, SENTENCE, { type: 'denied_visit', victims: ['Рустам Гаджиев'] })
    const threat = claimOn(TEXT, SENTENCE, { type: 'threat', victims: ['Рустам Гаджиев'] })
    await suggest(discoveryId, articleId, [visit, threat])
    await suggest(discoveryId, articleId, [{ ...visit, facility: 'СИЗО-1' }], '1.1.0')
    const [first, second] = await rows(discoveryId)
    expect(first).toMatchObject({ current: true, analyser: '1.1.0', fields: { facility: 'СИЗО-1' } })
    expect(second).toMatchObject({ current: false, analyser: '1.0.0' })
  })

  it('never touches a decision: neither its words nor where it stands', async () => {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: TEXT })
    const visit = claimOn(TEXT, SENTENCE, { type: 'denied_visit', victims: ['Рустам Гаджиев'] })
    await suggest(discoveryId, articleId, [visit])
    await db.sql`update claim set review = 'rejected', decided = fields where discovery_id = ${discoveryId}`
    const before = (await rows(discoveryId))[0]
    const saved = await suggest(discoveryId, articleId, [{ ...visit, facility: 'СИЗО-1', confidence: 1 }], '2.0.0')
    expect(saved).toMatchObject([{ claimId: before!.id, isNew: false }])
    await suggest(discoveryId, articleId, [], '3.0.0')
    expect(await rows(discoveryId)).toEqual([before])
  })

  it('follows the quote into an edited article, and marks what lost its quote', async () => {
    const { discoveryId, articleId } = await addArticle(db.sql, { text: TEXT })
    const lawyer = 'Адвокат подал жалобу.'
    await suggest(discoveryId, articleId, [
      claimOn(TEXT, SENTENCE, { type: 'denied_visit', victims: ['Рустам Гаджиев'] }),
      claimOn(TEXT, lawyer, { type: 'obstructed_complaint', victims: ['Рустам Гаджиев'] }),
    ])
    await db.sql`update claim set review = 'accepted', decided = fields where discovery_id = ${discoveryId}`
    const edited = `Исправлено.\n${TEXT.replace('жалобу', 'иск')}`
    const newer = await addArticle(db.sql, { text: edited, discoveryId })
    await suggest(discoveryId, newer.articleId, [])
    const [visit, complaint] = await rows(discoveryId)
    expect(visit).toMatchObject({ articleId: newer.articleId, textChanged: false, review: 'accepted' })
    expect(edited.slice(visit!.evidenceStart, visit!.evidenceEnd)).toBe(SENTENCE)
    expect(complaint).toMatchObject({ articleId, textChanged: true, review: 'accepted', evidence: lawyer })
  })
})
