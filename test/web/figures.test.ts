import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSuggestions } from '../../src/6-review/step.ts'
import type { Database } from '../../src/db/database.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'

const TEXT = 'Prison staff beat Rashid Aliyev.\nHe was refused a visit.\nThey threatened him.\nHe sees no doctor.'
const QUOTES = TEXT.split('\n')
const TYPES = ['ill_treatment', 'denied_visit', 'threat', 'denied_medical_care']

let db: Database
let desk: Desk
let aida: Reader
let leyla: Reader
let claimIds: string[]
let discoveryId: string
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  desk.clock.now = new Date('2026-11-25T12:00:00Z')
  aida = await desk.signIn('Aida', 'admin')
  leyla = await desk.signIn('Leyla', 'reader')
  const article = await addArticle(db.sql, { text: TEXT, published: '2026-09-20' })
  discoveryId = article.discoveryId
  const claims = QUOTES.map((quote, index) => claimOn(TEXT, quote, { type: TYPES[index]!, facility: 'Prison No. 5' }))
  const saved = await db.sql.begin((tx) => saveSuggestions(tx, { ...article, analyser: '1.0', claims }))
  claimIds = saved.map(({ claimId }) => claimId)
  // Two are right, one is wrong, one waits; one was missed.
  await decideAs(claimIds[0]!, 'accept')
  await decideAs(claimIds[1]!, 'accept')
  await decideAs(claimIds[2]!, 'reject', { reason: 'no-claim' })
  await aida.post(`/articles/${discoveryId}/claims`, {
    article: article.articleId,
    first: '0',
    last: '12',
    type: 'punishment_cell',
    status: 'alleged',
    victims: 'Rashid Aliyev',
  })
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

async function decideAs(id: string, act: string, fields: Record<string, string> = {}) {
  const { html } = await aida.get(`/articles/${discoveryId}`)
  const seen = new RegExp(`/claims/${id}/(?:accept|undo)".*?name="seen" value="([^"]+)"`, 's').exec(html)![1]!
  const done = await aida.post(`/claims/${id}/${act}`, { seen, ...fields })
  expect(done.status).toBe(303)
}

describe('the analyser against the reviewers', () => {
  it('tells from the decisions alone how often it was right, with bounds, and what it missed', async () => {
    const { html } = await leyla.get('/analyser')
    expect(html).toMatch(/<strong>67%<\/strong> Right \(21%–94%\)/)
    expect(html).toMatch(
      /By type.*Ill-treatment.*By language.*English.*By outlet.*Test Post.*By version of the analyser.*1\.0/s,
    )
    expect(html).toMatch(/What was missed lately.*Punishment cell/s)
    expect(html).toMatch(/Why suggestions were rejected.*The sentence does not claim this/s)
    expect((await leyla.get('/analyser?language=ru')).html).toContain('Nothing is decided yet')
  })

  it('leaves as a file with the same numbers, and by the API', async () => {
    const lines = (await leyla.get('/analyser.jsonl')).html
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.find(({ group }) => group === 'all')).toEqual({
      group: 'all',
      key: null,
      name: null,
      precision: 0.667,
      accepted: 2,
      corrected: 0,
      rejected: 1,
      missed: 1,
    })
    const token = await desk.token('Leyla', 'reader')
    const { html } = await ask(`${desk.base}/api/v1/analyser?type=threat`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(JSON.parse(html).entries[0]).toMatchObject({ group: 'all', accepted: 0, rejected: 1, missed: 0 })
  })

  it('shows what a newer analysis says beside the decision, which stays', async () => {
    const [row] = await db.sql<{ articleId: string }[]>`select article_id from claim where id = ${claimIds[0]!}`
    const claims = [claimOn(TEXT, QUOTES[0]!, { type: 'ill_treatment', facility: 'Prison No. 5', status: 'denied' })]
    await db.sql.begin((tx) => saveSuggestions(tx, { discoveryId, articleId: row!.articleId, analyser: '2.0', claims }))
    const { html } = await leyla.get(`/articles/${discoveryId}`)
    expect(html).toMatch(
      /What changed.*Status: <del>alleged<\/del> → <ins>denied<\/ins>.*analyser 2\.0.*The decision stays/s,
    )
    expect(await db.sql`select review, decided ->> 'status' as status from claim where id = ${claimIds[0]!}`).toEqual([
      { review: 'accepted', status: 'alleged' },
    ])
    expect((await leyla.get('/claims?review=all&differs=yes')).html).toContain('3 claims')
    expect((await leyla.get('/analyser')).html).toContain(
      '3 decided claims of which the newest analysis says something else',
    )
  })
})

