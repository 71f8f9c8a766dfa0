import { open } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { readCaptureBody } from '../../2-capture/step.ts'
import { readKept } from '../../2-capture/warc.ts'
import { decodePage } from '../../3-extract/charset.ts'
import { headerOf } from '../../domain/fetch.ts'
import { secretWords } from '../confidential.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { readArticleRecord } from '../queries/articles.ts'
import { capturesOf, type KeptCapture, readCapture, versionsOf } from '../queries/captures.ts'
import { pageOf, queryOf, send } from '../request.ts'
import { originalView } from '../views/original.ts'
import { troubleView } from '../views/trouble.ts'

/** What was fetched of an article: captures with their hashes checked now, screenshots, and what changed between versions. */
export const original: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const record = await readArticleRecord(deps.sql, id)
  if (!record) return c.notFound()
  if (await isClosed(c, deps, id)) return closed(c, deps, id)
  const query = queryOf(c)
  const [captures, versions] = await Promise.all([capturesOf(deps.sql, id), versionsOf(deps.sql, id)])
  const newest = captures[0] ? await faultOf(deps, captures[0]) : null
  const chosen = (given: string | undefined, otherwise: number) =>
    versions.find(({ articleId }) => articleId === given) ?? versions.at(otherwise)
  const compared = versions.length > 1 ? { from: chosen(query.from, -2)!, to: chosen(query.to, -1)! } : null
  return send(c, originalView(pageOf(c, deps), { article: record, captures, versions, compared, newestFault: newest }))
}

async function faultOf({ settings }: WebDeps, capture: KeptCapture): Promise<string | null> {
  const kept = await readKept(settings.VIGIL_DATA, placeOf(capture), capture.sha256)
  return 'fault' in kept ? kept.fault : null
}

const placeOf = ({ warcFile, warcOffset, warcLength }: KeptCapture) => ({
  file: warcFile,
  offset: Number(warcOffset),
  length: Number(warcLength),
})

// Whatever a page wrote into its bytes: here it is a file, or text. The policy of all our pages stands on top of that.
const HARMLESS = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' }

/** The bytes as they were served, to keep; their hash is checked before they are given. */
export const captureBytes: Action = (deps) => async (c) => {
  const capture = await readCapture(deps.sql, c.req.param('id')!)
  if (!capture) return c.notFound()
  if (await isClosed(c, deps, capture.discoveryId)) return closed(c, deps, capture.discoveryId)
  const kept = await readKept(deps.settings.VIGIL_DATA, placeOf(capture), capture.sha256)
  if ('fault' in kept) return unreadable(c, deps, capture, kept.fault)
  const packed = kept.http ? headerOf(kept.http, 'content-encoding') : null
  const name = `capture-${capture.id}-${capture.sha256.toString('hex').slice(0, 12)}${packed ? '.packed' : '.html.txt'}`
  return c.body(new Uint8Array(kept.body), 200, {
    ...HARMLESS,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name}"`,
    'x-sha256': capture.sha256.toString('hex'),
  })
}

/** The page's source as plain text, in whatever encoding it was written. */
export const captureText: Action = (deps) => async (c) => {
  const capture = await readCapture(deps.sql, c.req.param('id')!)
  if (!capture) return c.notFound()
  if (await isClosed(c, deps, capture.discoveryId)) return closed(c, deps, capture.discoveryId)
  const read = await readCaptureBody(deps.settings.VIGIL_DATA, capture)
  if ('fault' in read) return unreadable(c, deps, capture, read.fault)
  return c.body(decodePage(read.body, capture.contentType).html, 200, {
    ...HARMLESS,
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': 'inline',
  })
}

/** The page as the browser showed it when it was fetched. */
export const captureScreenshot: Action = (deps) => async (c) => {
  const capture = await readCapture(deps.sql, c.req.param('id')!)
  if (!capture?.screenshot) return c.notFound()
  const path = normalize(capture.screenshot)
  if (!path.startsWith('screenshots/')) return c.notFound()
  if (await isClosed(c, deps, capture.discoveryId)) return closed(c, deps, capture.discoveryId)
  try {
    const file = await open(join(deps.settings.VIGIL_DATA, path), 'r')
    try {
      const bytes = await file.readFile()
      return c.body(new Uint8Array(bytes), 200, { ...HARMLESS, 'content-type': 'image/jpeg' })
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return unreadable(c, deps, capture, `the file ${path} is missing`)
  }
}

// Names can be blacked out in a text, not in bytes and pictures.
const isClosed = async (c: Ctx, { sql }: WebDeps, discoveryId: string): Promise<boolean> =>
  (await secretWords(sql, c.get('account'), discoveryId)).length > 0

function closed(c: Ctx, deps: WebDeps, discoveryId: string): Response {
  const page = pageOf(c, deps)
  const next = { href: `/articles/${discoveryId}`, label: page.t('confidential.back') }
  const words = page.t('confidential.original')
  return send(c, troubleView(page, { title: page.t('error.forbidden'), words, next }), 403)
}

function unreadable(c: Ctx, deps: WebDeps, { discoveryId }: KeptCapture, fault: string): Response {
  const page = pageOf(c, deps)
  const next = { href: `/articles/${discoveryId}/original`, label: page.t('original.title') }
  return send(
    c,
    troubleView(page, {
      title: page.t('original.broken'),
      words: `${page.t('original.broken-words')} ${fault}.`,
      next,
    }),
    404,
  )
}
