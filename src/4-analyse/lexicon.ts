import { join } from 'node:path'
import { type ClaimLexicon, loadClaimLexicon } from './claims/claim-lexicon.ts'
import { type DateLexicon, loadDateLexicon } from './dates/date-words.ts'
import { type FacilityTables, loadFacilityTables } from './facilities/tables.ts'
import { type Keep, keepNothing } from './kept-tables.ts'
import { loadPeopleTables, type PeopleTables } from './people/tables.ts'
import { loadPlaces, type Places } from './places.ts'

/** The analyser's tables, read once from config/ and compiled; passes get them as an argument. */
export interface Lexicon {
  claims: ClaimLexicon
  dates: DateLexicon
  facilities: FacilityTables
  people: PeopleTables
  places: Places
}

/**
 * The tables of the analyser, each read and compiled when a text first needs it.
 *
 * @param keep for commands that must start at once: keepIn() takes tables as they were compiled before
 */
export function loadLexicon(folder: string, keep: Keep = keepNothing): Lexicon {
  return {
    claims: loadClaimLexicon(folder, keep),
    dates: loadDateLexicon(folder),
    facilities: loadFacilityTables(join(folder, 'facilities'), keep),
    people: loadPeopleTables(folder, keep),
    places: loadPlaces(join(folder, 'lexicons/places.txt'), keep),
  }
}
