import type { PendingQuery, Row } from 'postgres'
import { blackOut, secretsOf } from '../accounts/confidential.ts'
import type { Runner, Sql } from '../db/database.ts'
import type { ClaimFields, Quote } from '../domain/claim.ts'
import { hideFields, hideWhy } from '../domain/confidential.ts'
import type { Review } from '../domain/decision.ts'
import { personsLike } from '../search/persons-like.ts'
import { isKeptCounted, keptCount } from './claim-counts.ts'
import type { ClaimFilter } from './claim-filter.ts'
import { seenMark } from './decide.ts'

/** A claim with what must be shown beside it: its evidence, source, outlet and date. */
export interface ListedClaim {
  id: string
  discoveryId: string
  articleId: string
  origin: 'analyser' | 'reviewer'
  analyser: string | null
  current: boolean
  review: Review
  /** What counts: as decided, else as suggested. */
  fields: ClaimFields
  suggested: ClaimFields
  confidence: number
  evidence: string
  evidenceStart: number
  evidenceEnd: number
  also: Quote[]
  why: string[]
  textChanged: boolean
  createdAt: Date
  title: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
  mayBeCut: string | null
  outletId: string
  outletName: string
  url: string
  lastDecisionId: string | null
  tracked: boolean
  /** What a decision must carry: it proves that the claim still stands as it was read. */
  seen: string
  /** Words of the article that are blacked out for this viewer. */
  secrets: string[]
}
type ClaimRow = Omit<ListedClaim, 'seen' | 'secrets'>

export interface Viewer {
  accountId: string | null
  /** Leaves out what this reviewer skipped. */
  withoutSkipped?: boolean
  /** May see fields that are marked confidential; without it they are hidden. */
  confidential?: boolean
}

type Fragment = PendingQuery<Row[]>

/** A filter whose words of a name are looked up already: the persons who are called so, or sound so. */
export type ReadyFilter = ClaimFilter & { persons?: string[] }

/** Makes a filter ready for `conditions`: a name is found by its sound too. */
export async function readyFilter(sql: Runner, filter: ClaimFilter): Promise<ReadyFilter> {
  return filter.name === undefined ? filter : { ...filter, persons: await personsLike(sql, filter.name) }
}

/** Conditions of a filter, to be put after `where`. Table: claim. */
export function conditions(
  sql: Runner,
  filter: ReadyFilter,
  { accountId, withoutSkipped, confidential }: Viewer,
): Fragment {
  const all: Fragment[] = [sql`(claim.current or claim.review <> 'suggested')`]
  const review = filter.review ?? 'all'
  if (review === 'reviewed') all.push(sql`claim.review in ('accepted', 'corrected')`)
  else if (review !== 'all') all.push(sql`claim.review = ${review}`)
  if (filter.type) all.push(sql`claim.shown_type = ${filter.type}`)
  if (filter.status) all.push(sql`claim.shown_status = ${filter.status}`)
  if (filter.person)
    all.push(sql`exists (select from claim_person where claim_id = claim.id and person_id = ${filter.person})`)
  if (filter.name)
    all.push(sql`claim.id in (
      select id from claim where ${victimsWords(sql, filter.name)}
      union select claim_id from claim_person where person_id = any(${filter.persons ?? []}::bigint[]))`)
  if (filter.facility) all.push(sql`claim.shown_facility = ${filter.facility}`)
  if (filter.outlet) all.push(sql`claim.of_outlet = ${filter.outlet}`)
  if (filter.language) all.push(sql`claim.in_language = ${filter.language}`)
  if (filter.from) all.push(sql`claim.told_at >= ${filter.from}::date`)
  if (filter.to) all.push(sql`claim.told_at < ${filter.to}::date + 1`)
  if (filter.confidence !== undefined) all.push(sql`claim.confidence >= ${filter.confidence}`)
  if (filter.cut) all.push(sql`claim.discovery_id in (select discovery_id from article where may_be_cut is not null)`)
  if (filter.changed) all.push(sql`claim.text_changed`)
  if (filter.article) all.push(sql`claim.discovery_id = ${filter.article}`)
  if (filter.differs) all.push(sql`exists (select from later_suggestion where claim_id = claim.id)`)
  if (filter.skipped) all.push(isSkipped(sql, accountId))
  else if (withoutSkipped) all.push(sql`not ${isSkipped(sql, accountId)}`)
  if (filter.incident) all.push(sql`claim.incident_id = ${filter.incident}`)
  if (filter.claim) all.push(sql`claim.id = ${filter.claim}`)
  if (filter.tracked) all.push(isTracked(sql, accountId))
  // That a filter finds a claim would tell what is hidden in it.
  if (!confidential && (filter.person || filter.name || filter.tracked)) all.push(sql`not ${hidesVictims(sql)}`)
  if (!confidential && filter.facility) all.push(sql`not ${hidesFacility(sql)}`)
  return all.reduce((sum, one) => sql`${sum} and ${one}`)
}

