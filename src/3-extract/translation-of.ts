import type { PageSignals } from './read-page.ts'

/**
 * The address of the original that a page says it is a translation of: named as such, or offered as the same page in
 * another language by another host. On one host both languages may well be the outlet's own.
 */
export function translationOf(
  { translationOf: named, alternates }: Pick<PageSignals, 'translationOf' | 'alternates'>,
  { language, url }: { language: string | null; url: string },
): string | null {
  if (named) return named
  const host = hostOf(url)
  const other = alternates.find(
    (alternate) =>
      /^[a-z]{2,3}\b/i.test(alternate.language) &&
      hostOf(alternate.url) !== host &&
      alternate.language.slice(0, 2).toLowerCase() !== language,
  )
  return other && hostOf(other.url) ? other.url : null
}

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : null)
