import type { Runner } from '../../db/database.ts'
import { type ListedAlert, listAlerts } from './alerts.ts'

export interface ShownAlert extends ListedAlert {
  incidentId: string | null
  urgency: string | null
  answer: 'same' | 'different' | null
  mutedUntil: Date | null
  ofPerson: boolean
}

/** An alert of one of this account's watches, with what its owner said of it; another's is as good as none. */
export async function readAlert(sql: Runner, accountId: string, id: string): Promise<ShownAlert | undefined> {
  const [more] = await sql<Pick<ShownAlert, 'incidentId' | 'urgency' | 'answer' | 'mutedUntil' | 'ofPerson'>[]>`
    select alert.incident_id, alert.urgency, watch.muted_until, watch.of_person,
      (select answer from watch_judgement j join discovery d on d.id = alert.discovery_id
        where j.watch_id = watch.id and j.origin = coalesce(d.original_id, d.id)::text) as answer
    from alert join watch on watch.id = watch_id where alert.id = ${id} and account_id = ${accountId}`
  if (!more) return undefined
  const [row] = await listAlerts(sql, accountId, { before: String(BigInt(id) + 1n), limit: 1 })
  return row?.id === id ? { ...row, ...more } : undefined
}
