import { spawnSync } from 'node:child_process'
import { Readable } from 'node:stream'
import { Model } from '@alephdata/followthemoney'
import defaultModel from '@alephdata/followthemoney/dist/defaultModel.json' with { type: 'json' }
import fc from 'fast-check'
import jsonld from 'jsonld'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WARCParser } from 'warcio'
import { openWarc } from '../../src/2-capture/warc.ts'
import { eachClaim } from '../../src/6-review/claim-list.ts'
import { readClaimTypes } from '../../src/6-review/claim-types.ts'
import { saveSuggestions } from '../../src/6-review/step.ts'
import { around, codePointsBefore } from '../../src/7-export/code-points.ts'
import { type ClaimFormat, writeClaims } from '../../src/7-export/step.ts'
import type { Database } from '../../src/db/database.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase, testFolder } from '../database.ts'

const RUSSIAN = '🙂 Новости.\nСотрудники ИК-6 избили Рашида Алиева. Мать не пустили.'
const AZERI = 'Vəkil bildirdi: Əlini «karserə» salıblar.\nGörüş verilmədi.'
// What a page can bring: markup, what programs take for something of theirs, and letters outside the first plane.
const HOSTILE = '"}],"@context":"http://evil.example/" </script><b>&\u2028\u202E @id =1+1 𝕏'

let db: Database & { url: string }
const folder = testFolder()
const types = readClaimTypes('config')
beforeAll(async () => {
  db = await testDatabase()
  await seed({ text: RUSSIAN, language: 'ru', review: 'accepted' }, 'Сотрудники ИК-6 избили Рашида Алиева.', {
    victims: ['Рашид Алиев'],
    facility: 'ИК-6',
    source: 'мать',
    eventDate: { from: '2026-11-01', to: '2026-11-30', precision: 'month', text: 'в ноябре' },
  })
  await seed({ text: AZERI, language: 'az', review: 'suggested' }, 'Əlini «karserə» salıblar.', {
    type: 'punishment_cell',
    victims: ['Əli'],
  })
  await seed({ text: HOSTILE, title: HOSTILE, language: 'en', review: 'corrected' }, HOSTILE, {
    victims: [HOSTILE],
    victimGroup: HOSTILE,
    facility: HOSTILE,
    source: HOSTILE,
    sourceChain: [{ name: HOSTILE, relation: HOSTILE, via: HOSTILE }],
  })
})
afterAll(async () => {
  await db.close()
  folder.remove()
})

async function seed(
  { review, ...article }: { text: string; title?: string; language: string; review: string },
  quote: string,
  changes: Partial<Claim>,
): Promise<void> {
  const made = await addArticle(db.sql, article)
  const warc = openWarc(folder.path, { software: 'test' })
  const served = Buffer.from(`<p>${article.text}</p>`)
  const url = 'https://post.example/1'
  const kept = await warc.keepPage({
    url,
    finalUrl: url,
    redirects: [],
    status: 200,
    statusText: 'OK',
    headers: [['Content-Type', 'text/html; charset=utf-8']],
    contentType: 'text/html; charset=utf-8',
    served,
    body: served,
    wall: false,
    fetchedAt: new Date('2026-11-20T10:00:00Z'),
    request: { method: 'GET', url, headers: [['host', 'post.example']] },
    address: null,
  })
  await warc.close()
  await db.sql`
    update capture set sha256 = ${kept.sha256}, warc_file = ${kept.file}, warc_offset = ${kept.offset}, warc_length = ${kept.length}
    where id = ${made.captureId}`
  const claim = claimOn(article.text, quote, changes)
  const [saved] = await db.sql.begin((tx) => saveSuggestions(tx, { ...made, analyser: '1.0.0', claims: [claim] }))
  await db.sql`update claim set review = ${review}, decided = ${review === 'suggested' ? null : db.sql`fields`} where id = ${saved!.claimId}`
  for (const name of claim.victims.slice(0, review === 'accepted' ? 1 : 0)) {
    const [person] = await db.sql<{ id: string }[]>`
      insert into person (name, sound, spellings) values ('Рашид Алиев', 'x', ${['Rəşid Əliyev']}) returning id`
    await db.sql`insert into claim_person (claim_id, person_id) values (${saved!.claimId}, ${person!.id})`
    expect(name).toBe('Рашид Алиев')
  }
}

