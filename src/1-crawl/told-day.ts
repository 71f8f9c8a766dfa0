import { seenDate } from './seen.ts'

/** An element of a page read with cheerio, of whatever kind it is. */
interface Found {
  length: number
  find(selector: string): { length: number; attr(name: string): string | undefined; text(): string }
  parent(): Found
}

// How far up from a link the element may lie that holds its date and no other article's.
const LEVELS = 4
const DAY = /[/_-]((?:19|20)\d{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.?-]|$)/
const MONTH = /\/((?:19|20)\d{2})\/(0?[1-9]|1[0-2])\//

/** The latest day on which what a list of links names can have come out, as its address or the list tells; null where neither does. */
export function toldDay(link: Found, url: string): Date | null {
  return dayInAddress(url) ?? dayBeside(link)
}

/** "/2024/05/01/…", "/20240501-…" and "/2024/05/…", which is the last day of that month. */
export function dayInAddress(url: string): Date | null {
  const { pathname } = new URL(url)
  const [, year, , month, day] = DAY.exec(pathname) ?? []
  if (year) return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const [, monthsYear, only] = MONTH.exec(pathname) ?? []
  return monthsYear ? new Date(Date.UTC(Number(monthsYear), Number(only), 0)) : null
}

function dayBeside(link: Found): Date | null {
  let around = link
  for (let level = 0; level <= LEVELS && around.length > 0; level++) {
    const times = around.find('time')
    if (times.length > 1) return null
    if (times.length === 1) return seenDate(times.attr('datetime')?.trim() || times.text().trim())
    around = around.parent()
  }
  return null
}
