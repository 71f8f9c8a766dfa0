// npm run bench -- desk [CLAIMS] [ROUNDS] [PAGE]: every page of the desk over an archive with CLAIMS claims (100,000, two
// and a half an article): server time from question to last byte, p50 and p95 of ROUNDS (40) answers once all has been in
// memory, processor time of Node and PostgreSQL for one page, and bytes. Asked are 100 ms and 60 KB. On a busy machine
// only ratios say something: "x" is how often the processor time of the channels' page, which asks for next to nothing.

import { listClaims } from '../../src/6-review/claim-list.ts'
import { indexNext } from '../../src/search/store.ts'
import { openBenchDesk } from '../lib/bench-desk.ts'
import { fillArticles, fillRegister, personName } from '../lib/generated-archive.ts'
import { fillDesk, fillStopped } from '../lib/generated-desk.ts'

export async function bench([claims = '100000', rounds = '40', only = '']: string[]): Promise<void> {
  const desk = await openBenchDesk()
  const { sql } = desk
  try {
    const articles = Number(claims) / 2.5
    await fillRegister(sql, articles)
    await fillStopped(sql, articles / 20)
    await fillArticles(sql, { from: 0, to: articles, claims: 250 })
    await fillDesk(sql, desk.accountId)
    while ((await indexNext(sql, 500)) > 0);
    await sql`vacuum analyze`
    const [told] = await sql`
      select (select count(*)::int from claim) as claims, (select count(*)::int from article) as articles, (select count(*)::int from person) as people,
        (select count(*)::int from incident) as incidents, (select count(*)::int from alert) as alerts`
    console.log(told)
    const floor = await desk.measure(['/channels'], Number(rounds))
    desk.tell('the floor', floor, floor)
    for (const [name, paths] of Object.entries(await pagesOf(sql, desk.accountId))) {
      if (only !== '' && !name.includes(only)) continue
      desk.tell(name, await desk.measure(paths, Math.ceil(Number(rounds) / paths.length)), floor)
    }
  } finally {
    await desk.close()
  }
}

/** Each page with its filters; those of records for the record that most is told of and one in the middle. */
export async function pagesOf(
  sql: Awaited<ReturnType<typeof openBenchDesk>>['sql'],
  accountId: string,
): Promise<Record<string, string[]>> {
  const [ids] = await sql<Record<string, string>[]>`
    select (select person_id from claim_person group by person_id order by count(*) desc limit 1) as most_told,
      (select person_id from claim_person order by claim_id limit 1 offset 5000) as person,
      (select facility.id from claim join facility on name = shown_facility group by facility.id order by count(*) desc limit 1) as place,
      (select max(id) from claim) - 20000 as claim, (select max(discovery_id) from claim) - 100 as article,
      (select incident_id from claim where incident_id is not null and review <> 'rejected' group by incident_id order by count(*) desc limit 1) as incident,
      (select name from facility order by id limit 1 offset 7) as facility_name,
      (select id from incident order by last_told desc, id desc limit 1 offset 1500) as middle,
      (select id from watch order by id limit 1) as watch, (select max(id) from alert) as alert,
      (select id from claim where review = 'corrected' order by id desc limit 1) as decided`
  const f = (words: string) => encodeURIComponent(words)
  const { mostTold, person, place, claim, article, incident, facilityName, middle, watch, alert, decided } = ids as Record<string, string> // biome-ignore format: names
  const picks = (await listClaims(sql, { review: 'suggested' }, { accountId }, { limit: 200 })).map(
    ({ id, seen }) => `claim=${id}:${seen}`,
  )
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
    'claim, its history': [`/claims/${claim}`, `/claims/${decided}`],
    'claims, a bulk decision': [`/claims/bulk?act=reject&${picks.slice(0, 20).join('&')}`],
    'claims, a bulk decision of 200': [`/claims/bulk?act=accept&${picks.join('&')}`],
    'claims, differing': ['/claims?review=all&differs=yes', '/claims?review=all&skipped=yes'],
    questions: ['/questions'],
    charts: ['/charts'],
    'charts, filtered': [
      '/charts?language=ru',
      '/charts?outlet=bench%2Foutlet-3',
      '/charts?type=threat',
      '/charts?review=reviewed',
      '/charts?from=2023-03-01&to=2023-09-30',
      `/charts?person=${mostTold}`,
      `/charts?facility=${f(facilityName!)}`,
      '/charts?confidence=0.5&status=alleged',
      `/charts?name=${f('Mammadov')}`,
    ],
    analyser: ['/analyser'],
    'analyser, filtered': [
      '/analyser?language=ru',
      '/analyser?outlet=bench%2Foutlet-3',
      '/analyser?type=threat',
      '/analyser?from=2023-02-01&to=2023-04-30',
    ],
    articles: ['/articles'],
    'articles, filtered': [
      '/articles?language=az',
      '/articles?outlet=bench%2Foutlet-7',
      '/articles?state=failed',
      '/articles?words=lawyer',
    ],
    article: [`/articles/${article}`],
    'article, its original': [`/articles/${article}/original`],
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
    'person, who it is': [`/people/${mostTold}/judge`],
    places: ['/facilities'],
    'places, by name': ['/facilities?words=12'],
    place: [`/facilities/${place}`],
    outlets: ['/outlets'],
    outlet: ['/outlets/bench/outlet-3'],
    watches: ['/watches'],
    watch: [`/watches/${watch}`, `/watches/${watch}/conditions`, '/watches/new', '/watches/list'],
    alerts: ['/alerts'],
    alert: [`/alerts/${alert}`],
    silence: ['/silence'],
    'who is who': ['/offers'],
    queue: ['/queue'],
    'account, team': ['/account', '/users'],
  }
}
