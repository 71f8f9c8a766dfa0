/** What the people pass finds out about one person of a document. */

export interface PersonMention {
  start: number
  end: number
  text: string
  sentence: number
  /** The words of the document that it covers: from `firstWord` up to, not with, `afterWord`. */
  firstWord: number
  afterWord: number
  /** Russian: the form is none of the nominative (Савченко has one form for all cases: false). */
  oblique: boolean
}

export type Gender = 'm' | 'f'

/** What a person is to another: "wife of", "lawyer of". `to` is the id of the other person. */
export interface Relation {
  kind: string
  to: number
  /** Where the text says so. */
  start: number
  end: number
}

/** What a person is called by: "journalist", "judge". `kind` groups words of three languages, `text` is the word written. */
export interface PersonRole {
  kind: string
  text: string
  start: number
  end: number
}

export interface HeldBecause {
  sentence: number
  start: number
  end: number
  /** The words that say so. */
  text: string
}

export interface Person {
  /** Its place in `document.people`. */
  id: number
  /** The fullest form in the text, nominative, in its own script. */
  name: string
  given: string | null
  surname: string | null
  mentions: PersonMention[]
  gender: Gender | null
  roles: PersonRole[]
  /** Those of its roles that are professions, by the names of config/professions.txt. */
  professions: string[]
  relations: Relation[]
  held: boolean
  heldBecause: HeldBecause | null
  /** Id of the place of detention that the text lets a reader tell; null where it does not. */
  facility: number | null
  /** A by-line or photo credit: never a victim. */
  byline: boolean
}

/** The only fitting person or none, and all that could be meant: two candidates are both offered, none taken. */
export interface Resolved {
  person: Person | null
  candidates: Person[]
  why: string
}
