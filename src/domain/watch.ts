import { z } from 'zod'
import { ContactKind } from './claim.ts'

export const AlertKind = z
  .enum(['mention', 'suggested', 'accepted', 'change', 'silence'])
  .describe(
    'Named at all; a claim not reviewed yet; a claim that a reviewer accepted; an incident that stands otherwise; nothing heard',
  )
export type AlertKind = z.infer<typeof AlertKind>
export const ALERT_KINDS = AlertKind.options

/** What silence is counted of: a kind of contact, or any news at all. */
export const SilenceKind = z.enum([...ContactKind.options, 'any'])
export type SilenceKind = z.infer<typeof SilenceKind>

const Phrase = z.string().trim().min(1).max(200)

/** What somebody asked to hear about: conditions that must all hold, and which kinds of alert they want. */
export const WatchWish = z
  .object({
    name: z.string().trim().min(1).max(200).describe("A person's name, or a title where no person is watched"),
    ofPerson: z.boolean().default(true),
    spellings: z.array(Phrase).max(50).default([]).describe('Other ways to write the name'),
    father: z
      .string()
      .trim()
      .max(100)
      .nullable()
      .default(null)
      .describe("Father's name: a namesake with another one does not count"),
    leaveOut: z
      .array(Phrase)
      .max(50)
      .default([])
      .describe('Words of namesakes: a sentence with one of them is about somebody else'),
    heldAt: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .describe('Place of detention: claims about groups there come as hints'),
    facility: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .describe('Place that the claim or article must be about'),
    claimTypes: z.array(z.string()).max(50).default([]),
    words: z.array(Phrase).max(20).default([]).describe('Each must stand in the article; a|b means either'),
    wants: z
      .array(AlertKind)
      .min(1)
      .default([...ALERT_KINDS]),
    silence: z
      .partialRecord(SilenceKind, z.int().min(1).max(3650))
      .default({})
      .describe('Days after which silence is told'),
    mutedUntil: z.date().nullable().default(null),
  })
  .refine(
    ({ ofPerson, facility, claimTypes, words }) =>
      ofPerson || facility !== null || claimTypes.length > 0 || words.length > 0,
    { message: 'a watch needs a person, a place, a claim type or words', params: { because: 'asks-nothing' } },
  )
  .refine(({ ofPerson, name }) => !ofPerson || name.split(/\s+/).length > 1, {
    message: 'a surname alone names nobody: give the full name',
    path: ['name'],
    params: { because: 'surname-alone' },
  })
export type WatchWish = z.infer<typeof WatchWish>

/** A watch as it is kept. */
export type Watch = WatchWish & { id: string; createdAt: Date }
