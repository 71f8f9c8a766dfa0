import type { Runner } from '../../db/database.ts'
import type { ProfessionVerdict } from '../../language/professions.ts'

export interface ListedOffer {
  id: string
  name: string
  discoveryId: string
  title: string
  language: string | null
  outletName: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  sentence: string
  candidateId: string
  candidateName: string
  candidateSpellings: string[]
  candidateSentence: string | null
  score: number
  words: { a: string; b: string }[]
  against: string[]
  /** What both are named with: names of places and people. */
  inCommon: string[]
  /** What the article (a) and the register (b) tell of their professions, where it speaks for or against. */
  profession: ProfessionVerdict | null
}

// A window of words around a name says age and place better than a label could.
const around = (sql: Runner, article: string, from: string) => sql`
  substring(${sql(article)}.text from greatest(1, ${sql(from)}.starts - 119) for 260)`

/** Open questions, newest first. */
export const openOffers = (sql: Runner, { limit, offset }: { limit: number; offset: number }) => sql<ListedOffer[]>`
  select o.id, o.name, o.discovery_id, a.title, a.language, coalesce(outlet.definition ->> 'name', outlet.id) as outlet_name, a.published,
    a.published_precision, coalesce(${around(sql, 'a', 'm')}, '') as sentence,
    c.id as candidate_id, c.name as candidate_name, c.spellings as candidate_spellings,
    (select ${around(sql, 'ca', 'cm')} from mention cm join article ca on ca.id = cm.article_id
      where cm.person_id = c.id order by ca.id desc limit 1) as candidate_sentence,
    o.score, o.words, o.against,
    array(select distinct coalesce(f.name, p.name) from jsonb_array_elements(o.context) e
      left join facility f on e ->> 'kind' = 'facility' and f.id = (e ->> 'id')::bigint
      left join person p on e ->> 'kind' = 'named-with' and p.id = (e ->> 'id')::bigint
      where coalesce(f.name, p.name) is not null) as in_common,
    (select e - 'kind' from jsonb_array_elements(o.context) e where e ->> 'kind' = 'profession') as profession
  from person_offer o join discovery d on d.id = o.discovery_id join outlet on outlet.id = d.outlet_id
  join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
  left join lateral (select * from mention where article_id = a.id and name = o.name and kind = 'person' order by starts limit 1) m on true
  join person c0 on c0.id = o.candidate_id join person c on c.id = coalesce(c0.merged_into, c0.id)
  where o.answer is null order by o.id desc limit ${limit} offset ${offset}`

export interface ListedJudgement {
  id: string
  at: Date
  accountName: string
  act: string
  name: string | null
  discoveryId: string | null
  personId: string | null
  personName: string | null
  otherId: string | null
  otherName: string | null
  undoneAt: Date | null
}

/** What was said lately, of one person or of all. */
export const judgements = (
  sql: Runner,
  { personId, before, limit }: { personId?: string | undefined; before?: string | undefined; limit: number },
) => sql<ListedJudgement[]>`
  select j.id, j.at, account_name, act, j.name, discovery_id, person_id, p.name as person_name, other_id, o.name as other_name, undone_at
  from person_judgement j left join person p on p.id = person_id left join person o on o.id = other_id
  where ${before ? sql`j.id < ${before}` : sql`true`}
  ${personId ? sql`and (${personId} in (person_id, other_id) or (act = 'never' and lower(j.name) = (select lower(name) from person where id = ${personId})))` : sql``}
  order by j.id desc limit ${limit}`

export const namesOfPerson = (sql: Runner, personId: string) => sql<
  { discoveryId: string; name: string; title: string }[]
>`
  select distinct a.discovery_id, m.name, a.title from mention m join article a on a.id = m.article_id where person_id = ${personId}
  order by a.discovery_id desc limit 50`
