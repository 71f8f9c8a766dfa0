import { describe, expect, it } from 'vitest'
import type { Sql } from '../../src/db/database.ts'
import { readSettings } from '../../src/settings.ts'
import { apiRoutes } from '../../src/web/api/api.ts'
import { createWeb } from '../../src/web/server.ts'

/** What the API does for each form of the desk; or why it has nothing for it. A new form must be told here. */
const FORMS: Record<string, string | string[] | { why: string }> = {
  '/login': { why: 'a token is what a log-in is to the pages' },
  '/logout': { why: 'a token is what a log-in is to the pages' },
  '/welcome/:key': { why: 'makes the first account, before there is any token' },
  '/account': 'post /account',
  '/account/password': { why: 'a stolen token must not take the account with it' },
  '/account/sessions/end': { why: 'the API has no sessions; a stolen token must not end those of its owner' },
  '/account/sessions/end-others': { why: 'the API has no sessions; a stolen token must not end those of its owner' },
  '/account/tokens': { why: 'a stolen token must not make others that outlive it' },
  '/account/tokens/remove': { why: 'a stolen token must not take away those of its owner' },
  '/users': 'post /users',
  '/users/:id': 'post /users/{id}',
  '/users/:id/password': 'post /users/{id}/password',
  '/views': 'post /views',
  '/views/:id/remove': 'delete /views/{id}',
  '/claims/:id/accept': 'post /claims/{id}/decisions',
  '/claims/:id/correct': 'post /claims/{id}/decisions',
  '/claims/:id/reject': 'post /claims/{id}/decisions',
  '/claims/:id/undo': 'post /claims/{id}/decisions',
  '/claims/:id/ask': 'post /claims/{id}/questions',
  '/claims/:id/skip': 'post /claims/{id}/skip',
  '/claims/:id/unskip': 'delete /claims/{id}/skip',
  '/claims/bulk': 'post /claims/bulk',
  '/claims/bulk/:batch': 'post /claims/bulk/undo',
  '/questions/:id/answer': 'post /questions/{id}/answer',
  '/questions/:id/read': 'post /questions/{id}/read',
  '/articles/:id/claims': 'post /articles/{id}/claims',
  '/articles/:id/again': 'post /articles/{id}/again',
  '/articles/:id/take': 'post /articles/{id}/hold',
  '/articles/:id/release': 'delete /articles/{id}/hold',
  '/articles/:id/mend': 'post /articles/{id}/mends',
  '/sources/:id/now': 'post /sources/{id}/now',
  '/analyser/reanalysis': 'post /reanalysis',
  '/incidents/:id/facts': 'post /incidents/{id}/facts',
  '/incidents/:id/origins': 'post /incidents/{id}/origins',
  '/offers/:id': 'post /offers/{id}/answer',
  '/judgements/:id/undo': 'post /judgements/{id}/undo',
  '/people/:id/merge': 'post /people/{id}/merge',
  '/people/:id/split': 'post /people/{id}/split',
  '/people/:id/never': 'post /people/{id}/never',
  '/alerts/seen': 'post /alerts/seen',
  '/alerts/:id': ['post /alerts/{id}/answer', 'post /watches/{id}/mute'],
  '/watches': 'post /watches',
  '/watches/:id': 'post /watches/{id}/conditions',
  '/watches/:id/remove': 'delete /watches/{id}',
  '/watches/:id/feed': 'post /watches/{id}/feed',
  '/watches/new': ['post /watches/with-conditions', 'post /watches/preview'],
  '/watches/list': 'post /watches/list',
  '/watches/:id/conditions': ['post /watches/{id}/conditions', 'post /watches/preview'],
  '/watches/:id/mute': 'post /watches/{id}/mute',
  '/watches/:id/backfill': 'post /watches/{id}/backfill',
  '/feeds': 'post /feeds',
  '/feeds/:id/renew': 'post /feeds/{id}/renew',
  '/feeds/:id/remove': 'delete /feeds/{id}',
  '/channels': 'post /channels',
  '/channels/:id/secret': 'post /channels/{id}/secret',
  '/channels/:id/trial': 'post /channels/{id}/trial',
  '/channels/:id/remove': 'delete /channels/{id}',
}

