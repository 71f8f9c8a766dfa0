import { join } from 'node:path'
import { refusalOfUrl } from '../../src/2-capture/address-check.ts'
import { openWays } from '../../src/2-capture/pinned-agent.ts'
import { loadLinkRules } from '../../src/5-link/link-rules.ts'
import { linkArticles, relinkClaims } from '../../src/5-link/step.ts'
import type { DeliverDeps } from '../../src/6-alert/deliver/step.ts'
import { alertReaders } from '../../src/6-alert/step.ts'
import { saveWatch } from '../../src/6-alert/watch-store.ts'
import { saveSuggestions } from '../../src/6-review/suggestion-store.ts'
import type { Sql, Transaction } from '../../src/db/database.ts'
import type { Claim } from '../../src/domain/claim.ts'
import type { Outcomes, Todo } from '../../src/domain/outcome.ts'
import { WatchWish } from '../../src/domain/watch.ts'
import { moveOn } from '../../src/queue/settle.ts'
import { root } from '../../src/settings.ts'
import { addArticle, type MadeUpArticle } from '../6-review/made-up.ts'

const config = join(root, 'config')
export const rules = loadLinkRules(config)
export const { places } = rules.incidents

/** A reader with a zone and a language. */
export async function reader(sql: Sql, { name = 'ayla', language = 'en', zone = 'Asia/Baku' } = {}): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into account (name, role, password_hash, zone, language) values (${name}, 'reviewer', 'x', ${zone}, ${language}) returning id`
  return row!.id
}

let keys = 0
export const watchFor = async (
  sql: Sql,
  accountId: string,
  wish: Partial<WatchWish> & { name: string },
): Promise<string> => (await saveWatch(sql, accountId, WatchWish.parse(wish), `key-${++keys}-${Date.now()}`)).id

export interface Reading {
  people?: { name: string; held?: boolean }[]
  facilities?: string[]
  claims?: Claim[]
  contacts?: { kind: string; person: string; evidence: string; day?: string }[]
}

/** Saves what an analyser would, and lets the article go the rest of its way. */
export async function goTheWay(
  sql: Sql,
  article: MadeUpArticle,
  reading: Reading,
  analyser = '1.0.0',
): Promise<{ discoveryId: string; articleId: string }> {
  const made = await addArticle(sql, article)
  await read(sql, made, article.text, reading, analyser)
  await onwards(sql, made.discoveryId)
  return made
}

export async function read(
  sql: Sql,
  { articleId, discoveryId }: { articleId: string; discoveryId: string },
  text: string,
  reading: Reading,
  analyser: string,
): Promise<void> {
  const mentions = [
    ...(reading.people ?? []).map(({ name, held = null }: { name: string; held?: boolean | null }) => ({
      kind: 'person',
      name,
      held,
    })),
    ...(reading.facilities ?? []).map((name) => ({ kind: 'facility', name, held: null as boolean | null })),
  ]
  for (const { kind, name, held } of mentions) {
    const starts = text.indexOf(name)
    await sql`insert into mention ${sql({ articleId, kind, name, held, starts, ends: starts + name.length, words: name })} on conflict do nothing`
  }
  await sql.begin((tx) => saveSuggestions(tx, { discoveryId, articleId, analyser, claims: reading.claims ?? [] }))
  await sql`delete from contact where article_id = ${articleId}`
  for (const { kind, person, evidence, day } of reading.contacts ?? []) {
    const evidenceStart = text.indexOf(evidence)
    const eventDate = day ? sql.json({ from: day, to: day, precision: 'day', text: day }) : null
    await sql`insert into contact ${sql({ articleId, kind, person, eventDate, evidence, evidenceStart, evidenceEnd: evidenceStart + evidence.length })}`
  }
}

export async function onwards(sql: Sql, discoveryId: string): Promise<void> {
  await sql`update discovery set todo = 'link' where id = ${discoveryId}`
  const moved = (step: Todo, next: Todo | null) => (tx: Transaction, outcomes: Outcomes) =>
    moveOn(tx, { step, next, reached: null, startedAt: new Date() }, outcomes)
  await linkArticles([discoveryId], { sql, rules, moveOn: moved('link', 'alert') })
  await alertReaders([discoveryId], { sql, places, moveOn: moved('alert', null) })
}

export const decidedDeps = (sql: Sql) => ({
  sql,
  places,
  relink: (tx: Parameters<typeof relinkClaims>[0], ids: string[]) => relinkClaims(tx, ids, rules),
})

export interface ShownAlert {
  id: string
  kind: string
  subject: string
  origin: string
  hint: boolean
  sentence: string
  detail: Record<string, unknown>
}
export const alertsOf = (sql: Sql, watchId: string) =>
  sql<ShownAlert[]>`select * from alert where watch_id = ${watchId} order by id`

/** What sending needs, with private addresses of these hosts allowed. */
export function deliverDeps(
  sql: Sql,
  changes: Partial<DeliverDeps> & { privateHosts?: string[] } = {},
): DeliverDeps & { close(): Promise<void> } {
  const ways = openWays()
  const allowed = new Set(changes.privateHosts)
  return {
    sql,
    mailer: null,
    stopping: new AbortController().signal,
    addresses: {
      refusal: (url) => refusalOfUrl(url, allowed),
      way: (url) => ways.to({ allowPrivate: allowed.has(url.host) }),
    },
    around: { base: 'https://vigil.example', typeLabel: (type) => type },
    now: () => new Date(),
    random: () => 0.5,
    ...changes,
    close: () => ways.close(),
  }
}
