import type { SampleArticle, SampleOutletId } from './articles.ts'

/** What a sample outlet answers to one address, before the server adds validators. */
export type SitePage = {
  status: number
  type: string
  body: string | Uint8Array
  /** ISO time of the last change, where the page has one. */
  modified: string | null
  headers?: Record<string, string>
}

/** All that pages are made from. */
export type SiteState = {
  /** Articles of this outlet as they stand now (edited or not), newest first. */
  articles: SampleArticle[]
  /** Address of an article of any outlet, with host and port. */
  addressOf: (outlet: SampleOutletId, slug: string) => string
  origin: string
}

export type Site = {
  id: SampleOutletId
  name: string
  /** The path of an article on this outlet. */
  pathOf: (article: { slug: string; published: string }) => string
  /** null: there is nothing at this address, and the server answers 404 with `notFound`. */
  answer: (url: URL, state: SiteState) => SitePage | null
  notFound: () => SitePage
}

export const page = (type: string, body: string | Uint8Array, modified: string | null = null): SitePage => ({
  status: 200,
  type,
  body,
  modified,
})

/** When the article was last changed. */
export const changedAt = ({ published, updated }: SampleArticle): string => updated ?? published

/** When the newest of them was last changed: what a list of them is as old as. */
export const latest = (articles: SampleArticle[]): string | null =>
  articles.map(changedAt).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
