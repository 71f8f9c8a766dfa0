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

/**
 * The analyser against the reviewers, from the decisions alone: each decided claim counts once, as it stands now, under
 * the type that was suggested and on the day of its last decision.
 */
export async function judgedClaims(sql: Runner, filter: JudgedFilter): Promise<Judged[]> {
  return sql<Judged[]>`
    with newest as (select claim_id, max(id) as id from decision group by claim_id),
    judged as (
      select case when origin = 'reviewer' then claim.shown_type else claim.type end as type, article.language, discovery.outlet_id as outlet,
        claim.analyser, to_char(decision.at, 'YYYY-MM') as month, origin, review
      from newest join decision using (id) join claim on claim.id = newest.claim_id
        join article on article.id = claim.article_id join discovery on discovery.id = claim.discovery_id
      where review <> 'suggested'
        ${filter.outlet ? sql`and discovery.outlet_id = ${filter.outlet}` : sql``}
        ${filter.language ? sql`and article.language = ${filter.language}` : sql``}
        ${filter.type ? sql`and claim.type = ${filter.type}` : sql``}
        ${filter.from ? sql`and decision.at >= ${filter.from}::date` : sql``}
        ${filter.to ? sql`and decision.at < ${filter.to}::date + 1` : sql``})
    select case when grouping(type) = 0 then 'type' when grouping(language) = 0 then 'language' when grouping(outlet) = 0 then 'outlet'
        when grouping(analyser) = 0 then 'analyser' when grouping(month) = 0 then 'month' else 'all' end as "group",
      coalesce(type, language, outlet, analyser, month) as key,
      coalesce((select definition ->> 'name' from outlet o where o.id = outlet), type, language, outlet, analyser, month) as name,
      count(*) filter (where origin = 'analyser' and review = 'accepted')::int as accepted,
      count(*) filter (where origin = 'analyser' and review = 'corrected')::int as corrected,
      count(*) filter (where origin = 'analyser' and review = 'rejected')::int as rejected,
      count(*) filter (where origin = 'reviewer' and review <> 'rejected')::int as missed
    from judged group by grouping sets ((), (type), (language), (outlet), (analyser), (month))
    order by 1, count(*) desc, key`
}

export interface Counted {
  name: string
  count: number
}

/** Which fields reviewers had to correct, and why they rejected. */
export async function corrections(sql: Runner): Promise<{ fields: Counted[]; reasons: Counted[] }> {
  const [fields, reasons] = await Promise.all([
    sql<Counted[]>`
      select key as name, count(*)::int as count
      from claim, lateral jsonb_object_keys(fields) as key
      where origin = 'analyser' and review = 'corrected' and decided -> key is distinct from fields -> key and key <> 'sourceChain'
      group by key order by 2 desc, 1`,
    sql<Counted[]>`
      select substring(reason from '^[a-z-]+') as name, count(*)::int as count
      from decision join (select claim_id, max(id) as id from decision group by claim_id) newest using (id)
      where act = 'reject' and not forgotten and reason ~ '^[a-z-]+' group by 1 order by 2 desc, 1 limit 20`,
  ])
  return { fields, reasons }
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
