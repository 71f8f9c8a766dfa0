import { fileURLToPath } from 'node:url'
import { type Document, openDocument } from '../../src/4-analyse/document.ts'
import { findFacilities } from '../../src/4-analyse/facilities/find-facilities.ts'
import { loadFacilityTables } from '../../src/4-analyse/facilities/tables.ts'
import type { Lexicon } from '../../src/4-analyse/lexicon.ts'
import { findPeople } from '../../src/4-analyse/people/find-people.ts'
import { loadPeopleTables } from '../../src/4-analyse/people/tables.ts'
import { loadPlaces } from '../../src/4-analyse/places.ts'

const config = fileURLToPath(new URL('../../config', import.meta.url))

// The shipped tables that these passes read; the claims' own are not needed here.
const lexicon = {
  facilities: loadFacilityTables(`${config}/facilities`),
  people: loadPeopleTables(config),
  places: loadPlaces(`${config}/lexicons/places.txt`),
} as Lexicon

/** A text as the passes before the claims read it. */
export const readPeople = (text: string, title = ''): Document =>
  findPeople(findFacilities(openDocument({ text, title }), lexicon), lexicon)
