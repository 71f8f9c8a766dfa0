import type { Runner, Sql } from '../db/database.ts'
import type { SilenceKind } from '../domain/watch.ts'
import { compareNames, soundKey } from '../names/names.ts'
import { formsOf } from './match-watches.ts'
import type { Heard, Outage } from './silence.ts'

/** A tracked prisoner: a watch for a person, its limits, and since when. */
export interface TrackedPrisoner {
  watchId: string
  accountId: string
  name: string
  spellings: string[]
  father: string | null
  heldAt: string | null
  createdAt: Date
  limits: Partial<Record<SilenceKind, number>>
  wantsSilence: boolean
  mutedUntil: Date | null
}

/** Watches for persons; of one account, or of all that have a limit. */
export const trackedPrisoners = (sql: Runner, accountId: string | null) => sql<TrackedPrisoner[]>`
  select watch.id as watch_id, account_id, watch.name, spellings, father, held_at, watch.created_at, silence as limits, 'silence' = any(wants) as wants_silence, muted_until
  from watch join account on account.id = account_id and disabled_at is null
  where of_person and ${accountId ? sql`account_id = ${accountId}` : sql`silence <> '{}' and 'silence' = any(wants) and not muted`}
  order by watch.id`

// Whom a watch is about is told by what it found lately.
const NEWEST_ALERTS = 200

/**
 * Persons of the register that a watch is about: those that its owner confirmed, else those whom the articles that woke it
 * name by the words that matched, else the one whom its name surely means. Never one that was said to be somebody else:
 * a namesake's visit must not end a silence.
 */
export async function personsOfWatches(
  sql: Runner,
  prisoners: readonly TrackedPrisoner[],
): Promise<Map<string, string[]>> {
  const ids = prisoners.map(({ watchId }) => watchId)
  const found = sql<{ watchId: string; personId: string; confirmed: boolean }[]>`
    select watch_id, coalesce(p.merged_into, p.id) as person_id, bool_or(confirmed) as confirmed from (
      select watch_id, person_id, true as confirmed from watch_judgement where answer = 'same' and person_id is not null
      union all
      select distinct watch.id, m.person_id, false from watch cross join lateral (
          select distinct article_id, mention from (
            select article_id, mention from alert
            where watch_id = watch.id and rule in ('name', 'register') and not hint order by id desc limit ${NEWEST_ALERTS}) newest) a
        cross join lateral (
          -- Article by article: planned at once, all mentions would be read.
          select person_id from mention
          where article_id = a.article_id and kind = 'person' and words = a.mention and person_id is not null offset 0) m
      where watch.id = any(${ids}::bigint[])) found
    join person p on p.id = found.person_id
    where watch_id = any(${ids}::bigint[]) group by 1, 2`
  const judged = sql<{ watchId: string; personId: string }[]>`
    select watch_id, coalesce(p.merged_into, p.id) as person_id from watch_judgement j join person p on p.id = j.person_id
    where answer = 'different' and watch_id = any(${ids}::bigint[])`
  const [rows, not] = await Promise.all([found, judged])
  const personsOf = async (prisoner: TrackedPrisoner): Promise<string[]> => {
    const refused = not.filter(({ watchId }) => watchId === prisoner.watchId).map(({ personId }) => personId)
    const named = rows.filter(({ watchId, personId }) => watchId === prisoner.watchId && !refused.includes(personId))
    const confirmed = named.filter((one) => one.confirmed)
    const chosen = (confirmed.length > 0 ? confirmed : named).map(({ personId }) => personId)
    return chosen.length > 0 ? chosen : personCalled(sql, prisoner, refused)
  }
  return new Map(
    await Promise.all(prisoners.map(async (prisoner) => [prisoner.watchId, await personsOf(prisoner)] as const)),
  )
}

const CERTAIN = 0.97

/** The one person of the register whom a watch's name surely means; nobody where there are several. */
async function personCalled(
  sql: Runner,
  { name, spellings, father }: TrackedPrisoner,
  refused: readonly string[],
): Promise<string[]> {
  const forms = formsOf(name, spellings, father)
  const sounds = [
    ...new Set([name, ...forms].flatMap((form) => soundKey(form).split(' ')).filter((key) => key.length > 1)),
  ]
  const rows = await sql<{ id: string; names: string[] }[]>`
    select coalesce(merged_into, id) as id, array[name] || spellings as names from person
    where sound_words && ${sounds} and (select count(*) from unnest(sound_words) word where word = any(${sounds})) >= 2 limit 200`
  const same = rows.filter(
    ({ id, names }) =>
      !refused.includes(id) &&
      names.some((one) => [name, ...forms].some((form) => compareNames(one, form).score >= CERTAIN)),
  )
  const ids = [...new Set(same.map(({ id }) => id))]
  return ids.length === 1 ? ids : []
}

