import { createHash } from 'node:crypto'
import { atomFeed, type Feed } from '../6-alert/atom.ts'
import type { Ctx } from './environment.ts'

/** Answers with a feed; whoever has it already as it is now is only told so. */
export function sendFeed(c: Ctx, feed: Feed): Response {
  const body = atomFeed(feed)
  // Of all that it says: something that is blacked out now makes another feed, though nothing was added.
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  // HTTP counts whole seconds.
  const modified = Math.floor(feed.updated.getTime() / 1000) * 1000
  const headers = {
    etag,
    'last-modified': new Date(modified).toUTCString(),
    'cache-control': 'private, no-cache',
    // The address is the key: it must not be handed on by a link in the feed.
    'referrer-policy': 'no-referrer',
  }
  const known = c.req.header('if-none-match')
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  // Packed on its way it comes back as a weak one.
  const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  const isKnown = known === undefined ? since >= modified : tags.includes('*') || tags.includes(etag)
  if (isKnown) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' })
}
