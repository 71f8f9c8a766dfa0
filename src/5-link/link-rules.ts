import { loadProfessions, type Professions } from '../language/professions.ts'
import { loadIncidentRules } from './incidents/incident-rules.ts'
import type { IncidentLinkRules } from './incidents/link-incidents.ts'
import { loadUrgencyRules } from './incidents/urgency.ts'

/** What config/ says of who is who and of what is one event. */
export interface LinkRules extends IncidentLinkRules {
  professions: Professions
}

/** Reads config/incidents.yaml, config/urgency.yaml and config/professions.txt. */
export const loadLinkRules = (config: string): LinkRules => ({
  incidents: loadIncidentRules(config),
  urgency: loadUrgencyRules(config),
  professions: loadProfessions(config),
})
