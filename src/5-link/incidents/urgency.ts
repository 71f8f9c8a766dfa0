import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ClaimStatus, EventDate } from '../../domain/claim.ts'
import type { IncidentRules } from './incident-rules.ts'
import { numberingOf } from './numbering.ts'

const File = z.object({
  until_told_otherwise: z.array(z.string()),
  past_after_days: z.int().positive(),
  words: z.record(z.string(), z.object({ going_on: z.array(z.string()), to_come: z.array(z.string()) })),
})

/** Words by which a sentence says that something goes on or is to come: config/urgency.yaml. */
export interface UrgencyRules {
  untilToldOtherwise: ReadonlySet<string>
  pastAfterDays: number
  words: Record<string, { goingOn: [string, RegExp][]; toCome: [string, RegExp][] }>
}

/** The UN's line: going on or about to happen calls for an urgent appeal, past for a letter of allegation. */
export type UrgencyKind = 'going_on' | 'to_come' | 'past' | 'unclear'

export interface Urgency {
  kind: UrgencyKind
  /** The rule that decided, a key for the reader's language; `word` is what the article says. */
  rule: 'ended' | 'feared' | 'type' | 'term' | 'words' | 'date' | 'nothing'
  word: string | null
}

/** Reads config/urgency.yaml. */
export function loadUrgencyRules(configFolder: string): UrgencyRules {
  const file = File.parse(parse(readFileSync(join(configFolder, 'urgency.yaml'), 'utf8')))
  const compile = (forms: string[]) => forms.map((form): [string, RegExp] => [form.replace('$', ''), patternOf(form)])
  return {
    untilToldOtherwise: new Set(file.until_told_otherwise),
    pastAfterDays: file.past_after_days,
    words: Object.fromEntries(
      Object.entries(file.words).map(([lang, { going_on, to_come }]) => [
        lang,
        { goingOn: compile(going_on), toCome: compile(to_come) },
      ]),
    ),
  }
}

const patternOf = (form: string): RegExp => {
  const whole = form.endsWith('$')
  const words = form.replace('$', '').split(' ').join('\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}${whole ? '(?![\\p{L}\\p{N}])' : ''}`, 'iu')
}

export interface ClaimToWeigh {
  type: string
  status: ClaimStatus
  eventDate: EventDate | null
  evidence: string
  lang: string | null
  /** When the article was published. */
  told: Date
}

const DAY = 86_400_000

/** Whether a claim goes on, is about to happen or is past, by rule and with the word or rule that says so. */
export function urgencyOf(
  claim: ClaimToWeigh,
  rules: UrgencyRules,
  incidents: Pick<IncidentRules, 'words' | 'spanOf'>,
): Urgency {
  const { type, status, eventDate, evidence, lang, told } = claim
  if (status === 'resolved') return { kind: 'past', rule: 'ended', word: null }
  if (status === 'feared') return { kind: 'to_come', rule: 'feared', word: null }
  if (rules.untilToldOtherwise.has(type)) return { kind: 'going_on', rule: 'type', word: null }
  const ago = eventDate ? (told.getTime() - Date.parse(`${eventDate.to}T00:00:00Z`)) / DAY : null
  if (ago !== null && ago > rules.pastAfterDays)
    return { kind: 'past', rule: 'date', word: eventDate!.text || eventDate!.to }
  if (incidents.spanOf(type).term && eventDate?.precision === 'day') {
    const { days } = numberingOf(evidence, incidents.words[lang ?? ''])
    const left = days === null ? null : days - (told.getTime() - Date.parse(`${eventDate.from}T00:00:00Z`)) / DAY
    if (left !== null) return { kind: left > 0 ? 'going_on' : 'past', rule: 'term', word: String(days) }
  }
  const words = rules.words[lang ?? '']
  const goesOn = words?.goingOn.find(([, pattern]) => pattern.test(evidence))
  if (goesOn) return { kind: 'going_on', rule: 'words', word: goesOn[0] }
  const comes = words?.toCome.find(([, pattern]) => pattern.test(evidence))
  if (comes) return { kind: 'to_come', rule: 'words', word: comes[0] }
  if (ago !== null && ago > 1) return { kind: 'past', rule: 'date', word: eventDate!.text || eventDate!.to }
  return { kind: 'unclear', rule: 'nothing', word: null }
}
