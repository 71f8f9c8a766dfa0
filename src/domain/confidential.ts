import type { ClaimFields, ConfidentialField } from './claim.ts'

/** What stands in a confidential field for those who may not know. It has one length, whatever it hides. */
export const HIDDEN = '•••••'

interface ConfidentialRule {
  /** What those are shown in its place who may not know. */
  hidden(fields: ClaimFields): Partial<ClaimFields>
  /** The words that tell it, as the claim has them: they are blacked out in the article. */
  words(fields: ClaimFields): (string | null)[]
  /** A name that another claim of the article tells openly is no secret by this. */
  yieldsToVictims: boolean
  /** The analyser's reasons that tell it. */
  why: RegExp
}

const chainWords = ({ sourceChain }: ClaimFields) => sourceChain.flatMap(({ name, via }) => [name, via])

/**
 * The fields of a claim that a reviewer can mark as confidential, because they could tell who spoke: who said it, who
 * passed it on, who it was done to (often the teller), and where and when it was (often only a visitor or a cell mate
 * can know). Type and status tell what is claimed, and stay.
 */
export const CONFIDENTIAL: Record<ConfidentialField, ConfidentialRule> = {
  source: {
    // Who passed it on leads to who said it.
    hidden: ({ source }) => ({ source: source === null ? null : HIDDEN, sourceChain: [] }),
    words: (fields) => [fields.source, ...chainWords(fields)],
    yieldsToVictims: true,
    why: /^source\b/i,
  },
  sourceChain: {
    hidden: () => ({ sourceChain: [] }),
    words: (fields) => chainWords(fields).filter((name) => name !== fields.source),
    yieldsToVictims: true,
    why: /^source chain\b/i,
  },
  victims: {
    hidden: ({ victims }) => ({ victims: victims.length === 0 ? [] : [HIDDEN] }),
    words: ({ victims }) => victims,
    yieldsToVictims: false,
    why: /^victim/i,
  },
  victimGroup: {
    hidden: ({ victimGroup }) => ({ victimGroup: victimGroup === null ? null : HIDDEN }),
    words: ({ victimGroup }) => [victimGroup],
    yieldsToVictims: false,
    why: /^victim/i,
  },
  facility: {
    hidden: ({ facility }) => ({ facility: facility === null ? null : HIDDEN }),
    words: ({ facility }) => [facility],
    yieldsToVictims: false,
    why: /^(?:facility|place)\b/i,
  },
  eventDate: {
    hidden: () => ({ eventDate: null }),
    words: ({ eventDate }) => [eventDate?.text ?? null],
    yieldsToVictims: false,
    why: /^(?:date|when)\b/i,
  },
}

const FIELDS = Object.keys(CONFIDENTIAL) as ConfidentialField[]

/** Marks in one order and each once; nothing where none is left, so that no mark and an empty list are the same. */
export function tidyMarks(marks: readonly string[]): { confidential?: ConfidentialField[] } {
  const confidential = FIELDS.filter((field) => marks.includes(field))
  return confidential.length > 0 ? { confidential } : {}
}

/** The fields that are not for whoever may not know: those marked, and those that a secret word of the article stands in. */
function hiddenFields(fields: ClaimFields, words: readonly string[]): ConfidentialField[] {
  const isSecret = (value: string | null) => value !== null && words.includes(value)
  return FIELDS.filter(
    (field) => fields.confidential?.includes(field) || CONFIDENTIAL[field].words(fields).some(isSecret),
  )
}

/** A claim's fields without what is marked confidential, or is one of the secret words of its article. */
export const hideFields = <T extends ClaimFields>(fields: T, words: readonly string[] = []): T =>
  Object.assign({}, fields, ...hiddenFields(fields, words).map((field) => CONFIDENTIAL[field].hidden(fields)))

/** The analyser's reasons without those that tell a marked field. */
export const hideWhy = (why: string[], { confidential = [] }: Pick<ClaimFields, 'confidential'>): string[] =>
  why.filter((line) => !confidential.some((field) => CONFIDENTIAL[field].why.test(line)))
