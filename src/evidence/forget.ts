import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { blankRecord } from '../2-capture/warc.ts'
import type { Runner, Sql, Transaction } from '../db/database.ts'

/** What is asked to be forgotten. */
export type Asked = { kind: 'article'; id: string } | { kind: 'person'; id: string }

export interface ToForget {
  articles: { id: string; url: string; title: string | null }[]
  personId: string | null
}

/** What forgetting would take: the article with its copies, or every article that names the person, with theirs. */
export async function planForgetting(sql: Runner, asked: Asked): Promise<ToForget> {
  const named =
    asked.kind === 'article'
      ? sql`select ${asked.id}::bigint as id`
      : sql`
          select article.discovery_id as id from mention join article on article.id = article_id
            where person_id in (select id from person where id = ${asked.id} or merged_into = ${asked.id})
          union select discovery_id from claim join claim_person on claim_id = claim.id where person_id = ${asked.id}
          union select article.discovery_id from contact join article on article.id = article_id where person_id = ${asked.id}`
  const articles = await sql<ToForget['articles']>`
    with named as (${named})
    select id, url, title from discovery
    where id in (select id from named) or original_id in (select id from named) order by id`
  return { articles, personId: asked.kind === 'person' ? asked.id : null }
}

export interface Forgotten {
  articles: number
  claims: number
  decisions: number
  captures: number
}

/**
 * Forgets for good: texts, records and stored bytes. What stays is a tombstone of hashes, so that the history still
 * checks, and the hash of each address, so that the next crawl does not bring it back.
 */
export async function forget(sql: Sql, dataFolder: string, plan: ToForget, reason: string | null): Promise<Forgotten> {
  const ids = plan.articles.map(({ id }) => id)
  return sql.begin(async (tx) => {
    await tx`select 1 from discovery where id = any(${ids}::bigint[]) order by id for update`
    const places = await tx<{ warcFile: string; warcOffset: string; warcLength: string }[]>`
      select warc_file, warc_offset, warc_length from capture where discovery_id = any(${ids}::bigint[])`
    const screenshots = await tx<{ screenshot: string }[]>`
      select screenshot from capture where discovery_id = any(${ids}::bigint[]) and screenshot is not null`
    // The bytes go first: a crash in between leaves rows whose bytes are gone, and the next try finishes them. The other
    // way round, bytes would stay that no row knows of.
    for (const place of places) await blank(dataFolder, place)
    for (const { screenshot } of screenshots) await rm(join(dataFolder, screenshot), { force: true })
    const forgotten = await forgetRows(tx, ids, plan.personId, reason)
    return { ...forgotten, captures: places.length }
  })
}

async function blank(
  dataFolder: string,
  place: { warcFile: string; warcOffset: string; warcLength: string },
): Promise<void> {
  try {
    await blankRecord(dataFolder, {
      file: place.warcFile,
      offset: Number(place.warcOffset),
      length: Number(place.warcLength),
    })
  } catch (error) {
    // A file that is not there has nothing left to forget.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

async function forgetRows(
  tx: Transaction,
  ids: string[],
  personId: string | null,
  reason: string | null,
): Promise<Omit<Forgotten, 'captures'>> {
  const hashes = await hashesOf(tx, ids)
  const claims = await tx<{ id: string; incidentId: string | null }[]>`
    select id, incident_id from claim where discovery_id = any(${ids}::bigint[])`
  const decisions = await tx`
    update decision set forgotten = true, reason = null, before = null, after = '{}'
    where claim_id = any(${claims.map(({ id }) => id)}::bigint[]) and not forgotten returning id`
  await tx`
    update mend set forgotten = true, name = null, to_name = null, words = '[]'
    where discovery_id = any(${ids}::bigint[]) and not forgotten`
  await tx`
    insert into tombstone (what, hashes, reason) values (${personId ? 'person' : 'article'}, ${tx.json(hashes)}, ${reason})`
  await tx`
    insert into forgotten_address (url_hash) select url_hash from discovery where id = any(${ids}::bigint[])
    on conflict do nothing`
  await tx`delete from discovery where id = any(${ids}::bigint[])`
  const incidents = [...new Set(claims.flatMap(({ incidentId }) => (incidentId ? [incidentId] : [])))]
  await tx`
    delete from incident where id = any(${incidents}::bigint[]) and not exists (select from claim where incident_id = incident.id)`
  if (personId) await forgetPerson(tx, personId)
  await forgetLonely(tx)
  // Counts have names of places in them.
  await tx`select gather_claim_counts()`
  return { articles: ids.length, claims: claims.length, decisions: decisions.count }
}

/** What must still be provable: which texts and bytes there were, and what the decisions said, by their hashes alone. */
async function hashesOf(tx: Transaction, ids: string[]): Promise<Record<string, string[]>> {
  const [row] = await tx<Record<'addresses' | 'captures' | 'texts' | 'decisions' | 'mends', string[]>[]>`
    select
      array(select encode(url_hash, 'hex') from discovery where id = any(${ids}::bigint[]) order by id) as addresses,
      array(select encode(sha256, 'hex') from capture where discovery_id = any(${ids}::bigint[]) order by id) as captures,
      array(select encode(text_sha256, 'hex') from article where discovery_id = any(${ids}::bigint[]) order by id) as texts,
      array(select encode(content_hash, 'hex') from decision
        where claim_id in (select id from claim where discovery_id = any(${ids}::bigint[])) order by id) as decisions,
      array(select encode(content_hash, 'hex') from mend where discovery_id = any(${ids}::bigint[]) order by id) as mends`
  return { ...row! }
}

async function forgetPerson(tx: Transaction, personId: string): Promise<void> {
  const names = await tx<{ id: string }[]>`select id from person where id = ${personId} or merged_into = ${personId}`
  const ids = names.map(({ id }) => id)
  await tx`
    delete from watch where of_person and exists (
      select from person where id = any(${ids}::bigint[]) and (lower(watch.name) = lower(person.name) or watch.name = any(person.spellings)))`
  await tx`delete from person_judgement where person_id = any(${ids}::bigint[]) or other_id = any(${ids}::bigint[])`
  await tx`delete from claim_person where person_id = any(${ids}::bigint[])`
  await tx`update mention set person_id = null where person_id = any(${ids}::bigint[])`
  await tx`update contact set person_id = null where person_id = any(${ids}::bigint[])`
  await tx`update person set merged_into = null where merged_into = any(${ids}::bigint[])`
  await tx`delete from person where id = any(${ids}::bigint[])`
}

/** People and places that nothing names any more: nobody could tell why they stand there. */
async function forgetLonely(tx: Transaction): Promise<void> {
  await tx`
    delete from person where merged_into is null
      and not exists (select from mention where person_id = person.id)
      and not exists (select from claim_person where person_id = person.id)
      and not exists (select from contact where person_id = person.id)
      and not exists (select from person merged where merged.merged_into = person.id)
      and not exists (select from person_judgement where person_id = person.id or other_id = person.id)
      and not exists (select from watch_judgement where person_id = person.id)`
}
