import { AccountName } from '../../accounts/account-store.ts'
import { acceptInvitation, isInvited } from '../../accounts/invitation-store.ts'
import { passwordFault } from '../../accounts/password.ts'
import type { Action } from '../environment.ts'
import { formOf, pageOf, send } from '../request.ts'
import { welcomeView } from '../views/people-of-team.ts'
import { troubleView } from '../views/trouble.ts'
import { signIn } from './login.ts'

export const welcomeForm: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const key = c.req.param('key') ?? ''
  if (!(await isInvited(deps.sql, key, deps.clock()))) return send(c, spent(page), 404)
  return send(c, welcomeView(page, { key, name: '', problem: null }))
}

/** Makes the first account and signs it in; the link is spent. */
export const welcome: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const key = c.req.param('key') ?? ''
  const now = deps.clock()
  if (!(await isInvited(deps.sql, key, now))) return send(c, spent(page), 404)
  const form = await formOf(c)
  const password = form.get('password')
  const name = AccountName.safeParse(form.get('name'))
  const again = (problem: string) =>
    send(c, welcomeView(page, { key, name: form.get('name').slice(0, 60), problem }), 422)
  if (!name.success) return again(page.t('users.bad-name'))
  const fault = passwordFault(password, name.data)
  if (fault) return again(page.t(`password.${fault}`))
  const account = await acceptInvitation(deps.sql, key, { name: name.data, password, now })
  if (!account) return send(c, spent(page), 404)
  await signIn(c, deps, account)
  return c.redirect('/inbox', 303)
}

const spent = (page: ReturnType<typeof pageOf>) =>
  troubleView(page, {
    title: page.t('welcome.title'),
    words: page.t('welcome.spent'),
    next: { href: '/login', label: page.t('login.title') },
  })
