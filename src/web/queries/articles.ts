import { z } from 'zod'
import { blackOut, secretsOf } from '../../accounts/confidential.ts'
import type { Runner } from '../../db/database.ts'
import { STATES, type State, type Todo } from '../../domain/outcome.ts'
import { readSearch, tsQuery, wantedOf } from '../../search/search-query.ts'
import { type SnippetPiece, snippetOf } from '../../search/snippet.ts'
import { soundsFor } from '../../search/store.ts'

/** Who reads: whether confidential fields are theirs to see. */
export interface Reader {
  seesConfidential: boolean
}

export const ArticleFilter = z.object({
  words: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Words in any of their forms, names by sound, "phrases", -without, this|that'),
  state: z
    .enum([...STATES, 'waiting'])
    .optional()
    .describe('What was reached; waiting: with another step before it'),
  outlet: z.string().min(1).max(200).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
})
export type ArticleFilter = z.infer<typeof ArticleFilter>

export interface ListedArticle {
  discoveryId: string
  title: string | null
  url: string
  outletId: string
  outletName: string
  state: State
  todo: Todo | null
  because: string | null
  advice: string | null
  stateAt: Date
  nextAt: Date
  discoveredAt: Date
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
  claims: number
  /** Where the words that were looked for stand; null where nothing was. */
  snippet: SnippetPiece[] | null
}

// A page shows forty; what stands further down in a long text is found, but not shown.
const SNIPPETS_FROM = 60_000

/** A page of articles; `next` is the id before which the next one begins. */
export interface ArticlePage {
  articles: ListedArticle[]
  next: string | null
}

/**
 * Articles with where they stand, the newest first; `before` an id for the next page. Words are looked for in what the
 * reader may read: a name that is blacked out for them finds nothing.
 */
