// npm run bench -- desk [CLAIMS] [ROUNDS]: every page of the desk over an archive with CLAIMS claims (100,000, two and a
// half an article): server time from question to last byte, p50 and p95 of ROUNDS (20) answers once all has been in
// memory, processor time of Node and PostgreSQL for one page, and bytes. Asked are 100 ms and 60 KB.

import { indexNext } from '../../src/search/store.ts'
import { openBenchDesk } from '../lib/bench-desk.ts'
import { fillArticles, fillRegister, personName } from '../lib/generated-archive.ts'

export async function bench([claims = '100000', rounds = '20', only = '']: string[]): Promise<void> {
  const desk = await openBenchDesk()
  const { sql } = desk
  try {
    const articles = Number(claims) / 2.5
    await fillRegister(sql, articles)
    await fillArticles(sql, { from: 0, to: articles, claims: 250 })
    await sql`
      insert into watch (account_id, name, spellings, feed_key)
      select ${desk.accountId}, name, spellings, 'feed-' || id from person where id <= 30`
    await sql`
      insert into alert (watch_id, kind, subject, origin, discovery_id, article_id, claim_id, mention, reason, score)
      select watch.id, 'suggested', claim.id::text, claim.discovery_id::text, claim.discovery_id, claim.article_id, claim.id, watch.name, 'name', 0.9
      from watch join person using (name) join claim_person on person_id = person.id join claim on claim.id = claim_id`
    while ((await indexNext(sql, 500)) > 0);
    await sql`vacuum analyze`
    const [told] = await sql`
      select (select count(*)::int from claim) as claims, (select count(*)::int from article) as articles, (select count(*)::int from person) as people,
        (select count(*)::int from incident) as incidents, (select count(*)::int from alert) as alerts`
    console.log(told)
    for (const [name, paths] of Object.entries(await pagesOf(sql))) {
      if (only !== '' && !name.includes(only)) continue
      desk.tell(name, await desk.measure(paths, Math.ceil(Number(rounds) / paths.length)))
    }
  } finally {
    await desk.close()
  }
}

/** Each page with its filters; those of records for the record that most is told of and one in the middle. */
export async function pagesOf(
  sql: Awaited<ReturnType<typeof openBenchDesk>>['sql'],
): Promise<Record<string, string[]>> {
  const [ids] = await sql<Record<string, string>[]>`
    select (select person_id from claim_person group by person_id order by count(*) desc limit 1) as most_told,
      (select person_id from claim_person order by claim_id limit 1 offset 5000) as person,
      (select facility.id from claim join facility on name = shown_facility group by facility.id order by count(*) desc limit 1) as place,
      (select max(id) from claim) - 20000 as claim, (select max(discovery_id) from claim) - 100 as article,
      (select incident_id from claim where incident_id is not null group by incident_id order by count(*) desc limit 1) as incident,
      (select name from facility order by id limit 1 offset 7) as facility_name,
      (select id from incident order by last_told desc, id desc limit 1 offset 1500) as middle`
  const f = (words: string) => encodeURIComponent(words)
  const { mostTold, person, place, claim, article, incident, facilityName, middle } = ids as Record<string, string>
  return {
    inbox: ['/inbox'],
    'inbox, page 20': ['/inbox?page=20'],
    'inbox, filtered': [
      '/inbox?type=ill_treatment',
      '/inbox?language=az',
      '/inbox?outlet=bench%2Foutlet-3',
      '/inbox?confidence=0.9',
      '/inbox?from=2023-06-01&to=2023-07-01',
      `/inbox?facility=${f(facilityName!)}`,
      '/inbox?tracked=yes',
      '/inbox?cut=yes',
      '/inbox?changed=yes',
      `/inbox?name=${f(personName(900, 'ru').split(' ')[1]!)}`,
    ],
    claims: ['/claims?review=all'],
    'claims, reviewed': ['/claims'],
    'claims, filtered': [
      '/claims?review=all&type=threat',
      '/claims?language=ru',
      '/claims?outlet=bench%2Foutlet-3&review=all',
      '/claims?review=all&status=feared&type=incommunicado',
      '/claims?review=all&from=2023-03-01&to=2023-03-02',
      `/claims?review=all&facility=${f(facilityName!)}`,
      `/claims?review=all&name=${f('Mammadov')}`,
      `/claims?review=all&name=nobodyatall`,
      '/claims?review=rejected&language=az&type=threat',
      `/claims?review=all&person=${mostTold}`,
    ],
    'claims, far back': [`/claims?review=all&before=${claim}`],
    'claim, its history': [`/claims/${claim}`],
    articles: ['/articles'],
    'articles, filtered': [
      '/articles?language=az',
      '/articles?outlet=bench%2Foutlet-7',
      '/articles?state=failed',
      '/articles?words=lawyer',
    ],
    article: [`/articles/${article}`],
    incidents: ['/incidents'],
    'incidents, far back': [`/incidents?before=${middle}`],
    'incidents, filtered': [`/incidents?person=${mostTold}`],
    incident: [`/incidents/${incident}`],
    people: ['/people'],
    'people, page 20': ['/people?page=20'],
    'people, by name': [
      `/people?words=${f('Mammadov')}`,
      `/people?words=${f('Алиев')}`,
      '/people?words=nobodyatall',
      `/people?words=${f('Rashad Karimyev')}`,
    ],
    person: [`/people/${mostTold}`, `/people/${person}`],
    places: ['/facilities'],
    'places, by name': ['/facilities?words=12'],
    place: [`/facilities/${place}`],
    outlets: ['/outlets'],
    outlet: ['/outlets/bench/outlet-3'],
    watches: ['/watches'],
    alerts: ['/alerts'],
    silence: ['/silence'],
    'who is who': ['/offers'],
    queue: ['/queue'],
  }
}
