import type { AlertKind } from '../domain/watch.ts'

/** Why a watch matched; each is told in the reader's language. */
export type AlertRule =
  | 'name' // the watched name, by the words that matched
  | 'register' // somebody confirmed that this person is the one
  | 'place'
  | 'type'
  | 'words'
  | 'group-held-there' // a group at the place where the person is held
  | 'silence'

/** What a watch is told; once for each watch, kind, subject and origin, ever. */
export interface Alert {
  watchId: string
  kind: AlertKind
  subject: string
  origin: string
  discoveryId: string | null
  articleId: string | null
  claimId: string | null
  incidentId: string | null
  hint: boolean
  review: string
  rule: AlertRule
  /** Words of the article that matched. */
  words: string[]
  sentence: string
  mention: string
  /** In English, for exports and logs; pages write it anew from rule, words and sentence. */
  reason: string
  urgency: string | null
  detail: Record<string, string | number>
  score: number
}
