import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertDecided } from '../../src/6-alert/step.ts'
import type { Database } from '../../src/db/database.ts'
import { loadSampleArticles } from '../../src/sample/articles.ts'
import { goldOf } from '../../src/sample/gold.ts'
import { decidedDeps, onwards } from '../6-alert/desk.ts'
import { addArticle, claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await linkSample()
}, 120_000)
afterAll(() => db.close())

const slugs = new Map<string, string>()

/** The sample outlets as a monitor would read them, linked in the order in which they were published. */
async function linkSample(): Promise<void> {
  const articles = loadSampleArticles().toSorted((a, b) => Date.parse(a.published) - Date.parse(b.published))
  for (const article of articles) {
    await db.sql`
      insert into outlet ${db.sql({ id: article.outlet, enabled: true, definition: db.sql.json({ name: article.outlet, home: `https://${article.outlet}.example/` }) })}
      on conflict do nothing`
    const made = await addArticle(db.sql, {
      text: article.text,
      title: article.title,
      language: article.lang,
      outletId: article.outlet,
      published: article.published,
    })
    slugs.set(made.discoveryId, article.slug)
    const copyOf = article.taken_from && [...slugs].find(([, slug]) => slug === article.taken_from!.slug)?.[0]
    if (copyOf && article.taken_from!.how === 'repost') {
      await db.sql`update discovery set state = 'duplicate', original_id = ${copyOf} where id = ${made.discoveryId}`
      continue
    }
    if (copyOf)
      await db.sql`update article set translation_of = (select url from discovery where id = ${copyOf}) where id = ${made.articleId}`
    await read(article, made)
    await onwards(db.sql, made.discoveryId)
  }
  // A copy found later is told to the incidents of its original.
  await alertDecided(decidedDeps(db.sql))
}

async function read(
  article: ReturnType<typeof loadSampleArticles>[number],
  { articleId, discoveryId }: { articleId: string; discoveryId: string },
): Promise<void> {
  const gold = goldOf(article)
  const named = [
    ...gold.people.map((one) => ({ ...one, kind: 'person' })),
    ...gold.facilities.map((one) => ({ ...one, held: null, kind: 'facility' })),
  ]
  for (const { kind, name, mentions, held } of named)
    for (const words of mentions) {
      const starts = article.text.indexOf(words)
      if (starts >= 0)
        await db.sql`insert into mention ${db.sql({ articleId, kind, name, held, starts, ends: starts + words.length, words })} on conflict do nothing`
    }
  for (const { evidence, victim_group: victimGroup, ...claim } of gold.claims) {
    const made = claimOn(article.text, evidence, { ...claim, victimGroup, also: [] })
    const { quote, start, end } = made.evidence
    const fields = {
      type: made.type,
      status: made.status,
      victims: made.victims,
      victimGroup,
      facility: made.facility,
      source: made.source,
      sourceChain: [],
      eventDate: null,
    }
    await db.sql`insert into claim ${db.sql({ discoveryId, articleId, origin: 'analyser', analyser: '1', type: made.type, fields: db.sql.json(fields), confidence: 1, evidence: quote, evidenceStart: start, evidenceEnd: end })} on conflict do nothing`
  }
}

/** Incidents that more than one article tells: their type and the articles. */
async function toldTogether(): Promise<string[]> {
  const rows = await db.sql<{ type: string; discoveries: string[] }[]>`
    select type, array_agg(distinct discovery_id::text) as discoveries from claim where incident_id is not null
    group by incident_id, type having count(distinct discovery_id) > 1`
  return rows
    .map(
      ({ type, discoveries }) =>
        `${type}: ${discoveries
          .map((id) => slugs.get(id))
          .sort()
          .join(' + ')}`,
    )
    .sort()
}

// What a reader of the samples would put together; `about` in each file says which of them tell of one event.
const TOLD_TOGETHER = [
  'blocked_call: abasov-shizo + abasova-vypustili-iz-shizo',
  'blocked_call: glass-and-a-queue + service-denies',
  'denied_correspondence: abasova-vypustili-iz-shizo + third-term-in-punishment-cell',
  'denied_correspondence: dasdemirov-polisde + seferovanin-mektublari + soba-qurulub + where-do-the-letters-go',
  'denied_counsel: dasdemirov-polisde + lawyer-at-the-gate',
  'denied_medical_care: activist-without-insulin + doqquz-gun-insulinsiz + tahirzade-in-hospital',
  'denied_visit: abasov-shizo + abasova-vypustili-iz-shizo + third-term-in-punishment-cell',
  'denied_visit: glass-and-a-queue + suse-arxasinda-gorus',
  'denied_visit: glass-and-a-queue + suse-arxasinda-gorus',
  'ill_treatment: abasov-shizo + third-term-in-punishment-cell',
  'ill_treatment: cold-ward + soba-qurulub',
  'ill_treatment: dasdemirov-polisde + lawyer-at-the-gate',
  'punishment_cell: abasov-shizo + abasova-vypustili-iz-shizo + third-term-in-punishment-cell',
  'punishment_cell: cold-ward + soba-qurulub',
]

describe('the sample outlets', () => {
  it('have each event once, whichever of the three tells it in whichever language', async () => {
    expect(await toldTogether()).toEqual(TOLD_TOGETHER)
  })

  it('count a translation and a re-post as no origin of their own', async () => {
    const kinds = await db.sql<{ kind: string; discoveryId: string; origins: number }[]>`
      select kind, discovery_id, origins from incident_origin join incident on incident.id = incident_id where kind <> 'own'`
    expect([...new Set(kinds.map(({ kind, discoveryId }) => `${kind}: ${slugs.get(discoveryId)}`))].sort()).toEqual([
      'repost: zub-manafova',
      'translation: where-do-the-letters-go',
    ])
  })

  it('name each person once, across scripts', async () => {
    const people = await db.sql<{ name: string }[]>`select name from person where merged_into is null`
    const surnames = (word: RegExp) => people.filter(({ name }) => word.test(name)).map(({ name }) => name)
    expect(surnames(/Tahirz|Тахирз/)).toHaveLength(2)
    expect(surnames(/Абасов$|Abasov$/)).toHaveLength(2)
    expect(surnames(/S[aə]f[aə]rova/)).toHaveLength(2)
  })
})
