// npm run bench -- crawl [KNOWN] [ARTICLES,ARTICLES,…]: what finding costs as an archive grows. Addresses judged and
// added a second, and turns on one host at no delay, at KNOWN known addresses (1,000,000); the look-up of near copies at
// each number of ARTICLES (10,000, 100,000, 300,000), with the slope of its cost over the archive's size.
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFeed } from '../../src/1-crawl/feed.ts'
import { toFound } from '../../src/1-crawl/look.ts'
import { readSitemap } from '../../src/1-crawl/sitemap.ts'
import { insertDiscoveries } from '../../src/1-crawl/store.ts'
import { openTurns } from '../../src/2-capture/turns.ts'
import { findOriginals, type Likeness, saveFingerprints } from '../../src/5-link/duplicates/store.ts'
import { openDatabase, type Sql } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { Outlet } from '../../src/domain/outlet.ts'

const outlet = { ...Outlet.parse({ name: 'Bench', home: 'https://bench.example/', language: 'en' }), id: 'bench' }
const addressOf = (n: number) => `https://bench.example/news/${n}/a-letter-from-the-colony`

export async function bench([known = '1000000', sizes = '10000,100000,300000']: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-crawl-'))
  chmodSync(folder, 0o711)
  const server = await startEmbedded(folder)
  const database = openDatabase(server.url)
  try {
    await migrate(database.sql)
    await database.sql`insert into outlet (id, definition, enabled) values ('bench', ${database.sql.json(outlet as never)}, true)`
    await reading()
    await discoveries(database.sql, Number(known))
    await turns(database.sql)
    await nearCopies(database.sql, sizes.split(',').map(Number))
  } finally {
    await database.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const perSecond = (count: number, ms: number) => `${Math.round((count * 1000) / ms).toLocaleString('en')} a second`

async function timed<T>(run: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const began = performance.now()
  const value = await run()
  return { ms: performance.now() - began, value }
}

async function reading(): Promise<void> {
  const items = Array.from(
    { length: 2_000 },
    (_, n) =>
      `<item><title>Letter ${n} &amp; more</title><link>${addressOf(n)}?utm_source=rss</link><pubDate>Tue, 24 Nov 2026 18:05:00 +0400</pubDate></item>`,
  )
  const feed = `<rss><channel><title>B</title>${items.join('')}</channel></rss>`
  const broken = feed.replaceAll('&amp;', '&').replaceAll('</item>', '')
  const urls = Array.from(
    { length: 50_000 },
    (_, n) => `<url><loc>${addressOf(n)}</loc><lastmod>2026-11-24</lastmod></url>`,
  )
  const well = await timed(() => readFeed(feed, outlet.home)!.entries.length)
  console.log(`reading a feed: ${perSecond(well.value, well.ms)}`)
  const ill = await timed(() => readFeed(broken, outlet.home)!.entries.length)
  console.log(`reading a broken feed: ${perSecond(ill.value, ill.ms)}`)
  const map = await timed(() => {
    const sitemap = readSitemap(`<urlset>${urls.join('')}</urlset>`, outlet.home)!
    return sitemap.kind === 'pages' ? toFound(sitemap.entries, outlet, () => 'live').length : 0
  })
  console.log(`reading and judging a sitemap: ${perSecond(map.value, map.ms)}`)
}

async function discoveries(sql: Sql, known: number): Promise<void> {
  const [{ id }] =
    (await sql`insert into source (outlet_id, kind, url, every_ms) values ('bench', 'sitemap', 'https://bench.example/s.xml', 60000) returning id`) as unknown as [
      { id: string },
    ]
  for (let from = 0; from < known; from += 250_000)
    await sql`
      insert into discovery (outlet_id, url, url_hash, host, source_id, state, todo, discovered_at)
      select 'bench', url, sha256(convert_to('bench.example/news/' || n || '/a-letter-from-the-colony', 'utf8')), 'bench.example', ${id}, 'analysed', null,
        now() - n * interval '1 second'
      from generate_series(${from}::int, ${Math.min(from + 250_000, known) - 1}::int) n, lateral (select 'https://bench.example/news/' || n || '/a-letter-from-the-colony' as url) u`
  await sql`vacuum analyze discovery`
  const look = (from: number, step: number, count: number) => {
    const entries = Array.from({ length: count }, (_, n) => ({
      url: addressOf(from + n * step),
      title: `Letter ${n}`,
      published: null,
      changed: null,
    }))
    return timed(() =>
      sql.begin((tx) =>
        insertDiscoveries(
          tx,
          { id, outlet },
          toFound(entries, outlet, () => 'live'),
        ),
      ),
    )
  }
  await look(known + 10_000_000, 1, 100)
  // Known ones from all over the table, so that its index is met cold and warm.
  const count = Math.min(20_000, known)
  const seen = await look(0, Math.floor(known / count), count)
  if (seen.value.fresh !== 0) throw new Error(`${seen.value.fresh} known addresses were taken for new`)
  console.log(`addresses seen again, ${known.toLocaleString('en')} known: ${perSecond(count, seen.ms)}`)
  const fresh = await look(known + 1, 1, 20_000)
  if (fresh.value.fresh !== 20_000) throw new Error(`only ${fresh.value.fresh} of 20000 were new`)
  console.log(`new addresses added: ${perSecond(20_000, fresh.ms)}`)
  const feeds = await timed(async () => {
    for (let n = 0; n < 200; n++) await look(known + 30_000 + n * 2, 1, 50)
  })
  console.log(`looks at a feed of 50 with 2 new, from judging to commit: ${perSecond(200, feeds.ms)}`)
}

async function turns(sql: Sql): Promise<void> {
  const alone = openTurns(sql)
  const one = await timed(async () => {
    for (let n = 0; n < 500; n++) await alone.withTurn('one.example', { delayMs: 0, maxWaitMs: 10_000 }, async () => {})
  })
  console.log(`turns on one host, delay 0, one after the other: ${perSecond(500, one.ms)}`)
  const workers = [openTurns(sql), openTurns(sql)]
  const many = await timed(() =>
    Promise.all(
      Array.from({ length: 2_000 }, (_, n) =>
        workers[n % 2]!.withTurn('two.example', { delayMs: 0, maxWaitMs: 60_000 }, async () => {}),
      ),
    ),
  )
  console.log(`turns on one host, delay 0, two workers with a line each: ${perSecond(2_000, many.ms)}`)
}

const WORDS = Array.from({ length: 4_000 }, (_, n) =>
  createHash('md5')
    .update(`word ${n}`)
    .digest('base64url')
    .slice(0, 3 + (n % 8)),
)
const textOf = (words: number) =>
  Array.from({ length: words }, () => WORDS[Math.floor(Math.random() * WORDS.length)]).join(' ')

async function nearCopies(sql: Sql, sizes: number[]): Promise<void> {
  const costs: { articles: number; ms: number }[] = []
  let articles = 0
  for (const size of sizes) {
    await fill(sql, articles, size)
    articles = size
    const originals = Array.from({ length: 100 }, () => textOf(400))
    const ids: string[] = []
    for (const text of originals) ids.push(await addArticle(sql, text))
    await sql`vacuum analyze fingerprint, article`
    const copies = originals.map((text) =>
      text
        .split(' ')
        .map((word, n) => (n % 40 === 7 ? 'edited' : word))
        .join(' '),
    )
    const unrelated = originals.map(() => textOf(400))
    const last = String(2 ** 52)
    const times: number[] = []
    const controls: number[] = []
    let found = 0
    // Three rounds; the first warms what a running archive has warm.
    for (let round = 0; round < 3; round++) {
      found = 0
      for (const [n, text] of [...copies, ...unrelated].entries()) {
        // What a fixed piece of work takes at the same moment: on a busy machine the clock alone says nothing.
        const control = await timed(() => sql.begin((tx) => tx`select count(*) from generate_series(1, 20000)`))
        const look = await timed(() => likenessOf(sql, text, last))
        if (round > 0) times.push(look.ms)
        if (round > 0) controls.push(control.ms)
        if (n < copies.length && look.value.originalId === ids[n]) found++
        if (n >= copies.length && look.value.originalId !== null) throw new Error('an unrelated text was called a copy')
      }
    }
    const ms = middle(times)
    costs.push({ articles: size, ms: ms / middle(controls) })
    console.log(
      `near copies among ${size.toLocaleString('en')} articles: ${ms.toFixed(2)} ms a look-up (median), ${(ms / middle(controls)).toFixed(2)} times a fixed piece of work, ${found} of 100 edited copies found, none invented`,
    )
  }
  if (costs.length > 1)
    console.log(
      `fitted: cost, in that work, grows with articles to the power of ${slope(costs).toFixed(3)} (0 is flat, 1 is in step)`,
    )
}

const middle = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!

/** The exponent of cost over size, by least squares on logarithms. */
function slope(costs: { articles: number; ms: number }[]): number {
  const points = costs.map(({ articles, ms }) => [Math.log(articles), Math.log(ms)] as const)
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  return (
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  )
}

// Articles whose keys are numbers at random, as those of unrelated texts are.
async function fill(sql: Sql, from: number, to: number): Promise<void> {
  await sql`
    with d as (
      insert into discovery (outlet_id, url, url_hash, host, state, todo)
      select 'bench', 'https://fill.example/' || n, sha256(convert_to('fill ' || n, 'utf8')), 'fill.example', 'analysed', null
      from generate_series(${from}::int, ${to - 1}::int) n returning id),
    c as (
      insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
      select id, now(), '', '', 200, '[]', '', 0, '', 0, 0 from d returning id, discovery_id),
    a as (
      insert into article (capture_id, discovery_id, title, text, text_sha256)
      select id, discovery_id, 'Filler', repeat('filler text of an article ', 80), '' from c returning id)
    insert into fingerprint (article_id, band, key)
    select id, band, (random() * 281474976710655)::bigint from a, generate_series(0, 7) band`
}

async function likenessOf(sql: Sql, text: string, discoveryId: string): Promise<Likeness> {
  const found = await sql.begin((tx) => findOriginals(tx, [{ discoveryId, text }]))
  return found.get(discoveryId)!
}

async function addArticle(sql: Sql, text: string): Promise<string> {
  const [discovery] = await sql<{ id: string }[]>`
    insert into discovery (outlet_id, url, url_hash, host, state, todo)
    values ('bench', 'https://real.example/', ${randomBytes(32)}, 'real.example', 'analysed', null) returning id`
  const [article] = await sql<{ id: string }[]>`
    with c as (
      insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
      values (${discovery!.id}, now(), '', '', 200, '[]', '', 0, '', 0, 0) returning id)
    insert into article (capture_id, discovery_id, title, text, text_sha256) select id, ${discovery!.id}, 'Real', ${text}, '' from c returning id`
  const { keys } = await likenessOf(sql, text, discovery!.id)
  await sql.begin((tx) => saveFingerprints(tx, [{ articleId: article!.id, keys }]))
  return discovery!.id
}
