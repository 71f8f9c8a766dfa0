import { z } from 'zod'
import type { Runner, Sql } from '../db/database.ts'
import { Role } from '../domain/decision.ts'
import { hashPassword, isPassword } from './password.ts'

export const LANGUAGES = ['en', 'ru', 'az'] as const
export type Language = (typeof LANGUAGES)[number]

/** The names that an account may have: letters of any script, and what stands in names and addresses. */
export const AccountName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._@'’-]*$/u)

export interface Account {
  id: string
  name: string
  role: Role
  zone: string
  language: Language
  keysOn: boolean
  alertsSeen: string
  /** May see fields that are marked confidential. */
  seesConfidential: boolean
  createdAt: Date
  disabledAt: Date | null
}

const columns = (sql: Runner) =>
  sql`account.id, account.name, role, zone, language, keys_on, alerts_seen, coalesce(sees_confidential, role <> 'reader') as sees_confidential, account.created_at, disabled_at`

/** Makes an account; null when the name is taken. */
export async function addAccount(
  sql: Runner,
  { name, role, password }: { name: string; role: Role; password: string },
): Promise<Account | null> {
  const passwordHash = await hashPassword(password)
  const [row] = await sql<Account[]>`
    insert into account ${sql({ name: AccountName.parse(name), role: Role.parse(role), passwordHash })}
    on conflict do nothing returning ${columns(sql)}`
  return row ?? null
}

export async function readAccounts(sql: Runner): Promise<Account[]> {
  return sql<Account[]>`select ${columns(sql)} from account order by lower(name)`
}

export async function readAccount(sql: Runner, id: string): Promise<Account | undefined> {
  const [row] = await sql<Account[]>`select ${columns(sql)} from account where id = ${id}`
  return row
}

export async function findAccount(sql: Runner, name: string): Promise<Account | undefined> {
  const [row] = await sql<Account[]>`select ${columns(sql)} from account where lower(name) = lower(${name.trim()})`
  return row
}

// Checked against when there is no such account, so that a wrong name takes as long as a wrong password.
let decoy: Promise<string> | undefined

/** The account of a name and password; null when either is wrong or the account is switched off. */
export async function authenticate(sql: Sql, name: string, password: string): Promise<Account | null> {
  const [row] = await sql<(Account & { passwordHash: string })[]>`
    select ${columns(sql)}, password_hash from account where lower(name) = lower(${name.trim()}) and disabled_at is null`
  decoy ??= hashPassword('nobody has this password')
  const right = await isPassword(password, row?.passwordHash ?? (await decoy))
  if (!row || !right) return null
  const { passwordHash: _, ...account } = row
  return account
}

/** Sets a password and ends all sessions but the one given: whoever had the old one is out. */
export async function setPassword(
  sql: Sql,
  accountId: string,
  password: string,
  keepSession: Uint8Array | null,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await sql.begin(async (tx) => {
    await tx`update account set password_hash = ${passwordHash} where id = ${accountId}`
    await tx`delete from session where account_id = ${accountId} and key_hash is distinct from ${keepSession}`
  })
}

/** Whether this machine knows a time zone by this name. */
export function isZone(zone: string): boolean {
  try {
    return zone !== '' && zone.length < 60 && new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch {
    return false
  }
}

export async function setPreferences(
  sql: Runner,
  accountId: string,
  { zone, language, keysOn }: { zone: string; language: Language; keysOn: boolean },
): Promise<void> {
  await sql`update account set zone = ${zone}, language = ${language}, keys_on = ${keysOn} where id = ${accountId}`
}

/** Changes a role or switches an account off or on; refused where no admin would be left. */
export async function setRole(
  sql: Sql,
  accountId: string,
  { role, enabled, seesConfidential }: { role: Role; enabled: boolean; seesConfidential?: boolean | undefined },
): Promise<'done' | 'last-admin' | 'not-found'> {
  return sql.begin(async (tx) => {
    const admins = await tx<{ id: string }[]>`
      select id from account where role = 'admin' and disabled_at is null order by id for update`
    const staysAdmin = enabled && role === 'admin'
    if (!staysAdmin && admins.length === 1 && admins[0]!.id === accountId) return 'last-admin'
    const changed = await tx`
      update account set role = ${role}, sees_confidential = ${seesConfidential ?? null}, disabled_at = case when ${enabled} then null else coalesce(disabled_at, now()) end
      where id = ${accountId}`
    if (changed.count === 0) return 'not-found'
    if (!enabled) {
      await tx`delete from session where account_id = ${accountId}`
      await tx`delete from token where account_id = ${accountId}`
    }
    return 'done'
  })
}
