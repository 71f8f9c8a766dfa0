import { blackOut, secretsOf } from '../accounts/confidential.ts'
import type { Runner, Sql, Transaction } from '../db/database.ts'
import { keysOfSound } from '../names/sound-key.ts'
import { keysOf, nearSounds, soundsOfWord } from './name-sounds.ts'
import { namesOf, type Search, type SoundsOf } from './search-query.ts'
import { indexText } from './text-words.ts'

/**
 * Takes in texts that can't be found yet, the newest first.
 *
 * @returns how many there were
 */
export async function indexNext(sql: Sql, limit = 100): Promise<number> {
  return sql.begin(async (tx) => {
    const todo = await tx<{ articleId: string }[]>`
      select article_id from search_todo order by article_id desc limit ${limit} for update skip locked`
    if (todo.length === 0) return 0
    const ids = todo.map(({ articleId }) => articleId)
    const articles = await tx<TextToFind[]>`
      select distinct on (discovery_id) id, discovery_id, title, text, language from article
      where id = any(${ids}::bigint[]) order by discovery_id, id desc`
    const indexed = articles.map((article) => ({
      ...article,
      ...indexText(article.title, article.text, article.language),
    }))
    // A discovery that is being forgotten meanwhile takes its words with it.
    await tx`
      insert into article_search (discovery_id, article_id, words)
      select * from unnest(${articles.map(({ discoveryId }) => discoveryId)}::bigint[], ${articles.map(({ id }) => id)}::bigint[],
        ${indexed.map(({ vector }) => vector)}::text[]::tsvector[])
      on conflict (discovery_id) do update set article_id = excluded.article_id, words = excluded.words
      where excluded.article_id > article_search.article_id`
    await indexOpen(tx, articles)
    await saveSounds(tx, new Set(indexed.flatMap(({ sounds }) => sounds)))
    await tx`delete from search_todo where article_id = any(${ids}::bigint[])`
    return todo.length
  })
}

interface TextToFind {
  id: string
  discoveryId: string
  title: string
  text: string
  language: string | null
}

/** Of articles that have secrets, what those may find who may not know them. */
async function indexOpen(tx: Transaction, articles: readonly TextToFind[]): Promise<void> {
  const ids = articles.map(({ discoveryId }) => discoveryId)
  const secrets = await secretsOf(tx, ids)
  await tx`delete from open_search where discovery_id = any(${ids}::bigint[])`
  for (const { id, discoveryId, title, text, language } of articles) {
    const secret = secrets.get(discoveryId)
    if (!secret) continue
    const { vector } = indexText(blackOut(title, secret), blackOut(text, secret), language)
    await tx`insert into open_search (discovery_id, article_id, words) values (${discoveryId}, ${id}, ${vector}::tsvector)`
  }
}

async function saveSounds(sql: Runner, sounds: Set<string>): Promise<void> {
  // In one order everywhere, or two processes could wait for each other.
  const rows = [...sounds].flatMap((sound) => keysOfSound(sound).map((key) => ({ key, sound })))
  rows.sort((a, b) => (a.key + a.sound < b.key + b.sound ? -1 : 1))
  await sql`
    insert into name_sound (key, sound)
    select * from unnest(${rows.map(({ key }) => key)}::text[], ${rows.map(({ sound }) => sound)}::text[]) on conflict do nothing`
}

/** The sounds of the archive's names that those of a search are found under. */
export async function soundsFor(sql: Runner, search: Search): Promise<SoundsOf> {
  const names = [...new Set(namesOf(search).map(({ text }) => text))]
  if (names.length === 0) return () => []
  const ofNames = new Map(names.map((name) => [name, soundsOfWord(name, null)]))
  const keys = keysOf([...ofNames.values()].flat())
  const rows = await sql<{ key: string; sound: string }[]>`select key, sound from name_sound where key = any(${keys})`
  const known = [...new Set(rows.map(({ sound }) => sound))]
  const near = new Map([...ofNames].map(([name, sounds]) => [name, nearSounds(sounds, known)]))
  return (word) => near.get(word) ?? []
}
