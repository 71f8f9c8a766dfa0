import { HTTPException } from 'hono/http-exception'
import type { Ctx, WebDeps } from './environment.ts'
import { pageOf, send } from './request.ts'
import type { MessageKey } from './translate.ts'
import { troubleView } from './views/trouble.ts'

type Words = { title: MessageKey; words: MessageKey; status: 400 | 403 | 404 | 413 | 415 | 500 | 503 }

// PostgreSQL or the way to it, not our fault: the page says that waiting helps.
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P03',
  '53300',
])

function wordsFor(error: Error): Words {
  const code = (error as { code?: string }).code
  if (code && AWAY.has(code)) return { title: 'error.away', words: 'error.away.words', status: 503 }
  if (!(error instanceof HTTPException)) return { title: 'error.fault', words: 'error.fault.words', status: 500 }
  if (error.status === 404) return { title: 'error.not-found', words: 'error.not-found.words', status: 404 }
  if (error.status === 413) return { title: 'error.too-large', words: 'error.too-large.words', status: 413 }
  if (error.status === 415) return { title: 'error.bad-form', words: 'error.bad-form.words', status: 415 }
  if (error.status === 403 && error.message === 'not-your-role')
    return { title: 'error.forbidden', words: 'error.forbidden.words', status: 403 }
  if (error.status === 403) return { title: 'error.forged', words: 'error.forged.words', status: 403 }
  return { title: 'error.bad-form', words: 'error.bad-form.words', status: 400 }
}

/** Tells a person what went wrong; the operator gets a line without anybody's words in it. */
export function tellTrouble(c: Ctx, deps: WebDeps, error: Error): Response {
  const { title, words, status } = wordsFor(error)
  if (status >= 500)
    deps.log(`${c.req.method} ${c.req.routePath}: ${error.name} ${(error as { code?: string }).code ?? ''}`.trim())
  if (status === 500 && deps.settings.VIGIL_DEBUG) deps.log(String(error.stack))
  const page = pageOf(c, deps)
  const next = page.account
    ? { href: '/inbox', label: page.t('error.home') }
    : { href: '/login', label: page.t('login.title') }
  return send(c, troubleView(page, { title: page.t(title), words: page.t(words), next }), status)
}
