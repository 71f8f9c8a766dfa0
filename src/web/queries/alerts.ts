import type { Account } from '../../accounts/account-store.ts'
import { withoutSecrets } from '../../accounts/confidential.ts'
import type { Runner } from '../../db/database.ts'
import type { Review } from '../../domain/decision.ts'
import type { AlertKind } from '../../domain/watch.ts'

/** An alert with where it comes from and how far its claim is reviewed. A silence comes from no article. */
export interface ListedAlert {
  id: string
  watchId: string
  watchName: string
  kind: AlertKind
  at: Date
  mention: string
  rule: string
  words: string[]
  sentence: string
  reason: string
  hint: boolean
  discoveryId: string | null
  title: string | null
  outletName: string | null
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
  url: string | null
  claimId: string | null
  claimType: string | null
  claimStatus: string | null
  review: Review | null
}

const alertRows = (sql: Runner) => sql`
  select alert.id, alert.watch_id, watch.name as watch_name, alert.kind, alert.at, alert.mention, alert.rule, alert.words, alert.sentence,
    alert.reason, alert.hint, alert.discovery_id, article.title, coalesce(outlet.definition ->> 'name', discovery.outlet_id) as outlet_name,
    article.published, article.published_precision, article.language, discovery.url, alert.claim_id, claim.shown_type as claim_type,
    claim.shown_status as claim_status, claim.review
  from alert join watch on watch.id = alert.watch_id
    left join article on article.id = alert.article_id
    left join discovery on discovery.id = alert.discovery_id
    left join outlet on outlet.id = discovery.outlet_id
    left join claim on claim.id = alert.claim_id`

/** The alerts of an account's watches, newest first; `before` an id for the next page. */
export async function listAlerts(
  sql: Runner,
  accountId: string,
  { watchId, before, limit }: { watchId?: string | undefined; before?: string | undefined; limit: number },
): Promise<ListedAlert[]> {
  const rows = (from: string | undefined) => sql<ListedAlert[]>`
    ${alertRows(sql)}
    where watch.account_id = ${accountId}
      ${watchId ? sql`and watch.id = ${watchId}` : sql``} ${from ? sql`and alert.id < ${from}` : sql``}
    order by alert.id desc limit ${limit}`
  return (await seesConfidential(sql, accountId)) ? rows(before) : openAlerts(sql, rows, limit, before)
}

async function seesConfidential(sql: Runner, accountId: string): Promise<boolean> {
  const [owner] = await sql<{ sees: boolean }[]>`
    select coalesce(sees_confidential, role <> 'reader') as sees from account where id = ${accountId}`
  return owner?.sees ?? false
}

/** Alerts without what is confidential; those whose being there would tell it are passed over. */
async function openAlerts(
  sql: Runner,
  rows: (before: string | undefined) => Promise<ListedAlert[]>,
  limit: number,
  from?: string,
): Promise<ListedAlert[]> {
  const open: ListedAlert[] = []
  for (let before = from; open.length < limit; ) {
    const page = await rows(before)
    const shown = await withoutSecrets(sql, page, TEXTS)
    open.push(...shown.flatMap(({ withheld, ...alert }) => (withheld ? [] : [alert])))
    if (page.length < limit) break
    before = page.at(-1)!.id
  }
  return open.slice(0, limit)
}

/** The alerts of an account that it must not be told of: they matched what is confidential. */
export async function withheldAlerts(
  sql: Runner,
  accountId: string,
  sees?: boolean,
): Promise<{ id: string; watchId: string }[]> {
  if (sees ?? (await seesConfidential(sql, accountId))) return []
  const rows = await sql<ListedAlert[]>`
    ${alertRows(sql)} where watch.account_id = ${accountId}
      and coalesce(discovery.original_id, discovery.id) in (
        select coalesce(d.original_id, d.id) from claim secret join discovery d on d.id = secret.discovery_id where has_secret)`
  return (await withoutSecrets(sql, rows, TEXTS)).filter(({ withheld }) => withheld)
}

/** For a feed, which whoever has its address can read: confidential sources are never in it. */
export async function alertsOfWatch(sql: Runner, watchId: string, limit: number): Promise<ListedAlert[]> {
  const rows = (before: string | undefined) => sql<ListedAlert[]>`
    ${alertRows(sql)} where watch.id = ${watchId} ${before ? sql`and alert.id < ${before}` : sql``}
    order by alert.id desc limit ${limit}`
  return openAlerts(sql, rows, limit)
}

const TEXTS = ['title', 'sentence', 'reason', 'mention'] as const

/** How many alerts an account has not seen; a hundred is as good as more. */
export async function countNewAlerts(
  sql: Runner,
  { id, alertsSeen, seesConfidential: sees }: Pick<Account, 'id' | 'alertsSeen' | 'seesConfidential'>,
): Promise<number> {
  const withheld = (await withheldAlerts(sql, id, sees)).map((alert) => alert.id)
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from alert join watch on watch.id = watch_id
      where account_id = ${id} and not muted and alert.id > ${alertsSeen}
        ${withheld.length > 0 ? sql`and alert.id <> all(${withheld}::bigint[])` : sql``} limit 100) some_of_them`
  return row!.count
}

/** Remembers that an account has read its alerts up to one; never backwards. */
export async function markAlertsSeen(sql: Runner, accountId: string, upTo: string): Promise<void> {
  await sql`
    update account set alerts_seen = greatest(alerts_seen, least(${upTo}::bigint, coalesce((select max(id) from alert), 0)))
    where id = ${accountId}`
}
