import { type Refusal, type RefusalReason, refusalOf } from '../domain/refusal.ts'
import { WatchWish } from '../domain/watch.ts'

/** The columns of a list of watches; cells with several parts split them by ";". */
export const WATCH_COLUMNS = [
  'name',
  'of_person',
  'spellings',
  'father',
  'leave_out',
  'held_at',
  'facility',
  'claim_types',
  'words',
  'wants',
  'silence',
] as const
type Column = (typeof WATCH_COLUMNS)[number]

/** A line of a list: the watch that it asks for, or what is wrong with it. */
export interface ListedWish {
  line: number
  wish: WatchWish | null
  problem: Problem | null
}

/** What is wrong with a line: in English, and for a page in its reader's language. */
export interface Problem {
  problem: string
  refusal: Refusal
}

/** What taking in a list would do, told before it is done. */
export interface ListPlan {
  add: WatchWish[]
  change: WatchWish[]
  /** Already as the list has them. */
  same: WatchWish[]
  problems: (Problem & { line: number })[]
}

const MOST_LINES = 5_000

/** Watches as rows of a list that can be taken in again. */
export const rowOfWatch = (watch: WatchWish): Record<Column, string | string[]> => ({
  name: watch.name,
  of_person: watch.ofPerson ? 'yes' : 'no',
  spellings: watch.spellings,
  father: watch.father ?? '',
  leave_out: watch.leaveOut,
  held_at: watch.heldAt ?? '',
  facility: watch.facility ?? '',
  claim_types: watch.claimTypes,
  words: watch.words,
  wants: watch.wants,
  silence: Object.entries(watch.silence).map(([kind, days]) => `${kind}=${days}`),
})

/**
 * Reads a list of watches as CSV. A bad line is told and the others go on.
 *
 * @param types the claim types that there are
 */
export function readWatchList(csv: string, types: readonly string[]): ListedWish[] {
  const rows = parseCsv(csv).filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head, ...body] = rows
  if (!head) return []
  const columns = head.cells.map((cell) => cell.toLowerCase().replaceAll(/[\s-]+/g, '_'))
  if (!columns.includes('name'))
    return [
      {
        line: head.line,
        wish: null,
        problem: ofLine('no-name-column', 'the first line must name the columns; "name" is missing'),
      },
    ]
  return body.slice(0, MOST_LINES).map(({ cells, line }) => {
    const cell = (column: Column): string => unharmed(cells[columns.indexOf(column)] ?? '').trim()
    return { line, ...wishOf(cell, types) }
  })
}

const ofLine = (because: RefusalReason, problem: string, value: string | number = ''): Problem => ({
  problem,
  refusal: { field: null, because, value },
})

// An apostrophe that we put before a sign that spreadsheets take for a formula.
const unharmed = (cell: string): string => (/^'[\s=+\-@]/.test(cell) ? cell.slice(1) : cell)

const list = (words: string): string[] =>
  words
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function wishOf(cell: (column: Column) => string, types: readonly string[]): Omit<ListedWish, 'line'> {
  const unknownType = list(cell('claim_types')).find((type) => !types.includes(type))
  if (unknownType)
    return { wish: null, problem: ofLine('no-claim-type', `there is no claim type "${unknownType}"`, unknownType) }
  const wants = list(cell('wants'))
  const parsed = WatchWish.safeParse({
    name: cell('name').replaceAll(/\s+/g, ' '),
    ofPerson: !/^(no|0|false|нет|yox)$/i.test(cell('of_person')),
    spellings: list(cell('spellings')),
    father: cell('father') || null,
    leaveOut: list(cell('leave_out')),
    heldAt: cell('held_at') || null,
    facility: cell('facility') || null,
    claimTypes: list(cell('claim_types')),
    words: list(cell('words')),
    ...(wants.length > 0 ? { wants } : {}),
    silence: Object.fromEntries(
      list(cell('silence')).map((part) => [part.split('=')[0]!.trim(), Number(part.split('=')[1])]),
    ),
  })
  if (parsed.success) return { wish: parsed.data, problem: null }
  const [issue] = parsed.error.issues
  const problem = `${issue!.path.join('.') || 'watch'}: ${issue!.message}`
  return { wish: null, problem: { problem, refusal: refusalOf(parsed.error) } }
}

/** What a list would do to the watches that there are; a name that stands twice in it is told. */
export function planList(listed: readonly ListedWish[], known: readonly WatchWish[]): ListPlan {
  const plan: ListPlan = { add: [], change: [], same: [], problems: [] }
  const seen = new Map<string, number>()
  for (const { line, wish, problem } of listed) {
    const twice = wish && seen.get(wish.name.toLowerCase())
    if (!wish || twice) {
      plan.problems.push({ line, ...(problem ?? ofLine('named-twice', `the same name as in line ${twice}`, twice!)) })
      continue
    }
    seen.set(wish.name.toLowerCase(), line)
    const old = known.find(({ name }) => name.toLowerCase() === wish.name.toLowerCase())
    if (!old) plan.add.push(wish)
    else if (JSON.stringify(rowOfWatch(old)) === JSON.stringify(rowOfWatch(wish))) plan.same.push(wish)
    // A list knows nothing of a mute: it stays.
    else plan.change.push({ ...wish, mutedUntil: old.mutedUntil })
  }
  return plan
}

/** RFC 4180, with commas, semicolons or tabs as a spreadsheet of that country writes them. Never throws. */
export function parseCsv(text: string): { cells: string[]; line: number }[] {
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const first = clean.slice(0, clean.indexOf('\n') < 0 ? clean.length : clean.indexOf('\n'))
  const split = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!
  const rows: { cells: string[]; line: number }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let began = 1
  const end = () => {
    rows.push({ cells: [...cells, cell].map((words) => words.trim()), line: began })
    cells = []
    cell = ''
    began = line
  }
  for (let at = 0; at < clean.length; at++) {
    const sign = clean[at]!
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (clean[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (sign === split) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') end()
    else cell += sign
  }
  if (cell !== '' || cells.length > 0) end()
  return rows
}
