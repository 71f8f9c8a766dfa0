import type { Action, Ctx, WebDeps } from '../environment.ts'
import {
  addWatch,
  changeWatch,
  readWatch,
  readWatches,
  removeWatch,
  renewFeed,
  watchWords,
} from '../queries/watches.ts'
import { formOf, pageOf, queryOf, send, told } from '../request.ts'
import { watchListView, watchView } from '../views/watches.ts'

/** What stands before our paths in links that leave the pages. */
export function publicBase(c: Ctx, { settings }: WebDeps): string {
  return (
    settings.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${c.req.header('host') ?? `${settings.HOST}:${settings.PORT}`}`
  )
}

export const watchList: Action = (deps) => async (c) => {
  const watches = await readWatches(deps.sql, c.get('account').id)
  return send(c, watchListView(pageOf(c, deps), { watches, feedBase: publicBase(c, deps) }))
}

export const watchAdd: Action = (deps) => async (c) => {
  const words = watchWords(await formOf(c))
  if (!words) return c.redirect('/watches', 303)
  const id = await addWatch(deps.sql, c.get('account').id, words)
  return c.redirect(told(`/watches/${id}`, 'saved'), 303)
}

export const watch: Action = (deps) => async (c) => {
  const found = await readWatch(deps.sql, c.get('account').id, c.req.param('id')!)
  if (!found) return c.notFound()
  const page = pageOf(c, deps)
  const problem = queryOf(c).problem === 'taken' ? page.t('watches.taken') : null
  return send(c, watchView(page, { watch: found, feedBase: publicBase(c, deps), problem }))
}

export const watchChange: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const form = await formOf(c)
  const accountId = c.get('account').id
  if (!(await readWatch(deps.sql, accountId, id))) return c.notFound()
  const words = watchWords(form)
  const done = words && (await changeWatch(deps.sql, accountId, id, { ...words, muted: form.get('muted') === 'yes' }))
  return c.redirect(done ? told(`/watches/${id}`, 'saved') : `/watches/${id}?problem=taken`, 303)
}

export const watchRemove: Action = (deps) => async (c) => {
  await removeWatch(deps.sql, c.get('account').id, c.req.param('id')!)
  return c.redirect(told('/watches', 'removed'), 303)
}

export const watchRenew: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const done = await renewFeed(deps.sql, c.get('account').id, id)
  return done ? c.redirect(told(`/watches/${id}`, 'renewed'), 303) : c.notFound()
}
