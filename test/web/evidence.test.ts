import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSuggestions } from '../../src/6-review/step.ts'
import { verifyChain } from '../../src/6-review/verify-chain.ts'
import type { Database } from '../../src/db/database.ts'
import { verifyClaims } from '../../src/evidence/verify.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'

const READ = 'Заключённый Рашид Алиев жаловался на здоровье.'
const BETTER = 'Рашида Алиева избили в понедельник, сообщил его адвокат.'
const ALSO = 'Врача к Алиеву не пустили.'
const TEXT = `${READ}\n${BETTER} ${ALSO}\nБольше ничего не известно.`

let db: Database
let desk: Desk
let aida: Reader
let token: string
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'reviewer')
  token = await desk.token('Aida', 'reviewer')
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

const suggestion = (text = TEXT) => {
  const start = text.indexOf(ALSO)
  return claimOn(text, READ, { victims: ['Рашид Алиев'], also: [{ quote: ALSO, start, end: start + ALSO.length }] })
}
async function made() {
  const article = await addArticle(db.sql, { text: TEXT, language: 'ru' })
  const save = (analyser: string) =>
    db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser, claims: [suggestion()] }))
  const [saved] = await save('1')
  return { ...article, claimId: saved!.claimId, save }
}
const call = async (path: string, body?: unknown) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const init = body ? { headers, method: 'POST', body: JSON.stringify(body) } : { headers }
  const { status, html } = await ask(`${desk.base}/api/v1${path}`, init)
  return { status, body: JSON.parse(html) }
}
const place = (quote: string, text = TEXT) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length })
const form = (html: string, claimId: string) =>
  new RegExp(`<form[^>]*action="/claims/${claimId}/correct".*?</form>`, 's').exec(html)![0]
const sound = async () =>
  expect([(await verifyChain(db.sql)).faults, (await verifyClaims(db.sql)).faults]).toEqual([[], []])

