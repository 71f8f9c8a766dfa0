import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { Account } from '../../accounts/account-store.ts'
import { readSession } from '../../accounts/session-store.ts'
import { accountOfToken } from '../../accounts/token-store.ts'
import { version } from '../../settings.ts'
import type { App, Ctx, Env, WebDeps } from '../environment.ts'
import { cookieName, hasRole } from '../guard.ts'
import { publicBase } from '../routes/watches.ts'
import { archiveRoutes } from './archive.ts'
import { bulkRoutes } from './bulk.ts'
import { channelRoutes } from './channels.ts'
import { claimRoutes } from './claims.ts'
import { deskRoutes } from './desk.ts'
import { feedRoutes } from './feeds.ts'
import { figureRoutes } from './figures.ts'
import { inboxRoutes } from './inbox.ts'
import { mendRoutes } from './mends.ts'
import { openApi } from './openapi.ts'
import { recordRoutes } from './records.ts'
import { ApiTrouble, type Route } from './route.ts'
import { teamRoutes } from './team.ts'
import { trackingRoutes } from './tracking.ts'
import { watchListRoutes } from './watch-lists.ts'

export const apiRoutes: Route[] = [
  ...inboxRoutes,
  ...claimRoutes,
  ...bulkRoutes,
  ...deskRoutes,
  ...mendRoutes,
  ...figureRoutes,
  ...recordRoutes,
  ...archiveRoutes,
  ...feedRoutes,
  ...trackingRoutes,
  ...watchListRoutes,
  ...channelRoutes,
  ...teamRoutes,
]

/** The API: tokens only, so that no browser's cookie can be made to use it. */
export function api(deps: WebDeps): App {
  const app = new Hono<Env>()
  app.onError((error, c) => tellError(c, deps, error))
  app.notFound((c) => fail(c, 404, 'not-found', 'there is no such address'))
  app.use(async (c, next) => {
    const [, token] = /^Bearer ([\w-]{20,100})$/i.exec(c.req.header('authorization') ?? '') ?? []
    const account = token ? await accountOfToken(deps.sql, token) : await readerOfDocument(c, deps)
    if (!account) {
      c.header('www-authenticate', 'Bearer')
      return fail(c, 401, 'no-token', 'a token is needed: Authorization: Bearer …')
    }
    c.set('account', account)
    return next()
  })
  app.get('/openapi.json', (c) => c.json(openApi(apiRoutes, { version, url: `${publicBase(c, deps)}/api/v1` })))
  for (const route of apiRoutes)
    app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1{[0-9]{1,18}}'), (c) =>
      answer(c, route, deps),
    )
  app.all('*', (c) => fail(c, 404, 'not-found', 'there is no such address'))
  return app
}

// Whoever is signed in may read what the API is, and nothing more, without a token.
async function readerOfDocument(c: Ctx, { sql, settings, clock }: WebDeps): Promise<Account | undefined> {
  const key =
    c.req.method === 'GET' && c.req.path === '/api/v1/openapi.json' ? getCookie(c, cookieName(settings)) : undefined
  return key ? (await readSession(sql, key, clock()))?.account : undefined
}

async function answer(c: Ctx, route: Route, deps: WebDeps): Promise<Response> {
  const account = c.get('account')
  if (!hasRole(account.role, route.role)) return fail(c, 403, 'not-your-role', `this needs the role ${route.role}`)
  const query = route.query ? check(route.query.strict(), clean(c.req.query())) : {}
  const body = route.body ? check(route.body, await jsonBody(c)) : null
  return c.json(
    (await route.answerWith({ params: c.req.param() as Record<string, string>, query, body, account }, deps)) as object,
  )
}

// PostgreSQL has no NUL in text.
const clean = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value.replaceAll('\0', '')]))

async function jsonBody(c: Ctx): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new ApiTrouble(400, 'bad-request', 'the body must be JSON: Content-Type: application/json')
  try {
    return JSON.parse((await c.req.text()).replaceAll(/\\u0000/g, ''))
  } catch (error) {
    if (error instanceof HTTPException) throw error
    throw new ApiTrouble(400, 'bad-request', 'the body is not JSON')
  }
}

function check(schema: z.ZodType, given: unknown): unknown {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ApiTrouble(400, 'bad-request', [issue!.path.join('.'), issue!.message].filter(Boolean).join(': '))
}

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 500
const fail = (c: Ctx, status: Status, code: string, message: string) => c.json({ error: { code, message } }, status)

function tellError(c: Ctx, deps: WebDeps, error: Error): Response {
  if (error instanceof ApiTrouble) return fail(c, error.status, error.code, error.message)
  if (error instanceof HTTPException && error.status === 413)
    return fail(c, 413, 'too-large', 'the body is larger than a megabyte')
  deps.log(`${c.req.method} /api: ${error.name} ${(error as { code?: string }).code ?? ''}`.trim())
  return fail(c, 500, 'fault', 'this is a fault of Vigil: tell whoever runs it')
}
