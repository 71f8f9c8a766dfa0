import { loadFactRules } from '../5-link/incidents/facts.ts'
import { loadLinkRules } from '../5-link/link-rules.ts'

const load = (folder: string) => ({
  ...loadLinkRules(folder),
  facts: loadFactRules(folder),
})

let known: { folder: string; rules: ReturnType<typeof load> } | null = null

/** What config/ says of incidents, urgency, professions and facts; read when a page first needs it. */
export function trackingRules(folder: string): ReturnType<typeof load> {
  if (known?.folder !== folder) known = { folder, rules: load(folder) }
  return known.rules
}
