import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ReadLanguage } from '../../language/detect.ts'
import { loadPlaceNames, type PlaceNames } from '../../language/place-names.ts'

const Span = z.object({
  days: z.int().positive().describe('How far apart two undated tellings may be and still mean one event'),
  goes_on: z.boolean().describe('A situation that each new telling carries further, not an event that is over at once'),
  term: z.boolean().default(false).describe('Lasts a number of days that tells one from another'),
})
const Words = z.object({
  ordinals: z.array(z.string()),
  cardinals: z.array(z.string()),
  times: z.array(z.string()),
  days: z.array(z.string()),
  again: z.array(z.string()),
})
const File = z.object({
  default: Span,
  types: z.record(z.string(), Span),
  words: z.record(z.string(), Words),
  credits: z.record(z.string(), z.array(z.string())),
})
// Of config/lexicons/dates.yaml only the months: all forms of each side by side, a star for any ending.
const Dates = z.record(z.enum(['en', 'ru', 'az']), z.object({ months: z.string() }))

export type IncidentSpan = z.infer<typeof Span>
export type NumberingWords = z.infer<typeof Words>

/** What config/ says about telling incidents apart. */
export interface IncidentRules {
  spanOf(type: string): IncidentSpan
  words: Record<string, NumberingWords>
  credits: Record<string, string[]>
  /** The forms of the months' names in their order; a star stands for any ending. */
  months: Record<ReadLanguage, string[][]>
  places: PlaceNames
}

/** Reads config/incidents.yaml, the names of the months and those of places. */
export function loadIncidentRules(configFolder: string): IncidentRules {
  const file = File.parse(parse(readFileSync(join(configFolder, 'incidents.yaml'), 'utf8')))
  const dates = Dates.parse(parse(readFileSync(join(configFolder, 'lexicons/dates.yaml'), 'utf8')))
  const monthsOf = (lang: ReadLanguage) => dates[lang].months.split(',').map((forms) => forms.trim().split(/\s+/))
  return {
    spanOf: (type) => file.types[type] ?? file.default,
    words: file.words,
    credits: file.credits,
    months: { en: monthsOf('en'), ru: monthsOf('ru'), az: monthsOf('az') },
    places: loadPlaceNames(configFolder),
  }
}
