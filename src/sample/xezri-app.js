// Runs in the browser: fills the empty page of the Azerbaijani sample outlet from its JSON, as many sites do.
const app = document.getElementById('app')
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}
const link = ({ path, title }) => make('li', {}, make('a', { href: path }, title))
const FORMS = { plain: 'p', heading: 'h2', quotation: 'blockquote' }

function show(data) {
  document.title = `${data.title} — Xəzri`
  document.documentElement.lang = data.lang
  const meta = (property, content) => document.head.append(make('meta', { property, content }))
  meta('og:type', data.kind === 'article' ? 'article' : 'website')
  meta('og:title', data.title)
  const menu = make('nav', {}, ...data.menu.map(({ path, title }) => make('a', { href: path }, title)))
  const main = make('main', {})
  app.replaceChildren(make('header', {}, make('a', { class: 'logo', href: '/' }, 'Xəzri'), menu), main)
  if (data.kind === 'list') {
    main.append(make('h1', {}, data.title), make('ul', { class: 'list' }, ...data.links.map(link)))
  } else {
    if (data.published) meta('article:published_time', data.published)
    const byline = make('p', { class: 'byline' }, make('span', { class: 'author' }, data.author ?? 'Xəzri'), ' | ')
    if (data.published) byline.append(make('time', { datetime: data.published }, data.written))
    const body = make(
      'div',
      { class: 'news-text' },
      ...data.paragraphs.map(({ kind, text }) => make(FORMS[kind], {}, text)),
    )
    main.append(make('article', {}, make('h1', {}, data.title), byline, body))
    if (data.credit)
      main.append(
        make('p', { class: 'credit' }, `${data.credit.text} `, make('a', { href: data.credit.url }, data.credit.name)),
      )
    if (data.kind === 'article') {
      main.append(
        make(
          'p',
          { class: 'share' },
          'Paylaş: ',
          make('a', { href: '#f' }, 'Facebook'),
          ' ',
          make('a', { href: '#w' }, 'WhatsApp'),
        ),
      )
      main.append(make('p', { class: 'reklam' }, data.advert))
      main.append(
        make('section', { class: 'related' }, make('h3', {}, 'Bunu da oxuyun'), make('ul', {}, ...data.also.map(link))),
      )
      const comments = data.comments.map(({ by, text }) =>
        make('div', { class: 'comment' }, make('b', {}, by), make('p', {}, text)),
      )
      main.append(make('section', { class: 'comments' }, make('h3', {}, 'Şərhlər'), ...comments))
    }
  }
  app.append(make('footer', {}, '© 2026 Xəzri. Nümunə saytı: adamlar, yerlər və hadisələr uydurmadır.'))
  const bar = make('div', { class: 'cookie', role: 'dialog' }, 'Sayt kuki fayllarından istifadə edir. ')
  const agree = make('button', { type: 'button' }, 'Razıyam')
  agree.onclick = () => bar.remove()
  bar.append(agree)
  app.append(bar)
}

const response = await fetch(`/api/page?path=${encodeURIComponent(location.pathname)}`)
show(await response.json())
