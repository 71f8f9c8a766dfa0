import type { Runner } from '../db/database.ts'
import type { Account } from './account-store.ts'
import { keyHash, newKey } from './secret.ts'

// Begins so that a token in a log or a repository can be told from other strings.
const BEGIN = 'vigil_'

/** Makes a token for the API with the rights of an account; it can't be read again later. */
export async function addToken(sql: Runner, accountId: string, label: string): Promise<string> {
  const token = `${BEGIN}${newKey()}`
  await sql`insert into token ${sql({ keyHash: keyHash(token), accountId, label })}`
  return token
}

export async function accountOfToken(sql: Runner, token: string): Promise<Account | undefined> {
  const [row] = await sql<Account[]>`
    select account.id, name, role, zone, language, keys_on, alerts_seen, coalesce(sees_confidential, role <> 'reader') as sees_confidential, account.created_at, disabled_at
    from token join account on account.id = account_id where key_hash = ${keyHash(token)} and disabled_at is null`
  return row
}

export interface Token {
  keyHash: Uint8Array
  label: string
  createdAt: Date
}

export async function readTokens(sql: Runner, accountId: string): Promise<Token[]> {
  return sql<Token[]>`select key_hash, label, created_at from token where account_id = ${accountId} order by created_at`
}

export async function removeToken(sql: Runner, accountId: string, hash: Uint8Array): Promise<void> {
  await sql`delete from token where account_id = ${accountId} and key_hash = ${hash}`
}