// Persons with those merged into them.
const familyOf = (sql: Runner, personIds: readonly string[]) => sql`
  select id, coalesce(merged_into, id) as person_id from person
  where id = any(${[...personIds]}::bigint[]) or merged_into = any(${[...personIds]}::bigint[])`

// Who is told of every day has contacts without end: the last one of a kind is among the newest.
const NEWEST_CONTACTS = 500
const NEWEST_MENTIONS = 50

// What an article says of its own day stands first; a coalesce looks no further than it must.
const told = (sql: Runner) => sql`
  coalesce(a.published, (select coalesce(d.published, d.discovered_at) from discovery d where d.id = a.discovery_id))`

/** The last contact of each kind that persons had, by its day and then by when it was told, and the newest article that names each. */
export async function heardOf(sql: Runner, personIds: readonly string[]): Promise<(Heard & { personId: string })[]> {
  if (personIds.length === 0) return []
  return sql<(Heard & { personId: string })[]>`
    with family as materialized (${familyOf(sql, personIds)})
    select person_id, kind, event_date, told, sentence, discovery_id, article_id from (
      select distinct on (family.person_id, c.kind) family.person_id, c.kind, c.event_date, told, c.evidence as sentence, a.discovery_id, a.id as article_id
      from family cross join lateral (
          select * from contact where contact.person_id = family.id order by id desc limit ${NEWEST_CONTACTS}) c
        join article a on a.id = c.article_id cross join lateral (select ${told(sql)} as told) at
      order by family.person_id, c.kind, least(event_date ->> 'to', to_char(told, 'YYYY-MM-DD')) desc, told desc, c.id desc) last_contacts
    union all
    select person_id, 'named', null, told, title, discovery_id, id from (
      select distinct on (family.person_id) family.person_id, told, a.title, a.discovery_id, a.id
      from family cross join lateral (
          select article_id from mention where mention.person_id = family.id order by article_id desc limit ${NEWEST_MENTIONS}) m
        join article a on a.id = m.article_id cross join lateral (select ${told(sql)} as told) at
      order by family.person_id, told desc) newest`
}

// Fewer failures in a row may be a bad hour.
const FAILURES_OF_AN_OUTAGE = 3

/** Opens an outage for each outlet of which no source works, and closes those that work again. Returns how many are out. */
export async function noteOutages(sql: Sql): Promise<number> {
  await sql`
    update outlet_outage set until = now() where until is null and exists (
      select from source where source.outlet_id = outlet_outage.outlet_id and enabled and failures = 0 and crawled_at is not null)`
  await sql`
    insert into outlet_outage (outlet_id, since)
    select outlet.id, coalesce(min(crawled_at), now()) from outlet join source on source.outlet_id = outlet.id and source.enabled
    where outlet.enabled group by outlet.id
    having min(failures) >= ${FAILURES_OF_AN_OUTAGE}
    on conflict do nothing`
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from outlet_outage where until is null`
  return row!.count
}

/** The outages of each enabled outlet; an outlet without any has an empty list. */
export async function outagesPerOutlet(sql: Runner): Promise<Map<string, Outage[]>> {
  const rows = await sql<{ outletId: string; since: Date | null; until: Date | null }[]>`
    select outlet.id as outlet_id, since, until from outlet left join outlet_outage on outlet_outage.outlet_id = outlet.id where enabled`
  const outages = new Map<string, Outage[]>()
  for (const { outletId, since, until } of rows) {
    const list = outages.get(outletId) ?? []
    if (since) list.push({ since, until })
    outages.set(outletId, list)
  }
  return outages
}

// Whoever told of somebody lately is among the newest of these.
const ARTICLES_LOOKED_AT = 200

/** The outlets that name each person: whose silence says something. */
export async function outletsNaming(sql: Runner, personIds: readonly string[]): Promise<Map<string, string[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await sql<{ personId: string; outletIds: string[] }[]>`
    with family as materialized (${familyOf(sql, personIds)})
    select family.person_id, array_agg(distinct d.outlet_id) as outlet_ids
    from family cross join lateral (
        select distinct article_id from mention where mention.person_id = family.id order by article_id desc limit ${ARTICLES_LOOKED_AT}) m
      join article a on a.id = m.article_id join discovery d on d.id = a.discovery_id
    group by 1`
  return new Map(rows.map(({ personId, outletIds }) => [personId, outletIds]))
}
