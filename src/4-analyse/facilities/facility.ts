export interface FacilityMention {
  start: number
  end: number
  text: string
  sentence: number
  firstWord: number
  afterWord: number
}

export type FacilityKind = 'prison' | 'colony' | 'pretrial' | 'police' | 'temporary' | 'hospital' | 'camp'

/** A named place of detention of a document. */
export interface Facility {
  /** Its place in `document.facilities`. */
  id: number
  /** As the text names it, in the nominative. */
  name: string
  kind: FacilityKind
  number: string | null
  mentions: FacilityMention[]
  /** Its key in config/facilities/, where it is one of the known places. */
  known: string | null
}
