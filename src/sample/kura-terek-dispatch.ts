import type { SampleArticle } from './articles.ts'
import { furniture, neighbours } from './furniture.ts'
import { escapeMarkup, Markup, markup } from './markup.ts'
import { changedAt, latest, page, type Site, type SitePage, type SiteState } from './site.ts'

const HTML = 'text/html; charset=utf-8'
const NAME = 'Kura–Terek Dispatch'
const SECTIONS: Record<string, string> = { prisons: 'Prisons', courts: 'Courts', society: 'Society' }

const STYLE = `body{margin:0;font:17px/1.6 Georgia,serif;color:#1d2228;background:#f6f4ef}a{color:#0b4f6c}
header.top{background:#0b2f40;color:#fff;padding:14px 24px}header.top a{color:#fff;text-decoration:none;margin-right:18px;font:15px Arial}
header.top .logo{font:bold 26px Georgia}.wrap{max-width:1040px;margin:0 auto;display:grid;grid-template-columns:1fr 260px;gap:36px;padding:24px}
main{background:#fff;padding:28px 34px}h1{font-size:32px;line-height:1.2;margin:0 0 10px}.byline,.share,figcaption,.tags{font:14px Arial;color:#687480}
.intro{font-weight:bold}figure{margin:18px 0}figure div{height:220px;background:linear-gradient(#c9d6dc,#8fa3ad)}blockquote{border-left:4px solid #0b4f6c;margin:18px 0;padding-left:16px;font-style:italic}
.read-also{background:#eef3f5;padding:10px 14px;font:15px Arial}aside,.comments{font:15px/1.5 Arial}.ad{border:1px dashed #bbb;padding:12px;margin:16px 0;color:#555}
.cookie-bar{position:fixed;bottom:0;left:0;right:0;background:#222;color:#eee;font:14px Arial;padding:12px 24px}.teaser{border-bottom:1px solid #ddd;padding:14px 0}
footer{font:13px Arial;color:#687480;padding:24px;text-align:center}@media(max-width:760px){.wrap{grid-template-columns:1fr;padding:0}}`

const pathOf = ({ slug, published }: { slug: string; published: string }) =>
  `/${published.slice(0, 10).replaceAll('-', '/')}/${slug}`

const written = (iso: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Baku',
  })
    .format(new Date(iso))
    .replace(' at', ',')

/** The English outlet: plain pages with full head data, found through a feed. */
export const kuraTerekDispatch: Site = {
  id: 'kura-terek-dispatch',
  name: NAME,
  pathOf,
  answer(url, state) {
    const { pathname } = url
    if (pathname === '/') return listPage('Latest from the region', state.articles, state)
    if (pathname === '/robots.txt') return page('text/plain; charset=utf-8', ROBOTS)
    if (pathname === '/rss.xml') return page('application/rss+xml; charset=utf-8', feed(state), latest(state.articles))
    if (pathname === '/style.css') return page('text/css; charset=utf-8', STYLE)
    if (pathname === '/about') return page(HTML, ABOUT.text)
    if (pathname === GONE) return { ...page(HTML, GONE_PAGE.text), status: 410 }
    if (pathname === MOVED) return page(HTML, MOVED_PAGE.text) // says "not found" with status 200, as many do
    if (pathname === MEMBERS) return page(HTML, MEMBERS_PAGE.text)
    const tag = /^\/tag\/([a-z-]+)$/.exec(pathname)?.[1]
    if (tag) return listPage(`Tag: ${tag.replaceAll('-', ' ')}`, state.articles.slice(0, 6), state)
    const section = /^\/(\w+)\/$/.exec(pathname)?.[1]
    if (section && SECTIONS[section]) {
      const inSection = state.articles.filter((article) => article.section === section)
      return listPage(SECTIONS[section], inSection, state)
    }
    const article = state.articles.find((each) => pathOf(each) === pathname)
    return article ? page(HTML, articlePage(article, state).text, changedAt(article)) : null
  },
  notFound: () => ({ ...page(HTML, NOT_FOUND.text), status: 404 }),
}

