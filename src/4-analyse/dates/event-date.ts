import type { EventDate } from '../../domain/claim.ts'
import type { Document, Sentence } from '../document.ts'
import type { DateLexicon, DateWord } from './date-words.ts'

/** A date told in a sentence, with its place in the text. */
export interface ToldDate {
  date: EventDate
  start: number
  end: number
}

const DAY = 86_400_000
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)
const timeOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day)

/**
 * The dates that a sentence tells, in their order. Relative ones ("last week", "on Friday") and those without a year are
 * counted back from the day of publication; without that they are left out, since any year would be a guess.
 */
export function datesIn(document: Document, sentence: Sentence, lexicon: DateLexicon): ToldDate[] {
  if (sentence.lang === null) return []
  const words = sentence.words.filter((word) => word.kind !== 'punct')
  const lower = words.map((word) => word.lower)
  const reader = lexicon[sentence.lang]
  const published = dayOf(document.published)
  const at = reader.at.bind(reader)
  const found: ToldDate[] = []
  for (let i = 0; i < words.length; i++) {
    // "They may …": the month has a capital.
    if (sentence.lang === 'en' && VERBS_TOO.has(lower[i]!) && !words[i]!.capital) continue
    const told = readAt(lower, i, at, published, found.at(-1)?.date ?? null)
    if (!told) continue
    const first = words[told.first]!
    const last = words[told.last]!
    const text = document.text.slice(first.start, last.end)
    found.push({
      date: { from: iso(told.from), to: iso(told.to), precision: told.precision, text },
      start: first.start,
      end: last.end,
    })
    i = told.last
  }
  return found
}

const VERBS_TOO = new Set(['may', 'march'])

