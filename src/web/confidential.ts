import { isDeepStrictEqual } from 'node:util'
import type { Preview } from '../6-alert/preview.ts'
import type { Silence } from '../6-alert/silence.ts'
import { type PrisonerSilence, silencesFor } from '../6-alert/silence-step.ts'
import type { ListedClaim } from '../6-review/claim-list.ts'
import type { PastDecision } from '../6-review/decision-store.ts'
import type { LaterSuggestion } from '../6-review/later-suggestion.ts'
import { allSecrets, blackOut, isBlackedOut, secretsOf, tellsSecret } from '../accounts/confidential.ts'
import type { Runner } from '../db/database.ts'
import type { ClaimFields } from '../domain/claim.ts'
import { hideFields, hideWhy, tidyMarks } from '../domain/confidential.ts'
import type { Standing } from '../domain/decision.ts'
import type { ArticleRecord, ArticleWay, Reader } from './queries/articles.ts'

export type { Reader }

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

/**
 * Names that are not for this reader are no tags of theirs: a bar that leads to a person's page names the person. Quotes
 * have them blacked out.
 *
 * @param text the article's, with the words blacked out
 */
export function wayFor(way: ArticleWay, text: string | null, words: string[]): ArticleWay {
  if (words.length === 0) return way
  return {
    ...way,
    mentions: way.mentions.filter(
      ({ name, starts, ends }) => !words.includes(name) && !text?.slice(starts, ends).includes('•'),
    ),
    contacts: way.contacts
      .filter(({ person }) => !words.includes(person))
      .map((contact) => ({ ...contact, evidence: blackOut(contact.evidence, words) })),
  }
}

