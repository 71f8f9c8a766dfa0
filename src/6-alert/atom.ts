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

// XML 1.0 has no way to write the other control characters.
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const xml = (words: string) =>
  words
    .toWellFormed()
    .replaceAll(IMPOSSIBLE, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** An Atom feed (RFC 4287); its content is plain text, so that no reader runs what an outlet wrote. */
export function atomFeed({ title, id, self, updated, entries }: Feed): string {
  const parts = entries.map(
    (
      entry,
    ) => `<entry><id>${xml(entry.id)}</id><title type="text">${xml(entry.title)}</title><updated>${entry.at.toISOString()}</updated>
<author><name>${xml(entry.author)}</name></author><link rel="alternate" href="${xml(entry.link)}"/>${entry.source ? `<link rel="via" href="${xml(entry.source)}"/>` : ''}
<content type="text">${xml(entry.words)}</content></entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(id)}</id><title type="text">${xml(title)}</title><updated>${updated.toISOString()}</updated>
<link rel="self" href="${xml(self)}"/>${parts.length > 0 ? `\n${parts.join('\n')}` : ''}
</feed>
`
}