async function written(format: ClaimFormat, review: 'reviewed' | 'all' = 'reviewed'): Promise<string> {
  let text = ''
  const claims = eachClaim(db.sql, { review }, { accountId: null })
  for await (const piece of writeClaims(format, claims, { sql: db.sql, types })) text += piece
  return text
}

describe('JSON-LD', () => {
  // A processor that may not ask the network: the file must explain itself.
  const offline = { documentLoader: async (url: string) => expect.fail(`asked for ${url}`) }
  const oa = 'http://www.w3.org/ns/oa#'

  it('is read by a processor of others without asking the network, each claim a Web Annotation', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: what a processor of others gives
    type Expanded = Record<string, any>
    const expanded = (await jsonld.expand(JSON.parse(await written('jsonld')), offline)) as Expanded[]
    const [first, second, ...more] = expanded
    expect(more).toEqual([])
    for (const one of [first, second]) expect(one!['@type']).toEqual([`${oa}Annotation`])
    const [target] = second![`${oa}hasTarget`]
    const [quote, position] = target[`${oa}hasSelector`]
    expect(quote[`${oa}exact`][0]['@value']).toBe('Сотрудники ИК-6 избили Рашида Алиева.')
    // Code points: the smiling face counts once.
    const points = [...RUSSIAN]
    const [from, to] = [position[`${oa}start`][0]['@value'], position[`${oa}end`][0]['@value']]
    expect(points.slice(from, to).join('')).toBe('Сотрудники ИК-6 избили Рашида Алиева.')
    expect(target[`${oa}hasSource`][0]['@id']).toMatch(/^https:\/\/post\.example\//)
  })

  it('gives every triple a name: nothing is dropped for want of a meaning', async () => {
    const document = JSON.parse(await written('jsonld', 'all'))
    const back = (await jsonld.compact(await jsonld.expand(document, offline), document['@context'], offline)) as {
      '@graph': object[]
    }
    const keys = (value: unknown): string[] =>
      value && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...keys(inner)])
        : []
    expect(new Set(keys(back['@graph']))).toEqual(new Set(keys(document['@graph'])))
  })

  it('holds only reviewed claims unless all are asked for, and hostile words only as words', async () => {
    expect(await written('jsonld')).not.toContain('Əlini')
    const all = JSON.parse(await written('jsonld', 'all'))['@graph']
    expect(all.map(({ body }: { body: { review: string } }) => body.review).sort()).toEqual([
      'accepted',
      'corrected',
      'suggested',
    ])
    const [hostile] = JSON.parse(await written('jsonld'))['@graph']
    expect(hostile.body.victims[0].name).toBe(HOSTILE)
    expect(hostile.target.selector[0].exact).toBe(HOSTILE)
  })
})

describe('FollowTheMoney', () => {
  const model = new Model(defaultModel as ConstructorParameters<typeof Model>[0])
  const entities = async (review: 'reviewed' | 'all' = 'reviewed') =>
    (await written('ftm', review))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; schema: string; properties: Record<string, string[]> })

  it('is what its own model takes: known schemata and properties, links that lead somewhere of the right kind', async () => {
    const all = await entities('all')
    const byId = new Map(all.map((entity) => [entity.id, entity]))
    expect(byId.size).toBe(all.length)
    for (const datum of all) {
      const proxy = model.getEntity(datum) // throws on a schema or property that it does not know
      for (const property of proxy.schema.required ?? []) expect(datum.properties[property]).toBeDefined()
      for (const [name, values] of Object.entries(datum.properties)) {
        const property = proxy.schema.getProperty(name)
        if (property.type.name !== 'entity') continue
        for (const id of values)
          expect(model.getSchema(byId.get(id)!.schema).isA(property.getRange()), `${name} → ${id}`).toBe(true)
      }
    }
    expect(new Set(all.map(({ schema }) => schema))).toEqual(
      new Set(['Person', 'PublicBody', 'Article', 'Event', 'Note']),
    )
  })

  it('tells who, where, when and how sure, and names what is not reviewed', async () => {
    const all = await entities('all')
    const event = all.find(
      ({ schema, properties }) => schema === 'Event' && properties.detectedLanguage?.[0] === 'rus',
    )!
    expect(event.properties).toMatchObject({
      name: ['Ill-treatment (alleged): Рашид Алиев'],
      date: ['2026-11'],
      location: ['ИК-6'],
      keywords: ['type: ill_treatment', 'status: alleged', 'review: accepted'],
    })
    const involved = event.properties.involved!.map((id) => all.find((entity) => entity.id === id)!)
    expect(involved.map(({ schema, properties }) => [schema, properties.name, properties.alias ?? []])).toEqual([
      ['Person', ['Рашид Алиев'], ['Rəşid Əliyev']],
      ['PublicBody', ['ИК-6'], []],
    ])
    expect(all.map(({ properties }) => properties.name?.[0] ?? '')).toContain(
      '[not reviewed] Punishment cell (alleged): Əli',
    )
    expect((await entities()).some(({ properties }) => properties.name?.[0]?.includes('Əli'))).toBe(false)
  })
})

