import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '../../src/accounts/password.ts'
import { addToken } from '../../src/accounts/token-store.ts'
import type { Sql } from '../../src/db/database.ts'
import type { Role } from '../../src/domain/decision.ts'
import { readSettings } from '../../src/settings.ts'
import { serveWeb } from '../../src/web/server.ts'

export const PASSWORD = 'mist over the quiet river'
let passwordHash: string | undefined

export interface Desk {
  base: string
  log: string[]
  /** The clock of the pages: a test may turn it. */
  clock: { now: Date | null }
  close(): Promise<void>
  /** Somebody of the team, signed in. */
  signIn(name: string, role: Role): Promise<Reader>
  token(name: string, role: Role): Promise<string>
}

/** A browser without pictures: keeps its cookie, follows no redirect, sends forms as pages do. */
export interface Reader {
  name: string
  cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Page>
  /** Sends a form with the key that a page of ours carries. */
  post(path: string, fields?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Page>
}

export interface Page {
  status: number
  headers: Headers
  html: string
}

/** The running server on a port of its own, over a database that the test made. */
export async function openDesk(sql: Sql, environment: Record<string, string> = {}): Promise<Desk> {
  const data = mkdtempSync(join(tmpdir(), 'vigil-desk-'))
  const settings = readSettings({ PORT: '0', VIGIL_DATA: data, ...environment })
  const log: string[] = []
  const clock: { now: Date | null } = { now: null }
  const server = await serveWeb({ sql, settings, clock: () => clock.now ?? new Date(), log: (line) => log.push(line) })
  const base = `http://127.0.0.1:${server.port}`
  const account = async (name: string, role: Role) => {
    // Hashing takes its time, as it should: once is enough for a test.
    passwordHash ??= await hashPassword(PASSWORD)
    await sql`insert into account ${sql({ name, role, passwordHash })} on conflict do nothing`
    const [known] = await sql<{ id: string }[]>`select id from account where name = ${name}`
    return known!.id
  }
  return {
    base,
    log,
    clock,
    async close() {
      await server.close()
      rmSync(data, { recursive: true, force: true })
    },
    async signIn(name, role) {
      await account(name, role)
      const answer = await ask(`${base}/login`, {
        method: 'POST',
        body: new URLSearchParams({ name, password: PASSWORD }),
      })
      return readerWith(base, name, cookieOf(answer.headers))
    },
    async token(name, role) {
      return addToken(sql, await account(name, role), 'test')
    },
  }
}

export const cookieOf = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0]!

export function readerWith(base: string, name: string, cookie: string): Reader {
  const get = (path: string, headers: Record<string, string> = {}) =>
    ask(`${base}${path}`, { headers: { cookie, ...headers } })
  return {
    name,
    cookie,
    get,
    async post(path, fields = {}, headers = {}) {
      const key = formKeyOf((await get('/account')).html)
      const body = new URLSearchParams(key ? { form_key: key } : {})
      for (const [field, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(field, one)
      return ask(`${base}${path}`, { method: 'POST', body, headers: { cookie, origin: base, ...headers } })
    },
  }
}

export const formKeyOf = (markup: string): string => /name="form_key" value="([^"]+)"/.exec(markup)?.[1] ?? ''

export async function ask(url: string, init: RequestInit = {}): Promise<Page> {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}
