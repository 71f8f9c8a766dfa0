import { readFileSync } from 'node:fs'
import type { SampleArticle } from './articles.ts'
import { furniture, neighbours } from './furniture.ts'
import { escapeMarkup } from './markup.ts'
import { changedAt, latest, page, type Site, type SitePage, type SiteState } from './site.ts'

const NAME = 'Xəzri'
const SECTIONS: Record<string, string> = { mehbus: 'Məhbuslar', mehkeme: 'Məhkəmə', cemiyyet: 'Cəmiyyət' }
const APP = readFileSync(new URL('xezri-app.js', import.meta.url), 'utf8')

const STYLE = `body{margin:0;font:17px/1.6 system-ui,Arial;background:#fafafa;color:#222}header{background:#134e4a;padding:12px 22px;display:flex;gap:24px;flex-wrap:wrap}
header a{color:#fff;text-decoration:none;margin-right:14px}.logo{font-weight:bold;font-size:24px}main{max-width:720px;margin:0 auto;background:#fff;padding:24px 32px}
h1{line-height:1.2;font-size:29px}.byline,.share,.credit,.comment,footer{color:#667;font-size:14px}blockquote{border-left:3px solid #134e4a;margin:0;padding-left:14px;font-style:italic}
.reklam{background:#fef3c7;padding:10px;font-size:14px}.cookie{position:fixed;left:0;right:0;bottom:0;background:#111;color:#eee;padding:10px 22px;font-size:14px}footer{text-align:center;padding:18px}`

// What a robot without scripts sees: no readable text, the same for every address.
const SHELL = `<!doctype html>
<html lang="az"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${NAME}</title>
<link rel="stylesheet" href="/style.css"></head><body><div id="app"></div><script type="module" src="/app.js"></script></body></html>
`

const written = (iso: string) =>
  new Intl.DateTimeFormat('az-AZ', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Baku',
  })
    .format(new Date(iso))
    .replace('/', ', ')

const pathOf = ({ slug }: { slug: string }) => `/xeber/${slug}`
const TAG = '/movzu/siyasi-mehbuslar'
const LOST = '/xeber/kohne-siyahi'
const EMPTIED = '/xeber/silinmis-mektub'
const CLOSED = '/abune/hefteliyin-xulasesi'
const ABOUT = '/haqqimizda'

/** The Azerbaijani outlet: found through its news sitemap; a script fills the pages in. */
export const xezri: Site = {
  id: 'xezri',
  name: NAME,
  pathOf,
  answer(url, state) {
    const { pathname, searchParams } = url
    if (pathname === '/robots.txt') return page('text/plain; charset=utf-8', robots(state))
    if (pathname === '/sitemap.xml')
      return page('application/xml; charset=utf-8', sitemap(state), latest(state.articles))
    if (pathname === '/style.css') return page('text/css; charset=utf-8', STYLE)
    if (pathname === '/app.js') return page('text/javascript; charset=utf-8', APP)
    if (pathname === '/api/page') return json(pageData(searchParams.get('path') ?? '/', state))
    return pageData(pathname, state) ? page('text/html; charset=utf-8', SHELL) : null
  },
  notFound: () => ({ ...page('text/html; charset=utf-8', SHELL), status: 404 }),
}

const robots = ({ origin }: SiteState) => `User-agent: *\nDisallow: /abune/\n\nSitemap: ${origin}/sitemap.xml\n`

function sitemap(state: SiteState): string {
  const entry = (
    path: string,
    title: string,
    published: string,
    lang: string,
    changed = published,
  ) => `<url><loc>${state.origin}${path}</loc><lastmod>${changed}</lastmod>
<news:news><news:publication><news:name>${NAME}</news:name><news:language>${lang}</news:language></news:publication>
<news:publication_date>${published}</news:publication_date><news:title>${escapeMarkup(title)}</news:title></news:news></url>`
  const entries = state.articles.map((article) =>
    entry(pathOf(article), article.title, article.published, article.lang, changedAt(article)),
  )
  const plain = (path: string) => `<url><loc>${state.origin}${path}</loc></url>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${entries.join('\n')}
${entry(LOST, 'Məhbusların köhnə siyahısı', '2026-10-02T10:00:00+04:00', 'az')}
${entry(EMPTIED, 'Silinmiş məktub', '2026-10-01T10:00:00+04:00', 'az')}
${[TAG, CLOSED, ABOUT].map(plain).join('\n')}
</urlset>
`
}

const json = (data: unknown): SitePage => ({
  ...page('application/json; charset=utf-8', JSON.stringify(data ?? NOT_FOUND)),
  status: data ? 200 : 404,
})

const MENU = [
  { path: '/', title: 'Ana səhifə' },
  { path: '/bolme/mehbus', title: 'Məhbuslar' },
  { path: '/bolme/mehkeme', title: 'Məhkəmə' },
  { path: '/bolme/cemiyyet', title: 'Cəmiyyət' },
  { path: ABOUT, title: 'Haqqımızda' },
]

const plainPage = (title: string, ...texts: string[]) => ({
  kind: 'plain',
  lang: 'az',
  title,
  menu: MENU,
  paragraphs: texts.map((text) => ({ kind: 'plain', text })),
})

const NOT_FOUND = plainPage('Səhifə tapılmadı', 'Axtardığınız səhifə mövcud deyil və ya silinib.')

const linkTo = (article: SampleArticle) => ({ path: pathOf(article), title: article.title })

/** What the script fills the page at `path` with; null: there is no such page. */
function pageData(path: string, state: SiteState): unknown {
  const list = (title: string, articles: SampleArticle[]) => ({
    kind: 'list',
    lang: 'az',
    title,
    menu: MENU,
    links: articles.map(linkTo),
  })
  if (path === '/') return list('Son xəbərlər', state.articles)
  if (path === TAG) return list('Mövzu: siyasi məhbuslar', state.articles.slice(0, 6))
  if (path === EMPTIED) return NOT_FOUND // with status 200, as script-made sites do
  if (path === CLOSED)
    return plainPage(
      'Həftəliyin xülasəsi',
      'Bu səhifə yalnız abunəçilər üçündür, robotlardan onu oxumamaq xahiş olunur.',
    )
  if (path === ABOUT) {
    return plainPage(
      'Haqqımızda',
      `“${NAME}” məhkəmələrdən və həbs yerlərindən yazır. Yaxınları xahiş edəndə adları çap etmirik.`,
    )
  }
  const section = /^\/bolme\/(\w+)$/.exec(path)?.[1]
  if (section && SECTIONS[section]) {
    const inSection = state.articles.filter((article) => article.section === section)
    return list(SECTIONS[section], inSection)
  }
  const article = state.articles.find((each) => pathOf(each) === path)
  return article ? articleData(article, state) : null
}

function articleData(article: SampleArticle, state: SiteState) {
  const { title, author, published, lang, paragraphs, taken_from: original } = article
  const { comments, adverts } = furniture.xezri
  return {
    kind: 'article',
    menu: MENU,
    title,
    author,
    published,
    written: written(published),
    lang,
    paragraphs,
    credit: original && {
      text: lang === 'ru' ? 'Источник:' : 'Mənbə:',
      name: 'Заволоцкий листок',
      url: state.addressOf(original.outlet, original.slug),
    },
    advert: adverts[title.length % adverts.length],
    also: neighbours(article, state.articles, 4).map(linkTo),
    comments,
  }
}