const hidden = (sql: Runner, shared: Fragment): Fragment => sql`exists (
  select from claim secret where secret.discovery_id = claim.discovery_id and secret.has_secret and ${shared})`

/** Whether a claim's victims are confidential, by its own mark or by that of another claim of its article. */
export const hidesVictims = (sql: Runner): Fragment =>
  hidden(
    sql,
    sql`secret.decided -> 'confidential' ? 'victims' and secret.decided -> 'victims' ?| array(
      select jsonb_array_elements_text(coalesce(claim.decided, claim.fields) -> 'victims'))`,
  )

/** Whether a claim's place is confidential, by its own mark or by that of another claim of its article. */
export const hidesFacility = (sql: Runner): Fragment =>
  hidden(sql, sql`secret.decided -> 'confidential' ? 'facility' and secret.shown_facility = claim.shown_facility`)

// The beginnings of words: what is typed is seldom the whole name.
function victimsWords(sql: Runner, name: string): Fragment {
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const query = words.map((word) => `'${word}':*`).join(' & ')
  return sql`to_tsvector('simple', coalesce(decided, fields) ->> 'victims') @@ to_tsquery('simple', ${query})`
}

// The limit keeps the planner from reading all alerts for the sake of a page of claims.
const isTracked = (sql: Runner, accountId: string | null): Fragment => sql`exists (
  select from alert join watch on watch.id = watch_id
  where alert.claim_id = claim.id and watch.account_id = ${accountId} and not muted limit 1 offset 0)`

const isSkipped = (sql: Runner, accountId: string | null): Fragment =>
  sql`exists (select from claim_skip where claim_skip.claim_id = claim.id and claim_skip.account_id = ${accountId})`

const columns = (sql: Runner, viewer: Viewer): Fragment => sql`
  claim.id, claim.discovery_id, claim.article_id, claim.origin, claim.analyser, claim.current, claim.review,
  coalesce(claim.decided, claim.fields) as fields, claim.fields as suggested, claim.confidence,
  claim.evidence, claim.evidence_start, claim.evidence_end, claim.also, claim.why, claim.text_changed, claim.created_at,
  article.title, article.published, article.published_precision, article.language, article.may_be_cut,
  discovery.outlet_id, coalesce(outlet.definition ->> 'name', discovery.outlet_id) as outlet_name, discovery.url,
  (select id from decision where claim_id = claim.id order by id desc limit 1) as last_decision_id,
  ${isTracked(sql, viewer.accountId)} as tracked`

const tables = (sql: Runner): Fragment => sql`
  claim join article on article.id = claim.article_id
        join discovery on discovery.id = claim.discovery_id
        join outlet on outlet.id = discovery.outlet_id`

/** Claims as this viewer may see them: confidential sources are hidden, and their names blacked out wherever they stand. */
async function shownTo(sql: Runner, rows: ClaimRow[], { confidential }: Viewer): Promise<ListedClaim[]> {
  const claims = rows.map(
    (row): ListedClaim => ({
      ...row,
      // Words that a reviewer chose as the evidence are no further evidence beside themselves.
      also: row.also.filter(({ start, end }) => start !== row.evidenceStart || end !== row.evidenceEnd),
      seen: seenMark(row.lastDecisionId, row, row.evidence),
      secrets: [],
    }),
  )
  if (confidential) return claims
  const secrets = await secretsOf(
    sql,
    claims.map(({ discoveryId }) => discoveryId),
  )
  return claims.map((claim) => hideIn(claim, secrets.get(claim.discoveryId) ?? []))
}

function hideIn(claim: ListedClaim, words: string[]): ListedClaim {
  const { confidential } = claim.fields
  if (!confidential && words.length === 0) return claim
  const fields = hideFields(claim.fields, words)
  return {
    ...claim,
    secrets: words,
    title: blackOut(claim.title, words),
    fields,
    suggested: hideFields({ ...claim.suggested, ...(confidential && { confidential }) }, words),
    evidence: blackOut(claim.evidence, words),
    also: claim.also.map((span) => ({ ...span, quote: blackOut(span.quote, words) })),
    why: hideWhy(claim.why, claim.fields).map((line) => blackOut(line, words)),
    // Whom a reader tracks is told by whose claims are marked.
    tracked: claim.tracked && fields.victims === claim.fields.victims,
  }
}

