// Start reading here: the steps in the order of an article's way, what each takes and what comes next. Which step feeds
// which stands in this file alone; a step does not know its neighbours.
//
//   outlets ─ crawl ─▶ discovery ─ capture ─▶ capture ─ extract ─▶ article ─ analyse ─▶ mentions, claims, contacts
//                                  (render)                                    └─ link ─▶ persons, incidents ─ alert ─▶ deliver
//
// A step saves its results and the next step (`todo`) of each discovery in one transaction; then that step is enqueued,
// or run at once where this process works on it. What a crash leaves between the two, the sweep finds.
import { crawl } from './1-crawl/step.ts'
import { beginRechecks } from './2-capture/recheck.ts'
import { capture, render } from './2-capture/step.ts'
import { extractArticles } from './3-extract/step.ts'
import { analyseArticles } from './4-analyse/step.ts'
import { findOriginals, saveFingerprints } from './5-link/duplicates/store.ts'
import { linkArticles, relinkClaims } from './5-link/step.ts'
import { dueChannels } from './6-alert/deliver/channel-store.ts'
import { deliverTo } from './6-alert/deliver/step.ts'
import { alertSilence, isSilenceDue } from './6-alert/silence-step.ts'
import { alertDecided, alertReaders, hasDecided } from './6-alert/step.ts'
import { gatherClaimCounts } from './6-review/claim-counts.ts'
import { saveAllSuggestions } from './6-review/suggestion-store.ts'
import type { Sql, Transaction } from './db/database.ts'
import { type Outcome, type Outcomes, type ReadingStep, type State, TODOS, type Todo } from './domain/outcome.ts'
import type { Parts } from './parts.ts'
import type { Job } from './queue/queues.ts'
import { due, leftBehind, moveOn, settle, type Unfinished, wentWell } from './queue/settle.ts'

/** Steps that ask for pages: one discovery at a time, for its host has one turn at a time. */
const fetching: Record<Exclude<Todo, ReadingStep>, (discoveryId: string, parts: Parts) => Promise<Outcome>> = {
  capture: (discoveryId, parts) => capture({ discoveryId }, parts.capture()),
  render: (discoveryId, parts) => render({ discoveryId }, parts.render()),
}

interface Reading {
  /** The state of a discovery for which the step is done; null where it stays what it was. */
  reached: State | null
  next: ReadingStep | null
  run(discoveryIds: readonly string[], parts: Parts, moveOn: MoveOn): Promise<Outcomes>
}
type MoveOn = (tx: Transaction, outcomes: Outcomes) => Promise<void>

/** Steps that read what is kept: many discoveries at a time, which the database answers in a tenth of the time. */
const reading: Record<ReadingStep, Reading> = {
  extract: {
    reached: 'extracted',
    next: 'analyse',
    run: (ids, { quickSql, readBody }, moveOn) =>
      extractArticles(ids, { sql: quickSql, readBody, findOriginals, saveFingerprints, moveOn }),
  },
  analyse: {
    reached: 'analysed',
    next: 'link',
    run: (ids, { quickSql, lexicon, analyser }, moveOn) =>
      analyseArticles(ids, {
        sql: quickSql,
        lexicon: lexicon(),
        analyser: analyser(),
        suggest: saveAllSuggestions,
        moveOn,
      }),
  },
  link: {
    reached: null,
    next: 'alert',
    run: (ids, { quickSql, linkRules }, moveOn) => linkArticles(ids, { sql: quickSql, rules: linkRules(), moveOn }),
  },
  alert: {
    reached: null,
    next: null,
    run: (ids, { sql, linkRules }, moveOn) => alertReaders(ids, { sql, places: linkRules().incidents.places, moveOn }),
  },
}

const AFTER_CAPTURE = TODOS.filter((step) => step !== 'capture')
const isReading = (step: string): step is ReadingStep => step in reading

/** Runs one step of one discovery and puts its outcome into the tables. */
export async function advance(step: Todo, discoveryId: string, parts: Parts): Promise<Outcome> {
  if (isReading(step))
    return (await advanceTogether(step, [discoveryId], parts)).get(discoveryId) ?? { kind: 'unchanged' }
  const startedAt = new Date()
  const outcome = await fetching[step](discoveryId, parts)
  await settle(parts.sql, { discoveryId, step, startedAt, outcome })
  return outcome
}

async function advanceTogether(step: ReadingStep, discoveryIds: readonly string[], parts: Parts): Promise<Outcomes> {
  const startedAt = new Date()
  const { run, reached, next } = reading[step]
  const outcomes = await run(discoveryIds, parts, (tx, ended) => moveOn(tx, { step, startedAt, reached, next }, ended))
  for (const [discoveryId, outcome] of outcomes)
    if (!wentWell(outcome)) await settle(parts.sql, { discoveryId, step, startedAt, outcome })
  return outcomes
}

