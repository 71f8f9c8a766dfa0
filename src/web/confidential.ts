import { type PrisonerSilence, silencesFor } from '../6-alert/silence-step.ts'
import type { ListedClaim } from '../6-review/claim-list.ts'
import type { Wish } from '../6-review/decide.ts'
import type { PastDecision } from '../6-review/decision-store.ts'
import type { LaterSuggestion } from '../6-review/later-suggestion.ts'
import { allSecrets, blackOut, HIDDEN, hideSource, secretsOf } from '../accounts/confidential.ts'
import type { Runner } from '../db/database.ts'
import type { ClaimFields } from '../domain/claim.ts'
import type { ArticleRecord, ArticleWay, ListedArticle } from './queries/articles.ts'

/** Who reads: whether confidential fields are theirs to see. */
export interface Reader {
  seesConfidential: boolean
}

const wordsFor = async (sql: Runner, { seesConfidential }: Reader, discoveryIds: (string | null)[]) =>
  seesConfidential ? new Map<string, string[]>() : secretsOf(sql, discoveryIds)

/** The words of one article that are not for this reader. */
export async function secretWords(sql: Runner, reader: Reader, discoveryId: string): Promise<string[]> {
  return (await wordsFor(sql, reader, [discoveryId])).get(discoveryId) ?? []
}

/** An article's record as this reader may see it. */
export function recordFor<T extends ArticleRecord>(record: T, words: string[]): T {
  if (words.length === 0) return record
  return {
    ...record,
    title: blackOut(record.title, words),
    discoveredTitle: blackOut(record.discoveredTitle, words),
    byline: blackOut(record.byline, words),
    text: blackOut(record.text, words),
    previousText: blackOut(record.previousText, words),
  }
}

/** Names that are not for this reader are no tags of theirs; quotes have them blacked out. */
export function wayFor(way: ArticleWay, words: string[]): ArticleWay {
  if (words.length === 0) return way
  return {
    ...way,
    mentions: way.mentions.filter(({ name }) => !words.includes(name)),
    contacts: way.contacts.map((contact) => ({ ...contact, evidence: blackOut(contact.evidence, words) })),
  }
}

/** The decisions about a claim as this reader may see them; `claim` was read for the same reader. */
export function pastFor(claim: ListedClaim, past: PastDecision[]): PastDecision[] {
  const { secrets } = claim
  const isMarked = claim.fields.confidential?.includes('source') ?? false
  // Whoever may see the claim's source has nothing hidden in it.
  if (secrets.length === 0 && !(isMarked && claim.fields.source === HIDDEN)) return past
  const hide = (fields: ClaimFields) => hideSource(isMarked ? { ...fields, confidential: ['source'] } : fields, secrets)
  return past.map((decision) =>
    decision.forgotten
      ? decision
      : {
          ...decision,
          reason: blackOut(decision.reason, secrets),
          before: decision.before && { ...decision.before, fields: hide(decision.before.fields) },
          after: { ...decision.after, fields: hide(decision.after.fields) },
        },
  )
}

/** Things that stand in lists with an article's words in some of their fields. */
export async function listFor<T extends { discoveryId: string | null }>(
  sql: Runner,
  reader: Reader,
  rows: readonly T[],
  hide: (row: T, words: string[]) => T,
): Promise<T[]> {
  const secrets = await wordsFor(
    sql,
    reader,
    rows.map(({ discoveryId }) => discoveryId),
  )
  return rows.map((row) => {
    const words = row.discoveryId === null ? undefined : secrets.get(row.discoveryId)
    return words ? hide(row, words) : row
  })
}

/** Articles of a list with what is not for this reader blacked out. */
export const articlesFor = (sql: Runner, reader: Reader, articles: ListedArticle[]): Promise<ListedArticle[]> =>
  listFor(sql, reader, articles, (article, words) => ({
    ...article,
    title: blackOut(article.title, words),
    snippet:
      article.snippet === null
        ? null
        : article.snippet.map((piece) => ({ ...piece, text: blackOut(piece.text, words) })),
  }))

/** What newer analyses say, as this reader may see it; `claims` were read for the same reader. */
export function laterFor(later: Map<string, LaterSuggestion>, claims: ListedClaim[]): Map<string, LaterSuggestion> {
  const hidden = claims.flatMap(({ id, fields, secrets }) => {
    const said = later.get(id)
    if (!said?.fields || (secrets.length === 0 && fields.source !== HIDDEN)) return []
    const marked: ClaimFields = fields.source === HIDDEN ? { ...said.fields, confidential: ['source'] } : said.fields
    return [[id, { ...said, fields: hideSource(marked, secrets) }] as const]
  })
  return new Map([...later, ...hidden])
}

/** A wish of somebody who can't see a claim's source leaves it as it is: what is blacked out for them is no correction. */
export async function withHidden(sql: Runner, claimId: string, wish: Wish, reader: Reader): Promise<Wish> {
  if (wish.act !== 'correct' || reader.seesConfidential) return wish
  const [row] = await sql<
    { fields: ClaimFields }[]
  >`select decided as fields from claim where id = ${claimId} and has_secret`
  if (!row) return wish
  const { source, sourceChain, confidential } = row.fields
  return { act: 'correct', fields: { ...wish.fields, source, sourceChain, ...(confidential ? { confidential } : {}) } }
}

/** Silences of this reader's prisoners, with what is not for them blacked out. */
export async function silencesShown(
  sql: Runner,
  reader: Reader & { id: string },
  now: Date,
): Promise<PrisonerSilence[]> {
  const prisoners = await silencesFor(sql, reader.id, now)
  const last = prisoners.flatMap(({ silences }) => silences.map((silence) => silence.last?.discoveryId ?? null))
  const secrets = await wordsFor(sql, reader, last)
  if (secrets.size === 0) return prisoners
  return prisoners.map((prisoner) => ({
    ...prisoner,
    silences: prisoner.silences.map((silence) => {
      const words = secrets.get(silence.last?.discoveryId ?? '') ?? []
      return silence.last && words.length > 0
        ? { ...silence, last: { ...silence.last, sentence: blackOut(silence.last.sentence, words) } }
        : silence
    }),
  }))
}

/** A text of several articles at once, for a reader who may not see what is secret in any of them. */
export async function blackOutAll(sql: Runner, { seesConfidential }: Reader): Promise<(text: string) => string> {
  if (seesConfidential) return (text) => text
  const words = [...(await allSecrets(sql)).values()].flat().toSorted((a, b) => b.length - a.length)
  return (text) => blackOut(text, words)
}
