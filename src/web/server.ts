import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { readClaimTypes } from '../6-review/claim-types.ts'
import { claimFormats, formats } from '../7-export/step.ts'
import { Trouble } from '../commands/command.ts'
import type { Sql } from '../db/database.ts'
import type { Settings } from '../settings.ts'
import { api } from './api/api.ts'
import { addDesk } from './desk-routes.ts'
import type { App, Env, QueueCount, WebDeps } from './environment.ts'
import { atLeast, formKeyed, sameOrigin, securityHeaders, signedIn } from './guard.ts'
import {
  account,
  accountChange,
  accountPassword,
  sessionEnd,
  sessionEndOthers,
  tokenAdd,
  tokenRemove,
} from './routes/account.ts'
import { alertExport, alertList, alertsSeen } from './routes/alerts.ts'
import { article, articleAgain, articleRelease, articleTake } from './routes/article.ts'
import { articleExport, articleList } from './routes/article-list.ts'
import { claimAdd } from './routes/claim-add.ts'
import { bulkAsk, bulkDecide, bulkUndoAsk, bulkUndoDo } from './routes/claim-bulk.ts'
import { claimAccept, claimCorrect, claimReject, claimUndo } from './routes/claim-decide.ts'
import { claimHistory } from './routes/claim-history.ts'
import { claimExport, claimList } from './routes/claim-list.ts'
import { facility, facilityExport, facilityList } from './routes/facilities.ts'
import { feed } from './routes/feed.ts'
import { health } from './routes/health.ts'
import { inbox, nextArticle } from './routes/inbox.ts'
import { login, loginForm, logout } from './routes/login.ts'
import { outlet, outletExport, outletList, sourceNow } from './routes/outlets.ts'
import { person, personExport, personList } from './routes/people.ts'
import { publicFile } from './routes/public-file.ts'
import { queue } from './routes/queue.ts'
import { feedAdd, feedRemove, feedRenew } from './routes/record-feeds.ts'
import { addRecordTables } from './routes/record-tables.ts'
import { userAdd, userChange, userList, userPassword } from './routes/users.ts'
import { viewRemove, viewSave } from './routes/views.ts'
import { watch, watchAdd, watchChange, watchList, watchRemove, watchRenew } from './routes/watches.ts'
import { welcome, welcomeForm } from './routes/welcome.ts'
import { addTracking } from './tracking-routes.ts'
import { tellTrouble } from './trouble.ts'

export interface WebParts {
  sql: Sql
  settings: Settings
  queueCounts?: () => Promise<QueueCount[]>
  clock?: () => Date
  log?: (line: string) => void
}

// Forms are words; a megabyte holds more than anybody types.
const LARGEST_FORM = 1_000_000
const ID = ':id{[0-9]{1,18}}'
const BATCH = ':batch{[0-9a-f-]{36}}'

