import type { Action, WebDeps } from '../environment.ts'
import { backlog, countStates, stepSpeeds, stops } from '../queries/queue.ts'
import { pageOf, send } from '../request.ts'
import { queueView } from '../views/queue.ts'

// The queues' server may be away; the page tells what the tables know all the same.
const PATIENCE_MS = 2_000

export const queue: Action = (deps) => async (c) => {
  const [counts, ...rest] = await Promise.all([
    countsOf(deps),
    backlog(deps.sql),
    stepSpeeds(deps.sql, deps.clock()),
    countStates(deps.sql),
    stops(deps.sql),
  ])
  const [todo, speeds, states, reasons] = rest
  return send(c, queueView(pageOf(c, deps), { counts, backlog: todo, speeds, states, stops: reasons }))
}

async function countsOf({ queueCounts }: WebDeps) {
  if (!queueCounts) return null
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref())
  return Promise.race([queueCounts().catch(() => null), late])
}
