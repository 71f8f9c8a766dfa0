import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWarc } from '../../src/2-capture/warc.ts'
import { seenMark } from '../../src/6-review/decide.ts'
import { readPast } from '../../src/6-review/decision-store.ts'
import { decide, saveSuggestions } from '../../src/6-review/step.ts'
import { verifyChain } from '../../src/6-review/verify-chain.ts'
import type { Database } from '../../src/db/database.ts'
import { forget, planForgetting } from '../../src/evidence/forget.ts'
import { verifyBytes, verifyClaims, verifyTexts } from '../../src/evidence/verify.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase, testFolder } from '../database.ts'

const TEXT = 'Новости.\nСотрудники колонии избили Рашида Алиева в понедельник.\nМать не пустили.'
const SENTENCE = 'Сотрудники колонии избили Рашида Алиева в понедельник.'

let db: Database
const folder = testFolder()
beforeAll(async () => {
  db = await testDatabase()
  mkdirSync(folder.path, { recursive: true })
})
afterAll(async () => {
  await db.close()
  folder.remove()
})

/** An article with real stored bytes, a decided claim and its person. */
async function article(
  text: string,
): Promise<{ discoveryId: string; claimId: string; personId: string; warcFile: string }> {
  const made = await addArticle(db.sql, { text, language: 'ru' })
  const warc = openWarc(folder.path, { software: 'test' })
  const body = Buffer.from(`<p>${text}</p>`)
  const kept = await warc.keepRendered({ url: 'https://post.example/', at: new Date(), html: body, refersTo: null })
  await warc.close()
  await db.sql`
    update capture set sha256 = ${createHash('sha256').update(body).digest()}, warc_file = ${kept.file}, warc_offset = ${kept.offset},
      warc_length = ${kept.length} where id = ${made.captureId}`
  const claim = claimOn(text, SENTENCE, { victims: ['Рашид Алиев'] })
  const [saved] = await db.sql.begin((tx) => saveSuggestions(tx, { ...made, analyser: '1', claims: [claim] }))
  const [person] = await db.sql<
    { id: string }[]
  >`insert into person (name, sound) values ('Рашид Алиев', ${`x${made.articleId}`}) returning id`
  await db.sql`
    insert into mention ${db.sql({ articleId: made.articleId, kind: 'person', name: 'Рашид Алиев', starts: text.indexOf('Рашида'), ends: text.indexOf('Рашида') + 13, words: 'Рашида Алиева', personId: person!.id })}`
  const { confidence: _, evidence, also: __, why: ___, ...fields } = claim
  const seen = seenMark(null, { review: 'suggested', fields }, evidence.quote)
  const wish = { act: 'reject', reason: 'слухи о Рашиде Алиеве' } as const
  await decide({ claimId: saved!.claimId, seen, wish }, { name: 'Aida' }, { sql: db.sql, now: () => new Date() })
  return { discoveryId: made.discoveryId, claimId: saved!.claimId, personId: person!.id, warcFile: kept.file }
}

const faults = async () => [
  ...(await verifyBytes(db.sql, folder.path)).faults,
  ...(await verifyTexts(db.sql)).faults,
  ...(await verifyClaims(db.sql)).faults,
  ...(await verifyChain(db.sql)).faults,
]

describe('verify finds one changed letter', () => {
  it('in the stored bytes, in a text, in a quote, in what a claim was decided to be', async () => {
    const one = await article(TEXT)
    expect(await faults()).toEqual([])

    const file = join(folder.path, one.warcFile)
    const bytes = readFileSync(file)
    const torn = Buffer.from(bytes)
    torn[torn.length - 20]! ^= 1
    writeFileSync(file, torn)
    expect(await faults()).toEqual([expect.stringMatching(/^capture \d+: /)])
    writeFileSync(file, bytes)

    await db.sql`update article set text = replace(text, 'Мать', 'Матъ') where discovery_id = ${one.discoveryId}`
    expect(await faults()).toEqual([expect.stringMatching(/^article \d+: its text is not/)])
    await db.sql`update article set text = ${TEXT} where discovery_id = ${one.discoveryId}`

    await db.sql`update claim set evidence = replace(evidence, 'избили', 'избилн') where id = ${one.claimId}`
    expect(await faults()).toEqual([`claim ${one.claimId}: its evidence does not stand in the article`])
    await db.sql`update claim set evidence = ${SENTENCE} where id = ${one.claimId}`

    await db.sql`update claim set decided = jsonb_set(decided, '{facility}', '"ИК-6"') where id = ${one.claimId}`
    expect(await faults()).toEqual([`claim ${one.claimId}: it does not stand where its last decision left it`])
    await db.sql`update claim set decided = fields where id = ${one.claimId}`
    expect(await faults()).toEqual([])
  })
})

describe('forget', () => {
  it('takes text, records, decisions’ words and stored bytes, and the history still checks', async () => {
    const gone = await article(`${TEXT} Номер один.`)
    const stays = await article(`${TEXT} Номер два.`)
    const [address] = await db.sql`select url, url_hash, host, outlet_id from discovery where id = ${gone.discoveryId}`

    const plan = await planForgetting(db.sql, { kind: 'article', id: gone.discoveryId })
    expect(plan.articles.map(({ id }) => id)).toEqual([gone.discoveryId])
    expect(await forget(db.sql, folder.path, plan, 'a relative asked')).toEqual({
      articles: 1,
      claims: 1,
      decisions: 1,
      captures: 1,
    })

    expect(await faults()).toEqual([])
    const [decision] = await readPast(db.sql, gone.claimId)
    expect(decision).toMatchObject({ forgotten: true, reason: null, before: null })
    expect(await everyWord(db.sql)).not.toContain('Номер один')
    expect(unpacked(join(folder.path, gone.warcFile))).not.toContain('Номер один')
    expect(unpacked(join(folder.path, stays.warcFile))).toContain('Номер два')
    expect(await db.sql`select 1 from claim where id = ${stays.claimId}`).toHaveLength(1)

    // The next crawl sees the address again.
    const again = await db.sql`
      insert into discovery ${db.sql({ url: address!.url, urlHash: address!.urlHash, host: address!.host, outletId: address!.outletId })} on conflict (url_hash) do nothing returning id`
    expect(again).toHaveLength(0)
  })

  it('takes a person with every article that names them, copies included', async () => {
    const one = await article(`${TEXT} Номер три.`)
    const copy = await article(`${TEXT} Номер четыре.`)
    await db.sql`update discovery set original_id = ${one.discoveryId} where id = ${copy.discoveryId}`
    const plan = await planForgetting(db.sql, { kind: 'person', id: one.personId })
    expect(plan.articles.map(({ id }) => id)).toEqual([one.discoveryId, copy.discoveryId])
    await forget(db.sql, folder.path, plan, null)
    expect(await db.sql`select 1 from person where id = ${one.personId}`).toHaveLength(0)
    expect(await everyWord(db.sql)).not.toMatch(/Номер (три|четыре)/)
    expect(await faults()).toEqual([])
  })
})

/** All words that the database holds, whatever table they are in. */
async function everyWord(sql: Database['sql']): Promise<string> {
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`
  const words: string[] = []
  for (const { name } of tables) words.push(JSON.stringify(await sql`select t::text from ${sql(name)} t`))
  return words.join('\n')
}

const unpacked = (file: string) => gunzipSync(readFileSync(file)).toString('utf8')
