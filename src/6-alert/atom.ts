import { xmlText } from '../language/xml-text.ts'

/** One alert as a feed reader shows it. */
export interface FeedEntry {
  id: string
  title: string
  link: string
  at: Date
  author: string
  words: string
  /** Address of the article at its outlet. */
  source: string | null
}

export interface Feed {
  title: string
  id: string
  self: string
  updated: Date
  entries: FeedEntry[]
}

/** An Atom feed (RFC 4287); its content is plain text, so that no reader runs what an outlet wrote. */
export function atomFeed({ title, id, self, updated, entries }: Feed): string {
  const parts = entries.map(
    (
      entry,
    ) => `<entry><id>${xmlText(entry.id)}</id><title type="text">${xmlText(entry.title)}</title><updated>${entry.at.toISOString()}</updated>
<author><name>${xmlText(entry.author)}</name></author><link rel="alternate" href="${xmlText(entry.link)}"/>${entry.source ? `<link rel="via" href="${xmlText(entry.source)}"/>` : ''}
<content type="text">${xmlText(entry.words)}</content></entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xmlText(id)}</id><title type="text">${xmlText(title)}</title><updated>${updated.toISOString()}</updated>
<link rel="self" href="${xmlText(self)}"/>${parts.length > 0 ? `\n${parts.join('\n')}` : ''}
</feed>
`
}
