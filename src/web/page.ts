import type { ClaimToWeigh, Urgency } from '../5-link/incidents/urgency.ts'
import type { ClaimType } from '../6-review/claim-types.ts'
import type { Account, Language } from '../accounts/account-store.ts'
import type { EventDate } from '../domain/claim.ts'
import { type Html, html } from './html.ts'
import { COUNTED_TO } from './queries/counted.ts'
import type { Translate } from './translate.ts'

/** Who looks at a page, and how it is told to them. Views take it as their first argument. */
export interface Page {
  t: Translate
  language: Language
  zone: string
  account: Account | null
  /** Proves that a form came from our page. */
  formKey: string
  path: string
  query: Record<string, string>
  /** The page is wanted on paper: nothing but the list itself, and more of it. */
  printed: boolean
  now: Date
  types: ClaimType[]
  newAlerts: number
  /** Whether a claim goes on, is about to happen or is past. */
  urgencyOf?: ((claim: ClaimToWeigh) => Urgency) | undefined
}

export const mayReview = ({ account }: Page): boolean => account?.role === 'reviewer' || account?.role === 'admin'
export const isAdmin = ({ account }: Page): boolean => account?.role === 'admin'

/** A type's name in the reader's language; its own word where config/claims.yaml no longer has it. */
export const typeLabel = ({ types, language }: Page, name: string): string =>
  types.find((type) => type.name === name)?.label[language] ?? name

/** A moment in the reader's zone and language. */
export function when(page: Page, at: Date | null, precision: 'time' | 'day' | null = 'time'): Html {
  if (!at) return html`<span class="unknown">${page.t('unknown')}</span>`
  if (precision === 'day') return html`<time datetime="${at.toISOString().slice(0, 10)}">${day(page, at)}</time>`
  return html`<time datetime="${at.toISOString()}">${moments(page.language, page.zone).format(at)}</time>`
}

// Making a format takes longer than writing a whole card; zones and languages are few.
const formats = new Map<string, Intl.DateTimeFormat>()
function kept(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key) ?? make()
  if (formats.size > 200) formats.clear()
  formats.set(key, known)
  return known
}
const moments = (language: Language, timeZone: string) =>
  kept(
    `${language} ${timeZone}`,
    () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
  )

/** A day, which has no zone: it is what the article says. */
const day = ({ language }: Page, at: Date) =>
  kept(language, () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })).format(at)

/** When it happened, as precisely as the article tells. */
export function eventWords(page: Page, date: EventDate): string {
  const from = new Date(`${date.from}T00:00:00Z`)
  const to = new Date(`${date.to}T00:00:00Z`)
  const options: Intl.DateTimeFormatOptions =
    date.precision === 'year'
      ? { year: 'numeric', timeZone: 'UTC' }
      : date.precision === 'month'
        ? { year: 'numeric', month: 'long', timeZone: 'UTC' }
        : { dateStyle: 'medium', timeZone: 'UTC' }
  const format = new Intl.DateTimeFormat(page.language, options)
  return format.format(from) === format.format(to) ? format.format(from) : format.formatRange(from, to)
}

/** How long something took, for people. */
export function duration({ language }: Page, ms: number): string {
  const [value, unit] = ms < 1000 ? [ms, 'millisecond'] : ms < 60_000 ? [ms / 1000, 'second'] : [ms / 60_000, 'minute']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value)
}

const digits: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en'),
  ru: new Intl.NumberFormat('ru'),
  az: new Intl.NumberFormat('az'),
}
export const number = ({ language }: Page, value: number): string => digits[language].format(value)

/** A number that was counted up to a bound; what lies beyond is told as "1,000+". */
export const counted = (page: Page, value: number): number | string =>
  value > COUNTED_TO ? `${number(page, COUNTED_TO)}+` : value

export const percent = ({ language }: Page, value: number): string =>
  `${digits[language].format(Math.round(value * 100))}${language === 'ru' ? '\u00a0' : ''}%`

const names = new Map<Language, Intl.DisplayNames>()

/** A language's name in the reader's language. */
export function languageName({ language }: Page, code: string | null): string {
  if (!code) return '?'
  try {
    const known = names.get(language) ?? new Intl.DisplayNames([language], { type: 'language' })
    names.set(language, known)
    return known.of(code) ?? code
  } catch {
    return code
  }
}
