import type { Runner } from '../db/database.ts'
import type { ClaimFields } from '../domain/claim.ts'

/** What stands in a confidential field for those who may not know. It has one length, whatever it hides. */
export const HIDDEN = '•••••'

/** The words of an article that name a confidential source, by its discovery. */
export type Secrets = Map<string, string[]>

// Shorter words would be found in every text.
const SHORTEST = 3

/**
 * The words that must not be shown of articles to who may not see confidential fields: the names of sources that
 * reviewers marked, as the article writes them. Who is a victim of a claim is no secret by that.
 */
export async function secretsOf(sql: Runner, discoveryIds: (string | null)[]): Promise<Secrets> {
  const ids = [...new Set(discoveryIds)].filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const rows = await sql<{ discoveryId: string; words: string }[]>`
    with marked as (select discovery_id, decided, fields from claim where discovery_id = any(${ids}::bigint[]) and has_secret),
    named as (
      select discovery_id, decided ->> 'source' as name from marked
      union select discovery_id, fields ->> 'source' from marked
      union select discovery_id, link ->> 'name' from marked, jsonb_array_elements((decided -> 'sourceChain') || (fields -> 'sourceChain')) link),
    secret as (
      select distinct named.discovery_id, name from named where name is not null and not exists (
        select from claim victim where victim.discovery_id = named.discovery_id and coalesce(victim.decided, victim.fields) -> 'victims' @> to_jsonb(array[name])))
    select discovery_id, name as words from secret
    union select secret.discovery_id, mention.words from secret join article on article.discovery_id = secret.discovery_id
      join mention on mention.article_id = article.id and mention.kind = 'person' and mention.name = secret.name`
  const secrets: Secrets = new Map()
  for (const { discoveryId, words } of rows)
    if (words.length >= SHORTEST) secrets.set(discoveryId, [...(secrets.get(discoveryId) ?? []), words])
  // What is longer comes first: "Leyla" must not leave "Aliyeva" standing.
  for (const words of secrets.values()) words.sort((a, b) => b.length - a.length)
  return secrets
}

/** The secret words of all articles that have some. */
export async function allSecrets(sql: Runner): Promise<Secrets> {
  const rows = await sql<{ discoveryId: string }[]>`select distinct discovery_id from claim where has_secret`
  return secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
}

/** A text with the words blacked out, letter for letter: offsets into it stay true. */
export function blackOut<T extends string | null>(text: T, words: string[]): T {
  if (text === null || words.length === 0) return text
  return words.reduce<string>((masked, each) => masked.replaceAll(each, '•'.repeat(each.length)), text) as T
}

/** Rows about articles, alerts say, with the secret words of their articles blacked out in their words and in these texts. */
export async function withoutSecrets<
  K extends string,
  Row extends { discoveryId: string | null; words: string[] } & Record<K, string | null>,
>(sql: Runner, rows: Row[], texts: readonly K[]): Promise<Row[]> {
  const secrets = await secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
  return rows.map((row) => {
    const secret = secrets.get(row.discoveryId ?? '') ?? []
    if (secret.length === 0) return row
    const shown = Object.fromEntries(texts.map((text) => [text, blackOut(row[text], secret)]))
    return { ...row, ...shown, words: row.words.map((word) => blackOut(word, secret)) }
  })
}

/** A claim's fields without the source that is marked confidential, or is one of the words. */
export function hideSource<T extends ClaimFields>(fields: T, words: string[] = []): T {
  const named = [fields.source, ...fields.sourceChain.map(({ name }) => name)]
  const isSecret =
    fields.confidential?.includes('source') || named.some((name) => name !== null && words.includes(name))
  if (!isSecret) return fields
  return { ...fields, source: fields.source === null ? null : HIDDEN, sourceChain: [] }
}
