import type { PendingQuery, Row } from 'postgres'
import type { Runner, Sql } from '../db/database.ts'
import type { WatchWish } from '../domain/watch.ts'
import { type PlaceNames, samePlace } from '../language/place-names.ts'
import { soundKey } from '../names/names.ts'
import { readSearch, tsQuery } from '../search/search-query.ts'
import { soundsFor } from '../search/store.ts'
import type { Alert } from './alert.ts'
import { saveAlerts } from './alert-store.ts'
import { alertsFor, type JudgedWatch, watchTable } from './match-watches.ts'
import { articlesToWatch } from './reading-store.ts'
import { judgedWatch } from './watch-store.ts'

// A preview is looked at by a person before saving: the newest of what there is will do. A back-fill takes more.
const PREVIEWED = 300
const BACKFILLED = 5_000

/** What a watch would have told, newest first, and which articles were looked at for it. */
export interface Preview {
  looked: string[]
  found: (Alert & { title: string; discoveredAt: Date })[]
}

/** Shows what a watch would have found in the archive and why, before it is saved. */
export async function previewWatch(sql: Sql, wish: WatchWish, places: PlaceNames): Promise<Preview> {
  const watch: JudgedWatch = { ...wish, id: '0', createdAt: new Date(0), same: [], notThese: [], notOrigins: [] }
  const articles = await articlesToWatch(sql, await candidates(sql, wish, places, PREVIEWED))
  const table = watchTable([watch], places)
  const found = articles.flatMap((article) =>
    alertsFor(article, table).map((alert) => ({ ...alert, title: article.title, discoveredAt: article.discoveredAt })),
  )
  const once = new Map(found.map((alert) => [`${alert.kind} ${alert.subject} ${alert.origin}`, alert]))
  return { looked: articles.map(({ discoveryId }) => discoveryId), found: [...once.values()] }
}

/** Tells a watch what the archive has, on request: on the desk and in the feed, not by mail. Returns how many were new. */
export async function backfillWatch(
  sql: Sql,
  { accountId, watchId }: { accountId: string; watchId: string },
  places: PlaceNames,
): Promise<number | null> {
  const watch = await judgedWatch(sql, accountId, watchId)
  if (!watch) return null
  const table = watchTable([{ ...watch, createdAt: new Date(0) }], places)
  const ids = await candidates(sql, watch, places, BACKFILLED)
  let fresh = 0
  for (let at = 0; at < ids.length; at += 50) {
    const articles = await articlesToWatch(sql, ids.slice(at, at + 50))
    fresh += await sql.begin((tx) =>
      saveAlerts(
        tx,
        articles.flatMap((article) => alertsFor(article, table)),
        { backfill: true },
      ),
    )
  }
  await sql`update watch set backfilled_at = now() where id = ${watchId}`
  return fresh
}

/** Articles that can match, newest first: the index of names, places, types or words narrows the archive, the rules decide. */
async function candidates(sql: Runner, wish: WatchWish, places: PlaceNames, limit: number): Promise<string[]> {
  const { ofPerson, name, spellings, facility, claimTypes, words, heldAt } = wish
  const conditions: PendingQuery<Row[]>[] = []
  if (ofPerson) {
    const plain = await Promise.all([name, ...spellings].map((one) => queryOf(sql, one)))
    const query = plain.filter((one) => one !== null).join(' | ')
    const held = heldAt ? await facilitiesLike(sql, heldAt, places) : []
    conditions.push(naming(sql, { names: [name, ...spellings], query, held }))
  }
  if (facility)
    conditions.push(sql`d.id in (select a.discovery_id from mention m join article a on a.id = m.article_id
    where m.facility_id = any(${await facilitiesLike(sql, facility, places)}::bigint[]))`)
  if (claimTypes.length > 0)
    conditions.push(sql`d.id in (select discovery_id from claim where shown_type = any(${claimTypes}))`)
  for (const phrase of words) {
    const query = await queryOf(sql, phrase)
    if (query) conditions.push(found(sql, query))
  }
  if (conditions.length === 0) return []
  const rows = await sql<{ id: string }[]>`
    select d.id from discovery d
    where d.state = 'analysed' and ${conditions.reduce((all, one) => sql`${all} and ${one}`)}
    order by d.id desc limit ${limit}`
  return rows.map(({ id }) => id)
}

// Not async: a query that is returned by an async function is run by it.
function naming(
  sql: Runner,
  { names, query, held }: { names: string[]; query: string; held: string[] },
): PendingQuery<Row[]> {
  const sounds = names.map((name) =>
    soundKey(name)
      .split(' ')
      .filter((key) => key.length > 1),
  )
  const all = [...new Set(sounds.flat())]
  return sql`(d.id in (
      select a.discovery_id from person p join mention m on m.person_id = p.id join article a on a.id = m.article_id
      where p.sound_words && ${all} and (select count(*) from unnest(p.sound_words) w where w = any(${all})) >= 2)
    ${query === '' ? sql`` : sql`or ${found(sql, query)}`}
    or d.id in (select c.discovery_id from claim c join mention m on m.article_id = c.article_id
      where coalesce(c.decided, c.fields) ->> 'victimGroup' is not null and m.facility_id = any(${held}::bigint[])))`
}

async function facilitiesLike(sql: Runner, name: string, places: PlaceNames): Promise<string[]> {
  const all = await sql<{ id: string; name: string }[]>`select id, name from facility`
  return all.filter((facility) => samePlace(facility.name, name, places) === 'same').map(({ id }) => id)
}

const found = (sql: Runner, query: string): PendingQuery<Row[]> =>
  sql`d.id in (select discovery_id from article_search where words @@ ${query}::tsquery)`

/** A phrase as a query of its words, wherever they stand; "a|b" is either. Null where it has none. */
async function queryOf(sql: Runner, phrase: string): Promise<string | null> {
  const either = await Promise.all(
    phrase.split('|').map(async (one) => {
      const search = readSearch(one.replaceAll(/(?<=^|\s)[-−]|["“”„«»]/gu, ' '))
      return search && `(${tsQuery(search, await soundsFor(sql, search)).loose})`
    }),
  )
  return either.filter((query) => query !== null).join(' | ') || null
}
