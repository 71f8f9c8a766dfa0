import type { Document } from '../document.ts'
import type { Resolved } from './person.ts'

/**
 * Whom a pronoun or a phrase ("he", "the journalist", "his wife", "осуждённый", "onun həyat yoldaşı") means at a
 * position: the only person who fits, or none with all who could be meant.
 */
export function resolve(_document: Document, _phrase: string, _position: number): Resolved {
  return { person: null, candidates: [], why: 'nobody fits' }
}

/** The place of detention of a person as the text lets a reader tell it at a position, by its id; null where it does not. */
export function facilityOf(_document: Document, _person: number, _position: number): number | null {
  return null
}
