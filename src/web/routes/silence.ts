import { silencesShown } from '../confidential.ts'
import type { Action } from '../environment.ts'
import { pageOf, send } from '../request.ts'
import { silenceView } from '../views/silence.ts'

export const silence: Action = (deps) => async (c) =>
  send(c, silenceView(pageOf(c, deps), await silencesShown(deps.sql, c.get('account'), deps.clock())))
