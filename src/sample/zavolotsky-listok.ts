import type { SampleArticle } from './articles.ts'
import { furniture, neighbours } from './furniture.ts'
import { type Markup, markup } from './markup.ts'
import { latest, page, type Site, type SitePage, type SiteState } from './site.ts'
import { encodeWindows1251 } from './windows-1251.ts'

const NAME = 'Заволоцкий листок'
const PER_PAGE = 5
const SECTIONS: Record<string, string> = { zona: 'За забором', sud: 'Суд', oblast: 'Область' }
const NOTICE =
  'НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЁН И РАСПРОСТРАНЁН ИНОСТРАННЫМ АГЕНТОМ «ЗАВОЛОЦКИЙ ЛИСТОК» ЛИБО КАСАЕТСЯ ДЕЯТЕЛЬНОСТИ ИНОСТРАННОГО АГЕНТА «ЗАВОЛОЦКИЙ ЛИСТОК». 18+'

const STYLE = `body{margin:0;background:#ececec;font:14px Verdana,Arial;color:#222}table{border-collapse:collapse}td{vertical-align:top}a{color:#1c4a7e}
.page{width:980px;max-width:100%;margin:0 auto;background:#fff}.notice{background:#111;color:#fff;font:bold 13px Arial;padding:10px;text-align:center}
.logo{font:bold 30px Georgia;color:#8a1c1c;padding:14px}.menu td{background:#8a1c1c;padding:7px 14px}.menu a{color:#fff;text-decoration:none}
.left{width:170px;background:#f3efe6;padding:10px;font-size:12px}.main,.list{padding:14px 20px;line-height:1.55}h1{font:bold 24px Georgia;margin:0 0 6px}
.meta{color:#777;font-size:12px}.adv{background:#fff7d1;border:1px solid #e3d48a;padding:8px;margin:12px 0;font-size:12px}.more{border-left:3px solid #8a1c1c;padding-left:10px;font-size:13px}
.comm{border-top:1px dotted #aaa;padding:8px 0;font-size:12px}.foot{background:#ddd;font-size:11px;padding:10px}blockquote{font-style:italic}`

const written = (iso: string) =>
  new Intl.DateTimeFormat('ru-RU', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Moscow',
  })
    .format(new Date(iso))
    .replace(' г. в', ',')

const html = (markup: Markup, modified: string | null = null): SitePage =>
  page('text/html; charset=windows-1251', encodeWindows1251(markup.text), modified)

const pathOf = ({ slug }: { slug: string }) => `/news/${slug}.html`

/** The Russian outlet: an old table lay-out in windows-1251, section pages with the newest first, no feed. */
export const zavolotskyListok: Site = {
  id: 'zavolotsky-listok',
  name: NAME,
  pathOf,
  answer(url, state) {
    const { pathname, searchParams } = url
    if (pathname === '/' || pathname === '/news/') return listPage(Number(searchParams.get('page') ?? 1), state)
    if (pathname === '/robots.txt') return page('text/plain', ROBOTS)
    if (pathname === '/style.css') return page('text/css', STYLE)
    if (pathname === '/about.html') return html(ABOUT)
    if (pathname === '/tema/ik-14.html') return topicPage(state)
    if (pathname === ARCHIVED) return html(ARCHIVED_PAGE)
    if (pathname === CLOSED) return html(CLOSED_PAGE)
    const article = state.articles.find((each) => pathOf(each) === pathname)
    return article ? html(articlePage(article, state), article.updated ?? article.published) : null
  },
  notFound: () => ({ ...html(NOT_FOUND), status: 404 }),
}

const LOST = '/news/spisok-etapa.html'
const ARCHIVED = '/news/pismo-iz-karantina.html'
const CLOSED = '/closed/svodka-118.html'
const ROBOTS = 'User-agent: *\nDisallow: /closed/\nDisallow: /cgi-bin/\nCrawl-delay: 0.1\n'

function frame(title: string, body: Markup): Markup {
  return markup`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>${title} :: ${NAME}</title>
<link rel="stylesheet" type="text/css" href="/style.css"></head><body>
<div class="page"><div class="notice">${NOTICE}</div>
<table width="100%"><tr><td class="logo"><a href="/" style="text-decoration:none;color:inherit">${NAME}</a></td><td class="meta" align="right">Усть-Заволоцк, погода +4, ветер с реки<br>Редакция: 3-12-80</td></tr></table>
<table class="menu" width="100%"><tr><td><a href="/news/">Новости</a></td><td><a href="/tema/ik-14.html">За забором</a></td><td><a href="/news/?page=2">Суд</a></td><td><a href="/about.html">О редакции</a></td></tr></table>
<table width="100%"><tr><td class="left"><b>Опрос недели</b><br>Писали ли вы когда-нибудь жалобу прокурору?<br><br><input type="radio">Да, не ответили<br><input type="radio">Да, помогло<br><input type="radio">Нет<br><br>
<b>Подпишитесь</b><br>Телеграм: «Листок»<br><br><div class="adv">${furniture['zavolotsky-listok'].adverts[title.length % 2]!}</div></td>
${body}</tr></table>
<div class="foot">© «${NAME}», 2009–2026. Учебное издание: люди, места и события вымышлены. При перепечатке ссылка обязательна. Сайт использует файлы cookie.</div></div></body></html>`
}

