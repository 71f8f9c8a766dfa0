import type { z } from 'zod'

/** Why a form was not taken: which field, and what is wrong with it. Told in the reader's language by the pages. */
export interface Refusal {
  /** The field's name in its schema; null where it is the whole form. */
  field: string | null
  because: RefusalReason
  /** The limit that was passed, or the words that nobody knows. */
  value: string | number
}

export const REFUSAL_REASONS = [
  'missing',
  'none-chosen',
  'too-long',
  'too-many',
  'too-small',
  'too-big',
  'no-choice',
  'no-number',
  'asks-nothing',
  'surname-alone',
  'one-quiet-hour',
  'no-address',
  'no-name-column',
  'no-claim-type',
  'named-twice',
  'other',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

const isReason = (words: unknown): words is RefusalReason => REFUSAL_REASONS.includes(words as RefusalReason)

/** The first thing that a schema has against what was typed. A rule of our own names its reason: `params: { because }`. */
export function refusalOf({ issues }: Pick<z.ZodError, 'issues'>): Refusal {
  const issue = issues[0]!
  const field = issue.path.length > 0 ? String(issue.path[0]) : null
  return { field, ...reasonOf(issue) }
}

function reasonOf(issue: z.core.$ZodIssue): Omit<Refusal, 'field'> {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array') return { because: 'none-chosen', value: '' }
      if (issue.origin !== 'string') return { because: 'too-small', value: Number(issue.minimum) }
      return { because: 'missing', value: '' }
    case 'too_big':
      if (issue.origin === 'array') return { because: 'too-many', value: Number(issue.maximum) }
      return { because: issue.origin === 'string' ? 'too-long' : 'too-big', value: Number(issue.maximum) }
    case 'invalid_value':
    case 'invalid_union':
    case 'invalid_key':
      return { because: 'no-choice', value: '' }
    case 'invalid_type':
      return { because: /^(?:number|int)$/.test(issue.expected) ? 'no-number' : 'missing', value: '' }
    case 'unrecognized_keys':
      return { because: 'no-choice', value: issue.keys.join(', ') }
    case 'custom':
      return { because: isReason(issue.params?.because) ? issue.params.because : 'other', value: '' }
    default:
      return { because: 'other', value: '' }
  }
}
