import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { type Answer, articlePage, page, redirect, send } from './server.ts'

export interface Trap {
  /** As a row of the table: what the server does. */
  name: string
  path: string
  answers: Record<string, Answer>
  /** What comes of capturing it. */
  expected: string
}

const MB = 1024 * 1024
const zeros = (megabytes: number) => Buffer.alloc(megabytes * MB, ' ')
// Packed once: bombs take long to make.
const bombs = {
  gzip: gzipSync(zeros(64)),
  deflate: deflateSync(zeros(64)),
  br: brotliCompressSync(zeros(64)),
  twice: gzipSync(gzipSync(zeros(200))),
}
const packed =
  (coding: string, body: Buffer): Answer =>
  (_, response) =>
    send(response, 200, body, { 'content-encoding': coding })
const article = Buffer.from(articlePage('Packed'))

/** Sends pieces for ever, slowly or as fast as they go. */
const endless =
  (piece: string | Buffer, everyMs: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers })
    const timer = setInterval(() => response.write(piece), everyMs)
    response.on('error', () => {}).on('close', () => clearInterval(timer))
  }

let retried = 0
let late = 0

/** Every trap that one address can be, with what must come of it. `other` is a port that the outlet's file does not name. */
export function traps(other: string): Trap[] {
  const one = (name: string, path: string, answer: Answer, expected: string): Trap => ({
    name,
    path,
    answers: { [path]: answer },
    expected,
  })
  return [
    one('an ordinary page', '/plain', page('Plain'), 'done'),
    one('redirects to itself', '/loop', redirect('/loop'), 'set-aside redirect-loop'),
    {
      name: 'two pages that send to each other',
      path: '/ping',
      answers: { '/ping': redirect('/pong'), '/pong': redirect('/ping') },
      expected: 'set-aside redirect-loop',
    },
    {
      name: 'a page that sends on in its text',
      path: '/refresh',
      answers: {
        '/refresh': (_, response) =>
          send(
            response,
            200,
            '<html><head><meta http-equiv="Refresh" content="0; URL=/refreshed?a=1&amp;b=2"></head></html>',
          ),
        '/refreshed?a=1&b=2': page('Refreshed'),
      },
      expected: 'done',
    },
    one(
      'a page that sends on in its text, to a port the file does not name',
      '/refresh-out',
      (_, response) => send(response, 200, `<meta http-equiv=refresh content='1;url=${other}/secret'>`),
      'set-aside refused-address',
    ),
    one(
      'a redirect to itself that brings a cookie, then the page',
      '/cookie',
      (request, response) =>
        request.headers.cookie === 'seen=1'
          ? send(response, 200, articlePage('Cookie'))
          : send(response, 302, '', { location: '/cookie', 'set-cookie': 'seen=1; Path=/' }),
      'done',
    ),
    { name: 'eleven redirects', path: '/hop/11', answers: hops(11), expected: 'set-aside too-many-redirects' },
    { name: 'ten redirects', path: '/step/10', answers: hops(10, '/step'), expected: 'done' },
    one(
      'a redirect to a port the file does not name',
      '/to-other',
      redirect(`${other}/secret`),
      'set-aside refused-address',
    ),
    one(
      'a redirect to the clouds’ metadata',
      '/to-metadata',
      redirect('http://169.254.169.254/latest/meta-data/'),
      'set-aside refused-address',
    ),
    one('a redirect to IPv6 loopback', '/to-v6', redirect('http://[::1]:80/'), 'set-aside refused-address'),
    one(
      'a redirect to loopback mapped into IPv6',
      '/to-mapped',
      redirect('http://[::ffff:127.0.0.1]/'),
      'set-aside refused-address',
    ),
    one(
      'a redirect to loopback as one number',
      '/to-number',
      redirect('http://2130706433/'),
      'set-aside refused-address',
    ),
    one('a redirect to loopback in octal', '/to-octal', redirect('http://0177.0.0.1/'), 'set-aside refused-address'),
    one('a redirect to a private network', '/to-private', redirect('http://10.1.2.3/'), 'set-aside refused-address'),
    one('a redirect to localhost by name', '/to-localhost', redirect('http://localhost/'), 'set-aside refused-address'),
    one('a redirect to a file', '/to-file', redirect('file:///etc/passwd'), 'set-aside refused-address'),
    one(
      'a redirect with a password in it',
      '/to-password',
      redirect('http://user:secret@127.0.0.1/'),
      'set-aside refused-address',
    ),
    one('a redirect into what robots.txt forbids', '/to-forbidden', redirect('/private/list'), 'set-aside robots'),
    one('what robots.txt forbids', '/private/page', page('Private'), 'set-aside robots'),
    one('what robots.txt forbids, its letters escaped', '/%70rivate/other', page('Private'), 'set-aside robots'),
    one('no first byte', '/silent', () => {}, 'try-later timeout'),
    one('a slow drip', '/drip', endless('.', 20), 'try-later timeout'),
    one(
      'headers without end',
      '/headers',
      (_, response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\n')
        const timer = setInterval(() => response.socket?.write(`x-${Math.random()}: ${'y'.repeat(8000)}\r\n`), 1)
        response.socket?.on('error', () => {}).on('close', () => clearInterval(timer))
      },
      'set-aside bad-answer',
    ),
    one(
      '300 MB that are announced',
      '/announced',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(300 * MB) })
        response.on('error', () => {}).write(zeros(1))
      },
      'set-aside too-large',
    ),
    one('300 MB that are not announced', '/flood', endless(zeros(1), 1), 'set-aside too-large'),
    one('a gzip bomb', '/bomb-gzip', packed('gzip', bombs.gzip), 'set-aside too-large'),
    one('a deflate bomb', '/bomb-deflate', packed('deflate', bombs.deflate), 'set-aside too-large'),
    one('a brotli bomb', '/bomb-br', packed('br', bombs.br), 'set-aside too-large'),
    one('a bomb packed twice', '/bomb-twice', packed('gzip, gzip', bombs.twice), 'set-aside too-large'),
    one('packed as it says', '/gzip', packed('gzip', gzipSync(article)), 'done'),
    one('deflate without its wrapping', '/deflate-raw', packed('deflate', deflateRawSync(article)), 'done'),
    one('says gzip, is plain', '/not-gzip', packed('gzip', article), 'done'),
    one('gzip cut short', '/cut-gzip', packed('gzip', gzipSync(article).subarray(0, -12)), 'done'),
    one(
      'breaks off in the middle',
      '/broken',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' })
        response.write('<html>')
        setTimeout(() => response.destroy(), 20)
      },
      'try-later broken-off',
    ),
    one('closes at once', '/closed', (_, response) => void response.destroy(), 'try-later broken-off'),
    one('404', '/missing', (_, response) => send(response, 404, 'no'), 'set-aside gone'),
    one('410', '/removed', (_, response) => send(response, 410, 'no'), 'set-aside gone'),
    one('403', '/forbidden', (_, response) => send(response, 403, 'no'), 'failed blocked'),
    one('401', '/log-in-needed', (_, response) => send(response, 401, 'no'), 'set-aside log-in'),
    one('451', '/law', (_, response) => send(response, 451, 'no'), 'set-aside blocked-by-law'),
    one('500', '/fault', (_, response) => send(response, 500, 'no'), 'try-later server-error'),
    one(
      '"not found" with 200 OK',
      '/soft',
      (_, response) => send(response, 200, '<title>Page not found | Post</title><p>Sorry.'),
      'set-aside gone',
    ),
    one(
      '"not found" in Russian, windows-1251',
      '/soft-ru',
      (_, response) =>
        send(
          response,
          200,
          Buffer.from(
            '<title>\xd1\xf2\xf0\xe0\xed\xe8\xf6\xe0 \xed\xe5 \xed\xe0\xe9\xe4\xe5\xed\xe0</title>',
            'latin1',
          ),
          { 'content-type': 'text/html; charset=windows-1251' },
        ),
      'set-aside gone',
    ),
    one(
      '"not found" in Azerbaijani',
      '/soft-az',
      (_, response) => send(response, 200, '<title>Səhifə tapılmadı</title>'),
      'set-aside gone',
    ),
    one('sends to its front page', '/to-front', redirect('/'), 'set-aside gone'),
    one('sends to its log-in page', '/members', redirect('/login?next=/members'), 'set-aside log-in'),
    one('sends to its cookie wall', '/walled', redirect('/consent?to=/walled'), 'set-aside consent-page'),
    one(
      'a challenge with 403',
      '/challenge',
      (_, response) => send(response, 403, '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>'),
      'failed challenge',
    ),
    one(
      'a challenge with 200',
      '/challenge-200',
      (_, response) => send(response, 200, '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>'),
      'failed challenge',
    ),
    one(
      'a challenge with 503',
      '/challenge-503',
      (_, response) => send(response, 503, '<title>DDoS-Guard</title>'),
      'failed challenge',
    ),
    one(
      'a PDF',
      '/file',
      (_, response) => send(response, 200, '%PDF-1.7', { 'content-type': 'application/pdf' }),
      'set-aside not-html',
    ),
    one(
      'a PDF that says it is HTML',
      '/file-lie',
      (_, response) => send(response, 200, '%PDF-1.7'),
      'set-aside not-html',
    ),
    one(
      'a page without a type',
      '/untyped',
      (_, response) => {
        response.writeHead(200)
        response.end(article)
      },
      'done',
    ),
    one('an empty page', '/empty', (_, response) => send(response, 200, ''), 'try-later empty'),
    one(
      '429, then the page',
      '/limited',
      (_, response) =>
        retried++ === 0
          ? send(response, 429, 'slow down', { 'retry-after': '0' })
          : send(response, 200, articlePage('Limited')),
      'try-later rate-limited',
    ),
    one(
      '503 with a date to come back',
      '/busy',
      (_, response) =>
        late++ === 0
          ? send(response, 503, 'later', { 'retry-after': new Date(Date.now() - 1000).toUTCString() })
          : send(response, 200, articlePage('Busy')),
      'try-later rate-limited',
    ),
  ]
}

/** Pages that others send to. */
export const behindTraps: Record<string, Answer> = {
  '/': page('Front'),
  '/private/list': page('Forbidden'),
  '/login?next=/members': page('Log in'),
  '/consent?to=/walled': page('Cookies'),
  '/robots.txt': (_, response) =>
    send(response, 200, 'User-agent: *\nDisallow: /private/\n', { 'content-type': 'text/plain' }),
}

function hops(count: number, under = '/hop'): Record<string, Answer> {
  return Object.fromEntries(
    Array.from({ length: count + 1 }, (_, n) => [
      `${under}/${n}`,
      n === 0 ? page('At last') : redirect(`${under}/${n - 1}`),
    ]),
  )
}
