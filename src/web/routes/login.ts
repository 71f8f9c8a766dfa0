import { deleteCookie, setCookie } from 'hono/cookie'
import { type Account, authenticate } from '../../accounts/account-store.ts'
import { clearTries, mayTry } from '../../accounts/login-limit.ts'
import { beginSession, endSession } from '../../accounts/session-store.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { cookieName, isHttps } from '../guard.ts'
import { clientAddress, formOf, pageOf, queryOf, safePath, send } from '../request.ts'
import { loginView } from '../views/people-of-team.ts'

export const loginForm: Action = (deps) => (c) =>
  send(c, loginView(pageOf(c, deps), { back: safePath(queryOf(c).back, '/inbox'), name: '', problem: null }))

/** Signs in: a wrong name and a wrong password look the same, and a guesser has to wait. */
export const login: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const form = await formOf(c)
  const name = form.get('name').slice(0, 200)
  const back = safePath(form.get('back'), '/inbox')
  const again = (problem: string, status: 403 | 429) => send(c, loginView(page, { back, name, problem }), status)
  if (!(await mayTry(deps.sql, name, clientAddress(c, deps), deps.clock()))) return again(page.t('login.wait'), 429)
  const account = await authenticate(deps.sql, name, form.get('password').slice(0, 2000))
  if (!account) return again(page.t('login.wrong'), 403)
  await clearTries(deps.sql, name, clientAddress(c, deps), deps.clock())
  await signIn(c, deps, account)
  return c.redirect(back, 303)
}

/** Begins a new session, whatever cookie was there before. */
export async function signIn(c: Ctx, { sql, settings, clock }: WebDeps, account: Account): Promise<void> {
  const { key, expiresAt } = await beginSession(sql, account.id, clock())
  const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - clock().getTime()) / 1000))
  setCookie(c, cookieName(settings), key, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(settings),
    maxAge,
  })
}

export const logout: Action =
  ({ sql, settings }) =>
  async (c) => {
    await endSession(sql, c.get('account').id, c.get('session').keyHash)
    deleteCookie(c, cookieName(settings), { path: '/', secure: isHttps(settings) })
    c.header('clear-site-data', '"cache"')
    return c.redirect('/login', 303)
  }
