import type { Runner } from '../db/database.ts'
import type { ArticleToWatch, WatchedClaim } from './reading.ts'

type Row = Omit<ArticleToWatch, 'people' | 'facilities' | 'claims'>

const articleRows = (sql: Runner) => sql`
  select a.id as article_id, d.id as discovery_id, d.discovered_at, a.title, a.text, a.language as lang,
    coalesce(d.original_id, (select o.id from discovery o where a.translation_of is not null and o.url = a.translation_of limit 1), d.id)::text as origin
  from discovery d join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true`

/** The newest article of a discovery that waits to be told to watches. */
export async function articleToWatch(sql: Runner, discoveryId: string): Promise<ArticleToWatch | null> {
  const [row] = await sql<Row[]>`${articleRows(sql)} where d.id = ${discoveryId} and d.todo = 'alert'`
  return row ? withFindings(sql, row) : null
}

/** The newest articles of discoveries, as watches read them; for previews and back-fills. */
export async function articlesToWatch(sql: Runner, discoveryIds: readonly string[]): Promise<ArticleToWatch[]> {
  const rows = await sql<Row[]>`${articleRows(sql)} where d.id = any(${[...discoveryIds]}::bigint[]) order by d.id desc`
  const out: ArticleToWatch[] = []
  for (const row of rows) out.push(await withFindings(sql, row))
  return out
}

async function withFindings(sql: Runner, row: Row): Promise<ArticleToWatch> {
  const { articleId, discoveryId } = row
  const mentions = await sql<{ kind: string; personId: string | null; name: string; starts: number; ends: number }[]>`
    select kind, coalesce(p.merged_into, p.id) as person_id, m.name, starts, ends
    from mention m left join person p on p.id = m.person_id where article_id = ${articleId} order by starts`
  return {
    ...row,
    people: mentions.flatMap(({ personId, starts, ends }) => (personId ? [{ personId, starts, ends }] : [])),
    facilities: mentions.flatMap(({ kind, name, starts, ends }) =>
      kind === 'facility' ? [{ name, starts, ends }] : [],
    ),
    claims: await claimsOf(sql, articleId, discoveryId, row.origin),
  }
}

const claimsOf = (sql: Runner, articleId: string, discoveryId: string, origin: string) => sql<WatchedClaim[]>`
  select c.id, c.shown_type as type, c.shown_status as status, c.review, c.evidence, c.incident_id, c.shown_facility as facility,
    coalesce(c.decided, c.fields) ->> 'victimGroup' as victim_group,
    array(select jsonb_array_elements_text(coalesce(c.decided, c.fields) -> 'victims')) as victims,
    array(select person_id::text from claim_person where claim_id = c.id) as person_ids,
    (select max(at) from decision where claim_id = c.id) as decided_at,
    -- What only may be a translation is told all the same: one alert too many costs less than one too few.
    case when o.kind = 'maybe_translation' then ${origin} else coalesce(o.key, ${origin}) end as origin, i.urgency,
    case when s.claim_id = c.id and s.nth > 1 then i.status end as changed_to
  from claim c
  left join incident i on i.id = c.incident_id
  left join incident_origin o on o.incident_id = c.incident_id and o.discovery_id = ${discoveryId}
  left join lateral (
    select claim_id, row_number() over (order by told, claim_id) as nth from incident_status
    where incident_id = c.incident_id order by told desc, claim_id desc limit 1) s on true
  where c.article_id = ${articleId} and c.review <> 'rejected' and (c.current or c.review <> 'suggested')
  order by c.id`
