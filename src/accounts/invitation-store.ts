import type { Runner, Sql } from '../db/database.ts'
import { type Account, addAccount } from './account-store.ts'
import { keyHash, newKey } from './secret.ts'

/** The key of a one-time link, valid an hour, that makes the first account; null where there is an account already. */
export async function createInvitation(sql: Runner, now: Date = new Date()): Promise<string | null> {
  if (await hasAccounts(sql)) return null
  const key = newKey()
  const expiresAt = new Date(now.getTime() + 3_600_000)
  await sql`delete from invitation where expires_at < ${now}`
  await sql`insert into invitation ${sql({ keyHash: keyHash(key), expiresAt })}`
  return key
}

export async function hasAccounts(sql: Runner): Promise<boolean> {
  const [row] = await sql<{ some: boolean }[]>`select exists (select from account) as some`
  return row!.some
}

/** Whether the key's link still makes an account. */
export async function isInvited(sql: Runner, key: string, now: Date): Promise<boolean> {
  const [row] = await sql<{ open: boolean }[]>`
    select exists (select from invitation where key_hash = ${keyHash(key)} and expires_at > ${now})
      and not exists (select from account) as open`
  return row!.open
}

/** Makes the first account, an admin, once: the link is spent, and so are all others. */
export async function acceptInvitation(
  sql: Sql,
  key: string,
  { name, password, now }: { name: string; password: string; now: Date },
): Promise<Account | null> {
  return sql.begin(async (tx) => {
    const [spent] =
      await tx`delete from invitation where key_hash = ${keyHash(key)} and expires_at > ${now} returning 1`
    if (!spent || (await hasAccounts(tx))) return null
    await tx`delete from invitation`
    return addAccount(tx, { name, role: 'admin', password })
  })
}
