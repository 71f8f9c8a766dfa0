import type { Sql } from '../../db/database.ts'
import { lockRegister } from '../store.ts'
import { type IncidentLinkRules, refreshIncidents } from './link-incidents.ts'
import type { OriginAnswer } from './origins.ts'

/** What a reviewer says of an article that may be a translation. */
export interface OriginAnswered {
  incidentId: string
  discoveryId: string
  answer: OriginAnswer
  accountName: string
}

/**
 * Keeps what a reviewer says for ever, the last word counting, and counts the origins of all incidents that the article
 * tells anew. False where nobody asked: the article does not look like a translation, and nobody said so before.
 */
export function answerOrigin(
  { incidentId, discoveryId, answer, accountName }: OriginAnswered,
  { sql, rules }: { sql: Sql; rules: IncidentLinkRules },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    await lockRegister(tx)
    const kept = await tx`
      insert into origin_answer (account_name, discovery_id, of_id, of_outlet, answer)
      select ${accountName}, ${discoveryId}, of_id, of_outlet, ${answer} from (
        select 1 as nth, of_id, taken_from as of_outlet from incident_origin
        where incident_id = ${incidentId} and discovery_id = ${discoveryId} and of_id is not null
        union all
        (select 2, a.of_id, a.of_outlet from origin_answer a join incident_origin o using (discovery_id)
          where o.incident_id = ${incidentId} and a.discovery_id = ${discoveryId} order by a.id desc limit 1)) asked
      order by nth limit 1 returning id`
    if (kept.length === 0) return false
    const told = await tx<
      { id: string }[]
    >`select incident_id as id from incident_origin where discovery_id = ${discoveryId}`
    await refreshIncidents(
      tx,
      told.map(({ id }) => id),
      rules,
    )
    return true
  }) as Promise<boolean>
}
