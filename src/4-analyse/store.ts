import type { Sql, Transaction } from '../db/database.ts'
import type { Lane } from '../domain/outcome.ts'
import type { Reading, TextToRead } from '../domain/reading.ts'

export interface StoredArticle extends TextToRead {
  articleId: string
  lane: Lane
}

export interface SavedReading {
  discoveryId: string
  articleId: string
  analyser: string
  ms: number
  reading: Reading
}

/** The newest article of a discovery that waits to be analysed, or null. */
export async function readArticle(sql: Sql, discoveryId: string): Promise<StoredArticle | null> {
  const [row] = await sql<(Omit<StoredArticle, 'published'> & { published: Date | null })[]>`
    select a.id as article_id, d.lane, a.title, a.text, a.language as lang, o.definition ->> 'name' as outlet,
      coalesce(a.published, d.published) as published, d.url
    from discovery d
    join outlet o on o.id = d.outlet_id
    join lateral (select * from article where discovery_id = d.id order by id desc limit 1) a on true
    where d.id = ${discoveryId} and d.todo = 'analyse'`
  return row ? { ...row, published: row.published?.toISOString() ?? null } : null
}

/** Saves what was read of an article beside the mentions and contacts in it. Run twice, it changes nothing. */
export async function saveReading(tx: Transaction, { articleId, analyser, ms, reading }: SavedReading): Promise<void> {
  const { lang, people, facilities, contacts } = reading
  const mentions = [
    ...people.flatMap((p) =>
      p.mentions.map((m) => ({ kind: 'person', name: p.name, held: p.held as boolean | null, ...m })),
    ),
    ...facilities.flatMap((f) => f.mentions.map((m) => ({ kind: 'facility', name: f.name, held: null, ...m }))),
  ]
  const told = contacts.map(({ kind, person, eventDate, evidence }) => ({
    articleId,
    kind,
    person,
    eventDate: eventDate ? tx.json(eventDate) : null,
    evidence: evidence.quote,
    evidenceStart: evidence.start,
    evidenceEnd: evidence.end,
  }))
  const seen = tx`jsonb_to_recordset(${tx.json(mentions)}) as seen(kind text, name text, held boolean, start int, "end" int, text text)`
  // Sent in one go, run in this order. A mention that a later analyser no longer sees goes; one that it sees again keeps
  // its row and so its person; one that a reviewer mended stays as it was mended.
  await Promise.all([
    tx`
      insert into analysis (article_id, analyser, language, ms, reading)
      values (${articleId}, ${analyser}, ${lang}, ${ms}, ${tx.json({ people, facilities })})
      on conflict (article_id, analyser) do update set at = now(), ms = excluded.ms, reading = excluded.reading`,
    tx`
      delete from mention where article_id = ${articleId} and mended_by is null
        and (kind, starts, ends) not in (select kind, start, "end" from ${seen})`,
    tx`
      insert into mention (article_id, kind, name, held, starts, ends, words)
      select ${articleId}, kind, name, held, start, "end", text from ${seen}
      on conflict (article_id, kind, starts, ends) do update set name = excluded.name, held = excluded.held
        where mention.mended_by is null`,
    tx`delete from contact where article_id = ${articleId}`,
    told.length > 0 && tx`insert into contact ${tx(told)} on conflict do nothing`,
  ])
}
