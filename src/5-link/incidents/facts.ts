import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ClaimFields } from '../../domain/claim.ts'

const Fact = z.object({
  from: z.enum(['victims', 'event_date', 'facility', 'source', 'denial']).optional(),
  label: z.object({ en: z.string(), ru: z.string(), az: z.string() }),
})
const File = z.object({
  facts: z.record(z.string(), Fact),
  default: z.array(z.string()),
  types: z.record(z.string(), z.array(z.string())),
})

/** Which facts each claim type needs: config/facts.yaml. */
export type FactRules = z.infer<typeof File>
export type FactLabel = z.infer<typeof Fact>['label']

/**
 * Reads config/facts.yaml.
 * @throws where a type names a fact that the file does not define
 */
export function loadFactRules(configFolder: string): FactRules {
  const rules = File.parse(parse(readFileSync(join(configFolder, 'facts.yaml'), 'utf8')))
  const unknown = [rules.default, ...Object.values(rules.types)].flat().find((name) => !rules.facts[name])
  if (unknown) throw new Error(`config/facts.yaml: there is no fact "${unknown}"`)
  return rules
}

export interface FactOfIncident {
  name: string
  label: FactLabel
  /** What the articles say, where they do. */
  told: string | null
  /** Ticked off by a person. */
  ticked: { by: string; at: Date; note: string | null } | null
}

export interface Tick {
  fact: string
  by: string
  at: Date
  note: string | null
}

/** The facts of an incident: which the articles tell, which a person has ticked off, which are still missing. */
export function factsOf(
  type: string,
  claims: readonly Pick<ClaimFields, 'victims' | 'eventDate' | 'facility' | 'source' | 'status'>[],
  ticks: readonly Tick[],
  rules: FactRules,
): FactOfIncident[] {
  return (rules.types[type] ?? rules.default).map((name) => {
    const fact = rules.facts[name]!
    const tick = ticks.find((one) => one.fact === name)
    return { name, label: fact.label, told: fact.from ? toldBy(fact.from, claims) : null, ticked: tick ?? null }
  })
}

export const isMissing = ({ told, ticked }: FactOfIncident): boolean => told === null && ticked === null

function toldBy(
  field: NonNullable<z.infer<typeof Fact>['from']>,
  claims: Parameters<typeof factsOf>[1],
): string | null {
  const words = new Set<string>()
  for (const claim of claims) {
    if (field === 'victims') for (const victim of claim.victims) words.add(victim)
    if (field === 'facility' && claim.facility) words.add(claim.facility)
    if (field === 'source' && claim.source) words.add(claim.source)
    if (field === 'event_date' && claim.eventDate)
      words.add(
        claim.eventDate.from === claim.eventDate.to
          ? claim.eventDate.from
          : `${claim.eventDate.from} – ${claim.eventDate.to}`,
      )
    if (field === 'denial' && claim.status === 'denied') words.add(claim.source ?? 'denied')
  }
  return words.size > 0 ? [...words].join('; ') : null
}
