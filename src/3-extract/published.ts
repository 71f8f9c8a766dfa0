import type { ElementNode } from './html-tree.ts'
import type { PageHead } from './page-head.ts'
import { itemText } from './page-head.ts'
import { pageWords } from './page-words.ts'
import { lineOf } from './tree-walk.ts'

/** A day or time that a page gives for its article, and where it stood. */
export interface Published {
  /** ISO: "2024-05-01", or "2024-05-01T10:00:00+03:00" where the page tells a time. */
  value: string
  by: 'rule' | 'data' | 'meta' | 'microdata' | 'time' | 'visible' | 'url'
}

// The names that pages use for the time of publication, the surest first.
const META = [
  'article:published_time',
  'og:article:published_time',
  'article:published',
  'og:published_time',
  'datepublished',
  'parsely-pub-date',
  'cxenseparse:recs:publishtime',
  'cxenseparse:publishtime',
  'sailthru.date',
  'publish-date',
  'publish_date',
  'publishdate',
  'publication_date',
  'published_time',
  'pubdate',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.issued',
  'dc.date.created',
  'dc.date',
  'dcterms.date',
  'article.published',
  'article_date_original',
  'original-publish-date',
  'bt:pubdate',
  'timestamp',
  'displaydate',
  'ptime',
  'firstcreate',
  'last-published',
  'date',
  'og:pubdate',
  'created',
  'mediator_published_time',
  'datecreated',
]

/**
 * When the article was published. An outlet's rule comes first; then what the page says in its schema.org data and
 * meta elements, because those have the whole date with its zone; then microdata, <time>, a date that is printed by
 * the headline, and last the date in the address. Never the time of the last change where another is told.
 */
export function findPublished(
  head: PageHead,
  lines: string[],
  url: string | null,
  ruleText: string | null,
): Published | null {
  const language = head.language
  const first = (by: Published['by'], values: (string | null | undefined)[], loose = false): Published | null => {
    for (const value of values) {
      const read = value ? (isoTime(value) ?? (loose ? writtenDate(value, language) : null)) : null
      if (read) return { value: read, by }
    }
    return null
  }
  return (
    first('rule', [ruleText], true) ??
    first('data', [head.data?.published], true) ??
    first(
      'meta',
      META.map((name) => head.meta.get(name)),
      true,
    ) ??
    first('microdata', [itemText(head, 'datepublished'), itemText(head, 'datecreated')], true) ??
    first('time', timesOf(head.times), true) ??
    first('visible', lines, true) ??
    first('url', [dateInUrl(url)]) ??
    first('data', [head.data?.modified]) ??
    null
  )
}

function timesOf(times: ElementNode[]): string[] {
  const told = times.filter(
    (time) => !/updat|modif/i.test(`${time.attribs.class ?? ''} ${time.attribs.itemprop ?? ''}`),
  )
  const marked = told.filter(
    (time) =>
      time.attribs.pubdate !== undefined ||
      /publi|entry-date/i.test(`${time.attribs.itemprop ?? ''} ${time.attribs.class ?? ''}`),
  )
  return [...marked, ...told]
    .flatMap((time) => [time.attribs.datetime, lineOf(time)])
    .filter((text): text is string => !!text)
}

const two = (n: number | string) => String(n).padStart(2, '0')

function day(year: number, month: number, date: number): string | null {
  // Outlets of the web; anything else is a date in the text or a mistake.
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || date < 1 || date > 31) return null
  const made = new Date(Date.UTC(year, month - 1, date))
  return made.getUTCDate() === date ? `${year}-${two(month)}-${two(date)}` : null
}

const ISO =
  /^(\d{4})-?\/?\.?(\d{1,2})[-/.]?(\d{1,2})(?:[T ,]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?)?/i
const MAIL =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?/
// "Wed May 01 2024 10:00:00 GMT+0300" is how scripts print a time.
const SCRIPT =
  /^[A-Za-z]{3},?\s+([A-Za-z]{3})\s+(\d{1,2})\s+(?:(\d{4})\s+)?(\d{1,2}):(\d{2}):(\d{2})\s*(?:(?:GMT|UTC)?\s*([+-]\d{4})?|[A-Z]{3,4})\s*(\d{4})?/

