import { createHash } from 'node:crypto'
import { saveSuggestions } from '../../src/6-review/step.ts'
import type { Sql } from '../../src/db/database.ts'
import type { Claim, Quote } from '../../src/domain/claim.ts'
import { soundKey } from '../../src/names/names.ts'
import { loadSampleArticles, type SampleArticle } from '../../src/sample/articles.ts'
import { indexNext } from '../../src/search/store.ts'

const sha256 = (words: string) => createHash('sha256').update(words).digest()

/** Fills a database with the sample articles as the steps before the desk leave them, with their known claims. */
export async function seedSamples(sql: Sql): Promise<void> {
  const articles = loadSampleArticles()
  for (const id of new Set(articles.map(({ outlet }) => outlet))) {
    const lang = articles.find(({ outlet }) => outlet === id)!.lang
    const definition = { name: NAMES[id], home: `https://${id}.example/`, language: lang, verified: true }
    await sql`insert into outlet ${sql({ id: `sample/${id}`, definition: sql.json(definition), enabled: true })}`
    await sql`insert into source ${sql({ outletId: `sample/${id}`, kind: 'feed', url: `https://${id}.example/rss.xml`, everyMs: '1800000', crawledAt: new Date(), outcome: '14 seen, 2 new' })}`
  }
  await sql`insert into outlet ${sql({ id: 'sample/off', definition: sql.json({ name: 'A Post That Is Off', home: 'https://off.example/', language: 'en', verified: false }), enabled: false })}`
  for (const article of articles) await seedArticle(sql, article)
  while ((await indexNext(sql)) > 0);
}

const NAMES: Record<string, string> = {
  'kura-terek-dispatch': 'Kura–Terek Dispatch',
  'zavolotsky-listok': 'Заволоцкий листок',
  xezri: 'Xəzri',
}

async function seedArticle(sql: Sql, article: SampleArticle): Promise<void> {
  const url = `https://${article.outlet}.example/${article.slug}`
  const [discovery] = await sql<{ id: string }[]>`
    insert into discovery ${sql({ outletId: `sample/${article.outlet}`, url, urlHash: sha256(url), host: `${article.outlet}.example`, title: article.title, state: 'analysed', todo: null })} returning id`
  const discoveryId = discovery!.id
  const [capture] = await sql<{ id: string }[]>`
    insert into capture ${sql({
      discoveryId,
      fetchedAt: new Date(),
      url,
      finalUrl: url,
      redirects: sql.json([{ url: url.replace('https', 'http'), status: 301 }]),
      status: 200,
      headers: sql.json([]),
      contentType: 'text/html; charset=utf-8',
      sha256: sha256(article.text),
      size: Buffer.byteLength(article.text),
      warcFile: 'warc/2026-11/0001.warc.gz',
      warcOffset: 0,
      warcLength: 100,
    })} returning id`
  const [row] = await sql<{ id: string }[]>`
    insert into article ${sql({
      captureId: capture!.id,
      discoveryId,
      title: article.title,
      byline: article.author,
      published: article.published,
      publishedPrecision: 'time',
      language: article.lang,
      text: article.text,
      textSha256: sha256(article.text),
    })} returning id`
  const articleId = row!.id
  for (const [step, ms] of [
    ['capture', 812],
    ['extract', 45],
    ['analyse', 61],
    ['link', 9],
    ['alert', 4],
  ] as const)
    await sql`insert into step ${sql({ discoveryId, step, startedAt: new Date(), ms, outcome: 'done' })}`
  await seedNames(sql, article, articleId)
  const claims = article.claims.map(
    (claim): Claim => ({
      type: claim.type,
      status: claim.status,
      victims: claim.victims,
      victimGroup: claim.group,
      facility: claim.facility,
      source: claim.source,
      sourceChain: claim.source ? [{ name: claim.source, relation: null, via: null }] : [],
      eventDate: null,
      confidence: 0.5 + (claim.evidence.length % 50) / 100,
      evidence: place(article.text, claim.evidence),
      also: claim.also.map((words) => place(article.text, words)),
      why: [`cue: ${claim.type.replaceAll('_', ' ')}`, 'victim: nearest person held'],
    }),
  )
  const saved = await sql.begin((tx) => saveSuggestions(tx, { discoveryId, articleId, analyser: '1.0.0', claims }))
  for (const { claimId, claim } of saved)
    for (const name of claim.victims)
      await sql`insert into claim_person (claim_id, person_id) select ${claimId}, id from person where name = ${name} on conflict do nothing`
}

async function seedNames(sql: Sql, article: SampleArticle, articleId: string): Promise<void> {
  for (const person of article.people) {
    const [known] = await sql<{ id: string }[]>`select id from person where name = ${person.name}`
    const [row] = known
      ? [known]
      : await sql<
          { id: string }[]
        >`insert into person ${sql({ name: person.name, sound: soundKey(person.name), soundWords: soundKey(person.name).split(' '), spellings: [] })} returning id`
    await seedMentions(sql, article, articleId, {
      kind: 'person',
      name: person.name,
      words: person.mentions,
      held: person.held,
      personId: row!.id,
    })
  }
  for (const facility of article.facilities) {
    const [row] = await sql<{ id: string }[]>`
      insert into facility (name) values (${facility.name}) on conflict (name) do update set name = excluded.name returning id`
    await seedMentions(sql, article, articleId, {
      kind: 'facility',
      name: facility.name,
      words: facility.mentions,
      facilityId: row!.id,
    })
  }
  for (const contact of article.contacts) {
    const { quote, start, end } = place(article.text, contact.evidence)
    await sql`
      insert into contact (article_id, kind, person, person_id, evidence, evidence_start, evidence_end)
      select ${articleId}, ${contact.kind}, ${contact.person}, (select min(id) from person where name = ${contact.person}), ${quote}, ${start}, ${end}
      on conflict do nothing`
  }
}

async function seedMentions(
  sql: Sql,
  article: SampleArticle,
  articleId: string,
  {
    words,
    ...mention
  }: { kind: string; name: string; words: string[]; held?: boolean; personId?: string; facilityId?: string },
): Promise<void> {
  for (const written of [...words].sort((a, b) => b.length - a.length))
    for (let at = article.text.indexOf(written); at !== -1; at = article.text.indexOf(written, at + 1))
      await sql`
        insert into mention ${sql({ articleId, ...mention, starts: at, ends: at + written.length, words: written })} on conflict do nothing`
}

function place(text: string, quote: string): Quote {
  const start = text.indexOf(quote)
  if (start === -1) throw new Error(`a sample quote is not in its text: ${quote.slice(0, 60)}`)
  return { quote, start, end: start + quote.length }
}
