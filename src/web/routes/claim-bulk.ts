import { type ListedClaim, readClaims, type Viewer } from '../../6-review/claim-list.ts'
import { decideMany, undoBatch } from '../../6-review/step.ts'
import type { Sql } from '../../db/database.ts'
import type { Action, WebDeps } from '../environment.ts'
import { claimsOfBatch } from '../queries/batches.ts'
import { formOf, pageOf, send, told, viewerOf } from '../request.ts'
import { bulkPreview, bulkUndo } from '../views/bulk.ts'
import { reasonOf } from './claim-decide.ts'

const MOST = 200

/** "claim id:seen mark", as the inbox's boxes carry it. */
function picksOf(values: string[]): { claimId: string; seen: string }[] {
  return values.slice(0, MOST).flatMap((value) => {
    const [, claimId, seen] = /^(\d{1,18}):([\w-]{1,60})$/.exec(value) ?? []
    return claimId && seen ? [{ claimId, seen }] : []
  })
}

async function stillAsSeen(
  { sql }: WebDeps,
  viewer: Viewer,
  picks: { claimId: string; seen: string }[],
): Promise<ListedClaim[]> {
  const claims = await inOrder(
    sql,
    picks.map(({ claimId }) => claimId),
    viewer,
  )
  const seen = new Map(picks.map((pick) => [pick.claimId, pick.seen]))
  return claims.filter((claim) => claim.seen === seen.get(claim.id))
}

/** Claims by their ids, in that order; those that are not there are left out. */
async function inOrder(sql: Sql, ids: string[], viewer: Viewer): Promise<ListedClaim[]> {
  const claims = new Map((await readClaims(sql, ids, viewer)).map((claim) => [claim.id, claim]))
  return ids.flatMap((id) => claims.get(id) ?? [])
}

/** Shows what a bulk decision would do. */
export const bulkAsk: Action = (deps) => async (c) => {
  const picks = picksOf(c.req.queries('claim') ?? [])
  const claims = await stillAsSeen(deps, viewerOf(c), picks)
  const act = c.req.query('act') === 'reject' ? 'reject' : 'accept'
  const kept = picks
    .filter(({ claimId }) => claims.some(({ id }) => id === claimId))
    .map(({ claimId, seen }) => `${claimId}:${seen}`)
  return send(c, bulkPreview(pageOf(c, deps), { claims, picks: kept, act, changed: picks.length - claims.length }))
}

export const bulkDecide: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const wish =
    form.get('act') === 'reject' ? ({ act: 'reject', reason: reasonOf(form) } as const) : ({ act: 'accept' } as const)
  const asked = picksOf(form.all('claim')).map((pick) => ({ ...pick, wish }))
  const { batch, outcomes } = await decideMany(
    asked,
    { name: c.get('account').name },
    { sql: deps.sql, now: deps.clock },
  )
  const count = outcomes.filter(({ kind }) => kind === 'decided').length
  const left = outcomes.length - count
  return c.redirect(
    told('/inbox', 'bulk', { count: String(count), batch, ...(left > 0 && { left: String(left) }) }),
    303,
  )
}

export const bulkUndoAsk: Action = (deps) => async (c) => {
  const batch = c.req.param('batch')!
  const ids = await claimsOfBatch(deps.sql, batch, c.get('account').name)
  return send(c, bulkUndo(pageOf(c, deps), { batch, claims: await inOrder(deps.sql, ids, viewerOf(c)) }))
}

export const bulkUndoDo: Action = (deps) => async (c) => {
  const count = await undoBatch(
    c.req.param('batch')!,
    { name: c.get('account').name },
    { sql: deps.sql, now: deps.clock },
  )
  return c.redirect(told('/inbox', 'undone', { count: String(count) }), 303)
}
