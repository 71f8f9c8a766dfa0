import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/3-extract/read-page.ts'

const read = (html: string) => readPage({ bytes: new TextEncoder().encode(html), url: 'https://outlet.example/news/1' })
const story = Array.from(
  { length: 8 },
  (_, i) =>
    `<p>On day ${i + 1} of the hearing the lawyer told the court that her client had been kept from calling his family, and that no paper had been shown to him about it.</p>`,
).join('')

describe('a page that is no article says what it is and what to do', () => {
  it.each([
    [
      'challenge',
      '<title>Just a moment...</title><h1>outlet.example</h1><p>Verify you are human by completing the action below.</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>',
    ],
    [
      'challenge',
      '<title>Проверка браузера</title><p>Подождите, это займёт несколько секунд.</p><script src="x.js"></script>',
    ],
    [
      'consent',
      '<title>Outlet</title><h1>We value your privacy</h1><p>We and our partners store information on your device. Choose what you agree to.</p><button>Accept</button>',
    ],
    [
      'gone',
      '<title>Страница не найдена</title><h1>404</h1><p>К сожалению, такой страницы нет. Вернитесь на главную.</p>',
    ],
    ['gone', '<title>Səhifə tapılmadı</title><p>Axtardığınız səhifə mövcud deyil.</p>'],
    [
      'blocked',
      '<title>Access denied</title><p>You do not have permission to see this page on this server. Reference 18.2f</p>',
    ],
    [
      'blocked',
      '<title>Доступ ограничен</title><p>Доступ к информационному ресурсу ограничен на основании закона.</p>',
    ],
    ['empty', '<title>Outlet</title><div id="root"></div><script src="app.js"></script>'],
    ['empty', ''],
  ])('%s', (kind, html) => {
    const reading = read(html)
    expect(reading.kind).toBe(kind)
    expect(reading.because).toMatch(/\.$/)
    expect(reading.advice).toMatch(/\.$/)
  })

  it('a list of links is no article', () => {
    const links = Array.from(
      { length: 60 },
      (_, i) => `<li><a href="/${i}">Headline number ${i} about something in town</a></li>`,
    ).join('')
    expect(read(`<title>News</title><ul>${links}</ul>`).kind).toBe('not-article')
  })

  it('an article that only its first lines are shown of is behind a wall', () => {
    const data =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Visits refused","isAccessibleForFree":false}</script>'
    const reading = read(
      `${data}<article><h1>Visits refused</h1><p>The wife of a man held at the prison says that she has been turned away at the gate for the third month in a row.</p><div class="paywall"><p>Subscribe to continue reading</p></div></article>`,
    )
    expect(reading.kind).toBe('login-wall')
  })

  it('an article about a page that was not found is an article', () => {
    expect(
      read(
        `<title>Page not found: how the ministry lost its records</title><article><h1>Page not found: how the ministry lost its records</h1>${story}</article>`,
      ),
    ).toMatchObject({ kind: 'article', because: null, advice: null })
  })
})
