import type { Sql, Transaction } from '../db/database.ts'
import type { Mend, MendedReading } from '../domain/mend.ts'
import type { Reading, TextToRead } from '../domain/reading.ts'
import { ageBeside } from './people/age.ts'

export interface StoredArticle extends TextToRead {
  discoveryId: string
  articleId: string
  /** What reviewers said of its tags: put over each analysis. */
  mends: Mend[]
}

export interface ReadArticle extends StoredArticle {
  /** As the analyser read it: kept beside what reviewers made of it. */
  asRead: Reading
  reading: MendedReading
  ms: number
}

/** The newest articles of discoveries, of those that wait to be analysed. */
export async function readArticles(sql: Sql, discoveryIds: readonly string[]): Promise<StoredArticle[]> {
  const ids = [...discoveryIds]
  const [rows, mends] = await Promise.all([
    sql<(Omit<StoredArticle, 'published' | 'mends'> & { published: Date | null })[]>`
      select d.id as discovery_id, a.id as article_id, a.title, a.text, a.language as lang, o.definition ->> 'name' as outlet,
        coalesce(a.published, d.published) as published, d.url
      from discovery d
      join outlet o on o.id = d.outlet_id
      join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
      where d.id = any(${ids}::bigint[]) and d.todo = 'analyse' order by d.id`,
    sql<(Mend & { discoveryId: string })[]>`
      select discovery_id, id, act, kind, name, to_name, held, words, undoes, account_name from mend
      where discovery_id = any(${ids}::bigint[]) and not forgotten order by id`,
  ])
  const mendsOf = Map.groupBy(mends, ({ discoveryId }) => discoveryId)
  return rows.map((row) => ({
    ...row,
    published: row.published?.toISOString() ?? null,
    mends: mendsOf.get(row.discoveryId) ?? [],
  }))
}

/** Saves what was read of articles beside the mentions and contacts in them. Run twice, it changes nothing. */
export async function saveReadings(tx: Transaction, analyser: string, read: readonly ReadArticle[]): Promise<void> {
  const articles = read.map(({ articleId }) => articleId)
  const readings = read.map(({ articleId, ms, asRead: { lang, people, facilities } }) => ({
    articleId,
    lang,
    ms,
    reading: { people, facilities },
  }))
  const contacts = read.flatMap(({ articleId, reading }) =>
    reading.contacts.map(({ evidence, ...contact }) => ({ articleId, ...contact, ...evidence })),
  )
  const seen = tx`
    jsonb_to_recordset(${tx.json(read.flatMap(mentionsOf))})
      as seen("articleId" bigint, kind text, name text, held boolean, born smallint, professions text[], start int, "end" int, text text, mend bigint)`
  // Sent in one go, run in this order. A mention that a later analyser no longer sees goes; one that it sees again under
  // its name keeps its row and so its person.
  await Promise.all([
    tx`
      insert into analysis (article_id, analyser, language, ms, reading)
      select "articleId", ${analyser}, lang, ms, reading
      from jsonb_to_recordset(${tx.json(readings)}) as r("articleId" bigint, lang text, ms int, reading jsonb)
      on conflict (article_id, analyser) do update set at = now(), ms = excluded.ms, reading = excluded.reading`,
    tx`
      delete from mention where article_id = any(${articles}::bigint[])
        and (article_id, kind, starts, ends) not in (select "articleId", kind, start, "end" from ${seen})`,
    tx`
      insert into mention (article_id, kind, name, held, born, professions, starts, ends, words, mend_id)
      select "articleId", kind, name, held, born, professions, start, "end", text, mend from ${seen}
      on conflict (article_id, kind, starts, ends) do update set name = excluded.name, held = excluded.held, born = excluded.born,
        professions = excluded.professions,
        mend_id = excluded.mend_id,
        person_id = case when mention.name = excluded.name then mention.person_id end,
        facility_id = case when mention.name = excluded.name then mention.facility_id end`,
    tx`delete from contact where article_id = any(${articles}::bigint[])`,
    tx`
      insert into contact (article_id, kind, person, event_date, evidence, evidence_start, evidence_end)
      select "articleId", kind, person, nullif("eventDate", 'null'), quote, start, "end"
      from jsonb_to_recordset(${tx.json(contacts)}) as told("articleId" bigint, kind text, person text, "eventDate" jsonb, quote text, start int, "end" int)
      on conflict do nothing`,
  ])
}

function mentionsOf({ articleId, text, published, reading: { people, facilities } }: ReadArticle) {
  const year = published ? new Date(published).getUTCFullYear() : null
  const bornOf = (span: { start: number; end: number }): number | null => {
    const age = year === null ? null : ageBeside(text, span)
    return age === null ? null : year! - age
  }
  return [
    ...people.flatMap(({ name, held, professions, mendId: mend, mentions }) =>
      mentions.map((words) => ({
        articleId,
        kind: 'person',
        name,
        held: held as boolean | null,
        born: bornOf(words),
        professions: professions.length > 0 ? professions : null,
        mend,
        ...words,
      })),
    ),
    ...facilities.flatMap(({ name, mendId: mend, mentions }) =>
      mentions.map((words) => ({
        articleId,
        kind: 'facility',
        name,
        held: null,
        born: null,
        professions: null,
        mend,
        ...words,
      })),
    ),
  ]
}