export async function listArticles(
  sql: Runner,
  filter: ArticleFilter,
  reader: Reader,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<ArticlePage> {
  const search = filter.words === undefined ? undefined : readSearch(filter.words)
  // Only words that must not stand there, or no words at all: nothing can be looked for.
  if (search === null) return { articles: [], next: null }
  const soundsOf = search ? await soundsFor(sql, search) : () => []
  const place = { limit: limit + 1, before }
  const { ids, lookedTo } = search
    ? await foundIds(sql, tsQuery(search, soundsOf), filter, { ...place, reader })
    : { ids: await listedIds(sql, filter, place), lookedTo: null }
  const rows = await articlesOf(sql, ids.slice(0, limit), search !== undefined)
  const wanted = search ? wantedOf(search, soundsOf) : null
  const secrets = reader.seesConfidential ? new Map<string, string[]>() : await secretsOf(sql, ids.slice(0, limit))
  const articles = rows.map(({ text, ...article }) => {
    const secret = secrets.get(article.discoveryId) ?? []
    // Blacked out before it is cut: what is marked in it, and where it begins, must tell nothing either.
    const snippet = wanted && text !== null ? snippetOf(blackOut(text, secret), article.language, wanted) : null
    return { ...article, title: blackOut(article.title, secret), snippet }
  })
  return { articles, next: ids.length > limit ? ids[limit - 1]! : lookedTo }
}

const articlesOf = (sql: Runner, ids: string[], withText: boolean) => sql<(ListedArticle & { text: string | null })[]>`
  select discovery.id as discovery_id, coalesce(article.title, discovery.title) as title, discovery.url, outlet_id,
    coalesce(outlet.definition ->> 'name', outlet_id) as outlet_name, state, todo, because, advice, state_at, next_at, discovered_at,
    coalesce(article.published, discovery.published) as published, article.published_precision, article.language,
    ${withText ? sql`left(article.text, ${SNIPPETS_FROM})` : sql`null`} as text,
    (select count(*)::int from claim where claim.discovery_id = discovery.id and (current or review <> 'suggested')) as claims
  from discovery join outlet on outlet.id = outlet_id
    left join lateral (
      select title, text, published, published_precision, language from article
      where article.discovery_id = discovery.id order by id desc limit 1) article on true
  where discovery.id = any(${ids}::bigint[]) order by discovery.id desc`

interface Place {
  limit: number
  before?: string | undefined
}

async function listedIds(sql: Runner, filter: ArticleFilter, { limit, before }: Place): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select discovery.id from discovery
    where true ${before ? sql`and discovery.id < ${before}` : sql``} ${ofDiscovery(sql, filter)}
      ${
        filter.language
          ? sql`and (select language from article where discovery_id = discovery.id order by id desc limit 1) = ${filter.language}`
          : sql``
      }
    order by discovery.id desc limit ${limit}`
  return rows.map(({ id }) => id)
}

// The index answers words by itself; a phrase has to be looked at text by text. One of common words that hardly ever
// stand together would have the whole archive read: a page looks at this many, and the next one goes on behind them.
const LOOKED_AT = 1_500

async function foundIds(
  sql: Runner,
  { exact, loose, hasPhrase }: ReturnType<typeof tsQuery>,
  filter: ArticleFilter,
  { limit, before, reader }: Place & { reader: Reader },
): Promise<{ ids: string[]; lookedTo: string | null }> {
  const { words: _, ...more } = filter
  const looksAt = hasPhrase ? LOOKED_AT : Object.keys(more).length > 0 ? null : limit
  const rows = await sql<{ id: string | null; lookedTo: string | null }[]>`
    with hit as materialized (
      -- "+ 0": in the order of the ids the planner would unpack text after text in search of a rare word.
      select discovery_id as id, article_id from ${searched(sql, loose, reader)} found
      where true ${before ? sql`and discovery_id < ${before}` : sql``}
      order by discovery_id + 0 desc limit ${looksAt}
    ), page as (
      -- Hits stand in order: each is asked by itself, and nobody is asked once the page is full.
      select hit.id from hit
      where (select true from discovery where discovery.id = hit.id ${ofDiscovery(sql, filter)})
        ${filter.language ? sql`and (select language from article where article.id = hit.article_id) = ${filter.language}` : sql``}
        ${hasPhrase ? sql`and (select ${reader.seesConfidential ? sql`words` : sql`coalesce((select words from open_search where discovery_id = hit.id), words)`} @@ ${exact}::tsquery from article_search where discovery_id = hit.id)` : sql``}
      limit ${limit}
    )
    select id, null as looked_to from page
    ${hasPhrase ? sql`union all (select null, min(id) from hit having count(*) = ${LOOKED_AT})` : sql``}
    order by id desc nulls last`
  return {
    ids: rows.flatMap(({ id }) => (id === null ? [] : [id])),
    lookedTo: rows.find(({ id }) => id === null)?.lookedTo ?? null,
  }
}

// Words that are blacked out for a reader must neither find an article nor keep it from being found.
const searched = (sql: Runner, query: string, { seesConfidential }: Reader) =>
  seesConfidential
    ? sql`(select discovery_id, article_id from article_search where words @@ ${query}::tsquery)`
    : sql`(
        select discovery_id, article_id from article_search where words @@ ${query}::tsquery
          and not exists (select from open_search where open_search.discovery_id = article_search.discovery_id)
        union all
        select discovery_id, article_id from open_search where words @@ ${query}::tsquery)`

const ofDiscovery = (sql: Runner, { state, outlet }: ArticleFilter) => sql`
  ${state === 'waiting' ? sql`and todo is not null` : state ? sql`and state = ${state}` : sql``}
  ${outlet ? sql`and outlet_id = ${outlet}` : sql``}`

export interface ArticleRecord {
  discoveryId: string
  url: string
  outletId: string
  outletName: string
  state: State
  todo: Todo | null
  because: string | null
  advice: string | null
  nextAt: Date
  discoveredAt: Date
  discoveredTitle: string | null
  originalId: string | null
  removedAt: Date | null
  articleId: string | null
  title: string | null
  byline: string | null
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
  text: string | null
  mayBeCut: string | null
  translationOf: string | null
  /** Text of the version before this one. */
  previousText: string | null
}

/** An article by the address where it was seen, with its newest text; or the text of a version. */
export async function readArticleRecord(
  sql: Runner,
  discoveryId: string,
  articleId?: string,
): Promise<ArticleRecord | undefined> {
  const [row] = await sql<ArticleRecord[]>`
    select discovery.id as discovery_id, discovery.url, outlet_id, coalesce(outlet.definition ->> 'name', outlet_id) as outlet_name,
      state, todo, because, advice, next_at, discovered_at, discovery.title as discovered_title, original_id, removed_at,
      article.id as article_id, article.title, byline, coalesce(article.published, discovery.published) as published,
      published_precision, article.language, article.text, may_be_cut, translation_of,
      (select text from article before where before.discovery_id = discovery.id and before.id < article.id
        order by id desc limit 1) as previous_text
    from discovery join outlet on outlet.id = outlet_id
      left join lateral (
        select * from article where article.discovery_id = discovery.id ${articleId ? sql`and article.id = ${articleId}` : sql``}
        order by id desc limit 1) article on true
    where discovery.id = ${discoveryId}`
  return row
}

export interface Step {
  step: string
  startedAt: Date
  ms: number
  outcome: string
  because: string | null
  advice: string | null
}

export interface Capture {
  id: string
  fetchedAt: Date
  url: string
  finalUrl: string
  redirects: { url: string; status: number }[]
  status: number
  contentType: string | null
  sha256: Uint8Array
  size: string
  warcFile: string
  rendered: boolean
  articleId: string | null
}

export interface Mention {
  kind: 'person' | 'facility'
  name: string
  starts: number
  ends: number
  personId: string | null
  facilityId: string | null
  held: boolean | null
  mendId: string | null
}

export interface Contact {
  kind: string
  person: string
  personId: string | null
  evidence: string
}

/** All that an article's page shows beside its claims. */
export async function readArticleWay(sql: Runner, discoveryId: string, articleId: string | null): Promise<ArticleWay> {
  const [steps, captures, mentions, contacts] = await Promise.all([
    sql<
      Step[]
    >`select step, started_at, ms, outcome, because, advice from step where discovery_id = ${discoveryId} order by id desc limit 100`,
    sql<Capture[]>`
      select capture.id, fetched_at, url, final_url, redirects, status, content_type, sha256, size, warc_file, rendered, article.id as article_id
      from capture left join article on article.capture_id = capture.id
      where capture.discovery_id = ${discoveryId} order by capture.id desc limit 50`,
    sql<Mention[]>`
      select kind, name, starts, ends, person_id, facility_id, held, mend_id from mention where article_id = ${articleId} order by starts, ends desc`,
    sql<
      Contact[]
    >`select kind, person, person_id, evidence from contact where article_id = ${articleId} order by evidence_start`,
  ])
  return { steps: steps.reverse(), captures, mentions, contacts }
}
export interface ArticleWay {
  steps: Step[]
  captures: Capture[]
  mentions: Mention[]
  contacts: Contact[]
}

/** The articles that were found to be copies of one. */
export async function copiesOf(
  sql: Runner,
  discoveryId: string,
): Promise<{ discoveryId: string; title: string | null; outletName: string }[]> {
  return sql<{ discoveryId: string; title: string | null; outletName: string }[]>`
    select discovery.id as discovery_id, discovery.title, coalesce(outlet.definition ->> 'name', outlet_id) as outlet_name
    from discovery join outlet on outlet.id = outlet_id where original_id = ${discoveryId} order by discovery.id limit 50`
}

/** Puts an article that stopped before the step where it stopped, or at the beginning, to be tried at once. */
export async function tryAgain(sql: Runner, discoveryId: string): Promise<boolean> {
  const done = await sql`
    update discovery set
      todo = coalesce((
        select case when step in ('extract', 'analyse', 'link', 'alert') then step else 'capture' end
        from step where discovery_id = discovery.id order by id desc limit 1), 'capture'),
      state = case when state = 'analysed' then state when exists (select from capture where discovery_id = discovery.id) then 'captured' else 'discovered' end,
      state_at = now(), next_at = now(), tries = 0, because = null, advice = null, lane = 'live'
    where id = ${discoveryId} and todo is null and state in ('failed', 'set_aside')`
  return done.count > 0
}

/** The languages that articles are in: looked up one by one in an index, which a list of millions does not slow down. */
export async function articleLanguages(sql: Runner): Promise<string[]> {
  const rows = await sql<{ language: string }[]>`
    with recursive one as (
      (select language from article where language is not null order by language limit 1)
      union all
      select (select language from article where language > one.language order by language limit 1) from one where one.language is not null)
    select language from one where language is not null`
  return rows.map(({ language }) => language)
}

/** All articles of a filter, a few at a time. */
export async function* eachArticle(sql: Runner, filter: ArticleFilter, reader: Reader): AsyncGenerator<ListedArticle> {
  let before: string | undefined
  while (true) {
    const { articles, next }: ArticlePage = await listArticles(sql, filter, reader, { limit: 500, before })
    yield* articles
    if (next === null) return
    before = next
  }
}
