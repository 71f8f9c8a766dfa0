import type { Runner } from '../db/database.ts'
import type { ClaimFields, ConfidentialField } from '../domain/claim.ts'
import { CONFIDENTIAL } from '../domain/confidential.ts'
import { secretForms } from './secret-forms.ts'

/** The words of an article that tell a confidential field, by its discovery. */
export type Secrets = Map<string, string[]>

// Shorter words would be found in every text.
const SHORTEST = 3

interface SecretRow {
  discoveryId: string
  /** Marked claims of the article, and of the article that it is a copy of, or that are copies of it. */
  marked: { decided: ClaimFields; fields: ClaimFields }[]
  /** As the analyser reads them: nobody takes a bar away by writing a name somewhere. */
  victims: string[]
  texts: { id: string; title: string; byline: string | null; text: string; language: string | null }[]
  mentions: { name: string; words: string }[]
}

/**
 * The words that must not be shown of articles to who may not see confidential fields: what reviewers marked, in every
 * form that the article writes it in. A copy of a marked article has its secrets too.
 */
export async function secretsOf(sql: Runner, discoveryIds: (string | null)[]): Promise<Secrets> {
  const ids = [...new Set(discoveryIds)].filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const rows = await sql<SecretRow[]>`
    with asked as (select id, coalesce(original_id, id) as origin from discovery where id = any(${ids}::bigint[])),
    kin as (
      select asked.id, asked.origin as of_id from asked
      union select asked.id, copy.id from asked join discovery copy on copy.original_id = asked.origin
      union select id, id from asked),
    found as (
      select kin.id, jsonb_agg(jsonb_build_object('decided', decided, 'fields', fields) order by claim.id) as marked
      from kin join claim on claim.discovery_id = kin.of_id and has_secret group by kin.id)
    select id as discovery_id, marked,
      array(select distinct jsonb_array_elements_text(claim.fields -> 'victims')
        from kin join claim on claim.discovery_id = kin.of_id
        where kin.id = found.id and not coalesce(claim.decided -> 'confidential' ? 'victims', false)
          and origin = 'analyser' and review <> 'rejected' and (current or review <> 'suggested')) as victims,
      (select coalesce(jsonb_agg(jsonb_build_object('id', article.id::text, 'title', title, 'byline', byline, 'text', text, 'language', language)), '[]')
        from article where article.discovery_id = found.id) as texts,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('name', name, 'words', words)), '[]')
        from mention join article on article.id = article_id where article.discovery_id = found.id) as mentions
    from found`
  return new Map(rows.map((row) => [row.discoveryId, wordsOf(row)] as const).filter(([, words]) => words.length > 0))
}

function wordsOf({ marked, victims, texts, mentions }: SecretRow): string[] {
  const secrets = new Set(marked.flatMap(({ decided, fields }) => secretNames([decided, fields], decided, victims)))
  const named = mentions.filter(({ name }) => secrets.has(name)).map(({ words }) => words)
  const asked = { secrets: [...secrets], open: victims.filter((name) => !secrets.has(name)) }
  const forms = texts.flatMap((article) => formsIn(article, asked))
  const words = [...new Set([...secrets, ...named, ...forms])].filter(({ length }) => length >= SHORTEST)
  // What is longer comes first: "Leyla" must not leave "Aliyeva" standing.
  return words.sort((a, b) => b.length - a.length)
}

function secretNames(layers: ClaimFields[], { confidential = [] }: ClaimFields, victims: readonly string[]): string[] {
  const namesOf = (field: ConfidentialField) => {
    const { words, yieldsToVictims } = CONFIDENTIAL[field]
    return layers.flatMap(words).filter((name) => name !== null && !(yieldsToVictims && victims.includes(name)))
  }
  return confidential.flatMap(namesOf).filter((name) => name !== null && name.trim() !== '') as string[]
}

// A text never changes: its forms of the same names are looked for once.
const KEPT = 500
const formsKept = new Map<string, string[]>()

