import type { Runner } from '../db/database.ts'
import type { Alert } from './alert.ts'

// Alerts of two batches are saved one batch after the other: where their ids were mixed, a reader would hear of the later
// ones first, and two batches that meet the same readers in another order would wait for each other for ever.
const ALERTS = 4780_0007

/**
 * Saves alerts, each once ever: a re-post, an edited article, a new analyser or a restart does not repeat it. Each new one
 * is put into the outbox of its reader's channels in the same breath, unless it comes from the archive: that is for the
 * desk. Returns how many were new.
 */
export async function saveAlerts(tx: Runner, alerts: readonly Alert[], { backfill = false } = {}): Promise<number> {
  if (alerts.length === 0) return 0
  if (!backfill) await tx`select pg_advisory_xact_lock(${ALERTS})`
  const told = await toldBefore(tx, alerts)
  let fresh = 0
  for (const alert of alerts) {
    if (told.has(claimKey(alert))) continue
    const { detail, words, ...columns } = alert
    const [saved] = await tx<{ id: string }[]>`
      insert into alert ${tx({ ...columns, backfill, words, detail: tx.json(detail) })}
      on conflict (watch_id, kind, subject, origin) do nothing returning id`
    if (!saved) continue
    fresh++
    if (!backfill) await putOut(tx, saved.id, alert.watchId)
  }
  return fresh
}

const claimKey = ({ watchId, kind, claimId, hint }: Pick<Alert, 'watchId' | 'kind' | 'claimId' | 'hint'>): string =>
  claimId === null || kind === 'change' ? '' : `${watchId} ${kind} ${claimId} ${hint}`

// A claim that a reviewer's merge moved to another incident has another subject and is no news all the same.
async function toldBefore(tx: Runner, alerts: readonly Alert[]): Promise<Set<string>> {
  const claims = alerts.flatMap(({ claimId }) => (claimId ? [claimId] : []))
  if (claims.length === 0) return new Set()
  const rows = await tx<Pick<Alert, 'watchId' | 'kind' | 'claimId' | 'hint'>[]>`
    select watch_id, kind, claim_id, hint from alert where claim_id = any(${claims}::bigint[])`
  return new Set(rows.map(claimKey).filter((key) => key !== ''))
}

async function putOut(tx: Runner, alertId: string, watchId: string): Promise<void> {
  await tx`
    with out as (
      insert into delivery (alert_id, channel_id)
      select ${alertId}, channel.id from channel join watch on watch.account_id = channel.account_id
      where watch.id = ${watchId} and ended_at is null and not watch.muted
      order by channel.id on conflict do nothing returning channel_id)
    update channel set wake_at = now() from out where channel.id = out.channel_id`
}
