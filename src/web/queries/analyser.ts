import { type CountedBy, claimCounts } from '../../6-review/claim-counts.ts'
import type { Runner } from '../../db/database.ts'

/** What reviewers said of the analyser's suggestions of one kind. */
export interface Judged {
  /** What the row is about: a type, a language, an outlet, a version of the analyser, a month; null: all together. */
  group: 'all' | 'type' | 'language' | 'outlet' | 'analyser' | 'month'
  key: string | null
  name: string | null
  accepted: number
  corrected: number
  rejected: number
  /** Claims that reviewers added because the analyser had missed them. */
  missed: number
}

export interface JudgedFilter {
  outlet?: string | undefined
  language?: string | undefined
  type?: string | undefined
  /** Days of the decisions, first and last. */
  from?: string | undefined
  to?: string | undefined
}

const KEPT: CountedBy[] = ['judged type', 'judged language', 'judged outlet', 'judged analyser', 'judged month']

/**
 * The analyser against the reviewers, from the decisions alone: each decided claim counts once, as it stands now, under
 * the type that was suggested and on the day of its last decision.
 */
export async function judgedClaims(sql: Runner, filter: JudgedFilter): Promise<Judged[]> {
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const rows = await sql<Judged[]>`
    select "group", nullif(key, '') as key, coalesce((select definition ->> 'name' from outlet where "group" = 'outlet' and id = key), nullif(key, '')) as name,
      accepted, corrected, rejected, missed
    from ${isFiltered ? judgedNow(sql, filter) : judgedEver(sql)} judged where "group" <> 'all'
    order by "group", accepted + corrected + rejected + missed desc, key`
  // Each claim stands under one type.
  const sum = (field: 'accepted' | 'corrected' | 'rejected' | 'missed') =>
    rows.reduce((total, row) => total + (row.group === 'type' ? row[field] : 0), 0)
  const all = {
    accepted: sum('accepted'),
    corrected: sum('corrected'),
    rejected: sum('rejected'),
    missed: sum('missed'),
  }
  return [{ group: 'all', key: null, name: null, ...all }, ...rows]
}
const judgedEver = (sql: Runner) => sql`(
  select substr(kind, ${'judged '.length + 1}) as "group", key, accepted, corrected, rejected, missed from ${claimCounts(sql, KEPT)} kept
  where accepted + corrected + rejected + missed > 0)`

// Along the index claim_judged, without a look at the claims themselves.
const judgedNow = (sql: Runner, { outlet, language, type, from, to }: JudgedFilter) => sql`(
  select case when grouping(type) = 0 then 'type' when grouping(language) = 0 then 'language' when grouping(outlet) = 0 then 'outlet'
      when grouping(analyser) = 0 then 'analyser' else 'month' end as "group",
    coalesce(type, language, outlet, analyser, month, '') as key,
    count(*) filter (where origin = 'analyser' and review = 'accepted')::int as accepted,
    count(*) filter (where origin = 'analyser' and review = 'corrected')::int as corrected,
    count(*) filter (where origin = 'analyser' and review = 'rejected')::int as rejected,
    count(*) filter (where origin = 'reviewer' and review <> 'rejected')::int as missed
  from (
    select case when origin = 'reviewer' then shown_type else type end as type, in_language as language, of_outlet as outlet, analyser,
      to_char(judged_at, 'YYYY-MM') as month, origin, review
    from claim where judged_at is not null and not (origin = 'reviewer' and review = 'rejected')
      ${outlet ? sql`and of_outlet = ${outlet}` : sql``}
      ${language ? sql`and in_language = ${language}` : sql``}
      ${type ? sql`and claim.type = ${type}` : sql``}
      ${from ? sql`and judged_at >= ${from}::date` : sql``}
      ${to ? sql`and judged_at < ${to}::date + 1` : sql``}) judged
  group by grouping sets ((type), (language), (outlet), (analyser), (month)))`

export interface Counted {
  name: string
  count: number
}

const MOST_REASONS = 20

/** Which fields reviewers had to correct, and why they rejected. */
export async function corrections(sql: Runner): Promise<{ fields: Counted[]; reasons: Counted[] }> {
  const counted = await sql<(Counted & { kind: CountedBy })[]>`
    select kind, key as name, corrected + rejected as count from ${claimCounts(sql, ['judged field', 'judged reason'])} kept
    where corrected + rejected > 0 order by 3 desc, 2`
  const of = (wanted: CountedBy) =>
    counted.filter(({ kind }) => kind === wanted).map(({ name, count }) => ({ name, count }))
  return { fields: of('judged field'), reasons: of('judged reason').slice(0, MOST_REASONS) }
}

/** Ids of claims that were missed, newest first. */
export async function missedClaims(sql: Runner, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from claim where origin = 'reviewer' and review <> 'rejected' order by id desc limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Decided claims of which the newest analysis says something else. */
export async function countLater(sql: Runner): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from later_suggestion`
  return row!.count
}