/** A page of claims, newest first. `before`: the id after which the page begins. */
export async function listClaims(
  sql: Runner,
  filter: ClaimFilter,
  viewer: Viewer,
  { limit, before = null, offset = 0 }: { limit: number; before?: string | null; offset?: number },
): Promise<ListedClaim[]> {
  const ready = await readyFilter(sql, filter)
  const rows = await sql<ClaimRow[]>`
    select ${columns(sql, viewer)} from ${tables(sql)}
    where ${conditions(sql, ready, viewer)} ${before ? sql`and claim.id < ${before}` : sql``}
    order by claim.id desc limit ${limit} offset ${offset}`
  return shownTo(sql, rows, viewer)
}

/** All claims of a filter, a few at a time: an export never holds all of them. */
export async function* eachClaim(sql: Sql, filter: ClaimFilter, viewer: Viewer): AsyncGenerator<ListedClaim> {
  let before: string | null = null
  while (true) {
    const page: ListedClaim[] = await listClaims(sql, filter, viewer, { limit: 500, before })
    yield* page
    if (page.length < 500) return
    before = page.at(-1)!.id
  }
}

/** How many claims meet a filter; all or those of a review are kept counted, others are counted up to COUNTED. */
export async function countClaims(sql: Runner, filter: ClaimFilter, viewer: Viewer): Promise<number> {
  return countUpTo(sql, await readyFilter(sql, filter), viewer)
}

/** One claim, whatever its review, even one that is no longer suggested. */
export async function readClaim(sql: Runner, id: string, viewer: Viewer): Promise<ListedClaim | undefined> {
  const rows = await sql<ClaimRow[]>`select ${columns(sql, viewer)} from ${tables(sql)} where claim.id = ${id}`
  return (await shownTo(sql, rows, viewer))[0]
}

/** Claims by their ids, whatever their review. */
export async function readClaims(sql: Runner, ids: string[], viewer: Viewer): Promise<ListedClaim[]> {
  if (ids.length === 0) return []
  const rows = await sql<ClaimRow[]>`
    select ${columns(sql, viewer)} from ${tables(sql)} where claim.id = any(${ids}::bigint[]) order by claim.id`
  return shownTo(sql, rows, viewer)
}

/** The claims of one article in the order of its text. */
export async function claimsOfArticle(sql: Runner, discoveryId: string, viewer: Viewer): Promise<ListedClaim[]> {
  const rows = await sql<ClaimRow[]>`
    select ${columns(sql, viewer)} from ${tables(sql)}
    where claim.discovery_id = ${discoveryId} and (claim.current or claim.review <> 'suggested')
    order by claim.evidence_start, claim.id`
  return shownTo(sql, rows, viewer)
}

export interface InboxPage {
  articles: { discoveryId: string; urgency: number; claims: ListedClaim[] }[]
  hasNext: boolean
  /** Claims that meet the filter; under most filters counted up to COUNTED, for nobody reads further. */
  claimCount: number
}

export const COUNTED = 1_000

interface InboxOptions {
  urgentTypes: string[]
  limit: number
  offset: number
}

/**
 * Claims grouped by article, what can't wait first: tracked prisoners, then urgent types, what is feared before what is
 * over, and the newest before the older.
 */
export async function readInbox(
  sql: Runner,
  filter: ClaimFilter,
  viewer: Viewer,
  options: InboxOptions,
): Promise<InboxPage> {
  const ready = await readyFilter(sql, filter)
  const claimCount = await countUpTo(sql, ready, viewer)
  // Few claims are put in order as they are; of many, only those that can stand on this page are looked for.
  const ranked =
    claimCount > COUNTED ? await rankArticles(sql, ready, viewer, options) : await rankFew(sql, ready, viewer, options)
  const page = ranked.slice(0, options.limit)
  const ids = page.map(({ discoveryId }) => discoveryId)
  const claims =
    ids.length === 0
      ? []
      : await shownTo(
          sql,
          await sql<ClaimRow[]>`
          select ${columns(sql, viewer)} from ${tables(sql)}
          where claim.discovery_id in ${sql(ids)} and ${conditions(sql, ready, viewer)} order by claim.evidence_start, claim.id`,
          viewer,
        )
  const byArticle = Map.groupBy(claims, (claim) => claim.discoveryId)
  return {
    articles: page.map(({ discoveryId, urgency }) => ({
      discoveryId,
      urgency,
      claims: byArticle.get(discoveryId) ?? [],
    })),
    hasNext: ranked.length > options.limit,
    claimCount,
  }
}

