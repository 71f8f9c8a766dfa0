import { z } from 'zod'
import { ClaimFilter } from '../../6-review/claim-filter.ts'
import { ClaimFields, Quote } from '../../domain/claim.ts'
import { Review, Standing } from '../../domain/decision.ts'
import { STATES, TODOS } from '../../domain/outcome.ts'
import { AlertKind } from '../../domain/watch.ts'
import { ArticleFilter } from '../queries/articles.ts'
import { PeopleCursor } from '../queries/people.ts'

/** What the API takes and gives. The document at /api/v1/openapi.json is made of these. */

export const Id = z.string().regex(/^[0-9]{1,18}$/)
export const Time = z.iso.datetime().describe('UTC')

export const ApiError = z.object({
  error: z.object({
    code: z.string().describe('A word for programs'),
    message: z.string().describe('A sentence for people'),
  }),
})

export const Paging = z.object({
  cursor: Id.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const pageOf = <T extends z.ZodType>(entry: T) =>
  z.object({ entries: z.array(entry), next: Id.nullable().describe('Cursor of the next page; null at the end') })

/**
 * A page of a list that is read by keyset: one row more than asked for was looked up, which tells whether there are more.
 */
export function pageFrom<Row extends { id: string }, Entry>(
  found: readonly Row[],
  limit: number,
  told: (row: Row) => Entry,
) {
  const page = found.slice(0, limit)
  return { entries: page.map(told), next: found.length > limit ? page.at(-1)!.id : null }
}

/** A page of a list that is read whole because nobody has many of it: by id, behind the cursor. */
export function pageFromAll<Row extends { id: string }, Entry>(
  all: readonly Row[],
  { cursor, limit }: z.infer<typeof Paging>,
  told: (row: Row) => Entry,
) {
  const ordered = all.toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
  const after = ordered.filter(({ id }) => cursor === undefined || BigInt(id) > BigInt(cursor))
  return pageFrom(after, limit, told)
}

export const ApiClaim = z.object({
  id: Id,
  article_id: Id.describe('Id of the article, as in /articles'),
  review: Review,
  fields: ClaimFields.describe('As decided, else as suggested'),
  suggested: ClaimFields.describe('As the analyser suggested'),
  origin: z.enum(['analyser', 'reviewer']),
  analyser: z.string().nullable(),
  confidence: z.number(),
  current: z.boolean().describe('false: the newest analysis no longer suggests it'),
  evidence: Quote,
  also: z.array(Quote),
  why: z.array(z.string()),
  text_changed: z.boolean().describe('The quote is gone from the newest version of the article'),
  title: z.string(),
  url: z.string(),
  outlet: z.object({ id: z.string(), name: z.string() }),
  published: Time.nullable(),
  language: z.string().nullable(),
  seen: z.string().describe('What a decision must carry: it proves that the claim still stands as it was read'),
})
export type ApiClaim = z.infer<typeof ApiClaim>

export const ClaimQuery = ClaimFilter.extend(Paging.shape)

export const ApiWish = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('accept'), seen: z.string().max(100) }),
    z.object({ act: z.literal('reject'), seen: z.string().max(100), reason: z.string().trim().min(1).max(2000) }),
    z.object({
      act: z.literal('correct'),
      seen: z.string().max(100),
      fields: ClaimFields,
      evidence: z
        .object({ start: z.int().nonnegative(), end: z.int().positive() })
        .optional()
        .describe('Other words that tell it: offsets into the text that /articles/{id} gives'),
    }),
    z.object({ act: z.literal('undo'), seen: z.string().max(100) }),
  ])
  .describe('A decision about a claim')

export const ApiDecision = z.object({
  id: Id,
  account: z.string(),
  at: Time,
  act: z.enum(['accept', 'correct', 'reject', 'undo', 'add']),
  reason: z.string().nullable(),
  forgotten: z.boolean(),
  before: Standing.nullable(),
  after: Standing.nullable(),
  hash: z.string().describe('Hash in the chain of decisions'),
})

export const ApiArticle = z.object({
  id: Id,
  url: z.string(),
  title: z.string().nullable(),
  outlet: z.object({ id: z.string(), name: z.string() }),
  state: z.enum(STATES),
  todo: z.enum(TODOS).nullable().describe('The step that comes next'),
  because: z.string().nullable(),
  advice: z.string().nullable(),
  discovered: Time,
  published: Time.nullable(),
  language: z.string().nullable(),
  claims: z.number().int(),
  snippet: z
    .array(z.object({ text: z.string(), marked: z.boolean().describe('One of the words that were looked for') }))
    .nullable()
    .describe('Where the words that were looked for stand'),
})

export const ApiArticleWithText = ApiArticle.omit({ claims: true, snippet: true }).extend({
  byline: z.string().nullable(),
  text: z.string().nullable().describe('As stored: offsets of claims point into it'),
  may_be_cut: z.string().nullable(),
  original_id: Id.nullable().describe('A duplicate: what it is a copy of'),
  captures: z.array(
    z.object({
      fetched: Time,
      url: z.string(),
      final_url: z.string(),
      status: z.number().int(),
      sha256: z.string(),
      bytes: z.number(),
    }),
  ),
  steps: z.array(
    z.object({
      step: z.string(),
      started: Time,
      ms: z.number(),
      outcome: z.string(),
      because: z.string().nullable(),
      advice: z.string().nullable(),
    }),
  ),
})

export const ArticleQuery = ArticleFilter.extend(Paging.shape)

export const PeopleQuery = z.object({
  cursor: z.string().regex(PeopleCursor).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  words: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Words of a name; spellings that sound alike are found too'),
})

/** Lists that are ordered by a number count their entries. */
export const Numbered = z.object({
  cursor: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const numberedPageOf = <T extends z.ZodType>(entry: T) =>
  z.object({
    entries: z.array(entry),
    next: z.number().int().nullable().describe('Cursor of the next page; null at the end'),
  })

/** The answer of what has nothing to tell but that it is done. */
export const Done = z.object({})
export const OutletId = z.string().min(1).max(200)

export const Counted = z.number().int().describe('Counted up to 1,000: 1,001 means that there are more')

export const ApiPerson = z.object({
  id: Id,
  name: z.string(),
  spellings: z.array(z.string()),
  claims: z.int(),
  articles: Counted,
  last_told: Time.nullable(),
})

export const ApiOutlet = z.object({
  id: z.string(),
  name: z.string(),
  home: z.string(),
  language: z.string(),
  enabled: z.boolean(),
  problem: z.string().nullable(),
  sources: z.number().int(),
  troubled: z.number().int(),
  last_crawl: Time.nullable(),
  next_crawl: Time.nullable(),
  articles: Counted,
  stopped: Counted,
  claims: z.int(),
})

export const ApiWatch = z.object({
  id: Id,
  name: z.string(),
  spellings: z.array(z.string()),
  muted: z.boolean(),
  alerts: z.number().int(),
  created: Time,
})
export const NewWatch = z.object({
  name: z.string().trim().min(1).max(200).regex(/\p{L}/u),
  spellings: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
})

export const ApiAlert = z.object({
  id: Id,
  watch: z.object({ id: Id, name: z.string() }),
  kind: AlertKind,
  at: Time,
  mention: z.string(),
  rule: z.string().describe('Why the watch matched'),
  words: z.array(z.string()).describe('Words of the article that matched'),
  reason: z.string(),
  article_id: Id.nullable(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  claim_id: Id.nullable(),
  review: Review.nullable(),
})
export const AlertQuery = Paging.extend({ watch: Id.optional() })
