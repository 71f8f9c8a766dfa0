import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { testDatabase } from '../database.ts'
import { ask, type Desk, openDesk, type Page, type Reader } from './desk.ts'
import { seedSamples } from './seed.ts'

let db: Database
let desk: Desk
let aida: Reader
beforeAll(async () => {
  db = await testDatabase()
  await seedSamples(db.sql)
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'reviewer')
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

interface Claim {
  id: string
  discoveryId: string
  type: string
  evidence: string
}
const claimOf = async (type: string, skip = 0): Promise<Claim> =>
  (
    await db.sql<
      Claim[]
    >`select id, discovery_id, type, evidence from claim where type = ${type} and review = 'suggested' order by id limit 1 offset ${skip}`
  )[0]!
const fieldIn = ({ html }: Page, action: string, field: string): string =>
  new RegExp(`action="${action}".*?name="${field}" value="([^"]*)"`, 's').exec(html)?.[1] ?? ''
const articleOf = ({ discoveryId }: Claim, query = '') => aida.get(`/articles/${discoveryId}${query}`)
const seen = async (claim: Claim, act = 'accept') =>
  fieldIn(await articleOf(claim), `/claims/${claim.id}/${act}`, 'seen')
const rowOf = async (id: string) => (await db.sql`select review, decided, fields from claim where id = ${id}`)[0]!

describe('the inbox', () => {
  it('shows what waits, each claim with its evidence, source, outlet and date', async () => {
    const { html } = await aida.get('/inbox')
    const [{ count } = { count: 0 }] = await db.sql<{ count: number }[]>`select count(*)::int as count from claim`
    expect(html).toContain(`${count} claims`)
    expect(html).toContain('Kura–Terek Dispatch')
    expect(html).toContain('<blockquote')
  })

  it('puts urgent types first, and what is over last', async () => {
    const { html } = await aida.get('/inbox')
    expect(html).toContain('urgent')
    expect(html.indexOf('status-resolved') === -1 || html.indexOf('urgent') < html.indexOf('status-resolved')).toBe(
      true,
    )
  })

  it('filters by an address that can be sent, and says which filter it did not understand', async () => {
    const { html } = await aida.get('/inbox?type=punishment_cell&language=ru&from=whenever')
    expect(html).toMatch(/Punishment cell/)
    expect(html).not.toMatch(/<strong>Denied visit/)
    expect(html).toContain('left out: from.')
    expect((await aida.get('/inbox?outlet=sample%2Foff')).html).toContain('No claim meets these filters')
  })

  it('keeps a view under a name', async () => {
    await aida.post('/views', { name: 'cells', address: '/inbox?type=punishment_cell' })
    expect((await aida.get('/inbox')).html).toContain('href="/inbox?type=punishment_cell">cells')
  })

  it('decides about many after a preview, and takes it back at one stroke', async () => {
    const { html } = await aida.get('/inbox?type=threat')
    const picks = [...html.matchAll(/name="claim" value="([^"]+)"/g)].map(([, pick]) => pick!).slice(0, 2)
    const query = picks.map((pick) => `claim=${encodeURIComponent(pick)}`).join('&')
    expect((await aida.get(`/claims/bulk?act=reject&${query}`)).html).toContain('Reject 2 claims?')
    const done = await aida.post('/claims/bulk', { act: 'reject', claim: picks, reason: 'no-claim' })
    const batch = /batch=([0-9a-f-]+)/.exec(done.headers.get('location')!)![1]!
    expect((await rowOf(picks[0]!.split(':')[0]!)).review).toBe('rejected')
    expect((await aida.get(`/claims/bulk/${batch}`)).html).toContain('Take 2 decisions back?')
    await aida.post(`/claims/bulk/${batch}`)
    expect((await rowOf(picks[0]!.split(':')[0]!)).review).toBe('suggested')
  })
})

describe('an article', () => {
  it('marks evidence and names in the text, with the number of the claim', async () => {
    const claim = await claimOf('ill_treatment')
    const { html } = await articleOf(claim)
    expect(html).toMatch(new RegExp(`href="#claim-${claim.id}" id="evidence-${claim.id}"`))
    expect(html).toContain('<mark class="m-evidence"')
    expect(html).toMatch(/class="m-person" href="\/people\/\d+"/)
  })

  it('tells the way of the article, its captures and their hash', async () => {
    const { html } = await articleOf(await claimOf('ill_treatment'))
    expect(html).toMatch(/Capture<\/span>.*812 ms.*done/s)
    expect(html).toMatch(/301 http:\/\//)
    expect(html).toMatch(/<code>[0-9a-f]{64}<\/code>/)
  })

  it('that stopped says why, and a button tries again at the step where it stopped', async () => {
    const [discovery] = await db.sql<{ id: string }[]>`
      update discovery set state = 'failed', because = 'timeout', advice = 'Look later.' where id = (select max(id) from discovery) returning id`
    await db.sql`insert into step (discovery_id, step, started_at, ms, outcome, because) values (${discovery!.id}, 'extract', now(), 5, 'failed', 'timeout')`
    expect((await aida.get(`/articles/${discovery!.id}`)).html).toMatch(
      /failed.*the server was too slow.*Look later\./s,
    )
    await aida.post(`/articles/${discovery!.id}/again`)
    expect(await db.sql`select todo, tries, because from discovery where id = ${discovery!.id}`).toEqual([
      { todo: 'extract', tries: 0, because: null },
    ])
  })

  it('can be taken, which colleagues see, and released', async () => {
    const boris = await desk.signIn('Boris', 'reviewer')
    const claim = await claimOf('denied_visit')
    await aida.post(`/articles/${claim.discoveryId}/take`)
    expect((await boris.get(`/articles/${claim.discoveryId}`)).html).toContain('Aida is at this article until')
    expect((await boris.post(`/articles/${claim.discoveryId}/take`)).headers.get('location')).toContain('done=held')
    await aida.post(`/articles/${claim.discoveryId}/release`)
    expect((await boris.get(`/articles/${claim.discoveryId}`)).html).toContain('Take this article')
  })
})

describe('deciding', () => {
  it('accepts, undoes, rejects with a reason; the history says who, what before and what after', async () => {
    const claim = await claimOf('denied_medical_care')
    const done = await aida.post(`/claims/${claim.id}/accept`, { seen: await seen(claim) })
    expect(done.headers.get('location')).toMatch(new RegExp(`^/articles/${claim.discoveryId}\\?done=decided#claim-`))
    await aida.post(`/claims/${claim.id}/undo`, { seen: await seen(claim, 'undo') })
    await aida.post(`/claims/${claim.id}/reject`, {
      seen: await seen(claim),
      reason: 'other-person',
      words: 'a namesake',
    })
    const { html } = await aida.get(`/claims/${claim.id}`)
    expect(html).toMatch(/accepted.*took the last decision back.*rejected.*It is about somebody else: a namesake/s)
    expect((await rowOf(claim.id)).review).toBe('rejected')
  })

  it('corrects any field; what is left as it was stays as it was', async () => {
    const claim = await claimOf('punishment_cell')
    const form = await articleOf(claim, `?correct=${claim.id}`)
    const before = (await rowOf(claim.id)).fields
    const fields = {
      status: 'denied',
      type: 'punishment_cell',
      victim: before.victims,
      victim_group: before.victimGroup ?? '',
      facility: 'ИК-6',
      source: before.source ?? '',
      date: 'about May 2024',
    }
    await aida.post(`/claims/${claim.id}/correct`, {
      ...fields,
      seen: fieldIn(form, `/claims/${claim.id}/correct`, 'seen'),
    })
    expect(await rowOf(claim.id)).toMatchObject({
      review: 'corrected',
      decided: {
        ...before,
        status: 'denied',
        facility: 'ИК-6',
        eventDate: { from: '2024-05-01', to: '2024-05-31', precision: 'month' },
      },
      fields: before,
    })
    expect((await aida.get(`/claims/${claim.id}`)).html).toMatch(
      /Place of detention: <del>.*<\/del> → <ins>ИК-6<\/ins>/,
    )
  })

  it('guesses nothing: a date that is none is named, and nothing is saved', async () => {
    const claim = await claimOf('denied_visit')
    const form = await articleOf(claim, `?correct=${claim.id}`)
    const answer = await aida.post(`/claims/${claim.id}/correct`, {
      type: claim.type,
      status: 'alleged',
      victims: 'A B',
      date: 'soon',
      seen: fieldIn(form, `/claims/${claim.id}/correct`, 'seen'),
    })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('“soon”')
    expect((await rowOf(claim.id)).review).toBe('suggested')
  })

  it('adds a missed claim on a sentence of the article, once', async () => {
    const claim = await claimOf('blocked_call')
    const form = await articleOf(claim, '?add=1')
    const [, first, last] = /add=1&amp;span=(\d+)-(\d+)/.exec(form.html)!
    const chosen = await articleOf(claim, `?add=1&span=${first}-${last}`)
    const article = fieldIn(chosen, `/articles/${claim.discoveryId}/claims`, 'article')
    const fields = {
      first: first!,
      last: last!,
      article,
      type: 'incommunicado',
      status: 'feared',
      victims: 'Məhbus Adı',
      date: '',
    }
    const added = await aida.post(`/articles/${claim.discoveryId}/claims`, fields)
    const again = await aida.post(`/articles/${claim.discoveryId}/claims`, fields)
    expect(added.headers.get('location')).toContain('done=added')
    expect(again.headers.get('location')).toContain('done=already')
    expect(
      await db.sql`select 1 from claim where discovery_id = ${claim.discoveryId} and origin = 'reviewer'`,
    ).toHaveLength(1)
  })
})

describe('out', () => {
  it('only reviewed claims leave unless others are asked for, and each says where it stands', async () => {
    const lines = (await aida.get('/claims.jsonl')).html
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(new Set(lines.map(({ review }) => review))).toEqual(new Set(['accepted', 'corrected']))
    const all = (await aida.get('/claims.jsonl?review=all')).html
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(new Set(all.map(({ review }) => review))).toEqual(
      new Set(['accepted', 'corrected', 'rejected', 'suggested']),
    )
    expect((await aida.get('/claims.csv?from=whenever')).status).toBe(400)
  })

  it('every list and record leaves as CSV, XLSX and JSON Lines, from its own address', async () => {
    const id = async (table: string) =>
      (await db.sql<{ id: string }[]>`select id from ${db.sql(table)} order by id limit 1`)[0]!.id
    const claimId = await id('claim')
    const records = [
      `claims/${claimId}`,
      `articles/${await id('discovery')}`,
      `people/${await id('person')}`,
      `facilities/${await id('facility')}`,
      'outlets/sample/xezri',
    ]
    const lists = ['claims', 'articles', 'people', 'facilities', 'outlets', 'alerts', 'incidents', 'watches', 'silence']
    for (const path of [...lists, ...records])
      for (const format of ['csv', 'xlsx', 'jsonl']) {
        const answer = await aida.get(`/${path}.${format}`)
        expect(answer.status, `${path}.${format}`).toBe(200)
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="vigil-[\w-]+\.\w+"/)
      }
    for (const path of ['/people/999999.csv', '/incidents/999999.xlsx', '/outlets/no/such.csv', '/claims/999999.jsonl'])
      expect((await aida.get(path)).status, path).toBe(404)
    expect((await aida.get('/claims.jsonld?review=all')).html).toContain('"type":"Annotation"')
    expect((await aida.get('/claims.ftm?review=all')).html).toContain('"schema":"Event"')
  })

  it('a record’s table has its claims only, the reviewed ones unless others are asked for', async () => {
    const [claim] = await db.sql<{ id: string; name: string }[]>`
      select person.id, person.name from claim_person join person on person.id = person_id join claim on claim.id = claim_id
      where review = 'suggested' limit 1`
    const all = (await aida.get(`/people/${claim!.id}.jsonl?review=all`)).html
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(all.length).toBeGreaterThan(0)
    const reviewed = (await aida.get(`/people/${claim!.id}.jsonl`)).html
    expect(reviewed).not.toContain('"review":"suggested"')
    expect((await aida.get(`/people/${claim!.id}.jsonl?from=whenever`)).status).toBe(404)
  })

  it('prints a list with what it was narrowed to, without the frame of the desk', async () => {
    const { html } = await aida.get('/claims?review=all&type=threat&print=yes')
    expect(html).toContain('class="printed"')
    expect(html).toContain('type: threat')
    expect(html).not.toContain('<nav aria-label="Pages"')
    for (const path of ['/people', '/incidents', '/silence', '/watches', '/outlets/sample/xezri', '/facilities'])
      expect((await aida.get(path)).html, path).toContain('print=yes')
  })
})

describe('finding', () => {
  it('finds articles by any form of a word, in each language', async () => {
    for (const words of ['prisoners', 'заключённого', 'məhbuslar'])
      expect((await aida.get(`/articles?words=${encodeURIComponent(words)}`)).html, words).toContain('class="card"')
    expect((await aida.get('/articles?words=zzzzqqq')).html).toContain('No article here')
  })

  it('finds people by sound in another script', async () => {
    const [person] = await db.sql<{ name: string }[]>`select name from person where name = 'Rauf Tahirzade'`
    expect((await aida.get(`/people?words=${encodeURIComponent('Рауф Тахирзаде')}`)).html).toContain(person!.name)
  })
})

describe('watches and alerts', () => {
  it('a person is tracked from their page; alerts come with their reason, on the page and in the feed', async () => {
    await aida.post('/watches', { name: 'Rauf Tahirzade', spellings: 'Рауф Тахирзаде' })
    const [watch] = await db.sql<
      { id: string; feedKey: string }[]
    >`select id, feed_key from watch where name = 'Rauf Tahirzade'`
    const [claim] =
      await db.sql`select claim.id, discovery_id, article_id from claim join claim_person on claim_id = claim.id join person on person.id = person_id where name = 'Rauf Tahirzade' limit 1`
    await db.sql`insert into alert ${db.sql({ watchId: watch!.id, kind: 'suggested', subject: 's', origin: 'o', discoveryId: claim!.discoveryId, articleId: claim!.articleId, claimId: claim!.id, mention: 'Tahirzade', reason: 'in English', rule: 'name', words: ['Tahirzade'], sentence: 'He was left <b>without</b> insulin.', score: 0.9 })}`
    const page = await aida.get('/alerts')
    expect(page.html).toMatch(/Rauf Tahirzade.*new.*Because of the name: “Tahirzade”.*without&lt;\/b&gt; insulin/s)
    await aida.post('/alerts/seen', { up_to: /name="up_to" value="(\d+)"/.exec(page.html)![1]! })
    expect((await aida.get('/alerts')).html).not.toContain('Mark all as read')
    const feed = await ask(`${desk.base}/feeds/${watch!.feedKey}.atom`)
    expect(feed.html).toContain('<entry>')
    expect(feed.html).toContain('not reviewed')
    expect(feed.html).not.toContain('<b>')
    await aida.post(`/watches/${watch!.id}/feed`)
    expect((await ask(`${desk.base}/feeds/${watch!.feedKey}.atom`)).status).toBe(404)
  })
})

describe('the reader', () => {
  it('sees pages in their language and times in their zone', async () => {
    const ru = await desk.signIn('Мария', 'reader')
    await ru.post('/account', { language: 'ru', zone: 'Asia/Baku', keys: 'yes' })
    const { html } = await ru.get('/inbox')
    expect(html).toContain('<html lang="ru">')
    expect(html).toContain('На проверку')
    expect((await ru.post('/account', { language: 'ru', zone: 'Asia/Atlantis' })).html).toContain(
      'часовой пояс не известен',
    )
    expect((await ask(`${desk.base}/login`, { headers: { 'accept-language': 'az,en;q=0.5' } })).html).toContain(
      'Daxil ol',
    )
  })

  it('is told the truth about empty lists and pages that are not there', async () => {
    expect((await aida.get('/people?words=Qqqzzz')).html).toContain('Nobody is found')
    expect((await aida.get('/people/999999')).html).toContain('There is no such page')
  })
})

it('keeps pages small and free of other hosts', async () => {
  const claim = await claimOf('ill_treatment')
  for (const path of [
    '/inbox',
    '/claims?review=all',
    '/articles',
    `/articles/${claim.discoveryId}`,
    '/people',
    '/facilities',
    '/outlets',
    '/watches',
    '/alerts',
    '/queue',
    '/account',
    '/public/vigil.css',
    '/public/desk.js',
  ]) {
    const { html, status } = await aida.get(path)
    expect(status, path).toBe(200)
    expect(Buffer.byteLength(html), path).toBeLessThan(60_000)
    expect(html, path).not.toMatch(
      /(src|srcset|action|poster)="https?:|<link[^>]+href="https?:|@import|style="| on\w+="/,
    )
  }
})
