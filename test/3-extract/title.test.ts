import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../src/3-extract/html-tree.ts'
import { readHead } from '../../src/3-extract/page-head.ts'
import { withoutSite } from '../../src/3-extract/site-name.ts'
import { findTitle } from '../../src/3-extract/title.ts'

const title = (html: string, lines: string[] = []) => findTitle(readHead(parseHtml(html), null), lines)
const og = (content: string) => `<meta property="og:title" content="${content}">`

describe('the headline', () => {
  it.each([
    ['Family turned away from the prison | North Ledger', 'Family turned away from the prison'],
    ['Осуждённого не пускают к врачу - vestnik.ru', 'Осуждённого не пускают к врачу'],
    ['Həkim üç həftədir buraxılmır » Xəbər', 'Həkim üç həftədir buraxılmır'],
    ['What he said - and what he did not', 'What he said - and what he did not'],
    ['Бурятия станет частью «вектора»', 'Бурятия станет частью «вектора»'],
  ])('%s without its site is %s', (line, expected) => {
    expect(withoutSite(line)).toBe(expected)
  })

  it('is what the page says of itself without the site\u2019s name', () => {
    expect(
      title(
        `${og('Visits refused - North Ledger')}<meta property="og:site_name" content="North Ledger"><h1>Visits refused</h1>`,
      ),
    ).toBe('Visits refused')
  })

  it('is the heading where the data agree with it and not with what is made for sharing', () => {
    const data =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Wife of prisoner turned away"}</script>'
    expect(title(`${og('You will not believe this')}${data}<h1>Wife of prisoner turned away</h1>`)).toBe(
      'Wife of prisoner turned away',
    )
  })

  it('is the part of an old page\u2019s title that it shows as a line of its own', () => {
    expect(
      title('<title>Новости - Осуждённого не пускают к врачу - Вестник Урала</title>', [
        'Вестник Урала',
        'Осуждённого не пускают к врачу',
      ]),
    ).toBe('Осуждённого не пускают к врачу')
  })

  it('is no name of a site in a first-rank heading', () => {
    expect(
      title('<title>Visits refused at the prison gate | North Ledger</title><h1>North Ledger</h1><h2>News</h2>'),
    ).toBe('Visits refused at the prison gate')
  })

  it('is taken out of a heading that holds a date too', () => {
    expect(
      title(
        '<title>Ledger ::: Visits refused at the gate / 04.01.12 / News</title><h1>Visits refused at the gate <span>04.01.12 15:59</span></h1>',
      ),
    ).toBe('Visits refused at the gate')
  })

  it('is the first line of a heading that holds a second one', () => {
    expect(
      title(
        '<title>Вестник ::: Осуждённого не пускают к врачу / Он жалуется на боль / 04.01.12</title><h1>Осуждённого не пускают к врачу<br>Он жалуется на боль 04.01.12</h1>',
      ),
    ).toBe('Осуждённого не пускают к врачу')
  })

  it('is the line that readers see above the text, where the first-rank heading is made for search engines', () => {
    const data =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Həkim üç həftədir məhbusa buraxılmır"}</script>'
    const page = `${og('Həbsxana xəbərləri: məhbus və həkim')}${data}<h1>Həbsxana xəbərləri: məhbus və həkim</h1>`
    const text = `Bu gün bildirilib ki, ${'həbsxanada olan şəxs həkimə çıxarılmır və '.repeat(8)}bu davam edir.`
    expect(title(page, ['Həkim üç həftədir məhbusa buraxılmır', text])).toBe('Həkim üç həftədir məhbusa buraxılmır')
    expect(title(page, [text, 'Həkim üç həftədir məhbusa buraxılmır'])).toBe('Həbsxana xəbərləri: məhbus və həkim')
  })

  it('is without the kicker that the heading has before it', () => {
    expect(
      title(
        `${og('Family turned away from the prison')}<title>North: Family turned away from the prison | Ledger</title><h1>North: Family turned away from the prison</h1>`,
      ),
    ).toBe('Family turned away from the prison')
  })

  it('is printed as the page prints it most often', () => {
    expect(
      title(
        `${og("The guard's answer: 'No visits'")}<title>The guard’s answer: ‘No visits’ | Ledger</title><h1>The guard’s answer: ‘No visits’</h1>`,
      ),
    ).toBe('The guard’s answer: ‘No visits’')
  })

  it('is empty where there is none', () => {
    expect(title('<p>text')).toBe('')
  })
})