/** All pages and the API: every address that Vigil answers stands here. */
export function createWeb({ sql, settings, queueCounts, clock = () => new Date(), log = () => {} }: WebParts): App {
  const deps: WebDeps = { sql, settings, queueCounts, clock, log, types: readClaimTypes(settings.VIGIL_CONFIG) }
  const app = new Hono<Env>()
  app.use(securityHeaders)
  app.use(compress())
  app.use(
    bodyLimit({
      maxSize: LARGEST_FORM,
      onError: () => {
        throw new HTTPException(413)
      },
    }),
  )
  app.notFound((c) => tellTrouble(c, deps, new HTTPException(404)))
  app.onError((error, c) => tellTrouble(c, deps, error))

  app.get('/healthz', health(deps))
  app.get('/public/:name', publicFile())
  app.get('/feeds/:file{[A-Za-z0-9_-]+\\.atom}', feed(deps))
  app.route('/api/v1', api(deps))

  app.use(sameOrigin(deps))
  app.get('/login', loginForm(deps))
  app.post('/login', login(deps))
  app.get('/welcome/:key', welcomeForm(deps))
  app.post('/welcome/:key', welcome(deps))

  app.use(signedIn(deps), formKeyed)
  app.get('/', (c) => c.redirect('/inbox', 302))
  app.post('/logout', logout(deps))

  app.get('/inbox', inbox(deps))
  app.get('/inbox/next', nextArticle(deps))
  app.post('/views', viewSave(deps))
  app.post(`/views/${ID}/remove`, viewRemove(deps))
  addRecordTables(app, deps)
  app.get('/claims', claimList(deps))
  app.get(`/claims/${ID}`, claimHistory(deps))
  app.get('/articles', articleList(deps))
  app.get(`/articles/${ID}`, article(deps))
  app.get('/people', personList(deps))
  app.get(`/people/${ID}`, person(deps))
  app.get('/facilities', facilityList(deps))
  app.get(`/facilities/${ID}`, facility(deps))
  app.get('/outlets', outletList(deps))
  app.get('/queue', queue(deps))
  for (const format of claimFormats) app.get(`/claims.${format}`, claimExport(format)(deps))
  for (const format of formats) {
    app.get(`/articles.${format}`, articleExport(format)(deps))
    app.get(`/people.${format}`, personExport(format)(deps))
    app.get(`/facilities.${format}`, facilityExport(format)(deps))
    app.get(`/outlets.${format}`, outletExport(format)(deps))
    app.get(`/alerts.${format}`, alertExport(format)(deps))
  }
  app.get('/outlets/:id{.+}', outlet(deps))

  app.get('/watches', watchList(deps))
  app.post('/watches', watchAdd(deps))
  app.get(`/watches/${ID}`, watch(deps))
  app.post(`/watches/${ID}`, watchChange(deps))
  app.post(`/watches/${ID}/remove`, watchRemove(deps))
  app.post(`/watches/${ID}/feed`, watchRenew(deps))
  app.post('/feeds', feedAdd(deps))
  app.post(`/feeds/${ID}/renew`, feedRenew(deps))
  app.post(`/feeds/${ID}/remove`, feedRemove(deps))
  app.get('/alerts', alertList(deps))
  app.post('/alerts/seen', alertsSeen(deps))
  addTracking(app, deps)
  addDesk(app, deps)
  app.get('/account', account(deps))
  app.post('/account', accountChange(deps))
  app.post('/account/password', accountPassword(deps))
  app.post('/account/sessions/end', sessionEnd(deps))
  app.post('/account/sessions/end-others', sessionEndOthers(deps))
  app.post('/account/tokens', tokenAdd(deps))
  app.post('/account/tokens/remove', tokenRemove(deps))

  const reviewer = atLeast('reviewer')
  app.get('/claims/bulk', reviewer, bulkAsk(deps))
  app.post('/claims/bulk', reviewer, bulkDecide(deps))
  app.get(`/claims/bulk/${BATCH}`, reviewer, bulkUndoAsk(deps))
  app.post(`/claims/bulk/${BATCH}`, reviewer, bulkUndoDo(deps))
  app.post(`/claims/${ID}/accept`, reviewer, claimAccept(deps))
  app.post(`/claims/${ID}/correct`, reviewer, claimCorrect(deps))
  app.post(`/claims/${ID}/reject`, reviewer, claimReject(deps))
  app.post(`/claims/${ID}/undo`, reviewer, claimUndo(deps))
  app.post(`/articles/${ID}/claims`, reviewer, claimAdd(deps))
  app.post(`/articles/${ID}/again`, reviewer, articleAgain(deps))
  app.post(`/articles/${ID}/take`, reviewer, articleTake(deps))
  app.post(`/articles/${ID}/release`, reviewer, articleRelease(deps))
  app.post(`/sources/${ID}/now`, reviewer, sourceNow(deps))

  const admin = atLeast('admin')
  app.get('/users', admin, userList(deps))
  app.post('/users', admin, userAdd(deps))
  app.post(`/users/${ID}`, admin, userChange(deps))
  app.post(`/users/${ID}/password`, admin, userPassword(deps))
  return app
}

export interface WebServer {
  port: number
  close(): Promise<void>
}

/**
 * Listens for readers. What is under way when it closes is finished first.
 * @throws Trouble when the port is taken or the address is not this machine's
 */
export async function serveWeb(parts: WebParts): Promise<WebServer> {
  const { HOST, PORT } = parts.settings
  const app = createWeb(parts)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: HOST, port: PORT }, ({ port }) =>
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
            // A browser keeps its connection open; nothing of it is worth waiting longer for.
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000).unref()
          }),
      }),
    )
    server.on('error', (error: NodeJS.ErrnoException) => reject(new Trouble(listenTrouble(error, HOST, PORT))))
  })
}

/** Why an address can't be listened on, in words. */
export function listenTrouble({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use by another program. Stop that one, or choose another port: PORT=4781`
  if (code === 'EACCES') return `this user may not listen on port ${port}. Choose a port above 1023: PORT=4780`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine. Set HOST to one of its own, or leave it out.`
  return `can't listen on ${host}, port ${port}: ${message}`
}
