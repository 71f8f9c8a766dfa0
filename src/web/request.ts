import { getConnInfo } from '@hono/node-server/conninfo'
import { HTTPException } from 'hono/http-exception'
import { urgencyOf } from '../5-link/incidents/urgency.ts'
import type { Viewer } from '../6-review/claim-list.ts'
import type { Account } from '../accounts/account-store.ts'
import type { Ctx, WebDeps } from './environment.ts'
import { maskedFormKey } from './form-key.ts'
import type { Html } from './html.ts'
import type { Page } from './page.ts'
import { trackingRules } from './tracking-rules.ts'
import { languageOf, translator } from './translate.ts'

// PostgreSQL has no NUL in text, and no name needs one.
const clean = (words: string) => words.replaceAll('\0', '')

/** The filters of the address, each once. */
export const queryOf = (c: Ctx): Record<string, string> =>
  Object.fromEntries(Object.entries(c.req.query()).map(([name, value]) => [name, clean(value)]))

/** Whether a page is wanted on paper. */
export const isPrinted = (c: Ctx): boolean => c.req.query('print') !== undefined

// What somebody reads on paper; a longer list is for a table.
const PRINTED_ROWS = 500

/** How many rows a list's page shows: its own number, or as many as anybody wants on paper. */
export const rowsOf = (c: Ctx, usual: number): number => (isPrinted(c) ? PRINTED_ROWS : usual)

/** A form as it was sent. `all` gives every value of a name. */
export interface Form {
  get(name: string): string
  all(name: string): string[]
}

/**
 * Reads a sent form. Only forms of text: files have no place here.
 * @throws HTTPException 415 for anything else
 */
export async function formOf(c: Ctx): Promise<Form> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new HTTPException(415)
  const sent = new URLSearchParams(await c.req.text())
  return {
    get: (name) => clean(sent.get(name) ?? ''),
    all: (name) => sent.getAll(name).map(clean),
  }
}

/** The page that a view writes, for whoever asks. */
export function pageOf(c: Ctx, { clock, types, settings }: WebDeps): Page {
  const account = (c.get('account') as Account | undefined) ?? null
  const language = account?.language ?? languageOf(c.req.header('accept-language'))
  return {
    t: translator(language),
    language,
    zone: account?.zone ?? 'UTC',
    account,
    formKey: c.get('session') ? maskedFormKey(c.get('session').formKey) : '',
    path: c.req.path,
    query: queryOf(c),
    printed: isPrinted(c),
    now: clock(),
    types,
    newAlerts: c.get('newAlerts') ?? 0,
    urgencyOf(claim) {
      const { urgency, incidents } = trackingRules(settings.VIGIL_CONFIG)
      return urgencyOf(claim, urgency, incidents)
    },
  }
}

/** Who looks at claims: what they track, skipped and may see decides what they are shown. */
export const viewerOf = (c: Ctx): Viewer => ({
  accountId: c.get('account').id,
  confidential: c.get('account').seesConfidential,
})

type Status = 200 | 400 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503
export const send = (c: Ctx, { markup }: Html, status: Status = 200): Response => c.html(markup, status)

/** Where the request comes from: the peer, or what our own proxy says where there is one. */
export function clientAddress(c: Ctx, { settings }: WebDeps): string {
  const forwarded = settings.TRUST_PROXY ? c.req.header('x-forwarded-for') : undefined
  // The last one was written by our proxy; what stands before it anybody may have invented.
  const last = forwarded?.split(',').at(-1)?.trim()
  return last || peerAddress(c) || 'unknown'
}

export function peerAddress(c: Ctx): string | undefined {
  try {
    return getConnInfo(c).remote.address
  } catch {
    return undefined
  }
}

/** A path of ours to go to after a form, whatever was sent: never another host. */
export function safePath(path: string | undefined, otherwise: string): string {
  if (!path?.startsWith('/') || /[\u0000-\u001F\\]/.test(path)) return otherwise
  try {
    const { origin, pathname, search, hash } = new URL(path, 'http://here.invalid')
    // "/..//elsewhere" becomes "//elsewhere", which is another host: what comes out counts, not what was sent.
    return origin === 'http://here.invalid' && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : otherwise
  } catch {
    return otherwise
  }
}

/** The page number of the address: 1 where there is none. */
export function pageNumber(query: Record<string, string>): number {
  const number = Number(query.page)
  return Number.isInteger(number) && number > 1 && number < 100_000 ? number : 1
}

/** A path of ours with a word about what was just done; the page it leads to says it in a sentence. */
export function told(path: string, done: string, more: Record<string, string> = {}): string {
  const url = new URL(path, 'http://here.invalid')
  for (const [name, value] of Object.entries({ done, ...more })) url.searchParams.set(name, value)
  return `${url.pathname}${url.search}${url.hash}`
}
