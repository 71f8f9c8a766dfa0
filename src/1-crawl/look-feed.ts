import type { Page } from '../domain/fetch.ts'
import { decodeDeclared } from '../language/declared-charset.ts'
import { readFeed } from './feed.ts'
import { believableChanges, fetchSource, type Look, type LookDeps, type Trouble, toFound } from './look.ts'
import type { SourceRow } from './store.ts'

/** Looks at a feed. */
export async function lookAtFeed(source: SourceRow, deps: LookDeps): Promise<Look> {
  const page = await fetchSource(source, deps, 'xml', { conditional: true })
  if ('kind' in page) return page
  const feed = readFeed(decodeDeclared(page.body, page.contentType), page.finalUrl)
  if (!feed) return notAFeed(page)
  const entries = believableChanges(feed.entries, deps.now())
  return {
    kind: 'seen',
    found: toFound(entries, source.outlet, () => source.lane),
    sources: [],
    page,
    notes: feed.withoutAddress > 0 ? [`${feed.withoutAddress} without an address`] : [],
    advice:
      entries.length === 0 ? 'The feed is well formed but names nothing. Does the outlet still publish in it?' : null,
  }
}

function notAFeed({ body }: Page): Trouble {
  const start = body.subarray(0, 1_000).toString('latin1')
  const what =
    body.length < 100
      ? `${body.length} bytes of nothing`
      : /<(!doctype html|html|head|body)\b/i.test(start)
        ? 'a web page'
        : 'something that is neither RSS, Atom, RDF nor JSON Feed'
  return {
    kind: 'trouble',
    because: 'not-a-feed',
    advice: `The address gives ${what} instead of a feed. "vigil outlet check" shows what the outlet offers now.`,
  }
}