const REVIEWS = { reviewed: ['accepted', 'corrected'], all: ['suggested', 'accepted', 'corrected', 'rejected'] }

const weightOf = (sql: Runner, urgentTypes: string[], { type, status }: { type: Fragment; status: Fragment }) => sql`
  (case when ${type} = any(${urgentTypes}) then 3 else 0 end)
  + (case ${status} when 'feared' then 2 when 'alleged' then 1 when 'denied' then 1 else -2 end)`
const TRACKED = 8

const rankFew = (
  sql: Runner,
  filter: ReadyFilter,
  viewer: Viewer,
  { urgentTypes, limit, offset }: InboxOptions,
): Promise<{ discoveryId: string; urgency: number }[]> => sql<{ discoveryId: string; urgency: number }[]>`
  with met as materialized (
    select claim.id, claim.discovery_id, claim.shown_type, claim.shown_status from claim
    where ${conditions(sql, filter, viewer)} limit ${COUNTED}
  )
  select discovery_id, max(${weightOf(sql, urgentTypes, { type: sql`shown_type`, status: sql`shown_status` })}
    + case when ${isTracked(sql, viewer.accountId)} then ${TRACKED}::int else 0 end)::int as urgency
  from met claim group by discovery_id order by urgency desc, discovery_id desc limit ${limit + 1} offset ${offset}`

// Of each watch the newest alerts: what was told of longer ago has its place among the others.
const TRACKED_A_WATCH = 50

// Of each class the newest articles are enough: whatever stands on this page is among them.
async function rankArticles(
  sql: Runner,
  filter: ReadyFilter,
  viewer: Viewer,
  { urgentTypes, limit, offset }: InboxOptions,
): Promise<{ discoveryId: string; urgency: number }[]> {
  const { review = 'all' } = filter
  const reviews = review === 'reviewed' || review === 'all' ? REVIEWS[review] : [review]
  const enough = offset + limit + 1
  const met = conditions(sql, filter, viewer)
  const weight = (type: Fragment, status: Fragment) => weightOf(sql, urgentTypes, { type, status })
  return sql<{ discoveryId: string; urgency: number }[]>`
    with recursive types as (
      (select shown_type from claim where current order by shown_type limit 1)
      union all
      select (select shown_type from claim where current and shown_type > types.shown_type order by shown_type limit 1)
      from types where types.shown_type is not null
    ), classes as (
      select review, types.shown_type as type, status, ${weight(sql`types.shown_type`, sql`status`)} as weight
      from types, unnest(${reviews}::text[]) as review, unnest(array['alleged', 'denied', 'feared', 'resolved']) as status
      where types.shown_type is not null
    ), found as (
      select newest.discovery_id, classes.weight from classes cross join lateral (
        select distinct claim.discovery_id from claim
        where claim.review = classes.review and claim.shown_type = classes.type and claim.shown_status = classes.status and ${met}
        order by claim.discovery_id desc limit ${enough}) newest
      union all
      select claim.discovery_id, ${TRACKED}::int + ${weight(sql`claim.shown_type`, sql`claim.shown_status`)}
      from (
        select distinct claim_id from watch cross join lateral (
          select claim_id from alert where watch_id = watch.id and claim_id is not null order by id desc limit ${TRACKED_A_WATCH}) newest
        where account_id = ${viewer.accountId} and not muted) of_watch
        join claim on claim.id = claim_id
      where ${met}
    )
    select discovery_id, max(weight)::int as urgency from found group by discovery_id
    order by urgency desc, discovery_id desc limit ${limit + 1} offset ${offset}`
}

async function countUpTo(sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<number> {
  if (isKeptCounted(filter)) return (await keptCount(sql, filter.review)) - (await countSkippedOf(sql, filter, viewer))
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from claim where ${conditions(sql, filter, viewer)} limit ${COUNTED + 1}) some_of_them`
  return row!.count
}

/** How many claims this reviewer left aside of those that a filter would show. */
async function countSkippedOf(sql: Runner, filter: ReadyFilter, viewer: Viewer): Promise<number> {
  if (!viewer.withoutSkipped) return 0
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from claim_skip join claim on claim.id = claim_id
    where account_id = ${viewer.accountId} and ${conditions(sql, filter, { ...viewer, withoutSkipped: false })}`
  return row!.count
}