const GONE = '/2026/10/01/names-of-the-transferred'
const MOVED = '/2026/10/02/letter-from-the-ninth-ward'
const MEMBERS = '/members/briefing-42'
const ROBOTS = 'User-agent: *\nDisallow: /members/\nDisallow: /search\n'

function frame(title: string, head: Markup | null, body: Markup): Markup {
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | ${NAME}</title><link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="${NAME}" href="/rss.xml">${head}</head>
<body><header class="top"><a class="logo" href="/">${NAME}</a><nav><a href="/prisons/">Prisons</a><a href="/courts/">Courts</a>
<a href="/society/">Society</a><a href="/about">About us</a><a href="/search">Search</a></nav></header>
<div class="wrap"><main>${body}</main>
<aside><h3>Subscribe</h3><p>Our morning letter: what happened behind the walls, every weekday at eight.</p>
<form><input placeholder="Your e-mail"><button type="button">Send</button></form>
<p class="ad">${furniture['kura-terek-dispatch'].adverts[title.length % 2]!}</p>
<h3>Topics</h3><ul><li><a href="/tag/political-prisoners">political prisoners</a></li><li><a href="/tag/torture">torture</a></li>
<li><a href="/tag/hunger-strike">hunger strike</a></li></ul></aside></div>
<footer>© 2026 ${NAME}. A sample outlet: people, places and events are invented. When quoting us, please link to the page.</footer>
<div class="cookie-bar" role="dialog">We use cookies to count readers. No one is denied access for saying no. <button type="button">Accept</button> <button type="button">Only necessary</button></div>
</body></html>`
}

function articlePage(article: SampleArticle, state: SiteState): Markup {
  const { title, author, published, paragraphs, taken_from: original } = article
  const address = state.origin + pathOf(article)
  const also = neighbours(article, state.articles, 5)
  const newsArticle = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    datePublished: published,
    dateModified: changedAt(article),
    author: author ? { '@type': 'Person', name: author } : { '@type': 'Organization', name: NAME },
    publisher: { '@type': 'Organization', name: NAME },
    mainEntityOfPage: address,
    inLanguage: 'en',
  }
  const source = original ? state.addressOf(original.outlet, original.slug) : null
  const head = markup`
<meta name="description" content="${paragraphs[0]!.text}"><meta name="author" content="${author ?? NAME}">
<meta property="og:type" content="article"><meta property="og:title" content="${title}"><meta property="og:site_name" content="${NAME}">
<meta property="article:published_time" content="${published}"><meta property="article:section" content="${SECTIONS[article.section] ?? ''}">
<link rel="canonical" href="${address}">${source ? markup`<link rel="alternate" hreflang="az" href="${source}">` : null}
<script type="application/ld+json">${jsonMarkup(newsArticle)}</script>`
  const body = markup`<article><p class="tags"><a href="/${article.section}/">${SECTIONS[article.section] ?? ''}</a></p>
<h1>${title}</h1><p class="byline">${author ? `By ${author}` : NAME} · <time datetime="${published}">${written(published)}</time>${article.updated ? markup` · updated <time datetime="${article.updated}">${written(article.updated)}</time>` : null}</p>
<figure><div></div><figcaption>Illustration: ${NAME}</figcaption></figure>
<div class="article-body">
${paragraphs.map((paragraph, i) => markup`${paragraphMarkup(paragraph, i)}${i === 2 && also[0] ? readAlso(also[0]) : null}`)}
</div>${source ? markup`<p class="translated">Translated from Azerbaijani. <a href="${source}">The original on Xəzri</a></p>` : null}
<p class="share">Share: <a href="#t">Telegram</a> <a href="#f">Facebook</a> <a href="#w">WhatsApp</a> · <a href="#p">Print</a></p></article>
<section class="related"><h3>Read also</h3><ul>${also.slice(1).map(({ slug, title: other, published: day }) => markup`<li><a href="${pathOf({ slug, published: day })}">${other}</a></li>`)}</ul></section>
<section class="comments"><h3>Comments</h3>${furniture['kura-terek-dispatch'].comments.map(({ by, text }) => markup`<div class="comment"><b>${by}</b><p>${text}</p></div>`)}</section>`
  return frame(title, head, body)
}

const readAlso = ({ slug, published, title }: SampleArticle) =>
  markup`<p class="read-also">Read also: <a href="${pathOf({ slug, published })}">${title}</a></p>`

function paragraphMarkup({ kind, text }: SampleArticle['paragraphs'][number], i: number): Markup {
  if (kind === 'heading') return markup`<h2>${text}</h2>`
  if (kind === 'quotation') return markup`<blockquote><p>${text}</p></blockquote>`
  return i === 0 ? markup`<p class="intro">${text}</p>` : markup`<p>${text}</p>`
}

function listPage(title: string, articles: SampleArticle[], state: SiteState): SitePage {
  const teasers = articles.map(
    (article) => markup`<div class="teaser"><h2><a href="${pathOf(article)}">${article.title}</a></h2>
<p class="byline">${written(article.published)}</p><p>${article.paragraphs[0]!.text.split(' ').slice(0, 18).join(' ')}… <a href="${pathOf(article)}">Read more</a></p></div>`,
  )
  const head = markup`<meta property="og:type" content="website">`
  const extra = markup`<p><a href="/tag/political-prisoners">All about political prisoners</a> · <a href="${GONE}">The names of the transferred</a> ·
<a href="${MOVED}">Letter from the ninth ward</a> · <a href="${MEMBERS}">For members: briefing 42</a></p>`
  return page(HTML, frame(title, head, markup`<h1>${title}</h1>${teasers}${extra}`).text, latest(state.articles))
}

function feed(state: SiteState): string {
  const entry = (
    title: string,
    path: string,
    published: string,
    more: string,
  ) => `<item><title>${escapeMarkup(title)}</title>
<link>${state.origin}${path}</link><guid isPermaLink="true">${state.origin}${path}</guid><pubDate>${new Date(published).toUTCString()}</pubDate>${more}</item>`
  const items = state.articles.map((article) =>
    entry(
      article.title,
      pathOf(article),
      article.published,
      `<dc:creator>${escapeMarkup(article.author ?? NAME)}</dc:creator><category>${SECTIONS[article.section]}</category>
<atom:updated>${changedAt(article)}</atom:updated><description>${escapeMarkup(article.paragraphs[0]!.text)}</description>`,
    ),
  )
  const others = [
    entry('For members: briefing 42, who was moved and where', MEMBERS, '2026-10-03T09:00:00+04:00', ''),
    entry('Letter from the ninth ward', MOVED, '2026-10-02T09:00:00+04:00', ''),
    entry('The names of the transferred', GONE, '2026-10-01T09:00:00+04:00', ''),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>${NAME}</title><link>${state.origin}/</link><description>Courts and prisons of the North Caucasus and Azerbaijan</description>
<language>en</language><atom:link href="${state.origin}/rss.xml" rel="self" type="application/rss+xml"/>
${[...items, ...others].join('\n')}
</channel></rss>
`
}

/** JSON inside a script element must not close it. */
const jsonMarkup = (value: unknown): Markup => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'))

const ABOUT = frame(
  'About us',
  null,
  markup`<h1>About us</h1><p>${NAME} is written by five people in three cities. We report on courts and places of detention between the
Terek and the Kura. We check each account with a second person where we can, ask the authorities for an answer, and say so when none came.</p>
<p>Write to us at desk@kura-terek.example. We do not print the names of relatives who ask us not to.</p>`,
)
const GONE_PAGE = frame(
  'Removed',
  null,
  markup`<h1>This page has been removed</h1><p>It was taken down at the request of a family.</p>`,
)
const MOVED_PAGE = frame(
  'Page not found',
  null,
  markup`<h1>Page not found</h1><p>Sorry, the page that you are looking for does not exist or has been moved. Try the <a href="/">front page</a>.</p>`,
)
const MEMBERS_PAGE = frame(
  'Briefing 42',
  null,
  markup`<h1>For members: briefing 42</h1><p>Robots are asked not to read this page. It lists who was moved in September and where the families were sent with their questions.</p>`,
)
const NOT_FOUND = frame('Not found', null, markup`<h1>Not found</h1><p>There is nothing at this address.</p>`)
