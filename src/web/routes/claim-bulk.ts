import { decideMany, undoBatch } from '../../6-review/step.ts'
import { claimsInOrder, MOST_AT_ONCE, type Pick, planBulk } from '../bulk.ts'
import type { Action } from '../environment.ts'
import { claimsOfBatch } from '../queries/batches.ts'
import { formOf, pageOf, send, told, viewerOf } from '../request.ts'
import { bulkPreview, bulkUndo } from '../views/bulk.ts'
import { reasonOf } from './claim-decide.ts'

/** "claim id:seen mark", as the inbox's boxes carry it. */
function picksOf(values: string[]): Pick[] {
  return values.slice(0, MOST_AT_ONCE).flatMap((value) => {
    const [, claimId, seen] = /^(\d{1,18}):([\w-]{1,60})$/.exec(value) ?? []
    return claimId && seen ? [{ claimId, seen }] : []
  })
}

/** Shows what a bulk decision would do. */
export const bulkAsk: Action = (deps) => async (c) => {
  const plan = await planBulk(deps, viewerOf(c), picksOf(c.req.queries('claim') ?? []))
  const act = c.req.query('act') === 'reject' ? 'reject' : 'accept'
  return send(c, bulkPreview(pageOf(c, deps), { ...plan, act }))
}

export const bulkDecide: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const wish =
    form.get('act') === 'reject' ? ({ act: 'reject', reason: reasonOf(form) } as const) : ({ act: 'accept' } as const)
  const asked = picksOf(form.all('claim')).map((pick) => ({ ...pick, wish }))
  const { batch, outcomes } = await decideMany(asked, c.get('account'), { sql: deps.sql, now: deps.clock })
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
  return send(c, bulkUndo(pageOf(c, deps), { batch, claims: await claimsInOrder(deps.sql, ids, viewerOf(c)) }))
}

export const bulkUndoDo: Action = (deps) => async (c) => {
  const count = await undoBatch(c.req.param('batch')!, c.get('account'), { sql: deps.sql, now: deps.clock })
  return c.redirect(told('/inbox', 'undone', { count: String(count) }), 303)
}
