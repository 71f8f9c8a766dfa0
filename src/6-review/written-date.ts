import type { EventDate } from '../domain/claim.ts'

// Months as people write them: English whole or short, Russian in every case, Azerbaijani with its endings.
const MONTHS: RegExp[] = [
  /^(january|jan|январ\p{L}{1,2}|янв|yanvar\p{L}{0,4})$/u,
  /^(february|feb|феврал\p{L}{1,2}|фев|fevral\p{L}{0,4})$/u,
  /^(march|mar|март\p{L}{0,2}|mart\p{L}{0,4})$/u,
  /^(april|apr|апрел\p{L}{1,2}|апр|aprel\p{L}{0,4})$/u,
  /^(may|ма[йяею]|may(ın|da|dan|a|ı))$/u,
  /^(june|jun|июн\p{L}{1,2}|iyun\p{L}{0,4})$/u,
  /^(july|jul|июл\p{L}{1,2}|iyul\p{L}{0,4})$/u,
  /^(august|aug|август\p{L}{0,2}|авг|avqust\p{L}{0,4})$/u,
  /^(september|sept?|сентябр\p{L}{1,2}|сент?|sentyabr\p{L}{0,4})$/u,
  /^(october|oct|октябр\p{L}{1,2}|окт|oktyabr\p{L}{0,4})$/u,
  /^(november|nov|ноябр\p{L}{1,2}|ноя|noyabr\p{L}{0,4})$/u,
  /^(december|dec|декабр\p{L}{1,2}|дек|dekabr\p{L}{0,4})$/u,
]

/**
 * The date that a reviewer wrote: "26 November", "about May 2024", "2024-11-26", "26.11.2024", "2024". A day without a
 * year is the last such day before the article was published. Undefined when it is not a date: nothing is guessed.
 */
export function readWrittenDate(words: string, published: Date | null): EventDate | null | undefined {
  const text = words.trim().toLowerCase().replaceAll('i̇', 'i')
  if (text === '') return null
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text)
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), iso[3] ? Number(iso[3]) : null)
  const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text)
  if (dotted) return dateOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  return readWords(text, published)
}

function readWords(text: string, published: Date | null): EventDate | undefined {
  const parts = text.match(/\p{L}+|\d+/gu) ?? []
  const months = parts.flatMap((part) => MONTHS.flatMap((month, index) => (month.test(part) ? [index + 1] : [])))
  const numbers = parts.filter((part) => /^\d+$/.test(part)).map(Number)
  const years = numbers.filter((number) => number >= 1900 && number <= 2200)
  const days = numbers.filter((number) => number >= 1 && number <= 31)
  if (months.length > 1 || years.length > 1 || days.length > 1 || years.length + days.length !== numbers.length)
    return undefined
  const [month] = months
  const [day] = days
  if (month === undefined) return day === undefined && years.length === 1 ? yearOf(years[0]!) : undefined
  const year = years[0] ?? lastYearOf(month, day ?? 1, published)
  return year === undefined ? undefined : dateOf(year, month, day ?? null)
}

function lastYearOf(month: number, day: number, published: Date | null): number | undefined {
  if (!published) return undefined
  const year = published.getUTCFullYear()
  return Date.UTC(year, month - 1, day) <= published.getTime() + 86_400_000 ? year : year - 1
}

function dateOf(year: number, month: number, day: number | null): EventDate | undefined {
  const first = new Date(Date.UTC(year, month - 1, day ?? 1))
  if (first.getUTCMonth() !== month - 1 || month < 1 || month > 12) return undefined
  if (day !== null) return { from: isoDay(first), to: isoDay(first), precision: 'day', text: '' }
  return { from: isoDay(first), to: isoDay(new Date(Date.UTC(year, month, 0))), precision: 'month', text: '' }
}

const yearOf = (year: number): EventDate => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  precision: 'year',
  text: '',
})

const isoDay = (at: Date) => at.toISOString().slice(0, 10)

/** A date as the field for it shows it: what `readWrittenDate` reads back as the same. */
export function writtenDate(date: EventDate | null): string {
  if (!date) return ''
  if (date.precision === 'year') return date.from.slice(0, 4)
  return date.precision === 'month' ? date.from.slice(0, 7) : date.from
}
