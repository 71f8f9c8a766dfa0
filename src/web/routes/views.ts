import type { Action } from '../environment.ts'
import { removeView, saveView } from '../queries/desk.ts'
import { formOf, safePath, told } from '../request.ts'

/** Keeps the filters of a list under a name: an address of ours, nothing else. */
export const viewSave: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const address = safePath(form.get('address'), '/inbox').slice(0, 1000)
  const name = form.get('name').replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  if (name !== '') await saveView(deps.sql, c.get('account').id, name, address)
  return c.redirect(told(address, 'saved'), 303)
}

export const viewRemove: Action = (deps) => async (c) => {
  await removeView(deps.sql, c.get('account').id, c.req.param('id')!)
  return c.redirect(told('/inbox', 'removed'), 303)
}
