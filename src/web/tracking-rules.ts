import { loadFactRules } from '../5-link/incidents/facts.ts'
import { loadIncidentRules } from '../5-link/incidents/incident-rules.ts'
import { loadUrgencyRules } from '../5-link/incidents/urgency.ts'

const load = (folder: string) => ({
  incidents: loadIncidentRules(folder),
  urgency: loadUrgencyRules(folder),
  facts: loadFactRules(folder),
})

let known: { folder: string; rules: ReturnType<typeof load> } | null = null

/** What config/ says of incidents, urgency and facts; read when a page first needs it. */
export function trackingRules(folder: string): ReturnType<typeof load> {
  if (known?.folder !== folder) known = { folder, rules: load(folder) }
  return known.rules
}
