import type { Sql } from '../../src/db/database.ts'
import { soundKey } from '../../src/names/names.ts'
import { loadSampleArticles } from '../../src/sample/articles.ts'

// An archive as years of watching leave it, made in minutes: the sentences of the sample articles in ever new order, with
// ever new people, and a tail of rare words as every language has it. All numbers come again in each run.

const OUTLETS = 40
const PEOPLE_A_HUNDRED_ARTICLES = 12
const FACILITIES = 400
const SENTENCES = 14
const AT_ONCE = 1_000
const LANGUAGES = ['en', 'ru', 'az'] as const

const GIVEN = {
  en: ['Samir', 'Elchin', 'Rashad', 'Orkhan', 'Vugar', 'Farid', 'Anar', 'Leyla', 'Aysel', 'Ivan', 'Olga', 'Timur'],
  ru: ['Самир', 'Эльчин', 'Рашад', 'Орхан', 'Вугар', 'Фарид', 'Анар', 'Лейла', 'Айсель', 'Иван', 'Ольга', 'Тимур'],
  az: ['Samir', 'Elçin', 'Rəşad', 'Orxan', 'Vüqar', 'Fərid', 'Anar', 'Leyla', 'Aysel', 'İvan', 'Olqa', 'Teymur'],
}
const STEMS = {
  en: ['Mammad', 'Ali', 'Hasan', 'Rahim', 'Suleyman', 'Vali', 'Guli', 'Karim', 'Nabi', 'Taghi', 'Bayram', 'Safar'],
  ru: ['Мамед', 'Али', 'Гасан', 'Рагим', 'Сулейман', 'Вели', 'Гули', 'Керим', 'Наби', 'Таги', 'Байрам', 'Сафар'],
  az: ['Məmməd', 'Əli', 'Həsən', 'Rəhim', 'Süleyman', 'Vəli', 'Qulu', 'Kərim', 'Nəbi', 'Tağı', 'Bayram', 'Səfər'],
}
const MIDDLES = { en: ['', 'b', 'd', 'g', 'l', 'm', 'n', 's'], ru: ['', 'б', 'д', 'г', 'л', 'м', 'н', 'с'], az: ['', 'b', 'd', 'g', 'l', 'm', 'n', 's'] } // biome-ignore format: a table
const ENDS = { en: ['ov', 'yev', 'zade', 'li', 'ian', 'in'], ru: ['ов', 'ев', 'заде', 'лы', 'ян', 'ин'], az: ['ov', 'yev', 'zadə', 'li', 'yan', 'in'] } // biome-ignore format: a table
const SYLLABLES = { en: 'ba ter mon dri sel vok par lin gos tam', ru: 'ба тер мон дри сел вок пар лин гос там', az: 'ba tər mon dri səl vuq par lin göz dam' } // biome-ignore format: a table
type Language = (typeof LANGUAGES)[number]

/** A linear congruential generator (Numerical Recipes): numbers that come again in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** The nth person: one name in each of the three languages. */
export function personName(n: number, lang: Language): string {
  const stem = Math.floor(n / 12)
  return `${at(GIVEN[lang], n)} ${at(STEMS[lang], stem)}${at(MIDDLES[lang], Math.floor(stem / 12))}${at(ENDS[lang], Math.floor(stem / 96))}${stem >= 576 ? Math.floor(stem / 576) : ''}`
}

const facilityName = (n: number) => at(['Colony No. ', 'ИК-', 'Cəzaçəkmə müəssisəsi № ', 'СИЗО-'], n) + String(n)

/** Words that hardly anybody uses: three in a hundred, so that the archive has a long tail. */
function rareWord(next: (below: number) => number, lang: Language): string {
  const syllables = SYLLABLES[lang].split(' ')
  return Array.from({ length: 3 + next(2) }, () => at(syllables, next(10))).join('')
}

interface Sentences {
  words: string[]
  anyOf: RegExp
}

function sentencesOf(lang: Language): Sentences {
  const sample = loadSampleArticles().filter((article) => article.lang === lang)
  const people = [...new Set(sample.flatMap((article) => article.people.flatMap(({ name }) => name.split(' '))))]
  const words = sample.flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n/)).filter((one) => one.length > 30)
  return {
    words,
    anyOf: new RegExp(`(?<!\\p{L})(?:${people.sort((a, b) => b.length - a.length).join('|')})(?!\\p{L})`, 'gu'),
  }
}

export interface ArchiveSize {
  /** The number that the next article gets; articles are numbered on. */
  from: number
  to: number
  /** Claims for each hundred articles. */
  claims?: number
}

