/** An address seen in a feed, sitemap or section page, with what was said about it there. */
export interface Seen {
  url: string
  title: string | null
  published: Date | null
  /** When its source says that it was last changed. */
  changed: Date | null
}

/** An absolute web address out of what is written there, or null: relative ones count from `base`. */
export function seenAddress(written: string | null | undefined, base: string): string | null {
  // Line breaks and spaces stand in the middle of addresses in the wild.
  const tidy = written?.replace(/\s+/g, (space) => (space.includes('\n') ? '' : '%20')).replace(/^(%20)+|(%20)+$/g, '')
  if (!tidy || tidy.startsWith('#') || !URL.canParse(tidy, base)) return null
  const url = new URL(tidy, base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** A title as plain words: feeds carry markup, entities and entities of entities. */
export function plainTitle(written: string | null | undefined): string | null {
  if (!written) return null
  let text = written
  for (let layer = 0; layer < 2; layer++) text = decodeEntities(text.replace(/<[a-z/!][^>]{0,500}>/gi, ' '))
  text = text.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, 500)
  return text === '' ? null : text
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  shy: '',
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** A date as feeds write them; null for what can't be read and for what can't be true. */
export function seenDate(written: string | Date | null | undefined): Date | null {
  if (!written) return null
  const date = written instanceof Date ? written : parseDate(written.trim())
  if (!date || Number.isNaN(date.getTime())) return null
  return date.getUTCFullYear() >= 1990 && date.getUTCFullYear() <= 2100 ? date : null
}

function parseDate(text: string): Date | null {
  const iso = Date.parse(text)
  if (!Number.isNaN(iso) && /\d{4}/.test(text)) return new Date(iso)
  // "24.11.2026 18:05" and the like; no zone told, so UTC.
  const [, day, month, year, hour, minute] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[,\s]+(\d{1,2}):(\d{2}))?/.exec(text) ?? []
  if (day && month && year && Number(month) <= 12)
    return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0)))
  // "Tue, 24 Nov 2026 18:05:00 MSK": a zone that Date does not know. Better an hour wrong than no date.
  const withoutZone = text.replace(/\s+[A-Z]{2,5}$/, '')
  const again = Date.parse(`${withoutZone} GMT`)
  return Number.isNaN(again) || withoutZone === text ? null : new Date(again)
}
