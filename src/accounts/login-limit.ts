import type { Sql } from '../db/database.ts'

// Ten tries a quarter of an hour: enough for a tired person, far too few for a guesser.
const WINDOW_MINUTES = 15
const BY_NAME = 10
const BY_ADDRESS = 30

const nameSubject = (name: string) => `name:${name.trim().toLowerCase().slice(0, 200)}`
const addressSubject = (address: string) => `address:${address}`

/**
 * Whether somebody may try to log in now; the try counts as failed until `clearTries`. Counted before the password is
 * looked at, and one at a time, so that a hundred tries at once are not all the first.
 */
export async function mayTry(sql: Sql, name: string, address: string, now: Date): Promise<boolean> {
  const byName = nameSubject(name)
  const byAddress = addressSubject(address)
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000)
  return sql.begin(async (tx) => {
    for (const subject of [byName, byAddress].sort())
      await tx`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`
    const [row] = await tx<{ ofName: number; ofAddress: number }[]>`
      select count(*) filter (where subject = ${byName})::int as of_name,
             count(*) filter (where subject = ${byAddress})::int as of_address
      from login_failure where subject in (${byName}, ${byAddress}) and at > ${since}`
    if (row!.ofName >= BY_NAME || row!.ofAddress >= BY_ADDRESS) return false
    await tx`insert into login_failure (subject, at) values (${byName}, ${now}), (${byAddress}, ${now})`
    return true
  })
}

/** Forgets the tries of somebody who is in now, their address's last one, and all that are older than a day. */
export async function clearTries(sql: Sql, name: string, address: string, now: Date): Promise<void> {
  await sql`
    delete from login_failure where subject = ${nameSubject(name)} or at < ${now}::timestamptz - interval '1 day'
      or ctid = (select ctid from login_failure where subject = ${addressSubject(address)} order by at desc limit 1)`
}
