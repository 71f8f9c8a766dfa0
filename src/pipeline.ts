// Start reading here: the steps in the order of an article's way, what each takes and what comes next. Which step feeds
// which stands in this file alone; a step does not know its neighbours.
//
//   outlets ─ crawl ─▶ discovery ─ capture ─▶ capture ─ extract ─▶ article ─ analyse ─▶ mentions, claims, contacts
//                                  (render)                                    └─ link ─▶ persons, incidents ─ alert ─▶ deliver
//
// A step saves its result and the discovery's next step (`todo`) in one transaction; then that step is enqueued, or run
// at once where this process works on it. What a crash leaves between the two, the sweep finds.
import { crawl } from './1-crawl/step.ts'
import { beginRechecks } from './2-capture/recheck.ts'
import { capture, render } from './2-capture/step.ts'
import { extractArticle } from './3-extract/step.ts'
import { analyseArticle } from './4-analyse/step.ts'
import { findOriginal, saveFingerprint } from './5-link/duplicates/store.ts'
import { linkArticle, relinkClaims } from './5-link/step.ts'
import { dueChannels } from './6-alert/deliver/channel-store.ts'
import { deliverTo } from './6-alert/deliver/step.ts'
import { alertSilence, isSilenceDue } from './6-alert/silence-step.ts'
import { alertDecided, alertReaders, hasDecided } from './6-alert/step.ts'
import { saveSuggestions } from './6-review/suggestion-store.ts'
import type { Sql, Transaction } from './db/database.ts'
import { type Lane, type Outcome, TODOS, type Todo } from './domain/outcome.ts'
import type { Parts } from './parts.ts'
import type { Job } from './queue/queues.ts'
import { due, leftBehind, settle, tellStep } from './queue/settle.ts'

type RunStep = (discoveryId: string, parts: Parts, startedAt: Date) => Promise<Outcome>

/** The steps that a discovery goes through. */
const steps: Record<Todo, RunStep> = {
  capture: (discoveryId, parts) => capture({ discoveryId }, parts.capture()),
  render: (discoveryId, parts) => render({ discoveryId }, parts.render()),
  extract: (discoveryId, parts, startedAt) =>
    extractArticle(discoveryId, {
      sql: parts.quickSql,
      readBody: parts.readBody,
      findOriginal: (text, id) => findOriginal(parts.quickSql, text, id),
      saveFingerprint,
      tellDone: (tx, outcome, because) => tellStep(tx, { discoveryId, step: 'extract', startedAt, outcome, because }),
    }),
  analyse: (discoveryId, parts, startedAt) =>
    analyseArticle(discoveryId, {
      sql: parts.quickSql,
      lexicon: parts.lexicon(),
      analyser: parts.analyser(),
      suggest: saveSuggestions,
      tellDone: (tx) => tellStep(tx, { discoveryId, step: 'analyse', startedAt, outcome: 'done' }),
    }),
  link: (discoveryId, parts, startedAt) =>
    linkArticle(discoveryId, {
      sql: parts.quickSql,
      rules: parts.linkRules(),
      tellDone: done(discoveryId, 'link', startedAt),
    }),
  alert: (discoveryId, parts, startedAt) =>
    alertReaders(discoveryId, {
      sql: parts.sql,
      places: parts.linkRules().incidents.places,
      tellDone: done(discoveryId, 'alert', startedAt),
    }),
}

const done = (discoveryId: string, step: Todo, startedAt: Date) => (tx: Transaction) =>
  tellStep(tx, { discoveryId, step, startedAt, outcome: 'done' })

const LAST: Todo = 'alert'
const AFTER_CAPTURE = TODOS.filter((step) => step !== 'capture')

// These tell their own good end in the transaction that saves their result.
const TELLS_ITSELF = new Set<Todo>(['extract', 'analyse', 'link', 'alert'])

/** Runs one step of one discovery and puts its outcome into the tables. What follows is handed on, or walked on to. */
export async function advance(step: Todo, discoveryId: string, parts: Parts): Promise<Outcome> {
  const startedAt = new Date()
  const outcome = await steps[step](discoveryId, parts, startedAt)
  const told = TELLS_ITSELF.has(step) && ['done', 'duplicate', 'unchanged'].includes(outcome.kind)
  if (!told) await settle(parts.sql, { discoveryId, step, startedAt, outcome })
  return outcome
}

