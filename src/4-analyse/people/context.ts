import type { Document } from '../document.ts'
import type { Marks } from './marks.ts'
import type { MentionsIndex } from './mentions-index.ts'
import type { PeopleTables } from './tables.ts'

/** Where a held person was at a position of the text. */
export interface Stay {
  person: number
  facility: number
  position: number
}

/** What the people pass worked out and later questions (`resolve`, `facilityOf`) need again. */
export interface PeopleContext {
  index: MentionsIndex
  marks: Marks
  tables: PeopleTables
  stays: Stay[]
}

// Kept beside the document, not in it: it serves questions about the people, and goes when they go.
const contexts = new WeakMap<Document['people'], PeopleContext>()

/** Keeps the context of a document's people. */
export function keepContext({ people }: Document, context: PeopleContext): void {
  contexts.set(people, context)
}

/** The context of a document whose people were found; null before that pass. */
export const contextOf = ({ people }: Document): PeopleContext | null => contexts.get(people) ?? null
