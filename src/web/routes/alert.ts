import { judgeFinding, muteWatch } from '../../6-alert/watch-store.ts'
import type { Action } from '../environment.ts'
import { readAlert } from '../queries/alert.ts'
import { formOf, pageOf, send, told } from '../request.ts'
import { alertView } from '../views/alert.ts'

const WEEK = 7 * 86_400_000

export const alert: Action = (deps) => async (c) => {
  const found = await readAlert(deps.sql, c.get('account').id, c.req.param('id')!)
  return found ? send(c, alertView(pageOf(c, deps), found)) : c.notFound()
}

/** Confirm, "not this person", or mute: asked on a page, never done by a link that a mail program opens by itself. */
export const alertAnswer: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const account = c.get('account')
  const found = await readAlert(deps.sql, account.id, id)
  if (!found) return c.notFound()
  const answer = (await formOf(c)).get('answer')
  if (answer === 'mute') await muteWatch(deps.sql, account.id, found.watchId, new Date(deps.clock().getTime() + WEEK))
  else if (answer === 'same' || answer === 'different') await judgeFinding(deps.sql, { alertId: id, answer, account })
  else return c.notFound()
  return c.redirect(told(`/alerts/${id}`, 'saved'), 303)
}
