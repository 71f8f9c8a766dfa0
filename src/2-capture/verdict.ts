import { headerOf, type Page } from '../domain/fetch.ts'
import type { Outcome } from '../domain/outcome.ts'
import { decodeDeclared } from '../language/declared-charset.ts'

type Stop = Extract<Outcome, { kind: 'try-later' | 'set-aside' | 'failed' }>

const LOG_IN = /\/(log-?in|sign-?in|auth|sso|account\/login|wp-login\.php|user\/login|users\/sign_in)(\/|$|\?|\.)/i
const CONSENT = /^consent\.|\/(consent|gdpr|cookie-?(wall|consent)|privacy-?wall)(\/|$|\?)/i
// Titles of pages that say "not found" with 200 OK. Whole titles or with the number, as articles are about lost things too.
const NOT_FOUND =
  /^\W*(error|ошибка|xəta|səhv)?\W*404\b|\b404\b.{0,20}(not found|error|ошибк|не найден|tapılmad|xəta)|(not found|ошибка|не найдена|tapılmadı)\W*404|^\W*(page|страница|материал|статья|səhifə|material) (not found|не найден[ао]?|не существует|tapılmadı)\W*(\||—|-|–|·|$)/i
const LONGEST_SOFT_404 = 150_000

/**
 * What an answer is, before anybody reads its text: null for a page that may hold an article, otherwise why not, each
 * told apart from the others and with advice.
 */
export function stopOf(page: Page, askedUrl: string): Stop | null {
  const { status } = page
  if (page.wall) return challenge
  if (status === 404 || status === 410)
    return setAside(
      'gone',
      `The outlet no longer has this page (${status}). Look for it in its mirrors or a web archive.`,
    )
  if (status === 401 || status === 407)
    return setAside('log-in', 'The outlet wants a log-in. If you have one, read it there and add the text yourself.')
  if (status === 402)
    return setAside('log-in', 'The outlet wants a subscription. If you have one, add the text yourself.')
  if (status === 451)
    return setAside(
      'blocked-by-law',
      'The outlet must not show this page here (451). Try a mirror or a proxy in another country.',
    )
  if (status === 403 || status === 405 || status === 406 || status === 400) return refusedByServer(status)
  if (status === 408 || status === 425 || status >= 500)
    return {
      kind: 'try-later',
      because: 'server-error',
      advice: `The outlet's server is in trouble (${status}). It is tried again.`,
    }
  if (status < 200 || status >= 300)
    return setAside('bad-answer', `The server answered with ${status}, which is no page.`)
  return elsewhere(page, askedUrl) ?? (page.request.method === 'HEAD' ? null : contentStop(page))
}

const challenge: Stop = {
  kind: 'failed',
  because: 'challenge',
  advice:
    'The outlet asks for a browser or a human first. We do not fight the wall: try a mirror, its feed, or ask the outlet to let Vigil in.',
}

// Hardly tried again by itself (recheck.ts): asking again and again is what gets a reader banned.
const refusedByServer = (status: number): Stop => ({
  kind: 'failed',
  because: 'blocked',
  advice: `The server refuses us (${status}). Try a mirror, a proxy or a longer delay, or ask the outlet to let Vigil in; then press "try again".`,
})

const setAside = (because: string, advice: string): Stop => ({ kind: 'set-aside', because, advice })

// A redirect to a page that is not the article: told from its address.
function elsewhere(page: Page, askedUrl: string): Stop | null {
  if (page.redirects.length === 0) return null
  const asked = new URL(askedUrl)
  const got = new URL(page.finalUrl)
  if (CONSENT.test(got.host) || (CONSENT.test(got.pathname) && !CONSENT.test(asked.pathname)))
    return setAside(
      'consent-page',
      'A page about cookies stands before the article. Try render: always for this outlet.',
    )
  if (LOG_IN.test(got.pathname) && !LOG_IN.test(asked.pathname))
    return setAside(
      'log-in',
      'The outlet sends us to its log-in page. If you have one, read it there and add the text yourself.',
    )
  if (isFront(got) && !isFront(asked))
    return setAside(
      'gone',
      'The outlet sends us to its front page: the article is no longer there. Look in its mirrors or a web archive.',
    )
  return null
}

const isFront = (url: URL) => /^\/([a-z]{2}\/?)?(index\.\w+)?$/i.test(url.pathname) && url.search === ''

function contentStop(page: Page): Stop | null {
  if (page.body.length === 0)
    return { kind: 'try-later', because: 'empty', advice: 'The server sent an empty page. It is tried again.' }
  const type = (headerOf(page.headers, 'content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (!looksLikeHtml(type, page.body))
    return setAside(
      'not-html',
      `This is ${type || 'something else'}, not a web page. Open it yourself, and add its text if it matters.`,
    )
  if (page.body.length < LONGEST_SOFT_404) {
    const title = /<title[^>]*>([^<]{0,300})/i.exec(decodeDeclared(page.body, page.contentType))?.[1] ?? ''
    if (NOT_FOUND.test(title.trim()))
      return setAside(
        'gone',
        `The page says that there is nothing ("${title.trim().slice(0, 80)}"), with 200 OK. Look in mirrors or a web archive.`,
      )
  }
  return null
}

const BINARY = /^(%PDF|PK\x03\x04|\x89PNG|GIF8|\xff\xd8\xff|RIFF|\x1f\x8b|ID3|OggS|\x00\x00\x00.ftyp|\xd0\xcf\x11\xe0)/
const MARKUP = /<(!doctype\s+html|html|head|body|title|meta|article|div|p|h1)\b/i

function looksLikeHtml(type: string, body: Buffer): boolean {
  const head = body.subarray(0, 4096)
  if (BINARY.test(head.toString('latin1'))) return false
  if (type === 'text/html' || type === 'application/xhtml+xml') return true
  const declaresOther =
    type !== '' && !/^(text\/plain|application\/octet-stream|text\/xml|application\/xml|unknown\/unknown)$/.test(type)
  return !declaresOther && MARKUP.test(head.toString('latin1').replaceAll('\0', ''))
}
