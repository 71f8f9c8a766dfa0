/** The wait that a Retry-After header asks for, in seconds or as a date; null when it says nothing we can read. */
export function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null
  const written = value.trim()
  if (/^\d{1,9}(\.\d+)?$/.test(written)) return Math.ceil(Number(written) * 1000)
  const date = Date.parse(written)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}
