import type { Page } from '../domain/fetch.ts'

const HEAD_BYTES = 128 * 1024

/** The address that a page calls its own: `<link rel=canonical>` in its head, or a Link header. */
export function canonicalLinkOf(page: Pick<Page, 'headers' | 'body' | 'finalUrl'>): string | null {
  for (const [name, value] of page.headers) {
    const inHeader =
      name.toLowerCase() === 'link' ? /<([^>]+)>\s*;[^,]*\brel="?canonical\b/i.exec(value)?.[1] : undefined
    if (inHeader) return absolute(inHeader, page.finalUrl)
  }
  // Markup is ASCII in every encoding that the web uses for pages.
  const head = page.body.subarray(0, HEAD_BYTES).toString('latin1')
  for (const [tag] of head.matchAll(/<link\b[^>]{0,2000}>/gi)) {
    if (!/\brel\s*=\s*["']?[^"'>]*\bcanonical\b/i.test(tag)) continue
    const href = /\bhref\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>]+))/i.exec(tag)
    const written = href?.[1] ?? href?.[2] ?? href?.[3]
    if (written)
      return absolute(Buffer.from(written, 'latin1').toString('utf8').replaceAll('&amp;', '&'), page.finalUrl)
  }
  return null
}

const absolute = (written: string, base: string) => (URL.canParse(written, base) ? new URL(written, base).href : null)
