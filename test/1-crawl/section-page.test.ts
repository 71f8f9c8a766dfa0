import { describe, expect, it } from 'vitest'
import { looksLikeArticle } from '../../src/1-crawl/article-address.ts'
import { offeredFeeds } from '../../src/1-crawl/home-page.ts'
import { readSection } from '../../src/1-crawl/section-page.ts'
import { Outlet } from '../../src/domain/outlet.ts'

const outlet = {
  ...Outlet.parse({
    name: 'Post',
    home: 'https://www.post.example/',
    language: 'en',
    mirrors: ['post-mirror.example'],
  }),
  id: 'post',
}
const rules = { home: outlet.home, mirrors: outlet.mirrors, article: undefined }
const looks = (url: string, words = '') => looksLikeArticle(new URL(url, outlet.home), words, rules)

describe('a link that looks like one to an article', () => {
  it.each([
    ['/2026/11/24/the-letter', ''],
    ['/news/412345', ''],
    ['/articles/412345/', ''],
    ['/a/some-slug/31234567.html', ''],
    ['/en/social/prisoner-denied-visit-again', ''],
    ['/xeber/mehbusa-gorus-verilmedi-anasi-danisir', ''],
    ['/news/golodovka', 'Заключённый объявил голодовку в колонии'],
    ['/?p=1234', 'Prisoner is not allowed to see a doctor'],
    ['https://ru.post.example/news/412345', ''],
    ['https://post-mirror.example/news/412345', ''],
  ])('%s', (url, words) => {
    expect(looks(url, words)).toBe(true)
  })

  it.each([
    ['/', 'The longest headline of the day stands on the front page'],
    ['/news', 'News'],
    ['/news/', 'All the news of this day in one place'],
    ['/en', 'English'],
    ['/tag/prison-letters-and-more-things', ''],
    ['/news/page/2', 'The page that follows this one here'],
    ['/news?page=2', 'The page that follows this one here'],
    ['/author/jane-doe-of-the-post', ''],
    ['/about-us', 'About us and what we do every day'],
    ['/login?next=/news/412345', 'Log in to read more of this'],
    ['/files/2026/11/report-on-the-colony.pdf', ''],
    ['https://elsewhere.example/2026/11/24/the-letter', 'Somebody else wrote about this letter'],
    ['/privacy-policy', ''],
  ])('%s is none', (url, words) => {
    expect(looks(url, words)).toBe(false)
  })

  it('is told by the outlet’s own pattern where there is one', () => {
    const own = { ...rules, article: '/x/\\d+$' }
    expect(looksLikeArticle(new URL('https://www.post.example/x/1'), '', own)).toBe(true)
    expect(looksLikeArticle(new URL('https://www.post.example/news/412345'), '', own)).toBe(false)
  })
})

describe('a section page', () => {
  const html = `<nav><a href="/2026/11/24/in-the-menu">Menu</a></nav>
    <div class="card"><a href="/2026/11/24/one"><img alt="x"></a><h2><a href="/2026/11/24/one#top">A letter from cell five</a></h2></div>
    <div class="card"><a class="t" href="two.html?utm_source=x">Second letter from the same cell</a></div>
    <a class="next" href="?page=2">next</a><footer><a href="/2026/11/24/in-the-footer">F</a></footer>`
  const read = (links?: string, next?: string) =>
    readSection(html, 'https://www.post.example/news/', outlet, { links, next })

  it('gives what its selectors select, each article once with its words', () => {
    expect(read('.card a', 'a.next')).toEqual({
      entries: [
        {
          url: 'https://www.post.example/2026/11/24/one',
          title: 'A letter from cell five',
          published: null,
          changed: null,
          day: new Date('2026-11-24'),
        },
        {
          url: 'https://www.post.example/news/two.html?utm_source=x',
          title: 'Second letter from the same cell',
          published: null,
          changed: null,
          day: null,
        },
      ],
      next: 'https://www.post.example/news/?page=2',
      empty: null,
    })
  })

  it('takes a selector for what stands around the link, or in it', () => {
    expect(read('.card').entries).toHaveLength(2)
    expect(read('h2').entries.map(({ url }) => url)).toEqual(['https://www.post.example/2026/11/24/one'])
  })

  it('without selectors gives links that look like articles, not those of menu and footer, and finds the next page', () => {
    expect(read().entries.map(({ url }) => url)).toEqual([
      'https://www.post.example/2026/11/24/one',
      'https://www.post.example/news/two.html?utm_source=x',
    ])
    expect(read().next).toBe('https://www.post.example/news/?page=2')
  })

  it('says which selector found nothing', () => {
    expect(read('.gone').empty).toBe('links')
    expect(read('.card a', '.gone').empty).toBe('next')
  })

  it('goes by the page’s own base', () => {
    expect(
      readSection(
        '<base href="https://www.post.example/deep/"><a class=x href=1>a</a>',
        'https://www.post.example/',
        outlet,
        { links: '.x' },
      ).entries[0]!.url,
    ).toBe('https://www.post.example/deep/1')
  })
})

describe('a home page', () => {
  it('offers the feeds of its head, not those of comments', () => {
    const html = `<link rel="alternate" type="application/rss+xml" title="Post" href="/rss.xml"><link rel=alternate type=application/atom+xml href=/atom>
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed"><link rel="alternate" hreflang="ru" href="/ru"><a href="/rss">RSS</a>`
    expect(offeredFeeds(html, 'https://post.example/').map(({ url }) => url)).toEqual([
      'https://post.example/rss.xml',
      'https://post.example/atom',
    ])
  })

  it('offers what it links to where its head tells none', () => {
    expect(
      offeredFeeds('<a href="/news/rss.xml">RSS</a><a href="/api/zgbip_l">x</a>', 'https://post.example/').map(
        ({ url }) => url,
      ),
    ).toEqual(['https://post.example/news/rss.xml'])
  })
})
