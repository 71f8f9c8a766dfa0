import { type Document, sentenceAt } from '../document.ts'
import { isKinOfHeld, isUnlikely } from '../people/held-reader.ts'
import type { Person } from '../people/person.ts'

// A claim less sure than that makes nobody a prisoner.
const SURE = 0.65

// Letters come back to those outside as well, and relatives are threatened.
const OF_BOTH_SIDES = new Set(['threat', 'denied_correspondence'])

/** Who is kept from visits, doctors or lawyers, or ill-treated by guards, is held, though no other words say so. */
export function holdVictims(document: Document): Document {
  const because = new Map(
    document.claims
      .filter(({ type, confidence }) => !OF_BOTH_SIDES.has(type) && confidence >= SURE)
      .flatMap(({ victims, evidence }) => victims.map((name) => [name, evidence] as const)),
  )
  if (because.size === 0) return document
  const people = document.people.map((person) => {
    const evidence = because.get(person.name)
    if (!evidence || person.held || isUnlikely(person) || isKinOfHeld(person, document.people)) return person
    const { start, end, quote } = evidence
    return {
      ...person,
      held: true,
      heldBecause: { sentence: sentenceAt(document, start)?.index ?? 0, start, end, text: quote },
    }
  })
  return { ...document, people }
}

/** Whether only a claim tells that somebody is held. */
export const heldByClaim = ({ claims }: Document, { heldBecause }: Person): boolean =>
  heldBecause !== null &&
  claims.some(({ evidence }) => evidence.start === heldBecause.start && evidence.end === heldBecause.end)
