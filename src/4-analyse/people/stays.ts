import type { Document } from '../document.ts'
import type { Stay } from './context.ts'
import type { MentionsIndex } from './mentions-index.ts'

// A place named so few sentences after the person goes with him where nobody else is named in between.
const FOLLOWS_WITHIN = 2

/** Where the held people of a document are, as far as the text lets a reader tell; sets `person.facility` to the last place. */
export function findStays(document: Document, index: MentionsIndex): Stay[] {
  const stays: Stay[] = []
  for (const facility of document.facilities)
    for (const mention of facility.mentions) {
      const here = (index.bySentence.get(mention.sentence) ?? []).filter(({ person }) => person.held)
      const people = here.length > 0 ? here : heldBefore(index, mention.sentence)
      for (const { person } of people) stays.push({ person: person.id, facility: facility.id, position: mention.start })
    }
  stays.sort((a, b) => a.position - b.position)
  const only = document.facilities.length === 1 ? document.facilities[0]! : null
  for (const person of document.people) {
    if (!person.held) continue
    person.facility = stays.findLast((stay) => stay.person === person.id)?.facility ?? only?.id ?? null
  }
  return stays
}

function heldBefore(index: MentionsIndex, sentence: number) {
  for (let back = 1; back <= FOLLOWS_WITHIN; back++) {
    const named = index.bySentence.get(sentence - back)
    if (!named) continue
    const held = named.filter(({ person }) => person.held)
    return new Set(held.map(({ person }) => person)).size === 1 ? held.slice(0, 1) : []
  }
  return []
}