/** The ISO day of a time of publication as milliseconds, or null where there is none. */
function dayOf(published: string | null): number | null {
  const match = published === null ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(published)
  return match ? timeOf(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

interface Read {
  first: number
  last: number
  from: number
  to: number
  precision: EventDate['precision']
}

function readAt(
  lower: readonly string[],
  i: number,
  at: (lower: readonly string[], index: number) => DateWord | null,
  published: number | null,
  before: EventDate | null,
): Read | null {
  const word = at(lower, i)
  const since = (first: number): boolean => {
    const previous = at(lower, first - 1)
    return previous?.kind === 'since'
  }
  const spanning = (read: Read): Read => {
    const after = at(lower, read.last + 1)
    return published !== null && (since(read.first) || after?.kind === 'since') && read.from <= published
      ? { ...read, to: published }
      : read
  }
  if (word?.kind === 'month') {
    const day = dayNumber(lower[i + 1]) ?? dayNumber(lower[i - 1])
    const dayAfter = dayNumber(lower[i + 1]) !== null
    const last = dayAfter ? i + 1 : i
    const year = yearNumber(lower[last + 1])
    const first = !dayAfter && day !== null ? i - 1 : i
    const end = year === null ? last : last + 1
    const date = day === null ? month(word.value, year, published) : dayIn(word.value, day, year, published)
    return date && spanning({ first, last: end, ...date })
  }
  if (published === null)
    return word?.kind === 'day_after' || word?.kind === 'same_day' ? afterThat(word, i, before) : null
  const lasting = lastingUntilNow(lower, i, at, published)
  if (lasting) return lasting
  if (!word) return null
  if (word.kind === 'today') return oneDay(i, i + word.words - 1, published)
  if (word.kind === 'yesterday') return oneDay(i, i + word.words - 1, published - DAY)
  if (word.kind === 'before_yesterday') return oneDay(i, i + word.words - 1, published - 2 * DAY)
  if (word.kind === 'day_after' || word.kind === 'same_day') return afterThat(word, i, before)
  if (word.kind === 'weekday') {
    const today = (new Date(published).getUTCDay() + 6) % 7 || 0
    const back = (today - (word.value - 1) + 7) % 7
    return spanning(oneDay(i, i + word.words - 1, published - back * DAY))
  }
  if (word.kind === 'last' || word.kind === 'this') {
    const unit = at(lower, i + 1)
    if (unit?.kind !== 'unit' || unit.value === 1) return null
    return { first: i, last: i + 1, ...unitSpan(unit.value, word.kind === 'last' ? 1 : 0, published) }
  }
  // "three weeks ago", "две недели назад", "iki həftə əvvəl"
  const amount = word.kind === 'number' ? word.value : numberIn(lower[i])
  const unit = amount === null ? null : at(lower, i + 1)
  const ago = unit?.kind === 'unit' ? at(lower, i + 2) : null
  if (amount !== null && unit && ago?.kind === 'ago') {
    const then = published - amount * unit.value * DAY
    return {
      first: i,
      last: i + 2,
      from: then - (unit.value > 1 ? unit.value * DAY * 0.5 : 0),
      to: then,
      precision: unit.value > 7 ? 'month' : 'day',
    }
  }
  return null
}

const IS_NOW = /^(?:has|have|hasn't|haven't|hasn’t|haven’t|is|are|been)$/
const AT_A_TIME = /^(?:на|в|во|к|до|после|с|the|on|in)$/
const STILL = /d[ıiuü]r$/

/**
 * What has lasted until now: "for the third month", "has not been heard of for 300 days", "третью неделю", "уже две
 * недели", "üç aydır". Not "on the third day", nor what lasted once.
 */
function lastingUntilNow(
  lower: readonly string[],
  i: number,
  at: (lower: readonly string[], index: number) => DateWord | null,
  published: number,
): Read | null {
  const word = at(lower, i)
  const ordinal = word?.kind === 'ordinal' ? word.value : ordinalIn(lower[i])
  const amount = word?.kind === 'number' ? word.value : numberIn(lower[i])
  const count = ordinal ?? amount
  const last = i + (word?.words ?? 1)
  const unit = count === null ? null : at(lower, last)
  if (count === null || unit?.kind !== 'unit') return null
  const before = lower[i - 1] ?? ''
  const still = STILL.test(lower[last]!)
  let first = i
  if (ordinal !== null) {
    const english = before === 'the' && lower[i - 2] === 'for'
    if (english) first = i - 2
    else if (AT_A_TIME.test(before) || (!still && !RUSSIAN.test(lower[i]!))) return null
  } else if (before === 'for' && lower.slice(Math.max(0, i - 12), i).some((one) => IS_NOW.test(one))) first = i - 1
  else if (before === 'уже') first = i - 1
  else if (!still) return null
  const back = ordinal === null ? count : count - 1
  return {
    first,
    last,
    from: published - back * unit.value * DAY,
    to: published,
    precision: unit.value >= 365 ? 'year' : unit.value >= 30 ? 'month' : 'day',
  }
}

const RUSSIAN = /^[а-яё]/

// "19th", "16-й"
const ordinalIn = (word: string | undefined): number | null => {
  const match = word === undefined ? null : /^(\d{1,3})(?:st|nd|rd|th|-?й|-?я|-?ю)$/.exec(word)
  return match ? Number(match[1]) : null
}

const oneDay = (first: number, last: number, day: number): Read => ({
  first,
  last,
  from: day,
  to: day,
  precision: 'day',
})

function afterThat(word: DateWord, i: number, before: EventDate | null): Read | null {
  if (before?.precision !== 'day') return null
  const day = Date.parse(before.to) + (word.kind === 'day_after' ? DAY : 0)
  return oneDay(i, i + word.words - 1, day)
}

function month(value: number, year: number | null, published: number | null): Omit<Read, 'first' | 'last'> | null {
  const own = year ?? yearBefore(published, (y) => timeOf(y, value, 1))
  return own === null ? null : { from: timeOf(own, value, 1), to: timeOf(own, value + 1, 0), precision: 'month' }
}

function dayIn(
  value: number,
  day: number,
  year: number | null,
  published: number | null,
): Omit<Read, 'first' | 'last'> | null {
  const own = year ?? yearBefore(published, (y) => timeOf(y, value, day))
  if (own === null) return null
  const time = timeOf(own, value, day)
  return { from: time, to: time, precision: 'day' }
}

// Without a year the last such day before the publication is meant.
function yearBefore(published: number | null, at: (year: number) => number): number | null {
  if (published === null) return null
  const year = new Date(published).getUTCFullYear()
  return at(year) <= published + DAY ? year : year - 1
}

function unitSpan(days: number, back: number, published: number): Omit<Read, 'first' | 'last'> {
  const date = new Date(published)
  const year = date.getUTCFullYear()
  if (days === 365)
    return { from: timeOf(year - back, 1, 1), to: back ? timeOf(year - 1, 12, 31) : published, precision: 'year' }
  if (days === 30) {
    const own = date.getUTCMonth() + 1 - back
    return { from: timeOf(year, own, 1), to: back ? timeOf(year, own + 1, 0) : published, precision: 'month' }
  }
  const monday = published - (((date.getUTCDay() + 6) % 7) + 7 * back) * DAY
  return { from: monday, to: back ? monday + 6 * DAY : published, precision: 'day' }
}

// "5", "14th", "6-da", "13-də": a day of the month, with what a language writes on to it.
function dayNumber(word: string | undefined): number | null {
  const match = word === undefined ? null : /^(\d{1,2})(?:$|[-–’']?\p{L}{0,4}$)/u.exec(word)
  const day = match ? Number(match[1]) : 0
  return day >= 1 && day <= 31 ? day : null
}

function yearNumber(word: string | undefined): number | null {
  const match = word === undefined ? null : /^((?:19|20)\d{2})(?:$|[-–]\p{L}{1,4}$)/u.exec(word)
  return match ? Number(match[1]) : null
}

const numberIn = (word: string | undefined): number | null =>
  word !== undefined && /^\d{1,3}$/.test(word) ? Number(word) : null

/** The date told nearest to a stretch of the text, or null. */
export function nearestDate(dates: readonly ToldDate[], start: number, end: number): EventDate | null {
  const gap = (d: ToldDate) => Math.max(0, d.start - end, start - d.end)
  return dates.length === 0 ? null : dates.reduce((best, d) => (gap(d) < gap(best) ? d : best)).date
}
