import type { Contact, ContactKind } from '../../domain/claim.ts'
import type { ClaimLexicon } from '../claims/claim-lexicon.ts'
import { namedIn } from '../claims/named.ts'
import { type CuedSentence, cueSentences, has } from '../claims/sentence-cues.ts'
import type { Stretch } from '../claims/speaker.ts'
import { findVictims } from '../claims/victims.ts'
import type { DateLexicon } from '../dates/date-words.ts'
import { datesIn, nearestDate, type ToldDate } from '../dates/event-date.ts'
import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'

// Below this the words promise, wish or fear a contact more often than they tell one.
const LEAST = 0.6

/** Visits, calls, letters, doctors, lawyers, court, transfers and releases of held people that a text tells did take place. */
export function findContacts(document: Document, lexicon: ClaimLexicon, dates: DateLexicon): Document {
  const contacts: Contact[] = []
  const told = new Set<string>()
  for (const sentence of cueSentences(document, lexicon)) {
    if (!sentence) continue
    if (sentence.contacts.length === 0) continue
    for (const contact of contactsIn(document, sentence, datesIn(document, sentence.sentence, dates))) {
      // A contact told again is one contact: the silence clock needs its day, not its retellings.
      const key = `${contact.kind} ${contact.person}`
      if (told.has(key)) continue
      told.add(key)
      contacts.push(contact)
    }
  }
  return { ...document, contacts }
}

function contactsIn(document: Document, cued: CuedSentence, dates: ToldDate[]): Contact[] {
  const { sentence, tokens } = cued
  const found: Contact[] = []
  const doubtful = has(cued, 'not_yet')
  for (const match of cued.contacts) {
    const kind = match.rule.type as ContactKind
    if (match.rule.strength * (doubtful ? 0.6 : 1) < LEAST || found.some((contact) => contact.kind === kind)) continue
    const span = { start: tokens[match.from]!.start, end: tokens[match.to]!.end }
    const person = whom(document, cued, kind, span)
    if (!person) continue
    const evidence = {
      quote: document.text.slice(sentence.start, sentence.end),
      start: sentence.start,
      end: sentence.end,
    }
    found.push({ kind, person: person.name, eventDate: nearestDate(dates, span.start, span.end), evidence })
  }
  return found
}

// Nobody else is brought to court, moved or let out; a visit or a call may be anybody's.
const ONLY_HELD = new Set<ContactKind>(['court', 'transfer', 'release'])

/** The one held person who was reached; nobody where two fit. */
function whom(document: Document, cued: CuedSentence, kind: ContactKind, span: Stretch): Person | null {
  const { people } = findVictims(document, cued, kind, span, null)
  if (people.length === 1 && people[0]!.held) return people[0]!
  if (people.length > 1 || !(ONLY_HELD.has(kind) || has(cued, 'custody') || has(cued, 'detainee'))) return null
  // Relatives and lawyers are told of as somebody's; the one who is not is the one they come to.
  const named = [...new Set(namedIn(document, cued.sentence.index).map(({ person }) => person))]
  const others = named.filter(
    ({ byline, relations, roles }) =>
      !byline && relations.length === 0 && !roles.some((role) => role.kind === 'lawyer' || role.kind === 'relative'),
  )
  return others.length === 1 ? others[0]! : null
}
