import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadSampleArticles } from '../../src/sample/articles.ts'
import { inventedName } from './invented-names.ts'

/** A loopback outlet with any number of different articles, for benchmarks. */
export interface GeneratedOutlet {
  origin: string
  /** Requests for article pages, by path. */
  asked: Map<string, number>
  close(): Promise<void>
}

// Numbers that come again in each run, without a seed library: a linear congruential generator (Numerical Recipes).
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/**
 * Pages with the paragraphs of the sample articles in ever new order and company, no two of them copies, each about
 * people of its own, as an archive has it: a person comes again in every few hundredth article.
 */
export async function startGeneratedOutlet(articles: number): Promise<GeneratedOutlet> {
  const sample = loadSampleArticles().filter(({ lang }) => lang === 'en')
  const paragraphs = sample.flatMap(({ text }) => text.split('\n'))
  const people = [...new Set(sample.flatMap(({ people }) => people.map(({ name }) => name)))].filter((name) =>
    / /.test(name),
  )
  const anyOf = new RegExp(
    `\\b(${people
      .flatMap((name) => name.split(' '))
      .sort((a, b) => b.length - a.length)
      .join('|')})\\b`,
    'g',
  )
  const page = (n: number): string => {
    const next = numbers(n + 1)
    const cast = new Map(people.flatMap((name, i) => renamed(name, inventedName(n * 7 + i * 131))))
    const rename = (text: string) => text.replace(anyOf, (word) => cast.get(word) ?? word)
    const chosen = Array.from(
      { length: 8 },
      (_, i) => `${rename(paragraphs[next(paragraphs.length)]!)} Case ${n}-${i}-${next(1e6)}.`,
    )
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article ${n} | Bench Post</title>
      <meta property="article:published_time" content="2026-10-0${1 + (n % 9)}T10:00:00Z"></head>
      <body><nav><a href="/">Home</a><a href="/prisons">Prisons</a></nav><article><h1>Article ${n} on the colonies</h1>
      ${chosen.map((text) => `<p>${text}</p>`).join('\n')}</article><footer>Bench Post, all rights reserved</footer></body></html>`
  }
  const asked = new Map<string, number>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const n = /^\/news\/(\d+)$/.exec(path)?.[1]
    if (path === '/sitemap.xml') {
      const urls = Array.from({ length: articles }, (_, i) => `<url><loc>${origin}/news/${i}</loc></url>`)
      response.setHeader('content-type', 'application/xml')
      response.end(
        `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`,
      )
    } else if (n !== undefined && Number(n) < articles) {
      asked.set(path, (asked.get(path) ?? 0) + 1)
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(page(Number(n)))
    } else {
      response.statusCode = 404
      response.end('not here')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, asked, close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()) }
}

/** The words of a name, each with the word that stands for it. */
function renamed(name: string, other: string): [string, string][] {
  const words = other.split(' ')
  return name.split(' ').map((word, i, all) => [word, i === all.length - 1 ? words[1]! : words[0]!])
}

/** An outlet file for it. */
export const outletFile = (origin: string): string => `name: Bench Post
home: ${origin}/
language: en
sitemaps: [${origin}/sitemap.xml]
every: 1h
delay: 0s
render: never
allow_private: true
`
