import { readClaim } from '../../6-review/claim-list.ts'
import { readPast } from '../../6-review/decision-store.ts'
import type { Action } from '../environment.ts'
import { pageOf, send } from '../request.ts'
import { claimView } from '../views/claims.ts'

export const claimHistory: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const claim = await readClaim(deps.sql, id, { accountId: c.get('account').id })
  if (!claim) return c.notFound()
  return send(c, claimView(pageOf(c, deps), { claim, past: await readPast(deps.sql, id) }))
}
