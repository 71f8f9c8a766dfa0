import { addAccount } from '../../src/accounts/account-store.ts'
import type { Sql } from '../../src/db/database.ts'

// What people and years leave beside the claims of a generated archive: watches and alerts, decisions, questions, skips,
// what was missed, who is who, the way of each article, and articles that never got there.

/** Addresses that failed or were set aside, before any article: `count` of them, spread over outlets and reasons. */
export async function fillStopped(sql: Sql, count: number): Promise<void> {
  await sql`
    insert into discovery (outlet_id, url, url_hash, host, title, state, todo, because, advice, discovered_at)
    select outlets[1 + n % cardinality(outlets)], 'https://gone.example/' || n, sha256(convert_to('https://gone.example/' || n, 'utf8')), 'gone.example',
      'A page that was not there, ' || n, (array['failed', 'set_aside'])[1 + n % 2], null, (array['timeout', 'robots', 'gone', 'not-an-article', 'no-article-text'])[1 + n % 5],
      'Look at the address.', timestamptz '2023-01-01' + n * interval '3 hours'
    from generate_series(1, ${count}::int) n, (select array_agg(id order by id) as outlets from outlet) all_outlets`
}

/** All the rest, for one reviewer and a colleague. */
export async function fillDesk(sql: Sql, accountId: string): Promise<void> {
  await fillWatches(sql, accountId)
  await fillDecisions(sql)
  await sql`
    insert into step (discovery_id, step, started_at, ms, outcome)
    select id, step, discovered_at + interval '1 minute', 20, 'done' from discovery, unnest(array['capture', 'extract', 'analyse', 'link', 'alert']) step
    where state = 'analysed' order by id`
  await sql`
    insert into person_offer (discovery_id, name, person_id, candidate_id, score)
    select article.discovery_id, name, person_id, person_id % 100 + 1, 0.9 from mention join article on article.id = article_id
    where kind = 'person' and article_id % 100 = 0 on conflict do nothing`
  const colleague = await addAccount(sql, {
    name: 'Rauf',
    role: 'reviewer',
    password: 'a kettle on the northern shelf',
  })
  await sql`
    insert into question (claim_id, asker_id, asked_id, words)
    select id, ${colleague!.id}, case when id % 2 = 0 then ${accountId}::bigint end, 'Is this the same visit?' from claim
    where review = 'suggested' order by id desc limit 20 offset 500`
  await sql`
    insert into claim_skip (account_id, claim_id) select ${accountId}, id from claim where review = 'suggested' order by id desc limit 30 offset 40`
  await sql`update outlet_event set at = '2022-12-01'`
  await sql`
    insert into outlet_outage (outlet_id, since, until)
    select id, timestamptz '2023-02-01' + n * interval '40 days', timestamptz '2023-02-01' + n * interval '41 days' from outlet, generate_series(1, 8) n`
}

async function fillWatches(sql: Sql, accountId: string): Promise<void> {
  await sql`
    insert into watch (account_id, name, spellings, feed_key, silence)
    select ${accountId}, name, spellings, 'feed-' || id, '{"any": 30, "visit": 60}' from person where id <= 30`
  await sql`
    insert into alert (watch_id, kind, subject, origin, discovery_id, article_id, claim_id, mention, reason, score)
    select watch.id, 'suggested', claim.id::text, claim.discovery_id::text, claim.discovery_id, claim.article_id, claim.id, watch.name, 'name', 0.9
    from watch join person using (name) join claim_person on person_id = person.id join claim on claim.id = claim_id`
}

/** A decision for each decided claim (their hashes are only distinct: no chain is checked here), and what was missed. */
async function fillDecisions(sql: Sql): Promise<void> {
  await sql`
    insert into claim (discovery_id, article_id, origin, type, fields, decided, review, confidence, evidence, evidence_start, evidence_end)
    select discovery_id, article_id, 'reviewer', type, fields, fields, 'accepted', 1, evidence, evidence_start, evidence_end
    from claim where review in ('accepted', 'corrected') and id % 83 = 0`
  await sql`
    insert into claim_person (claim_id, person_id) select claim.id, mention.person_id from claim join mention using (article_id)
    where origin = 'reviewer' and mention.kind = 'person' on conflict do nothing`
  await sql`
    insert into decision (claim_id, account_name, at, act, reason, before, after, content_hash, previous_hash, hash)
    select id, 'Aida', told_at + interval '2 days', case when origin = 'reviewer' then 'add' else (array['accept', 'correct', 'reject'])[array_position(array['accepted', 'corrected', 'rejected'], review)] end,
      case review when 'rejected' then (array['no-claim', 'other-person', 'wrong-type: visit', 'told-before'])[1 + id % 4] end,
      jsonb_build_object('review', 'suggested', 'fields', fields), jsonb_build_object('review', review, 'fields', coalesce(decided, fields)),
      sha256(int8send(id)), sha256(int8send(-id)), sha256(int8send(id))
    from claim where review <> 'suggested' order by told_at, id`
  await sql`
    insert into later_suggestion (claim_id, analyser, fields) select id, '1.1.0', case when id % 40 = 0 then null else fields || '{"status": "denied"}' end
    from claim where review <> 'suggested' and origin = 'analyser' and id % 20 = 0`
  // Claims were decided before their decisions were there.
  await sql`select count_claims_again()`
  await sql`delete from claim_todo`
}
