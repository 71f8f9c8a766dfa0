import type { Runner, Sql } from '../db/database.ts'
import type { Account } from './account-store.ts'
import { keyHash, newKey } from './secret.ts'

const DAYS = 14
// Not at each request: a page view should not cost a write.
const SEEN_EVERY = '5 minutes'

export interface Session {
  keyHash: Uint8Array
  formKey: string
  createdAt: Date
  seenAt: Date
  expiresAt: Date
}

/** Begins a session and returns the key for its cookie. */
export async function beginSession(
  sql: Runner,
  accountId: string,
  now: Date,
): Promise<{ key: string; expiresAt: Date }> {
  const key = newKey()
  const expiresAt = new Date(now.getTime() + DAYS * 86_400_000)
  await sql`delete from session where expires_at < ${now}`
  await sql`
    insert into session ${sql({ keyHash: keyHash(key), accountId, formKey: newKey(), createdAt: now, seenAt: now, expiresAt })}`
  return { key, expiresAt }
}

/** The session of a cookie with its account; undefined when it ended or the account is switched off. */
export async function readSession(
  sql: Sql,
  key: string,
  now: Date,
): Promise<{ session: Session; account: Account } | undefined> {
  const hash = keyHash(key)
  const [row] = await sql<
    (Account & { formKey: string; sessionCreatedAt: Date; seenAt: Date; expiresAt: Date; stale: boolean })[]
  >`
    select account.id, name, role, zone, language, keys_on, alerts_seen, coalesce(sees_confidential, role <> 'reader') as sees_confidential, account.created_at, disabled_at,
      form_key, session.created_at as session_created_at, seen_at, expires_at, seen_at < ${now}::timestamptz - ${SEEN_EVERY}::interval as stale
    from session join account on account.id = account_id
    where key_hash = ${hash} and expires_at > ${now} and disabled_at is null`
  if (!row) return undefined
  if (row.stale) await sql`update session set seen_at = ${now} where key_hash = ${hash}`
  const { formKey, sessionCreatedAt, seenAt, expiresAt, stale: _, ...account } = row
  return { session: { keyHash: hash, formKey, createdAt: sessionCreatedAt, seenAt, expiresAt }, account }
}

export async function readSessions(sql: Runner, accountId: string): Promise<Session[]> {
  return sql<Session[]>`
    select key_hash, form_key, created_at, seen_at, expires_at from session
    where account_id = ${accountId} order by seen_at desc`
}

export async function endSession(sql: Runner, accountId: string, hash: Uint8Array): Promise<void> {
  await sql`delete from session where account_id = ${accountId} and key_hash = ${hash}`
}

export async function endOtherSessions(sql: Runner, accountId: string, hash: Uint8Array): Promise<void> {
  await sql`delete from session where account_id = ${accountId} and key_hash <> ${hash}`
}