/** Where one makes all fail, each goes by itself, so that only that one is held up. */
async function advanceAll(step: ReadingStep, discoveryIds: readonly string[], parts: Parts): Promise<Outcomes> {
  try {
    return await advanceTogether(step, discoveryIds, parts)
  } catch (error) {
    if (discoveryIds.length === 1) throw error
  }
  const outcomes: Outcomes = new Map()
  for (const id of discoveryIds)
    try {
      for (const [one, outcome] of await advanceTogether(step, [id], parts)) outcomes.set(one, outcome)
    } catch (error) {
      await stumbled(id, error as Error, parts)
    }
  return outcomes
}

// So many share a job and their statements; more gain little, and keep others waiting for the register of persons.
const TOGETHER = 16

/** Jobs of discoveries, those of one step and lane together. Pages are opened in the browser one by one. */
const inBatches = (rows: readonly Unfinished<Todo>[]): Job[] =>
  [...Map.groupBy(rows, ({ queue, lane }) => `${queue} ${lane}`).values()].flatMap((alike) => {
    const { queue, lane } = alike[0]!
    const size = isReading(queue) ? TOGETHER : 1
    const jobs: Job[] = []
    for (let from = 0; from < alike.length; from += size)
      jobs.push({ queue, lane, of: ofAll(alike.slice(from, from + size).map(({ of }) => of)) })
    return jobs
  })

// A job names what it works on: here discoveries.
const ofAll = (discoveryIds: readonly string[]): string => discoveryIds.join(',')
const allOf = (job: string): string[] => job.split(',')

/** Enqueues the next step of discoveries, many at a time. Captures are enqueued by host, elsewhere. */
export async function handOn(discoveryIds: readonly string[], { sql, queues }: Parts): Promise<void> {
  if (discoveryIds.length === 0) return
  await queues.add(
    inBatches(
      await sql<Unfinished<Todo>[]>`
      select todo as queue, id::text as of, lane from discovery
      where id = any(${[...discoveryIds]}::bigint[]) and todo <> 'capture' and next_at <= now() order by id`,
    ),
  )
}

/**
 * Runs a step of a job's discoveries and those that follow it, as long as this process works on their queues: a job for
 * each step would cost the machine more than the steps do. Each step saves its results by itself, and any of them may be
 * the last before a crash.
 */
export async function walk(first: ReadingStep, job: string, parts: Parts): Promise<void> {
  let discoveryIds = allOf(job)
  for (let step: ReadingStep | null = first; step !== null && discoveryIds.length > 0; step = reading[step].next) {
    if (!parts.serves.has(step)) return handOn(discoveryIds, parts)
    const outcomes = await advanceAll(step, discoveryIds, parts)
    const done = [...outcomes].filter(([, { kind }]) => kind === 'done')
    const elsewhere = done.filter(([, outcome]) => 'next' in outcome).map(([id]) => id)
    await handOn(elsewhere, parts)
    discoveryIds = done.map(([id]) => id).filter((id) => !elsewhere.includes(id))
  }
}

/** Looks at one source of an outlet; hosts with something new to capture are enqueued. */
export async function crawlSource(sourceId: string, parts: Parts): Promise<void> {
  const { hosts } = await crawl({ sourceId }, parts.crawl())
  await parts.queues.add(hosts.map((host): Job => ({ queue: 'capture', of: host, lane: 'live' })))
}

/** Enqueues what is due by the clock, and adds up what was counted. A job that is there already stays one job. */
export async function sweep({ sql, queues }: Parts): Promise<void> {
  await beginRechecks(sql)
  await gatherClaimCounts(sql)
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
    await queues.add(inBatches(await leftBehind(sql, { step, freshMs, limit })))
  }
}

/** A job threw: our own fault or a server that was away. What still waits of it is tried again like any other trouble. */
export async function stumbled(job: string, error: Error, { sql, say }: Parts): Promise<void> {
  const waiting = await sql<{ id: string; step: Todo }[]>`
    select id, todo as step from discovery where id = any(${allOf(job)}::bigint[]) and todo is not null and next_at <= now()`
  const outcome: Outcome = {
    kind: 'try-later',
    because: /stalled/.test(error.message) ? 'worker-died' : 'fault',
    advice: 'This is a fault of Vigil, not of the page. It is tried again by itself; if it stays, tell the developers.',
  }
  for (const { id: discoveryId, step } of waiting) {
    say(`${step} ${discoveryId}: ${error.message}`)
    await settle(sql, { discoveryId, step, startedAt: new Date(), outcome })
  }
}
