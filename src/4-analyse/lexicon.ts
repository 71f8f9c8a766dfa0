import { join } from 'node:path'
import { type ClaimLexicon, loadClaimLexicon } from './claims/claim-lexicon.ts'
import { type DateLexicon, loadDateLexicon } from './dates/date-words.ts'
import { type FacilityTables, loadFacilityTables } from './facilities/tables.ts'
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

/** Reads and compiles all tables of the analyser. Takes some tens of milliseconds: once a process. */
export function loadLexicon(folder: string): Lexicon {
  return {
    claims: loadClaimLexicon(folder),
    dates: loadDateLexicon(folder),
    facilities: loadFacilityTables(join(folder, 'facilities')),
    people: loadPeopleTables(folder),
    places: loadPlaces(join(folder, 'lexicons/places.txt')),
  }
}