function formsIn(
  { id, title, byline, text, language }: SecretRow['texts'][number],
  asked: { secrets: string[]; open: string[] },
): string[] {
  const key = JSON.stringify([id, text.length, asked])
  const known = formsKept.get(key)
  if (known) return known
  const forms = secretForms([title, byline ?? '', text].join('\n'), language, asked)
  if (formsKept.size >= KEPT) formsKept.clear()
  formsKept.set(key, forms)
  return forms
}

/** The secret words of all articles that have some. */
export async function allSecrets(sql: Runner): Promise<Secrets> {
  const rows = await sql<{ id: string }[]>`
    with marked as (select distinct discovery_id as id from claim where has_secret),
    origin as (select coalesce(original_id, discovery.id) as id from discovery join marked using (id))
    select id from marked union select id from origin
    union select discovery.id from discovery join origin on original_id = origin.id`
  return secretsOf(
    sql,
    rows.map(({ id }) => id),
  )
}

/** A text with the words blacked out, letter for letter: offsets into it stay true. */
export function blackOut<T extends string | null>(text: T, words: readonly string[]): T {
  if (text === null || words.length === 0) return text
  return words.reduce<string>((masked, each) => masked.replaceAll(each, '•'.repeat(each.length)), text) as T
}

/** A span of a text, wide enough to have the secret words at its ends whole or not at all. */
export function aroundSecrets(
  text: string,
  words: readonly string[],
  { start, end }: { start: number; end: number },
): { start: number; end: number } {
  if (words.length === 0 || start >= end) return { start, end }
  const masked = blackOut(text, words)
  const isBar = (at: number) => masked[at] === '•' && text[at] !== '•'
  let [from, to] = [start, end]
  while (from > 0 && isBar(from) && isBar(from - 1)) from--
  while (to < text.length && isBar(to) && isBar(to - 1)) to++
  return { start: from, end: to }
}

const hasLetters = (words: string) => /\p{L}/u.test(words)
/** Whether nothing of these words can be read once the secret ones are blacked out. */
export const isBlackedOut = (words: string, secret: readonly string[]): boolean => !hasLetters(blackOut(words, secret))

const isName = (words: string) => /^\p{Lu}/u.test(words)

/**
 * Whether what a watch matched is itself a secret of the article: that it matched at all would tell it.
 *
 * @param sentence where it matched
 */
export function tellsSecret(matched: readonly string[], sentence: string, secret: readonly string[]): boolean {
  if (secret.length === 0) return false
  const left = blackOut(sentence, secret)
  return matched.some(
    (words) =>
      hasLetters(words) &&
      (isBlackedOut(words, secret) ||
        // A word that stands there only within a secret: "nurse" of "a nurse of the medical unit".
        (!isName(words) && sentence.includes(words) && !left.includes(words))),
  )
}

/**
 * Rows about articles, alerts say, with the secret words of their articles blacked out in their words and in these texts.
 * `withheld`: it matched a secret word, and must not be told at all.
 */
export async function withoutSecrets<
  K extends string,
  Row extends { discoveryId: string | null; words: string[]; mention: string; sentence: string } & Record<
    K,
    string | null
  >,
>(sql: Runner, rows: Row[], texts: readonly K[]): Promise<(Row & { withheld: boolean })[]> {
  const secrets = await secretsOf(
    sql,
    rows.map(({ discoveryId }) => discoveryId),
  )
  return rows.map((row) => {
    const secret = secrets.get(row.discoveryId ?? '') ?? []
    if (secret.length === 0) return { ...row, withheld: false }
    const shown = Object.fromEntries(texts.map((text) => [text, blackOut(row[text], secret)]))
    const withheld = tellsSecret([...row.words, row.mention], row.sentence, secret)
    return { ...row, ...shown, words: row.words.map((word) => blackOut(word, secret)), withheld }
  })
}