const FILES = { why: 'a file: JSON carries none; lists are the same ones, bytes are what `vigil export --warc` writes' }
const WAY = { why: 'leads to another page' }
const FORM = { why: 'an empty form' }

/** The same for what the pages show. */
const PAGES: Record<string, string | string[] | { why: string }> = {
  '/': WAY,
  '/healthz': { why: 'for whoever runs it, from the machine itself' },
  '/public/:name': { why: 'style and script' },
  '/login': FORM,
  '/welcome/:key': FORM,
  '/inbox': 'get /inbox',
  '/inbox/next': WAY,
  '/claims': 'get /claims',
  '/claims/:id': ['get /claims/{id}', 'get /claims/{id}/decisions'],
  '/claims/:id/incident': 'get /claims/{id}/incident',
  '/claims/bulk': 'post /claims/bulk',
  '/claims/bulk/:batch': 'post /claims/bulk/undo',
  '/articles': 'get /articles',
  '/articles/:id': ['get /articles/{id}', 'get /articles/{id}/mends'],
  '/articles/:id/original': ['get /articles/{id}', 'get /articles/{id}/versions'],
  '/captures/:id/bytes': FILES,
  '/captures/:id/text': FILES,
  '/captures/:id/screenshot': FILES,
  '/people': 'get /people',
  '/people/:id': ['get /people/{id}', 'get /people/{id}/told'],
  '/people/:id/judge': 'get /judgements',
  '/offers': ['get /offers', 'get /judgements'],
  '/facilities': 'get /facilities',
  '/facilities/:id': 'get /facilities/{id}',
  '/outlets': 'get /outlets',
  '/outlets/:id': 'get /outlet',
  '/incidents': 'get /incidents',
  '/incidents/:id': 'get /incidents/{id}',
  '/queue': 'get /queue',
  '/questions': 'get /questions',
  '/charts': 'get /charts',
  '/analyser': ['get /analyser', 'get /reanalysis'],
  '/analyser/reanalysis': 'get /reanalysis',
  '/silence': 'get /silence',
  '/alerts': 'get /alerts',
  '/alerts/:id': 'get /alerts/{id}',
  '/watches': 'get /watches',
  '/watches/:id': 'get /watches/{id}/conditions',
  '/watches/:id/conditions': 'get /watches/{id}/conditions',
  '/watches/new': FORM,
  '/watches/list': FORM,
  '/channels': 'get /channels',
  '/users': 'get /users',
  '/account': 'get /account',
}

const plain = (path: string) => path.replaceAll(/\{[^}]*\}+/g, '')
const routesOf = (method: string) => {
  const web = createWeb({ sql: {} as Sql, settings: readSettings({}) })
  const paths = web.routes.filter((route) => route.method === method).map(({ path }) => plain(path))
  return [...new Set(paths)].filter((path) => !path.startsWith('/api/') && path !== '/*' && path !== '*')
}
const known = new Set(apiRoutes.map(({ method, path }) => `${method} ${path}`))
const unknownOf = (table: typeof FORMS) =>
  Object.values(table)
    .flatMap((route) => (typeof route === 'object' && !Array.isArray(route) ? [] : [route].flat()))
    .filter((route) => !known.has(route))

describe('what the pages do, the API does', () => {
  it('has something for every form of the desk, or a reason why not', () => {
    expect(routesOf('POST').toSorted()).toEqual(Object.keys(FORMS).toSorted())
    expect(unknownOf(FORMS)).toEqual([])
  })

  it('has something for every page, or a reason why not; tables and feeds are files of the same lists', () => {
    const isFile = (path: string) => /\.(?:csv|xlsx|jsonl|jsonld|ftm)$|:file/.test(path)
    expect(
      routesOf('GET')
        .filter((path) => !isFile(path))
        .toSorted(),
    ).toEqual(Object.keys(PAGES).toSorted())
    expect(unknownOf(PAGES)).toEqual([])
  })

  it('asks for the same role as the page', () => {
    const ROLES: Record<string, string> = {
      '/users': 'admin',
      '/analyser/reanalysis': 'admin',
      '/claims/bulk': 'reviewer',
    }
    for (const [path, role] of Object.entries(ROLES)) {
      const named = [FORMS[path]].flat()[0] as string
      expect([path, apiRoutes.find((route) => `${route.method} ${route.path}` === named)!.role]).toEqual([path, role])
    }
  })
})