describe('places in a text', () => {
  it('are counted in code points as everybody counts them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
        const offset = [...text].slice(0, at).join('').length
        expect(codePointsBefore(text, offset)).toBe([...text.slice(0, offset)].length)
      }),
    )
  })

  it('come with words around them that cut no letter in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ minLength: 1 }),
        fc.string({ unit: 'binary' }),
        (a, b, c) => {
          const text = `${a}${b}${c}`
          const { prefix, suffix } = around(text, a.length, a.length + b.length, 3)
          expect(text).toContain(`${prefix}${b}${suffix}`)
          expect(`${prefix}${suffix}`.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['src/commands/main.ts', 'export', ...args], {
      env: { ...process.env, DATABASE_URL: db.url, VIGIL_DATA: folder.path },
      maxBuffer: 1e7,
    })

  it('writes an article’s evidence as a WARC file that a reader of others takes, bytes as they were served', async () => {
    const [article] = await db.sql<{ id: string }[]>`select discovery_id as id from article where language = 'ru'`
    const { stdout, status } = run('--warc', '--article', article!.id)
    expect(status).toBe(0)
    const records: { type: string | null; text: string }[] = []
    for await (const record of new WARCParser(Readable.from([stdout])))
      records.push({ type: record.warcType, text: await record.contentText() })
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'request'])
    expect(records[1]!.text).toBe(`<p>${RUSSIAN}</p>`)
  })

  it('writes the evidence of reviewed claims only, and tells of what is damaged', async () => {
    const texts = async (bytes: Buffer) => {
      const found: string[] = []
      for await (const record of new WARCParser(Readable.from([bytes])))
        if (record.warcType === 'response') found.push(await record.contentText())
      return found
    }
    expect(await texts(run('--format', 'warc').stdout)).toEqual([`<p>${RUSSIAN}</p>`, `<p>${HOSTILE}</p>`])
    await db.sql`update capture set sha256 = '\\x00' where id = (select min(id) from capture)`
    const { stdout, stderr, status } = run('--format', 'warc')
    expect(status).toBe(1)
    expect(String(stderr)).toMatch(/capture \d+: .*SHA-256 differs/)
    expect(await texts(stdout)).toEqual([`<p>${HOSTILE}</p>`])
  })

  it('leaves out pages that say what is confidential, and names it only where that is asked for', async () => {
    const [claim] = await db.sql<{ id: string; discoveryId: string; victim: string }[]>`
      update claim set decided = jsonb_set(coalesce(decided, fields), '{confidential}', '["victims"]')
      where id = (select id from claim where review in ('accepted', 'corrected') and in_language = 'ru' limit 1)
      returning id, discovery_id, coalesce(decided, fields) -> 'victims' ->> 0 as victim`
    const csv = String(run('--format', 'csv', '--claim', claim!.id).stdout)
    expect(csv).toContain('•••••')
    expect(csv).not.toContain(claim!.victim)
    const warc = run('--format', 'warc', '--claim', claim!.id)
    expect(String(warc.stderr)).toContain('1 claims were left out')
    expect(String(run('--warc', '--article', claim!.discoveryId).stderr)).toContain('add --confidential')
    expect(String(run('--format', 'csv', '--claim', claim!.id, '--confidential').stdout)).toContain(claim!.victim)
    await db.sql`update claim set decided = decided - 'confidential' where id = ${claim!.id}`
  })

  it('refuses what it does not understand, with a sentence', () => {
    for (const args of [[], ['--format', 'pdf'], ['--warc', '--format', 'csv'], ['--format', 'ftm', '--type', '!']]) {
      const { status, stderr } = run(...args)
      expect(status).toBe(2)
      expect(String(stderr)).not.toMatch(/\n\s+at /)
    }
  })
})
