/** One day of an outlet, as its tables tell it. */
export interface OutletDay {
  /** ISO day. */
  day: string
  discovered: number
  captured: number
  /** Captures that were refused: 401, 403, challenges. */
  blocked: number
  /** Articles read, how many of them without a date, and the middle of their lengths in characters. */
  read: number
  undated: number
  medianLength: number | null
}

export interface Alarm {
  kind: 'quiet' | 'flood' | 'blocked' | 'short' | 'undated'
  sentence: string
  advice: string
}

// Habits are told from four weeks; from fewer than ten days nobody can tell one.
const HABIT_DAYS = 28
const LEAST_DAYS = 10
// So improbable under the outlet's own habit that one outlet in some years is called odd without reason.
const IMPROBABLE = 1e-4
const FEW = 5

/**
 * What is odd about an outlet for its own habits, in words. A paper that publishes on Mondays is not quiet on a Sunday,
 * and one that writes twice a month is not quiet after a week.
 *
 * @param days oldest first, without gaps, the last one being the last whole day
 */
export function alarmsOf(days: OutletDay[]): Alarm[] {
  const habit = days.slice(0, -1).slice(-HABIT_DAYS)
  const last = days.at(-1)
  if (!last || habit.length < LEAST_DAYS) return []
  return [quiet(days), flood(habit, last), blocked(habit, days), short(habit, last), undated(habit, last)].filter(
    (alarm) => alarm !== null,
  )
}

// How probable it is that nothing came for so many days, by what comes on such days of the week.
function quiet(days: OutletDay[]): Alarm | null {
  let silent = 0
  while (silent < days.length && days[days.length - 1 - silent]!.discovered === 0) silent++
  if (silent === 0) return null
  const before = days.slice(0, days.length - silent).slice(-HABIT_DAYS)
  if (before.length < LEAST_DAYS) return null
  const mean = meanOf(before.map(({ discovered }) => discovered))
  const expected = days.slice(-silent).reduce((sum, { day }) => sum + expectedOn(before, day, mean), 0)
  // Articles do not come independently: an outlet on holiday is silent altogether, so half of what is expected counts.
  if (Math.exp(-expected / 2) > IMPROBABLE) return null
  return {
    kind: 'quiet',
    sentence: `Nothing new for ${silent} ${silent === 1 ? 'day' : 'days'}; until then ${rounded(mean)} articles came a day.`,
    advice: 'Is the outlet still publishing? "vigil outlet check" shows whether its feed has moved or died.',
  }
}

function expectedOn(habit: OutletDay[], day: string, mean: number): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const same = habit.filter((each) => new Date(`${each.day}T00:00:00Z`).getUTCDay() === weekday)
  // Two such days say little, so they are weighed with the mean of all.
  return (same.reduce((sum, { discovered }) => sum + discovered, 0) + mean) / (same.length + 1)
}

function flood(habit: OutletDay[], last: OutletDay): Alarm | null {
  const counts = habit.map(({ discovered }) => discovered)
  const most = Math.max(...counts)
  if (last.discovered < 50 || last.discovered < 5 * Math.max(most, 1)) return null
  return {
    kind: 'flood',
    sentence: `${last.discovered} addresses in a day; never more than ${most} before.`,
    advice:
      'Has the outlet been rebuilt, or does a list name what are no articles? Look at some, and give a pattern for articles in its file.',
  }
}

function blocked(habit: OutletDay[], days: OutletDay[]): Alarm | null {
  const recent = days.slice(-2)
  const refused = recent.reduce((sum, day) => sum + day.blocked, 0)
  const tried = refused + recent.reduce((sum, day) => sum + day.captured, 0)
  if (refused < FEW || refused < tried / 2) return null
  const before = habit.slice(0, -1)
  const usual =
    before.reduce((sum, day) => sum + day.blocked, 0) /
    Math.max(
      1,
      before.reduce((sum, day) => sum + day.blocked + day.captured, 0),
    )
  if (usual > 0.25) return null
  return {
    kind: 'blocked',
    sentence: `${refused} of ${tried} pages were refused in two days; before, ${usual < 0.01 ? 'hardly any' : `${Math.round(usual * 100)} in a hundred`}.`,
    advice:
      'The outlet shuts us out. A longer delay, a mirror or a proxy may help; best ask the outlet to let Vigil in.',
  }
}

function short(habit: OutletDay[], last: OutletDay): Alarm | null {
  const lengths = habit
    .filter(({ read, medianLength }) => read > 0 && medianLength !== null)
    .map(({ medianLength }) => medianLength!)
  if (lengths.length < LEAST_DAYS || last.read < FEW || last.medianLength === null) return null
  const usual = middle(lengths)
  if (last.medianLength > Math.min(usual / 3, Math.min(...lengths) * 0.7)) return null
  return {
    kind: 'short',
    sentence: `Articles have ${last.medianLength} characters now; ${Math.round(usual)} were usual.`,
    advice:
      'Its pages may have been rebuilt, or a wall stands before the text. "vigil outlet check NAME --page URL" shows what is read.',
  }
}

function undated(habit: OutletDay[], last: OutletDay): Alarm | null {
  const read = habit.reduce((sum, day) => sum + day.read, 0)
  const usual = habit.reduce((sum, day) => sum + day.undated, 0) / Math.max(1, read)
  if (read < 20 || last.read < FEW || usual > 0.2 || last.undated < last.read * 0.8) return null
  return {
    kind: 'undated',
    sentence: `${last.undated} of ${last.read} articles have no date; before, ${Math.round(usual * 100)} in a hundred had none.`,
    advice: 'Its pages tell the date in another place now. Give a selector for it (date:) in its file.',
  }
}

const meanOf = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length)
const middle = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const rounded = (number: number) => (number < 10 ? Math.round(number * 10) / 10 : Math.round(number))
