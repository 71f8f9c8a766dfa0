import type { AlertKind, SilenceKind } from '../../domain/watch.ts'

export type Language = 'en' | 'ru' | 'az'

/** An alert with all that a message tells of it. */
export interface ToldAlert {
  id: string
  kind: AlertKind
  at: Date
  watchId: string
  watchName: string
  hint: boolean
  rule: string
  words: string[]
  mention: string
  sentence: string
  urgency: string | null
  detail: { status?: string; kind?: SilenceKind; days?: number; day?: string }
  /** Where the claim stands with us now. */
  review: string | null
  claimId: string | null
  claimType: string | null
  claimStatus: string | null
  incidentId: string | null
  origins: number | null
  discoveryId: string | null
  title: string | null
  outletName: string | null
  published: Date | null
  articleUrl: string | null
}

/** Who is told, and how. */
export interface Recipient {
  language: Language
  zone: string
  withNames: boolean
  pace: 'at_once' | 'daily' | 'weekly'
}

/** What a message needs from outside: where our pages are, and a claim type's name. */
export interface Surroundings {
  base: string
  typeLabel(type: string, language: Language): string
}

/** Where an alert is read. */
export const articleLink = ({ discoveryId, claimId }: ToldAlert, base: string): string =>
  discoveryId
    ? `${base}/articles/${discoveryId}${claimId ? `?claim=${claimId}#claim-${claimId}` : ''}`
    : `${base}/silence`
