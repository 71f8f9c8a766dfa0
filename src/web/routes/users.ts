import {
  AccountName,
  addAccount,
  readAccount,
  readAccounts,
  setPassword,
  setRole,
} from '../../accounts/account-store.ts'
import { passwordFault } from '../../accounts/password.ts'
import { Role } from '../../domain/decision.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { formOf, pageOf, send, told } from '../request.ts'
import { userListView } from '../views/people-of-team.ts'

async function show(c: Ctx, deps: WebDeps, problem: string | null = null): Promise<Response> {
  return send(
    c,
    userListView(pageOf(c, deps), { accounts: await readAccounts(deps.sql), problem }),
    problem ? 422 : 200,
  )
}

export const userList: Action = (deps) => (c) => show(c, deps)

export const userAdd: Action = (deps) => async (c) => {
  const { t } = pageOf(c, deps)
  const form = await formOf(c)
  const name = AccountName.safeParse(form.get('name'))
  const role = Role.safeParse(form.get('role'))
  const password = form.get('password')
  if (!name.success || !role.success) return show(c, deps, t('users.bad-name'))
  const fault = passwordFault(password, name.data)
  if (fault) return show(c, deps, t(`password.${fault}`))
  const added = await addAccount(deps.sql, { name: name.data, role: role.data, password })
  return added ? c.redirect(told('/users', 'user'), 303) : show(c, deps, t('users.taken'))
}

export const userChange: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const role = Role.safeParse(form.get('role'))
  if (!role.success) return c.notFound()
  const outcome = await setRole(deps.sql, c.req.param('id')!, {
    role: role.data,
    enabled: form.get('enabled') === 'yes',
    seesConfidential: form.get('confidential') === 'yes',
  })
  if (outcome === 'not-found') return c.notFound()
  if (outcome === 'last-admin') return show(c, deps, pageOf(c, deps).t('users.last-admin'))
  return c.redirect(told('/users', 'saved'), 303)
}

/** A new password for somebody who lost theirs; all their sessions end. */
export const userPassword: Action = (deps) => async (c) => {
  const account = await readAccount(deps.sql, c.req.param('id')!)
  if (!account) return c.notFound()
  const password = (await formOf(c)).get('password')
  const fault = passwordFault(password, account.name)
  if (fault) return show(c, deps, pageOf(c, deps).t(`password.${fault}`))
  await setPassword(
    deps.sql,
    account.id,
    password,
    account.id === c.get('account').id ? c.get('session').keyHash : null,
  )
  return c.redirect(told('/users', 'password'), 303)
}
