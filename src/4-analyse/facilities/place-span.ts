import type { FacilityKind } from './facility.ts'
import type { KnownPlace } from './tables.ts'

/** One naming of a place of detention in a sentence, before namings of one place are brought together. */
export interface PlaceSpan {
  kind: FacilityKind
  /** Words of the document: from `first` up to, not with, `after`. */
  first: number
  after: number
  start: number
  end: number
  /** As it should be called: dictionary form. */
  name: string
  number: string | null
  /** What tells it from others of its kind: stems of the words that name it. */
  distinct: string[]
  /** Its head cannot name a place by itself ("Center No. 3"): it must go back to a fuller naming where there is one. */
  weak: boolean
  known: KnownPlace | null
}
