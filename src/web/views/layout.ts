import { type Html, html, nothing } from '../html.ts'
import { isAdmin, number, type Page, when } from '../page.ts'
import type { MessageKey } from '../translate.ts'

const PLACES: { path: string; key: MessageKey }[] = [
  { path: '/inbox', key: 'nav.inbox' },
  { path: '/claims', key: 'nav.claims' },
  { path: '/articles', key: 'nav.articles' },
  { path: '/incidents', key: 'nav.incidents' },
  { path: '/people', key: 'nav.people' },
  { path: '/offers', key: 'nav.offers' },
  { path: '/facilities', key: 'nav.facilities' },
  { path: '/outlets', key: 'nav.outlets' },
  { path: '/watches', key: 'nav.watches' },
  { path: '/alerts', key: 'nav.alerts' },
  { path: '/silence', key: 'nav.silence' },
  { path: '/charts', key: 'charts.title' },
]

/** The frame of every page: landmarks, navigation, and the words of what was just done. */
export function layout(
  page: Page,
  {
    title,
    body,
    heading = title,
    refresh,
  }: { title: string; body: Html; heading?: string | Html; refresh?: string | undefined },
): Html {
  const { t, language, account } = page
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Vigil</title>
<link rel="stylesheet" href="/public/vigil.css">
<link rel="icon" href="/public/icon.svg" type="image/svg+xml">
${refresh ? html`<noscript><meta http-equiv="refresh" content="${refresh}"></noscript>` : nothing}<script src="/public/desk.js" defer></script>
</head>
<body${page.printed ? html` class="printed"` : nothing}${account?.keysOn ? html` data-keys="on"` : nothing}>
<a class="skip" href="#main">${t('nav.skip')}</a>
${page.printed ? nothing : account ? header(page) : html`<header class="top bare"><p class="brand">Vigil</p></header>`}
<main id="main" tabindex="-1">
<h1>${heading}</h1>
${page.printed ? printedLine(page) : nothing}
${notice(page)}
${body}
</main>
${account && !page.printed ? keyHelp(page) : nothing}
</body>
</html>`
}

function header(page: Page): Html {
  const { t, path, account, newAlerts } = page
  const link = ({ path: to, key }: { path: string; key: MessageKey }) => {
    const here = path === to || path.startsWith(`${to}/`)
    const badge =
      to === '/alerts' && newAlerts > 0
        ? html` <span class="badge">${number(page, newAlerts)}<span class="sr"> ${t('nav.new')}</span></span>`
        : nothing
    return html`<li><a href="${to}"${here ? html` aria-current="page"` : nothing}>${t(key)}${badge}</a></li>`
  }
  const own = [
    { path: '/channels', key: 'nav.channels' as const },
    { path: '/analyser', key: 'analyser.title' as const },
    { path: '/queue', key: 'nav.queue' as const },
    { path: '/account', key: 'nav.account' as const },
    ...(isAdmin(page) ? [{ path: '/users', key: 'nav.users' as const }] : []),
  ]
  return html`<header class="top">
<p class="brand"><a href="/inbox">Vigil</a></p>
<nav aria-label="${t('nav.main')}"><ul>${PLACES.map(link)}</ul></nav>
<nav class="own" aria-label="${t('nav.own')}"><details><summary${own.some(({ path: to }) => path === to) ? html` class="here"` : nothing}>${account!.name}</summary><div class="menu card"><ul>${own.map(link)}</ul>
<form method="post" action="/logout">${formKey(page)}<button>${t('nav.logout')}</button></form></div></details></nav>
</header>`
}

export const formKey = ({ formKey }: Page): Html => html`<input type="hidden" name="form_key" value="${formKey}">`

/** When a page was printed and what it was narrowed to: paper has no address line. */
function printedLine(page: Page): Html {
  const { print: _, before: __, after: ___, page: ____, ...filter } = page.query
  const told = Object.entries(filter).filter(([, value]) => value !== '')
  return html`<p class="meta">${page.t('print.when')} ${when(page, page.now)}${told.map(([name, value]) => html` · ${name}: ${value}`)}</p>`
}

/** What a form did, told on the page it led to. Only words of ours: the address carries their key. */
function notice({ t, query }: Page): Html {
  const key = `done.${query.done ?? ''}`
  const undo = query.batch && /^[0-9a-f-]{36}$/.test(query.batch) ? query.batch : null
  if (!isNotice(key)) return nothing
  return html`<p class="notice" role="status">${t(key, { count: Number(query.count) || 0 })}${Number(query.left) > 0 ? html` ${t('bulk.left', { count: Number(query.left) })}` : nothing}${undo ? html` <a href="/claims/bulk/${undo}">${t('bulk.undo')}</a>` : nothing}</p>`
}

const NOTICES = [
  'decided',
  'already',
  'added',
  'saved',
  'removed',
  'again',
  'taken',
  'held',
  'released',
  'password',
  'session',
  'bulk',
  'undone',
  'renewed',
  'user',
  'asked',
  'answered',
  'skipped',
  'mended',
  'reanalysis',
  'all-read',
  'stopped',
] as const
type NoticeKey = `done.${(typeof NOTICES)[number]}`
const isNotice = (key: string): key is NoticeKey => NOTICES.some((name) => key === `done.${name}`)

function keyHelp({ t }: Page): Html {
  const keys: [string, MessageKey][] = [
    ['j', 'keys.next'],
    ['k', 'keys.back'],
    ['a', 'keys.accept'],
    ['e', 'keys.correct'],
    ['r', 'keys.reject'],
    ['u', 'keys.undo'],
    ['s', 'keys.skip'],
    ['q', 'keys.ask'],
    ['m', 'keys.missed'],
    ['o', 'keys.open'],
    ['?', 'keys.help'],
  ]
  return html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${t('keys.title')}</h2>
<dl class="keys">${keys.map(([key, words]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(words)}</dd></div>`)}</dl>
<p>${t('keys.off')}</p><form method="dialog"><button>${t('keys.close')}</button></form></dialog>`
}
