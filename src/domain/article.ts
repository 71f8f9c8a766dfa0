import { z } from 'zod'

/** The readable text of a capture. The text is never changed once stored: offsets point into it. */
export const Article = z.object({
  title: z.string(),
  byline: z.string().nullable(),
  published: z.string().nullable().describe('ISO day, or ISO time where the page tells one'),
  language: z.string().nullable().describe('ISO 639-1 code'),
  text: z.string().describe('Paragraphs split by a line feed'),
})
export type Article = z.infer<typeof Article>