/** Outlets, people and places: before any article. */
export async function fillRegister(sql: Sql, articles: number): Promise<void> {
  const outlets = Array.from({ length: OUTLETS }, (_, n) => ({
    id: `bench/outlet-${n}`,
    definition: sql.json({
      name: `Bench Post ${n}`,
      home: `https://post-${n}.example/`,
      language: at(LANGUAGES, n),
    }) as never,
    enabled: true,
  }))
  await sql`insert into outlet ${sql(outlets)}`
  await sql`insert into source (outlet_id, kind, url, every_ms, crawled_at, outcome) select id, 'feed', definition ->> 'home' || 'rss.xml', 1800000, now(), '12 seen, 3 new' from outlet`
  const people = Math.ceil((articles * PEOPLE_A_HUNDRED_ARTICLES) / 100)
  for (let from = 0; from < people; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, people - from) }, (_, i) => {
      const name = personName(from + i, 'en')
      const sound = soundKey(name)
      return {
        name,
        sound,
        soundWords: sound.split(' '),
        spellings: [personName(from + i, 'ru'), personName(from + i, 'az')],
      }
    })
    await sql`insert into person ${sql(rows)}`
  }
  await sql`insert into facility ${sql(Array.from({ length: FACILITIES }, (_, n) => ({ name: facilityName(n) })))}`
}

/** Articles with their captures, mentions and claims, as all the steps leave them. */
export async function fillArticles(sql: Sql, { from, to, claims = 0 }: ArchiveSize): Promise<void> {
  const pools = Object.fromEntries(LANGUAGES.map((lang) => [lang, sentencesOf(lang)])) as Record<Language, Sentences>
  const [{ people }] = await sql<[{ people: number }]>`select count(*)::int as people from person`
  for (let first = from; first < to; first += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, to - first) }, (_, i) => articleOf(first + i, pools, people))
    await sql.begin((tx) => saveArticles(tx as unknown as Sql, first, batch))
  }
  if (claims > 0) await fillClaims(sql, { from, to, claims })
}

interface MadeArticle {
  lang: Language
  title: string
  text: string
  person: number
}

function articleOf(n: number, pools: Record<Language, Sentences>, people: number): MadeArticle {
  const next = numbers(n * 7919 + 17)
  const lang = at(LANGUAGES, next(3))
  const { words, anyOf } = pools[lang]
  // Some are told of again and again, most hardly ever.
  const person = Math.floor(people * (next(1_000_000) / 1_000_000) ** 3)
  const [given, surname] = personName(person, lang).split(' ')
  const sentences = Array.from({ length: SENTENCES }, () => {
    const sentence = at(words, next(words.length)).replaceAll(anyOf, () =>
      next(2) === 0 ? surname! : at(GIVEN[lang], next(12)),
    )
    return next(3) === 0 ? `${sentence} ${rareWord(next, lang)}.` : sentence
  })
  return {
    lang,
    person,
    title: `${given} ${surname}: ${sentences[0]!.slice(0, 60)}`,
    text: `${given} ${surname}. ${sentences.join('\n')}`,
  }
}

async function saveArticles(sql: Sql, first: number, batch: MadeArticle[]): Promise<void> {
  const rows = { langs: batch.map(({ lang }) => lang), titles: batch.map(({ title }) => title), texts: batch.map(({ text }) => text), people: batch.map(({ person }) => person) } // biome-ignore format: columns
  await sql`
    with given as (
      select ordinality - 1 + ${first}::bigint as n, lang, title, text, person
      from unnest(${rows.langs}::text[], ${rows.titles}::text[], ${rows.texts}::text[], ${rows.people}::int[]) with ordinality as g(lang, title, text, person)
    ), seen as (
      insert into discovery (outlet_id, url, url_hash, host, title, published, state, todo, discovered_at)
      select 'bench/outlet-' || n % ${OUTLETS}, 'https://post.example/' || n, sha256(convert_to('https://post.example/' || n, 'utf8')), 'post.example', title,
        timestamptz '2023-01-01' + n * interval '15 minutes', 'analysed', null, timestamptz '2023-01-01' + n * interval '15 minutes'
      from given order by n returning id, url
    ), captured as (
      insert into capture (discovery_id, fetched_at, url, final_url, status, headers, content_type, sha256, size, warc_file, warc_offset, warc_length)
      select id, now(), url, url, 200, '[]', 'text/html', sha256(convert_to(url, 'utf8')), 20000, 'bench.warc.gz', 0, 1 from seen order by id returning id, discovery_id, url
    ), read as (
      insert into article (capture_id, discovery_id, title, byline, published, published_precision, language, text, text_sha256, checked)
      select captured.id, discovery_id, title, null, timestamptz '2023-01-01' + n * interval '15 minutes', 'time', lang, text, sha256(convert_to(text, 'utf8')), true
      from captured join given on captured.url = 'https://post.example/' || n order by n returning id, discovery_id, text
    )
    insert into mention (article_id, kind, name, held, starts, ends, words, person_id)
    select read.id, 'person', person.name, true, 0, position('.' in read.text) - 1, left(read.text, position('.' in read.text) - 1), person.id
    from read join captured using (discovery_id) join given on captured.url = 'https://post.example/' || n
      join person on person.id = given.person + 1`
}

