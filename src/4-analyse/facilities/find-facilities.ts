import type { Document } from '../document.ts'
import type { Lexicon } from '../lexicon.ts'

/** The named places of detention of a document, each with all its mentions. */
export function findFacilities(document: Document, _lexicon: Lexicon): Document {
  return { ...document, facilities: [] }
}
