import { z } from 'zod'

/** A span of an article's text: UTF-16 code units, `text.slice(start, end) === quote`. */
export const Quote = z
  .object({
    quote: z.string().min(1),
    start: z.int().nonnegative(),
    end: z.int().positive(),
  })
  .describe('A span of the stored text, letter for letter')
export type Quote = z.infer<typeof Quote>

export const ClaimStatus = z
  .enum(['alleged', 'denied', 'feared', 'resolved'])
  .describe('How the article puts it, not whether we believe it')
export type ClaimStatus = z.infer<typeof ClaimStatus>

/** The types themselves are data (config/claims.yaml), so that a team can add one without code. */
export const ClaimTypeName = z
  .string()
  .regex(/^[a-z][a-z_]{1,39}$/)
  .describe('A claim type by its name in config/claims.yaml')
export type ClaimTypeName = z.infer<typeof ClaimTypeName>

export const EventDate = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    precision: z.enum(['day', 'month', 'year']),
    text: z.string().describe('The words of the article that tell the date; empty where a reviewer gave it'),
  })
  .describe('When it happened, from first to last possible day')
export type EventDate = z.infer<typeof EventDate>

export const SourceLink = z.object({
  name: z.string(),
  relation: z.string().nullable().describe('To the victim: self, wife, lawyer, organisation …'),
  via: z.string().nullable().describe('Who passed it on'),
})
export type SourceLink = z.infer<typeof SourceLink>

/** Fields that could tell who spoke; `domain/confidential.ts` says what each hides. */
export const ConfidentialField = z.enum(['source', 'sourceChain', 'victims', 'victimGroup', 'facility', 'eventDate'])
export type ConfidentialField = z.infer<typeof ConfidentialField>

/** What the analyser or a reviewer says an article claims. Unknown fields are null, never guessed. */
export const ClaimFields = z.object({
  type: ClaimTypeName,
  status: ClaimStatus,
  victims: z.array(z.string().min(1).max(200)).max(200).describe('Full names as the article has them'),
  victimGroup: z.string().max(300).nullable().describe('The words for a group or an unnamed victim'),
  facility: z.string().max(300).nullable().describe('Place of detention where it happened'),
  source: z.string().max(300).nullable().describe('Who says so in the article; empty where it says so itself'),
  sourceChain: z.array(SourceLink),
  eventDate: EventDate.nullable(),
  confidential: z
    .array(ConfidentialField)
    .optional()
    .describe('Fields that only those may see who see confidential ones; a reviewer marks them'),
})
export type ClaimFields = z.infer<typeof ClaimFields>

export const Claim = ClaimFields.extend({
  confidence: z.number().min(0).max(1),
  evidence: Quote,
  also: z.array(Quote),
  why: z.array(z.string()).describe('Which words and rule made each field'),
})
export type Claim = z.infer<typeof Claim>

export const ContactKind = z.enum(['visit', 'call', 'letter', 'doctor', 'lawyer', 'court', 'transfer', 'release'])
export type ContactKind = z.infer<typeof ContactKind>

/** Something that an article tells did take place: the silence clock lives on these. */
export const Contact = z.object({
  kind: ContactKind,
  person: z.string(),
  eventDate: EventDate.nullable(),
  evidence: Quote,
})
export type Contact = z.infer<typeof Contact>