/** The decisions about a claim as this reader may see them; `claim` was read for the same reader. */
export function pastFor({ sees, claim }: { sees: boolean; claim: ListedClaim }, past: PastDecision[]): PastDecision[] {
  const { secrets } = claim
  // What was marked once stays hidden in the history, whatever was decided since.
  const layers = past.flatMap(({ before, after }) => [...(before ? [before.fields] : []), after.fields])
  const marks = [claim.fields, ...layers].flatMap((fields) => fields?.confidential ?? [])
  if (sees || (secrets.length === 0 && marks.length === 0)) return past
  const hide = ({ fields, evidence, ...rest }: Standing): Standing => ({
    ...rest,
    fields: hideFields({ ...fields, ...tidyMarks(marks) }, secrets),
    ...(evidence && { evidence: { ...evidence, quote: blackOut(evidence.quote, secrets) } }),
  })
  return past.map((decision) =>
    decision.forgotten
      ? decision
      : {
          ...decision,
          reason: blackOut(decision.reason, secrets),
          before: decision.before && hide(decision.before),
          after: hide(decision.after),
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

/** What newer analyses say, as this reader may see it; `claims` were read for the same reader. */
export function laterFor(
  { seesConfidential }: Reader,
  later: Map<string, LaterSuggestion>,
  claims: ListedClaim[],
): Map<string, LaterSuggestion> {
  if (seesConfidential) return later
  const hidden = claims.flatMap(({ id, fields: { confidential }, secrets }) => {
    const said = later.get(id)
    if (!said?.fields || (secrets.length === 0 && !confidential)) return []
    const fields = hideFields({ ...said.fields, ...(confidential && { confidential }) }, secrets)
    return [
      [
        id,
        { ...said, fields, why: hideWhy(said.why, { confidential }).map((line) => blackOut(line, secrets)) },
      ] as const,
    ]
  })
  return new Map([...later, ...hidden])
}

/**
 * A correction by somebody who was shown a claim with something hidden: what they could not see stays as it is, its mark
 * too, whatever they sent.
 */
export function keepHidden(
  { seesConfidential }: Reader,
  { original, shown }: { original: ClaimFields; shown: ClaimFields },
  wished: ClaimFields,
): ClaimFields {
  const names = Object.keys(original) as (keyof ClaimFields)[]
  const hidden = names.filter((name) => !isDeepStrictEqual(original[name], shown[name]))
  const kept = Object.fromEntries(hidden.map((name) => [name, original[name]]))
  const { confidential = [], ...rest } = wished
  const marks = seesConfidential ? confidential : [...confidential, ...(original.confidential ?? [])]
  return { ...rest, ...kept, ...tidyMarks(marks) }
}

/** What was said of an article's tags, without those of names that are not for this reader. */
export const mendsFor = <T extends { name: string | null; toName: string | null }>(mends: T[], words: string[]): T[] =>
  mends.filter(({ name, toName }) => ![name, toName].some((one) => one !== null && words.includes(one)))

/** Whether somebody who may not know it names a secret of an article. */
export function namesSecret(asked: object, words: readonly string[]): boolean {
  const { name, toName } = asked as { name?: unknown; toName?: unknown }
  return words.length > 0 && [name, toName].some((one) => typeof one === 'string' && isBlackedOut(one, words))
}

/** What colleagues asked about claims, as this reader may read it. */
export const questionsShown = <T extends { discoveryId: string; words: string; answer: string | null }>(
  sql: Runner,
  reader: Reader,
  questions: readonly T[],
): Promise<T[]> =>
  listFor(sql, reader, questions, (question, words) => ({
    ...question,
    words: blackOut(question.words, words),
    answer: blackOut(question.answer, words),
  }))

const DAY = 86_400_000

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
  const named = await sql<{ discoveryId: string; personId: string; words: string[] }[]>`
    select discovery_id, person_id, array_agg(distinct words) as words from mention join article on article.id = article_id
    where discovery_id = any(${[...secrets.keys()]}::bigint[]) and person_id = any(${prisoners.flatMap(({ personIds }) => personIds)}::bigint[])
    group by 1, 2`
  const shown = ({ personIds, createdAt }: PrisonerSilence, silence: Silence): Silence => {
    const words = secrets.get(silence.last?.discoveryId ?? '')
    if (!silence.last || !words) return silence
    const here = named.filter(
      (one) => one.discoveryId === silence.last!.discoveryId && personIds.includes(one.personId),
    )
    const isSecret = here.length > 0 && here.every((one) => one.words.every((each) => isBlackedOut(each, words)))
    // That anything was told of this person there is a secret: it is told as if nothing had been.
    if (isSecret)
      return { ...silence, last: null, day: null, days: Math.floor((now.getTime() - createdAt.getTime()) / DAY) }
    return { ...silence, last: { ...silence.last, sentence: blackOut(silence.last.sentence, words) } }
  }
  return prisoners.map((prisoner) => ({
    ...prisoner,
    silences: prisoner.silences.map((silence) => shown(prisoner, silence)),
  }))
}

/** What a watch would find, as its maker may see it: what a confidential word alone would find is not there. */
export async function previewShown(sql: Runner, reader: Reader, { looked, found }: Preview): Promise<Preview> {
  const secrets = await wordsFor(sql, reader, looked)
  if (secrets.size === 0) return { looked, found }
  const open = found.flatMap((alert) => {
    const words = secrets.get(alert.discoveryId ?? '') ?? []
    if (tellsSecret([...alert.words, alert.mention], alert.sentence, words)) return []
    return [{ ...alert, title: blackOut(alert.title, words), sentence: blackOut(alert.sentence, words) }]
  })
  const foundIn = new Set(open.map(({ discoveryId }) => discoveryId))
  return { looked: looked.filter((id) => !secrets.has(id) || foundIn.has(id)), found: open }
}

/** A text of several articles at once, for a reader who may not see what is secret in any of them. */
export async function blackOutAll(sql: Runner, { seesConfidential }: Reader): Promise<(text: string) => string> {
  if (seesConfidential) return (text) => text
  const words = [...(await allSecrets(sql)).values()].flat().toSorted((a, b) => b.length - a.length)
  return (text) => blackOut(text, words)
}