/** Enqueues the next step of discoveries, many at a time. Captures are enqueued by host, elsewhere. */
export async function handOn(discoveryIds: readonly string[], { sql, queues }: Parts): Promise<void> {
  if (discoveryIds.length === 0) return
  await queues.add(
    await sql<Job[]>`
      select todo as queue, id::text as of, lane from discovery
      where id = any(${[...discoveryIds]}::bigint[]) and todo <> 'capture' and next_at <= now()`,
  )
}

/**
 * Runs a step and those that follow it, as long as this process works on their queues: a job for each step would cost
 * the machine more than the steps do. Each still saves its result by itself, and any of them may be the last before a crash.
 */
export async function walk(step: Todo, discoveryId: string, parts: Parts): Promise<void> {
  for (let todo = step; ; ) {
    const outcome = await advance(todo, discoveryId, parts)
    const next = outcome.kind === 'done' && todo !== LAST ? await nextStep(discoveryId, parts.sql) : null
    if (!next) return
    if (!parts.serves.has(next.todo)) return parts.queues.add([{ queue: next.todo, of: discoveryId, lane: next.lane }])
    todo = next.todo
  }
}

async function nextStep(discoveryId: string, sql: Sql): Promise<{ todo: Todo; lane: Lane } | null> {
  const [next] = await sql<{ todo: Todo; lane: Lane }[]>`
    select todo, lane from discovery where id = ${discoveryId} and todo is not null and next_at <= now()`
  return next ?? null
}

/** Looks at one source of an outlet; hosts with something new to capture are enqueued. */
export async function crawlSource(sourceId: string, parts: Parts): Promise<void> {
  const { hosts } = await crawl({ sourceId }, parts.crawl())
  await parts.queues.add(hosts.map((host): Job => ({ queue: 'capture', of: host, lane: 'live' })))
}

/** Enqueues what is due by the clock. A job that is there already stays one job. */
export async function sweep({ sql, queues }: Parts): Promise<void> {
  await beginRechecks(sql)
  await queues.add([...(await due(sql)), ...(await dueToReaders(sql))])
}

async function dueToReaders(sql: Sql): Promise<Job[]> {
  const waiting = [
    ...((await hasDecided(sql)) ? ['decided'] : []),
    ...((await isSilenceDue(sql)) ? ['silence'] : []),
    ...(await dueChannels(sql)).map((id) => `channel-${id}`),
  ]
  return waiting.map((of): Job => ({ queue: 'deliver', of, lane: 'live' }))
}

/** What readers are still to be told: of claims that somebody decided, of silences, and what waits for a channel. */
export async function deliver(of: string, parts: Parts): Promise<void> {
  const { sql } = parts
  if (of === 'silence') return void (await alertSilence(sql, new Date()))
  if (of !== 'decided') return void (await deliverTo(of.replace('channel-', ''), parts.deliver()))
  const rules = parts.linkRules()
  const relink = (tx: Transaction, claimIds: string[]) => relinkClaims(tx, claimIds, rules)
  while ((await alertDecided({ sql, places: rules.incidents.places, relink })) > 0 && !parts.stopping.aborted);
}

// As long as a queue has work, what is missing from it has time; a few of the oldest are put back all the same. One that
// is empty while the tables have work was lost, or never got it.
const PUT_BACK = { empty: 5_000, busy: 500 }

/** Enqueues what a crash or a lost queue left between two steps: at the start, and once a minute. */
export async function recover({ sql, queues }: Parts, freshMs = 60_000): Promise<void> {
  const counts = new Map((await queues.counts()).map(({ name, waiting }) => [name, waiting]))
  for (const step of AFTER_CAPTURE) {
    const limit = counts.get(step) === 0 ? PUT_BACK.empty : PUT_BACK.busy
    await queues.add(await leftBehind(sql, { step, freshMs, limit }))
  }
}

/** A step threw: our own fault or a server that was away. It is tried again like any other trouble. */
export async function stumbled(discoveryId: string, error: Error, { sql, say }: Parts): Promise<void> {
  const next = await nextStep(discoveryId, sql)
  if (!next) return
  say(`${next.todo} ${discoveryId}: ${error.message}`)
  const outcome: Outcome = {
    kind: 'try-later',
    because: /stalled/.test(error.message) ? 'worker-died' : 'fault',
    advice: 'This is a fault of Vigil, not of the page. It is tried again by itself; if it stays, tell the developers.',
  }
  await settle(sql, { discoveryId, step: next.todo, startedAt: new Date(), outcome })
}
