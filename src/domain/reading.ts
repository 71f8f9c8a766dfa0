import { z } from 'zod'
import { Claim, Contact } from './claim.ts'

/** The words that name a person or facility somewhere in a text. */
export const Mention = z.object({ start: z.int().nonnegative(), end: z.int().positive(), text: z.string() })
export type Mention = z.infer<typeof Mention>

export const NamedPerson = z.object({
  name: z.string().describe('The fullest form in the text, dictionary form, in its own script'),
  mentions: z.array(Mention),
  held: z.boolean().describe('Deprived of liberty, now or at the time told of'),
  professions: z
    .array(z.string())
    .describe('By the names of config/professions.txt; "former judge" where it was theirs'),
})
export type NamedPerson = z.infer<typeof NamedPerson>

export const NamedFacility = z.object({ name: z.string(), mentions: z.array(Mention) })
export type NamedFacility = z.infer<typeof NamedFacility>

export const TextToRead = z.object({
  title: z.string().default(''),
  text: z.string(),
  lang: z.string().nullish().describe('Language code where it is known'),
  outlet: z.string().nullish(),
  published: z.string().nullish().describe('ISO day or time; relative dates are counted from it'),
  url: z.string().nullish(),
})
export type TextToRead = z.infer<typeof TextToRead>

/** All that the analyser finds in one article. */
export const Reading = z.object({
  lang: z.string().nullable(),
  people: z.array(NamedPerson),
  facilities: z.array(NamedFacility),
  claims: z.array(Claim),
  contacts: z.array(Contact),
})
export type Reading = z.infer<typeof Reading>
