import {
  authenticate,
  isZone,
  LANGUAGES,
  type Language,
  setPassword,
  setPreferences,
} from '../../accounts/account-store.ts'
import { clearTries, mayTry } from '../../accounts/login-limit.ts'
import { passwordFault } from '../../accounts/password.ts'
import { endOtherSessions, endSession, readSessions } from '../../accounts/session-store.ts'
import { addToken, readTokens, removeToken } from '../../accounts/token-store.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { clientAddress, formOf, pageOf, send, told } from '../request.ts'
import { accountView } from '../views/people-of-team.ts'

async function show(
  c: Ctx,
  deps: WebDeps,
  { problem = null, newToken = null }: { problem?: string | null; newToken?: string | null } = {},
): Promise<Response> {
  const { id } = c.get('account')
  const [sessions, tokens] = await Promise.all([readSessions(deps.sql, id), readTokens(deps.sql, id)])
  const view = {
    sessions,
    tokens,
    current: c.get('session').keyHash,
    newToken,
    problem,
    zones: Intl.supportedValuesOf('timeZone'),
  }
  return send(c, accountView(pageOf(c, deps), view), problem ? 422 : 200)
}

export const account: Action = (deps) => (c) => show(c, deps)

export const accountChange: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const language = form.get('language') as Language
  const zone = form.get('zone').trim()
  if (!isZone(zone) || !LANGUAGES.includes(language))
    return show(c, deps, { problem: pageOf(c, deps).t('account.bad-zone') })
  await setPreferences(deps.sql, c.get('account').id, { zone, language, keysOn: form.get('keys') === 'yes' })
  return c.redirect(told('/account', 'saved'), 303)
}

/** A new password needs the old one: a screen left open is not enough. */
export const accountPassword: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const form = await formOf(c)
  const { id, name } = c.get('account')
  const password = form.get('password')
  const fault = passwordFault(password, name)
  if (fault) return show(c, deps, { problem: page.t(`password.${fault}`) })
  if (!(await mayTry(deps.sql, name, clientAddress(c, deps), deps.clock())))
    return show(c, deps, { problem: page.t('login.wait') })
  if (!(await authenticate(deps.sql, name, form.get('old').slice(0, 2000))))
    return show(c, deps, { problem: page.t('password.wrong-old') })
  await clearTries(deps.sql, name, clientAddress(c, deps), deps.clock())
  await setPassword(deps.sql, id, password, c.get('session').keyHash)
  return c.redirect(told('/account', 'password'), 303)
}

const hashOf = (hex: string) => Buffer.from(/^[0-9a-f]{64}$/.test(hex) ? hex : '', 'hex')

export const sessionEnd: Action = (deps) => async (c) => {
  await endSession(deps.sql, c.get('account').id, hashOf((await formOf(c)).get('session')))
  return c.redirect(told('/account', 'session'), 303)
}

export const sessionEndOthers: Action = (deps) => async (c) => {
  await endOtherSessions(deps.sql, c.get('account').id, c.get('session').keyHash)
  return c.redirect(told('/account', 'session'), 303)
}

/** The one page that answers a form itself: the token is shown once and is in no address. */
export const tokenAdd: Action = (deps) => async (c) => {
  const label = (await formOf(c)).get('label').trim().slice(0, 60)
  return show(c, deps, { newToken: await addToken(deps.sql, c.get('account').id, label) })
}

export const tokenRemove: Action = (deps) => async (c) => {
  await removeToken(deps.sql, c.get('account').id, hashOf((await formOf(c)).get('token')))
  return c.redirect(told('/account', 'removed'), 303)
}