/** ISO 8601 as pages write it, and what comes near it: "2024-05-01 10:00", "20240501T1000", RFC 2822, seconds of the epoch. */
export function isoTime(written: string): string | null {
  const text = written.trim().slice(0, 80)
  const iso = ISO.exec(text)
  const date = iso && day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  if (date) return iso[4] === undefined || Number(iso[4]) > 23 ? date : timeOn(date, iso[4], iso[5]!, iso[6], iso[7])
  if (/^\d{10}(\d{3})?$/.test(text)) {
    const at = new Date(Number(text.slice(0, 10)) * 1000)
    return at.getUTCFullYear() >= 1995 && at.getUTCFullYear() <= 2100 ? at.toISOString().replace('.000Z', 'Z') : null
  }
  const mail = MAIL.exec(text)
  if (mail) {
    const mailed = day(Number(mail[3]), englishMonth(mail[2]!), Number(mail[1]))
    return mailed && timeOn(mailed, mail[4]!, mail[5]!, mail[6], mail[7])
  }
  const script = SCRIPT.exec(text)
  if (!script) return null
  const printed = day(Number(script[3] ?? script[8]), englishMonth(script[1]!), Number(script[2]))
  return printed && timeOn(printed, script[4]!, script[5]!, script[6], script[7])
}

const timeOn = (date: string, hour: string, minute: string, second: string | undefined, zone: string | undefined) =>
  `${date}T${two(hour)}:${minute}:${second ?? '00'}${zoneOf(zone)}`

const englishMonth = (name: string) => pageWords().months.get(name.toLowerCase()) ?? 0

function zoneOf(zone: string | undefined): string {
  if (!zone) return ''
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 'Z'
  const [, sign, hours, minutes] = /([+-])(\d{1,2}):?(\d{2})?/.exec(zone)!
  return `${sign}${two(hours!)}:${minutes ?? '00'}`
}

/** A date in words or figures somewhere in a short text: "12 марта 2024", "March 12, 2024", "12.03.2024", "2024年3月12日". */
export function writtenDate(written: string, language: string | null): string | null {
  const text = written.normalize('NFC').toLowerCase().slice(0, 400)
  const cjk = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(text)
  if (cjk) return day(Number(cjk[1]), Number(cjk[2]), Number(cjk[3]))
  const named = namedMonth(text)
  if (named) return named
  const iso = /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/.exec(text)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures = /(?<![\d.:/])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d.:/]*\d)/.exec(text)
  if (!figures) return null
  const year = Number(figures[4]!.length === 2 ? `20${figures[4]}` : figures[4])
  const [a, b] = [Number(figures[1]), Number(figures[3])]
  // The United States put the month first; nobody else who uses a slash does.
  const american = figures[2] === '/' && a <= 12 && (b > 12 || /^en(-us)?$/i.test(language ?? ''))
  return american ? day(year, a, b) : day(year, b, a)
}

let monthPattern: RegExp | undefined
let monthNumbers: Map<string, number> | undefined

function namedMonth(text: string): string | null {
  if (!monthPattern || !monthNumbers) {
    monthNumbers = pageWords().months
    const names = [...monthNumbers.keys()].sort((a, b) => b.length - a.length).join('|')
    monthPattern = new RegExp(
      `(?<![\\p{L}\\d])(?:(\\d{1,2})(?:st|nd|rd|th|er|º|ª|-го|-е|\\.)?,?\\s*(?:de\\s+|of\\s+|-|/|\\s)?\\s*(${names})(?!\\p{L})\\.?,?\\s*(?:de\\s+|del\\s+|-|/)?\\s*(\\d{4})|(${names})(?!\\p{L})\\.?\\s*(\\d{1,2})(?:st|nd|rd|th)?\\.?,?\\s+(?:at\\s+)?(?:\\d{1,2}:\\d{2}\\s*(?:[ap]m)?\\s*,?\\s*)?(\\d{4}))(?!\\d)`,
      'u',
    )
  }
  const found = monthPattern.exec(text)
  if (!found) return null
  const month = monthNumbers.get((found[2] ?? found[4])!)!
  return day(Number(found[3] ?? found[6]), month, Number(found[1] ?? found[5]))
}

/** "/2024/05/01/…", "/2024-05-01-…", "/20240501/…" */
export function dateInUrl(url: string | null): string | null {
  const path = url ? url.replace(/^[a-z]+:\/\/[^/]*/i, '') : ''
  const parted = /(?:^|[/_-])((?:19|20)\d{2})([/_-])(\d{1,2})\2(\d{1,2})(?=[/_.\-?]|$)/.exec(path)
  if (parted) return day(Number(parted[1]), Number(parted[3]), Number(parted[4]))
  const whole = /(?:^|[/_-])((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_.\-?]|$|\d{2,6}(?:[/_.\-?]|$))/.exec(path)
  return whole ? day(Number(whole[1]), Number(whole[2]), Number(whole[3])) : null
}
