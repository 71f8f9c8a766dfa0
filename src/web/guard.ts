import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { readSession } from '../accounts/session-store.ts'
import type { Role } from '../domain/decision.ts'
import type { Settings } from '../settings.ts'
import type { Ctx, Env, WebDeps } from './environment.ts'
import { isFormKey } from './form-key.ts'
import { countNewAlerts } from './queries/alerts.ts'
import { formOf } from './request.ts'

/** The strictest set that the pages work under: nothing inline, nothing from elsewhere, no framing, nothing kept. */
export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next()
  const headers = c.res.headers
  headers.set(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${c.get('asksOn') ? "; connect-src 'self'" : ''}`,
  )
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  // Outlets must not learn from a click that somebody watches them; our own forms still carry their origin.
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  headers.set('x-robots-tag', 'noindex, nofollow')
  // After signing out, the back button must show nothing.
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
})

export const isHttps = (settings: Settings): boolean => settings.PUBLIC_URL?.startsWith('https:') ?? false

/** The session cookie's name: browsers keep __Host- cookies to secure pages of this very host. */
export const cookieName = (settings: Settings): string => (isHttps(settings) ? '__Host-vigil' : 'vigil')

/** Lets only signed-in people on; others are shown to the log-in page and come back afterwards. */
export const signedIn = (deps: WebDeps) =>
  createMiddleware<Env>(async (c, next) => {
    const key = getCookie(c, cookieName(deps.settings))
    const found = key ? await readSession(deps.sql, key, deps.clock()) : undefined
    if (!found) {
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new HTTPException(403, { message: 'session-over' })
      const back = new URL(c.req.url)
      return c.redirect(`/login?${new URLSearchParams({ back: `${back.pathname}${back.search}` })}`, 303)
    }
    c.set('session', found.session)
    c.set('account', found.account)
    if (c.req.method === 'GET') c.set('newAlerts', await countNewAlerts(deps.sql, found.account))
    return next()
  })

const RANK: Record<Role, number> = { reader: 0, reviewer: 1, admin: 2 }
export const hasRole = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed]

/** Lets on who has a role, or a higher one. */
export const atLeast = (needed: Role) =>
  createMiddleware<Env>(async (c, next) => {
    if (!hasRole(c.get('account').role, needed)) throw new HTTPException(403, { message: 'not-your-role' })
    return next()
  })

/** Refuses what another site sends: browsers tell with each form where it comes from. */
export const sameOrigin = ({ settings }: WebDeps) =>
  createMiddleware<Env>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    if (!comesFromHere(c, settings)) throw new HTTPException(403, { message: 'other-site' })
    return next()
  })

function comesFromHere(c: Ctx, settings: Settings): boolean {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  if (settings.PUBLIC_URL && origin === new URL(settings.PUBLIC_URL).origin) return true
  // The machine's own address works beside the public one.
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host')
}

/** Refuses a form without its session's key: it was not made by our page, or for another session. */
export const formKeyed = createMiddleware<Env>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  if (!isFormKey((await formOf(c)).get('form_key'), c.get('session').formKey))
    throw new HTTPException(403, { message: 'forged-form' })
  return next()
})
