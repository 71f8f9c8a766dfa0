import type { Article } from '../domain/article.ts'
import type { Outlet } from '../domain/outlet.ts'
import { chooseBlocks } from './article-text.ts'
import type { PageHints } from './block-features.ts'
import { type Block, readBlocks } from './blocks.ts'
import { findByline } from './byline.ts'
import { decodePage } from './charset.ts'
import { parseHtml } from './html-tree.ts'
import { plain } from './json-ld.ts'
import { type PageHead, readHead } from './page-head.ts'
import { findLanguage } from './page-language.ts'
import { pageWords } from './page-words.ts'
import { findPublished } from './published.ts'
import { findTitle } from './title.ts'

/** What an outlet's file says about its pages. */
export type PageRules = Partial<Pick<Outlet, 'text' | 'remove' | 'trim' | 'date' | 'language'>>

export interface PageBytes {
  bytes: Uint8Array
  /** The Content-Type header as served. */
  contentType?: string | null | undefined
  /** The final address, after redirects. */
  url: string | null
  rules?: PageRules | undefined
}

export type PageKind = 'article' | 'empty' | 'not-article' | 'challenge' | 'consent' | 'login-wall' | 'blocked' | 'gone'

export interface PageSignals {
  textLength: number
  paragraphs: number
  canonicalUrl: string | null
  /** The page is the AMP form of this address. */
  ampOf: string | null
  alternates: { language: string; url: string }[]
  translationOf: string | null
  description: string | null
  siteName: string | null
  keywords: string[]
  /** Signs that the page means to be an article: og:type, schema.org type, a date, a by-line. */
  articleSigns: string[]
  charset: string
}

export interface PageReading {
  kind: PageKind
  /** Why it is not an article, in words; null for an article. */
  because: string | null
  advice: string | null
  article: Article
  /** 0…1: how sure we are of where the text begins and ends. */
  confidence: number
  signals: PageSignals
}

/** Reads a page as served: its article with title, by-line, day and language, or what the page is instead. */
export function readPage({ bytes, contentType, url, rules = {} }: PageBytes): PageReading {
  const { html, charset } = decodePage(bytes, contentType)
  const root = parseHtml(html)
  const words = pageWords()
  const head = readHead(root, url)
  const page = readBlocks(root, words)
  const title = findTitle(head, page.blocks.map((block) => block.text))
  const { chosen } = chooseBlocks(page, hintsOf(head, title), words)
  const text = paragraphsOf(chosen).join('\n')
  const near = page.blocks.slice(0, 400).map((block) => ({ text: block.text, nearTitle: block.text.length < 120 }))
  const published = findPublished(head, near, url, null)
  const byline = findByline(head, root, [])
  const language = findLanguage(head, text, rules.language ?? null)
  return {
    kind: text === '' ? 'empty' : 'article',
    because: null,
    advice: null,
    article: { title, byline, published: published?.value ?? null, language, text },
    confidence: 0.5,
    signals: signalsOf(head, text, charset),
  }
}

/** What the head of a page tells about its text. */
export function hintsOf(head: PageHead, title: string): PageHints {
  return {
    title,
    description: head.data?.description ?? head.meta.get('og:description') ?? head.meta.get('description') ?? null,
    body: head.data?.body ? plain(head.data.body) : null,
    authors: head.data?.authors ?? [],
  }
}

function paragraphsOf(blocks: Block[]): string[] {
  return blocks.map((block) => block.text)
}

function signalsOf(head: PageHead, text: string, charset: string): PageSignals {
  return {
    textLength: text.length,
    paragraphs: text === '' ? 0 : text.split('\n').length,
    canonicalUrl: head.canonical,
    ampOf: null,
    alternates: head.alternates,
    translationOf: head.data?.translationOf ?? null,
    description: head.meta.get('og:description') ?? head.meta.get('description') ?? null,
    siteName: head.meta.get('og:site_name') ?? null,
    keywords: head.data?.keywords ?? [],
    articleSigns: [],
    charset,
  }
}