describe('the words that tell a claim', () => {
  it('are chosen among the sentences of the article, without JavaScript, and `also` stays', async () => {
    const { discoveryId, articleId, claimId } = await made()
    const { html } = await aida.get(`/articles/${discoveryId}?correct=${claimId}`)
    const offered = form(html, claimId)
    const { start, end } = place(BETTER)
    expect(offered).toContain(`name="span" value="${start}-${end}"> <span lang="ru">${BETTER}</span>`)
    expect(offered).toContain('Больше ничего не известно.')
    const seen = /name="seen" value="([^"]+)"/.exec(offered)![1]!
    const wish = {
      seen,
      article: articleId,
      type: 'ill_treatment',
      status: 'alleged',
      victim: 'Рашид Алиев',
      victims: 'Рашид Алиев',
      date: '',
    }
    expect((await aida.post(`/claims/${claimId}/correct`, { ...wish, span: '9-5000' })).status).toBe(409)
    const done = await aida.post(`/claims/${claimId}/correct`, { ...wish, span: `${start}-${end}` })
    expect(done.headers.get('location')).toContain('done=decided')
    // Sent twice, it is done once.
    const twice = await aida.post(`/claims/${claimId}/correct`, { ...wish, span: `${start}-${end}` })
    expect(twice.headers.get('location')).toContain('done=already')
    expect((await call(`/claims/${claimId}`)).body).toMatchObject({
      review: 'corrected',
      evidence: { quote: BETTER, start, end },
      also: [{ quote: ALSO }],
    })
    const history = (await aida.get(`/claims/${claimId}`)).html
    expect(history).toContain(`<del>${READ}</del> → <ins>${BETTER}</ins>`)
    await sound()
  })

  it('stay over a new analysis, which knows the claim again by what it pointed at before', async () => {
    const { claimId, discoveryId, save } = await made()
    const { body } = await call(`/claims/${claimId}`)
    const wish = { act: 'correct', seen: body.seen, fields: body.fields, evidence: place(BETTER) }
    expect((await call(`/claims/${claimId}/decisions`, wish)).body).toMatchObject({
      review: 'corrected',
      evidence: { quote: BETTER },
    })
    for (const analyser of ['2', '2', '3']) await save(analyser)
    expect(
      await db.sql`select id, evidence, review from claim where discovery_id = ${discoveryId} and current`,
    ).toEqual([{ id: claimId, evidence: BETTER, review: 'corrected' }])
    expect(await db.sql`select from later_suggestion where claim_id = ${claimId}`).toHaveLength(0)
    await sound()
  })

  it('follow into an edited text; where they are gone, others can be chosen there', async () => {
    const { claimId, discoveryId } = await made()
    const { body } = await call(`/claims/${claimId}`)
    const wish = { act: 'correct', seen: body.seen, fields: body.fields, evidence: place(BETTER) }
    await call(`/claims/${claimId}/decisions`, wish)
    const edited = `Дополнено.\n${TEXT}`
    const second = await addArticle(db.sql, { text: edited, language: 'ru', discoveryId })
    await db.sql.begin((tx) => saveSuggestions(tx, { ...second, analyser: '1', claims: [suggestion(edited)] }))
    expect((await call(`/claims/${claimId}`)).body).toMatchObject({
      evidence: { quote: BETTER, ...place(BETTER, edited) },
      text_changed: false,
    })
    const rewritten = `${READ}\nЕго избили, сообщил адвокат.`
    const third = await addArticle(db.sql, { text: rewritten, language: 'ru', discoveryId })
    await db.sql.begin((tx) => saveSuggestions(tx, { ...third, analyser: '1', claims: [suggestion(rewritten)].map((claim) => ({ ...claim, also: [] })) })) // biome-ignore format: one idea
    const changed = (await call(`/claims/${claimId}`)).body
    expect(changed).toMatchObject({ evidence: { quote: BETTER }, text_changed: true })
    const other = place('Его избили, сообщил адвокат.', rewritten)
    const again = { act: 'correct', seen: changed.seen, fields: changed.fields, evidence: other }
    expect((await call(`/claims/${claimId}/decisions`, again)).body).toMatchObject({
      evidence: { quote: 'Его избили, сообщил адвокат.', ...other },
      text_changed: false,
    })
    expect((await db.sql`select from claim where discovery_id = ${discoveryId} and current`).count).toBe(1)
    await sound()
  })

  it('go back step by step with undo, to what the analyser pointed at', async () => {
    const { claimId } = await made()
    const choose = async (quote: string) => {
      const { body } = await call(`/claims/${claimId}`)
      return call(`/claims/${claimId}/decisions`, { act: 'correct', seen: body.seen, fields: body.fields, evidence: place(quote) }) // biome-ignore format: one idea
    }
    const undo = async () => {
      const { body } = await call(`/claims/${claimId}`)
      return (await call(`/claims/${claimId}/decisions`, { act: 'undo', seen: body.seen })).body
    }
    await choose(BETTER)
    // A further quote that becomes the evidence is no further one any more.
    expect((await choose(ALSO)).body).toMatchObject({ evidence: { quote: ALSO }, also: [] })
    expect(await undo()).toMatchObject({ review: 'corrected', evidence: { quote: BETTER }, also: [{ quote: ALSO }] })
    expect(await undo()).toMatchObject({ review: 'suggested', evidence: { quote: READ } })
    expect(await db.sql`select read_evidence from claim where id = ${claimId}`).toEqual([{ readEvidence: null }])
    // The same words as it has are no correction.
    expect((await choose(READ)).body).toMatchObject({ review: 'accepted', evidence: { quote: READ } })
    await sound()
  })

  it('are words of this article, of this claim, and no whole article', async () => {
    const { claimId } = await made()
    const { body } = await call(`/claims/${claimId}`)
    for (const evidence of [
      { start: 5, end: 100_000 },
      { start: 20, end: 10 },
      { start: READ.length, end: READ.length + 1 },
    ]) {
      // biome-ignore format: one idea
      const answer = await call(`/claims/${claimId}/decisions`, { act: 'correct', seen: body.seen, fields: body.fields, evidence })
      expect([answer.status, answer.body.error.code]).toEqual([409, 'not-in-text'])
    }
    const other = await made()
    const { html } = await aida.get(`/articles/${other.discoveryId}?correct=${other.claimId}`)
    const seen = /name="seen" value="([^"]+)"/.exec(form(html, other.claimId))![1]!
    const foreign = await addArticle(db.sql, { text: TEXT, language: 'ru' })
    const wish = { seen, article: foreign.articleId, span: '0-20', type: 'ill_treatment', status: 'alleged', victim: 'Рашид Алиев', date: '' } // biome-ignore format: one idea
    expect((await aida.post(`/claims/${other.claimId}/correct`, wish)).status).toBe(409)
  })
})
