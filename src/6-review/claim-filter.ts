import { z } from 'zod'
import { ClaimStatus, ClaimTypeName } from '../domain/claim.ts'
import { Review } from '../domain/decision.ts'

const id = z.string().regex(/^\d{1,18}$/)
const words = z.string().trim().min(1).max(200)

/** Which claims a list, an export or the API shows. Each list's filters are its address. */
export const ClaimFilter = z.object({
  review: z
    .union([Review, z.enum(['reviewed', 'all'])])
    .optional()
    .describe('Where the claim stands with us; reviewed: accepted or corrected; all: whatever it is'),
  type: ClaimTypeName.optional(),
  status: ClaimStatus.optional(),
  person: id.optional().describe('Id of a person'),
  name: words.optional().describe('Words of a victim’s name'),
  facility: words.optional().describe('Place of detention, as claims name it'),
  outlet: z.string().min(1).max(200).optional().describe('Id of an outlet'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional()
    .describe('Language of the article'),
  from: z.iso.date().optional().describe('Published on this day or later'),
  to: z.iso.date().optional().describe('Published on this day or earlier'),
  confidence: z.coerce.number().min(0).max(1).optional().describe('The analyser’s confidence is at least this'),
  cut: z.literal('yes').optional().describe('Only articles whose text may be cut'),
  tracked: z.literal('yes').optional().describe('Only claims that meet a watch of yours'),
  changed: z.literal('yes').optional().describe('Only claims whose quote is gone from the article'),
  differs: z
    .literal('yes')
    .optional()
    .describe('Only claims of which the newest analysis says something else than was decided about'),
  skipped: z.literal('yes').optional().describe('Only claims that you skipped'),
  article: id.optional().describe('Id of an article'),
  claim: id.optional().describe('Id of a claim'),
  incident: id.optional().describe('Id of an incident'),
})
export type ClaimFilter = z.infer<typeof ClaimFilter>

/** The filters of an address. What is empty does not filter; what can't be understood is named, not guessed. */
export function readFilter(query: Record<string, string>): { filter: ClaimFilter; wrong: string[] } {
  const filter: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [name, schema] of Object.entries(ClaimFilter.shape)) {
    const given = query[name]
    if (given === undefined || given === '') continue
    const parsed = schema.safeParse(given)
    if (parsed.success) filter[name] = parsed.data
    else wrong.push(name)
  }
  return { filter: filter as ClaimFilter, wrong }
}

/** The address of a filter, as `readFilter` reads it; empty where nothing filters. */
export function filterQuery(filter: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString()
  return query === '' ? '' : `?${query}`
}

// What a reader tracks or skipped means nothing on the command line.
const FOR_PAGES = new Set(['tracked', 'skipped'])

/** The filters by name, each with its meaning, for a command's help. */
export function filterOptions(): string {
  return Object.entries(ClaimFilter.shape)
    .filter(([name]) => !FOR_PAGES.has(name))
    .map(([name, schema]) => `  --${name.padEnd(12)} ${schema.description ?? ''}`.trimEnd())
    .join('\n')
}
export const filterNames = Object.keys(ClaimFilter.shape).filter((name) => !FOR_PAGES.has(name))