describe('reading the archive again', () => {
  it('is begun, stopped and gone on with by admins, with a bar that tells how far it is', async () => {
    expect((await leyla.post('/analyser/reanalysis', { act: 'start' })).status).toBe(403)
    expect((await aida.post('/analyser/reanalysis', { act: 'start' })).headers.get('location')).toContain(
      'done=reanalysis',
    )
    const running = (await leyla.get('/analyser')).html
    expect(running).toMatch(/<progress max="1" value="0" aria-label="0 of 1 articles">/)
    // The page's script asks this, and the policy lets it, while there is something to ask; nothing comes again unasked.
    const told = await leyla.get('/analyser/reanalysis')
    expect(JSON.parse(told.html)).toEqual({
      done: 0,
      total: 1,
      words: '0 of 1 articles',
      state: 'running',
      stateWords: 'under way',
    })
    expect(running).toContain('data-moving="/analyser/reanalysis"')
    expect(running).not.toContain('http-equiv="refresh"')
    expect((await leyla.get('/analyser')).headers.get('content-security-policy')).toContain("connect-src 'self'")
    expect((await leyla.get('/inbox')).headers.get('content-security-policy')).not.toContain('connect-src')
    // Without scripts the page comes again for whoever asks, and stops when asked to.
    const looking = (await leyla.get('/analyser?look=on')).html
    expect(looking).toMatch(
      /<noscript><meta http-equiv="refresh" content="10; url=\/analyser\?look=on#reanalysis"><\/noscript>/,
    )
    expect(looking).toMatch(/<a href="\/analyser#reanalysis">look no more<\/a>/)
    expect((await aida.post('/analyser/reanalysis', { act: 'stop' })).headers.get('location')).toContain('done=stopped')
    const stopped = (await aida.get('/analyser?look=on')).html
    expect(stopped).toMatch(/stopped: those under way.*Go on/s)
    expect(stopped).not.toMatch(/data-moving|http-equiv="refresh"/)
    await aida.post('/analyser/reanalysis', { act: 'start' })
    expect((await aida.get('/analyser')).html).toContain('>Stop<')
    expect((await aida.post('/analyser/reanalysis', { act: 'start', outlet: 'no/such' })).status).toBe(404)
  })
})

describe('the charts', () => {
  it('draw claims by month with their numbers beside, and tell no claims from no working source', async () => {
    await db.sql`update outlet_event set at = '2026-10-10'`
    await db.sql`insert into outlet_outage (outlet_id, since) values ('test/post', '2026-10-31')`
    const { html } = await leyla.get('/charts')
    expect(html).toMatch(
      /<svg class="chart"[^>]* role="img" aria-label="Claims by month from September 2026 to November 2026/,
    )
    expect(html).toMatch(/<rect class="s0"[^>]*><title>Sep 26: reviewed 3<\/title>/)
    expect(html).toMatch(/November 2026<\/a><\/td>.*?no working source · outlet silent for a time: Test Post/s)
    expect(html).toMatch(/October 2026<\/a><\/td>.*?no claims, though sources worked · outlet added: Test Post/s)
    expect(html).toMatch(/September 2026<\/a><\/td>.*?before the first outlet: archives only/s)
    expect(html).toMatch(/By place of detention.*Prison No\. 5/s)
    expect(html).not.toMatch(/style="|<style/)
    await db.sql`delete from outlet_outage`
  })

  it('take the filters of the claims, and leave as files and by the API', async () => {
    expect((await leyla.get('/charts?type=incommunicado')).html).toContain('There is nothing to draw yet')
    const lines = (await leyla.get('/charts.jsonl?review=accepted')).html
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.find(({ chart }) => chart === 'month')).toMatchObject({ key: '2026-09', reviewed: 3, to_review: 0 })
    expect((await leyla.get('/charts.csv?from=whenever')).status).toBe(400)
    const token = await desk.token('Leyla', 'reader')
    const { html } = await ask(`${desk.base}/api/v1/charts`, { headers: { authorization: `Bearer ${token}` } })
    expect(JSON.parse(html).places).toEqual([{ key: 'Prison No. 5', name: 'Prison No. 5', reviewed: 2, to_review: 0 }])
  })
})
