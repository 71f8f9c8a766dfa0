import type { Runner } from '../db/database.ts'
import type { ArticleToWatch, WatchedClaim } from './reading.ts'

type Row = Omit<ArticleToWatch, 'people' | 'facilities' | 'claims'>

const articleRows = (sql: Runner) => sql`
  select a.id as article_id, d.id as discovery_id, d.discovered_at, a.title, a.text, a.language as lang,
    coalesce(d.original_id, (select o.id from discovery o where a.translation_of is not null and o.url = a.translation_of limit 1), d.id)::text as origin
  from discovery d join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true`

/** The newest articles of discoveries, newest first, as watches read them. */
export async function articlesToWatch(sql: Runner, discoveryIds: readonly string[]): Promise<ArticleToWatch[]> {
  if (discoveryIds.length === 0) return []
  const rows = await sql<Row[]>`${articleRows(sql)} where d.id = any(${[...discoveryIds]}::bigint[]) order by d.id desc`
  const [mentions, claims] = await Promise.all([mentionsOf(sql, rows), claimsOf(sql, rows)])
  return rows.map((row): ArticleToWatch => {
    const named = mentions.get(row.articleId) ?? []
    return {
      ...row,
      people: named.flatMap(({ personId, starts, ends }) => (personId ? [{ personId, starts, ends }] : [])),
      facilities: named.flatMap(({ kind, name, starts, ends }) =>
        kind === 'facility' ? [{ name, starts, ends }] : [],
      ),
      claims: claims.get(row.articleId) ?? [],
    }
  })
}

interface Named {
  articleId: string
  kind: string
  personId: string | null
  name: string
  starts: number
  ends: number
}

async function mentionsOf(sql: Runner, articles: readonly Row[]): Promise<Map<string, Named[]>> {
  const rows = await sql<Named[]>`
    select article_id, kind, coalesce(p.merged_into, p.id) as person_id, m.name, starts, ends
    from mention m left join person p on p.id = m.person_id
    where article_id = any(${articles.map(({ articleId }) => articleId)}::bigint[]) order by starts`
  return Map.groupBy(rows, ({ articleId }) => articleId)
}

async function claimsOf(sql: Runner, articles: readonly Row[]): Promise<Map<string, WatchedClaim[]>> {
  const rows = await sql<(WatchedClaim & { articleId: string })[]>`
    select a.article_id, c.id, c.shown_type as type, c.shown_status as status, c.review, c.evidence, c.incident_id, c.shown_facility as facility,
    coalesce(c.decided, c.fields) ->> 'victimGroup' as victim_group,
    array(select jsonb_array_elements_text(coalesce(c.decided, c.fields) -> 'victims')) as victims,
    array(select person_id::text from claim_person where claim_id = c.id) as person_ids,
    (select max(at) from decision where claim_id = c.id) as decided_at,
    -- What only may be a translation is told all the same: one alert too many costs less than one too few.
    case when o.kind = 'maybe_translation' then a.origin else coalesce(o.key, a.origin) end as origin, i.urgency,
    case when s.claim_id = c.id and s.nth > 1 then i.status end as changed_to
  from unnest(${articles.map(({ articleId }) => articleId)}::bigint[], ${articles.map(({ discoveryId }) => discoveryId)}::bigint[], ${articles.map(({ origin }) => origin)}::text[])
    as a(article_id, discovery_id, origin) join claim c on c.article_id = a.article_id
  left join incident i on i.id = c.incident_id
  left join incident_origin o on o.incident_id = c.incident_id and o.discovery_id = a.discovery_id
  left join lateral (
    select claim_id, row_number() over (order by told, claim_id) as nth from incident_status
    where incident_id = c.incident_id order by told desc, claim_id desc limit 1) s on true
  where c.review <> 'rejected' and (c.current or c.review <> 'suggested')
  order by c.id`
  return Map.groupBy(rows, ({ articleId }) => articleId)
}
