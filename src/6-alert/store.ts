import type { Runner } from '../db/database.ts'

export interface Watch {
  id: string
  name: string
  also: string[]
}

export interface ArticleToWatch {
  articleId: string
  discoveryId: string
  discoveredAt: Date
  title: string
  text: string
  lang: string | null
  origin: string
}

export async function articleToWatch(sql: Runner, discoveryId: string): Promise<ArticleToWatch | null> {
  const [row] = await sql<ArticleToWatch[]>`
    select a.id as article_id, d.id as discovery_id, d.discovered_at, a.title, a.text, a.language as lang,
      coalesce(d.original_id, d.id)::text as origin
    from discovery d join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
    where d.id = ${discoveryId} and d.todo = 'alert'`
  return row ?? null
}

/** Watches that want to hear of an article discovered then: a watch starts at now, not with the archive. */
export const watchesAt = (sql: Runner, discoveredAt: Date) => sql<Watch[]>`
  select id, name, spellings as also from watch where created_at <= ${discoveredAt} and not muted order by id`

export interface WatchedClaim {
  id: string
  type: string
  victims: string[]
  evidence: string
  incidentId: string | null
  review: string
}

export const claimsOf = (sql: Runner, articleId: string) => sql<WatchedClaim[]>`
  select id, type, evidence, incident_id, review, array(select jsonb_array_elements_text(coalesce(decided, fields) -> 'victims')) as victims
  from claim where article_id = ${articleId} and current and review <> 'rejected' order by id`

export interface Alert {
  watchId: string
  kind: 'mention' | 'claim'
  subject: string
  origin: string
  discoveryId: string
  articleId: string
  claimId: string | null
  mention: string
  reason: string
  score: number
}

/** Each alert once, ever: a re-post, an edited article or a restart does not repeat it. Returns how many were new. */
export async function saveAlerts(tx: Runner, alerts: Alert[]): Promise<number> {
  if (alerts.length === 0) return 0
  const saved = await tx`insert into alert ${tx(alerts)} on conflict (watch_id, kind, subject, origin) do nothing`
  return saved.count
}
