import type { Context, Handler, Hono } from 'hono'
import type { ClaimType } from '../6-review/claim-types.ts'
import type { Account } from '../accounts/account-store.ts'
import type { Session } from '../accounts/session-store.ts'
import type { Sql } from '../db/database.ts'
import type { Settings } from '../settings.ts'

/** What the queue engine tells of itself. */
export interface QueueCount {
  name: string
  waiting: number
  active: number
  delayed: number
  failed: number
}

/** All that the pages need from outside. */
export interface WebDeps {
  sql: Sql
  settings: Settings
  /** Numbers for the queue page; without it the page tells what the tables know. */
  queueCounts?: (() => Promise<QueueCount[]>) | undefined
  clock: () => Date
  /** A line for the operator: never a text, a name or a secret. */
  log: (line: string) => void
  types: ClaimType[]
}

export interface Env {
  Variables: {
    session: Session
    account: Account
    newAlerts: number
    /** The page's script asks this server for more. */
    asksOn?: boolean
  }
}

export type App = Hono<Env>
export type Ctx = Context<Env>
/** One action: a function of what it needs that gives the handler. */
export type Action = (deps: WebDeps) => Handler<Env>
