import { readClaim } from '../../6-review/claim-list.ts'
import { readPast } from '../../6-review/decision-store.ts'
import { pastFor } from '../confidential.ts'
import type { Action } from '../environment.ts'
import { pageOf, send, viewerOf } from '../request.ts'
import { claimView } from '../views/claims.ts'

export const claimHistory: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const claim = await readClaim(deps.sql, id, viewerOf(c))
  if (!claim) return c.notFound()
  const sees = c.get('account').seesConfidential
  return send(c, claimView(pageOf(c, deps), { claim, past: pastFor({ sees, claim }, await readPast(deps.sql, id)) }))
}