const TYPES = ['threat', 'denied_visit', 'blocked_call', 'denied_medical_care', 'ill_treatment', 'punishment_cell', 'denied_counsel', 'denied_correspondence', 'obstructed_complaint', 'incommunicado'] // biome-ignore format: a row

/** Claims: two in a hundred decided, the newest waiting; each about the article's person, most with a place. */
export async function fillClaims(sql: Sql, { from, to, claims }: Required<ArchiveSize>): Promise<void> {
  await sql`analyze`
  await sql`
    insert into claim (discovery_id, article_id, origin, analyser, type, fields, confidence, evidence, evidence_start, evidence_end, also, why, review, decided)
    select article.discovery_id, article.id, 'analyser', '1.0.0', type, fields, 0.3 + (k % 70) / 100.0, evidence, opens, opens + length(evidence),
      '[]', '["cue: refused", "victim: nearest person held"]', review, case review when 'accepted' then fields when 'corrected' then fields || '{"source": "his lawyer"}' end
    from generate_series(${from}::int, ${to - 1}::int) as n
      join article on article.discovery_id = (select min(discovery_id) from article) + n
      join mention on mention.article_id = article.id
      cross join lateral generate_series(1, ${claims} / 100 + case when n % 100 < ${claims % 100} then 1 else 0 end) as i
      cross join lateral (select n * 7 + i as k, 40 * i as opens) as place
      cross join lateral (select substr(article.text, opens + 1, 160) as evidence, (${TYPES}::text[])[1 + k % 10] as type,
        case when n * 100 < ${to}::bigint * 40 then case k / 10 % 5 when 0 then 'accepted' when 1 then 'corrected' when 2 then 'rejected' else 'suggested' end else 'suggested' end as review) as told
      cross join lateral (select jsonb_build_object('type', type, 'status', (array['alleged', 'alleged', 'alleged', 'denied', 'feared', 'resolved'])[1 + k % 6],
        'victims', jsonb_build_array(mention.name), 'victimGroup', null,
        'facility', case when k % 4 > 0 then (select name from facility where id = 1 + (k::bigint * k) % ${FACILITIES}) end, 'source', 'his wife', 'sourceChain', '[]'::jsonb, 'eventDate', null) as fields) as all_fields`
  await sql`
    insert into claim_person (claim_id, person_id) select claim.id, mention.person_id from claim join mention using (article_id) on conflict do nothing`
  await sql`
    insert into mention (article_id, kind, name, starts, ends, words, facility_id)
    select distinct on (claim.article_id) claim.article_id, 'facility', facility.name, 30, 36, 'place', facility.id
    from claim join facility on facility.name = shown_facility on conflict do nothing`
  await sql`
    insert into contact (article_id, kind, person, person_id, evidence, evidence_start, evidence_end)
    select article_id, (array['visit', 'call', 'letter', 'doctor', 'lawyer', 'court', 'transfer'])[1 + article_id % 7], name, person_id, words, starts, ends from mention
    where kind = 'person' and article_id % 3 = 0 on conflict do nothing`
  await sql`analyze`
  // An incident is what is told of one person and type within a month or so.
  await sql`
    with told as (
      select claim.id, shown_type, person_id, claim.discovery_id / 3000 as span, article.published from claim join claim_person on claim_id = claim.id join article on article.id = article_id
      where claim.incident_id is null
    ), made as (
      insert into incident (type, first_told, last_told, status, urgency, urgency_rule, origins)
      select shown_type, min(published), max(published), 'alleged', 'past', 'p' || person_id || ' ' || span, least(3, count(*)) from told group by shown_type, person_id, span
      returning id, type, urgency_rule
    )
    update claim set incident_id = made.id from told join made on made.type = told.shown_type and made.urgency_rule = 'p' || told.person_id || ' ' || told.span
    where claim.id = told.id`
  await sql`update incident set urgency_rule = 'past'`
  await sql`
    insert into incident_origin (incident_id, discovery_id, kind, key, why, told)
    select distinct on (claim.incident_id, claim.discovery_id) incident_id, claim.discovery_id, 'own', claim.discovery_id::text, 'first to tell', created_at from claim where incident_id is not null on conflict do nothing`
  await sql`insert into incident_status (incident_id, told, status, claim_id) select incident_id, created_at, shown_status, id from claim where incident_id is not null on conflict do nothing`
  await sql`delete from claim_todo`
}
