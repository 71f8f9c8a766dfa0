import { skipClaim, unskipClaim } from '../../6-review/skips.ts'
import type { Action } from '../environment.ts'
import { formOf, safePath, told } from '../request.ts'

/** Out of this reviewer's way; the claim waits on for everybody else. */
export const claimSkip: Action = (deps) => async (c) => {
  const done = await skipClaim(deps.sql, c.get('account').id, c.req.param('id')!)
  if (!done) return c.notFound()
  return c.redirect(told(safePath((await formOf(c)).get('back') || undefined, '/inbox'), 'skipped'), 303)
}

export const claimUnskip: Action = (deps) => async (c) => {
  await unskipClaim(deps.sql, c.get('account').id, c.req.param('id')!)
  return c.redirect(told(safePath((await formOf(c)).get('back') || undefined, '/inbox'), 'saved'), 303)
}