function articlePage(article: SampleArticle, state: SiteState): Markup {
  const also = neighbours(article, state.articles, 4)
  const [inside, ...below] = also
  return frame(
    article.title,
    markup`<td class="main"><div class="meta">Главная / ${SECTIONS[article.section] ?? ''}</div>
<h1>${article.title}</h1><div class="meta">${written(article.published)} | ${article.author ?? NAME} | Просмотров: ${1200 + article.text.length}</div>
<div class="text">${article.paragraphs.map(
      ({ kind, text }, i) =>
        markup`${kind === 'heading' ? markup`<h3>${text}</h3>` : kind === 'quotation' ? markup`<blockquote>${text}</blockquote>` : markup`<p>${text}</p>`}${
          i === 1 && inside
            ? markup`<div class="more"><b>Читайте также:</b> <a href="${pathOf(inside)}">${inside.title}</a></div>`
            : null
        }`,
    )}</div>
<div class="meta">Поделиться: <a href="#vk">ВКонтакте</a> <a href="#tg">Телеграм</a> <a href="#ok">Одноклассники</a> | <a href="#print">Версия для печати</a></div>
<div class="adv">Вы можете поддержать редакцию: переводы из-за границы принимает дружественный фонд.</div>
<h3>Читайте также</h3><ul>${below.map((other) => markup`<li><a href="${pathOf(other)}">${other.title}</a></li>`)}</ul>
<h3>Комментарии (${furniture['zavolotsky-listok'].comments.length})</h3>${furniture['zavolotsky-listok'].comments.map(
      ({ by, text }, i) => markup`<div class="comm"><b>${by}</b> <span class="meta">#${i + 1}</span><br>${text}</div>`,
    )}</td>`,
  )
}

type Row = { path: string; title: string; published: string | null; intro: string }

/** The list holds, between its articles, what such lists do hold: a topic page, a dead link, a page gone with 200. */
function rowsOf(state: SiteState): Row[] {
  const rows: Row[] = state.articles.map((article) => ({
    path: pathOf(article),
    title: article.title,
    published: article.published,
    intro: article.paragraphs[0]!.text,
  }))
  const row = (path: string, title: string, intro: string): Row => ({ path, title, published: null, intro })
  rows.splice(3, 0, row('/tema/ik-14.html', 'Тема: всё об ИК-14', 'Собрали все публикации о колонии в одном месте.'))
  rows.splice(7, 0, row(LOST, 'Список этапа: кого увезли в сентябре', 'Публикуем фамилии, которые удалось узнать.'))
  rows.splice(10, 0, row(ARCHIVED, 'Письмо из карантина', 'Читатель передал нам письмо на четырёх листах.'))
  rows.push(row(CLOSED, 'Сводка № 118 (для подписчиков)', 'Только для тех, кто поддерживает редакцию.'))
  return rows
}

function listPage(number: number, state: SiteState): SitePage | null {
  const rows = rowsOf(state)
  const last = Math.ceil(rows.length / PER_PAGE)
  if (!Number.isInteger(number) || number < 1 || number > last) return null
  const shown = rows.slice((number - 1) * PER_PAGE, number * PER_PAGE)
  return html(
    frame(
      number === 1 ? 'Новости' : `Новости, страница ${number}`,
      markup`<td class="list"><h1>Новости</h1>${shown.map(
        ({ path, title, published, intro }) => markup`<p><a class="title" href="${path}"><b>${title}</b></a><br>
<span class="meta">${published ? written(published) : 'Спецпроект'}</span><br>${intro}</p>`,
      )}
<p class="meta">${number > 1 ? markup`<a rel="prev" href="/news/?page=${number - 1}">&laquo; новее</a> ` : null}страница ${number} из ${last}${number < last ? markup` <a rel="next" href="/news/?page=${number + 1}">старее &raquo;</a>` : null}</p></td>`,
    ),
    latest(state.articles),
  )
}

function topicPage(state: SiteState): SitePage {
  const items = state.articles.filter(({ text }) => text.includes('ИК-14'))
  return html(
    frame(
      'Тема: ИК-14',
      markup`<td class="list"><h1>Тема: ИК-14</h1><ul>${items.map((article) => markup`<li><a href="${pathOf(article)}">${article.title}</a></li>`)}</ul></td>`,
    ),
  )
}

const ABOUT = frame(
  'О редакции',
  markup`<td class="main"><h1>О редакции</h1><p>«${NAME}» выходит с 2009 года. Мы пишем о судах, колониях и о том, что происходит в области, когда об этом не пишет больше никто.</p>
<p>Редакция не разглашает имена родственников, если они об этом просят. Письма: redakcia@listok.example.</p></td>`,
)
const ARCHIVED_PAGE = frame(
  'Страница не найдена',
  markup`<td class="main"><h1>Страница не найдена</h1><p>Запрошенный материал удалён или перемещён в архив. Вернуться <a href="/news/">к новостям</a>.</p></td>`,
)
const CLOSED_PAGE = frame(
  'Сводка № 118',
  markup`<td class="main"><h1>Сводка № 118</h1><p>Эту страницу роботов просят не читать. Она для тех, кто поддерживает редакцию каждый месяц.</p></td>`,
)
const NOT_FOUND = frame('Ошибка 404', markup`<td class="main"><h1>Ошибка 404</h1><p>Такой страницы нет.</p></td>`)
