import { z } from 'zod'
import type { ClaimFilter } from '../../6-review/claim-filter.ts'
import { conditions, type ListedClaim, readClaims, readyFilter } from '../../6-review/claim-list.ts'
import type { Language } from '../../accounts/account-store.ts'
import { newKey } from '../../accounts/secret.ts'
import type { Runner } from '../../db/database.ts'
import { peopleFor, placesFor } from '../confidential-records.ts'
import { readFacility } from './facilities.ts'
import { readIncident } from './incidents.ts'
import { readOutlet } from './outlets.ts'
import { readPerson } from './people.ts'

export const RecordKind = z.enum(['person', 'facility', 'outlet', 'incident'])
export type RecordKind = z.infer<typeof RecordKind>

/** Somebody's feed of a record. Whoever has its address can read it. */
export interface RecordFeed {
  id: string
  kind: RecordKind
  record: string
  key: string
  createdAt: Date
}

/** A record by its kind and id: the filter of its claims, what it is called and where its page is. */
export interface FeedRecord {
  filter: ClaimFilter
  name: string
  path: string
}

// A feed leaves the house: it is told what anybody may know.
const ANYBODY = { seesConfidential: false }

/** The record of a feed, as anybody may know it; undefined where there is none such. */
export async function recordOf(sql: Runner, kind: RecordKind, record: string): Promise<FeedRecord | undefined> {
  if (kind === 'outlet') {
    const outlet = await readOutlet(sql, record)
    return outlet && { filter: { outlet: outlet.id }, name: outlet.name, path: `/outlets/${outlet.id}` }
  }
  if (!/^\d{1,18}$/.test(record)) return undefined
  if (kind === 'incident') {
    const incident = await readIncident(sql, record)
    return incident && { filter: { incident: incident.id }, name: '', path: `/incidents/${incident.id}` }
  }
  if (kind === 'facility') {
    const [place] = await placesFor(
      sql,
      ANYBODY,
      [await readFacility(sql, record)].filter((one) => one !== undefined),
    )
    return place && { filter: { facility: place.name }, name: place.name, path: `/facilities/${place.id}` }
  }
  const known = await readPerson(sql, record)
  const kept = known?.mergedInto ? await readPerson(sql, known.mergedInto) : known
  const [person] = await peopleFor(
    sql,
    ANYBODY,
    [kept].filter((one) => one !== undefined),
  )
  return person && { filter: { person: person.id }, name: person.name, path: `/people/${person.id}` }
}

const columns = (sql: Runner) => sql`record_feed.id, kind, record, key, record_feed.created_at`

/** The feeds that an account has; of one record where it is named. */
export const recordFeeds = (
  sql: Runner,
  accountId: string,
  of?: { kind: RecordKind; record: string },
): Promise<RecordFeed[]> => sql<RecordFeed[]>`
  select ${columns(sql)} from record_feed where account_id = ${accountId}
    ${of ? sql`and kind = ${of.kind} and record = ${of.record}` : sql``} order by record_feed.id`

/** Makes a feed of a record; the one that there is already stays. */
export async function addRecordFeed(
  sql: Runner,
  accountId: string,
  { kind, record }: { kind: RecordKind; record: string },
): Promise<RecordFeed> {
  const [feed] = await sql<RecordFeed[]>`
    insert into record_feed ${sql({ accountId, kind, record, key: newKey() })}
    on conflict (account_id, kind, record) do update set kind = excluded.kind returning ${columns(sql)}`
  return feed!
}

/** A new address: the old one tells nothing any more. Another's feed is as good as none. */
export async function renewRecordFeed(sql: Runner, accountId: string, id: string): Promise<RecordFeed | undefined> {
  const [feed] = await sql<RecordFeed[]>`
    update record_feed set key = ${newKey()} where account_id = ${accountId} and id = ${id} returning ${columns(sql)}`
  return feed
}

export async function removeRecordFeed(sql: Runner, accountId: string, id: string): Promise<RecordFeed | undefined> {
  const [feed] = await sql<RecordFeed[]>`
    delete from record_feed where account_id = ${accountId} and id = ${id} returning ${columns(sql)}`
  return feed
}

/** The feed of a key, with its owner's language, as long as the owner's account is open. */
export async function feedOfKey(sql: Runner, key: string): Promise<(RecordFeed & { language: Language }) | undefined> {
  const [feed] = await sql<(RecordFeed & { language: Language })[]>`
    select ${columns(sql)}, language from record_feed join account on account.id = account_id
    where key = ${key} and disabled_at is null`
  return feed
}

// What was decided long ago about something newer stands further up: it is put in order among these.
const NEWEST = 500

/** Claims of a record as anybody may know them, what was decided or suggested last first, with when that was. */
export async function claimsToTell(
  sql: Runner,
  filter: ClaimFilter,
  limit: number,
): Promise<(ListedClaim & { changedAt: Date })[]> {
  const viewer = { accountId: null, confidential: false }
  const ready = await readyFilter(sql, filter)
  const rows = await sql<{ id: string; at: Date }[]>`
    with newest as materialized (
      select claim.id, claim.created_at from claim where ${conditions(sql, ready, viewer)} order by claim.id desc limit ${NEWEST})
    select id, coalesce((select max(at) from decision where claim_id = newest.id), created_at) as at from newest
    order by at desc, id desc limit ${limit}`
  const claims = new Map(
    (
      await readClaims(
        sql,
        rows.map(({ id }) => id),
        viewer,
      )
    ).map((claim) => [claim.id, claim]),
  )
  return rows.flatMap(({ id, at }) => (claims.has(id) ? [{ ...claims.get(id)!, changedAt: at }] : []))
}
