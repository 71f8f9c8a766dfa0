import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { hasSpoken, isHeldVictim, mayBeHeld } from './may-be-held.ts'
import { listedWith, type Named, namedIn } from './named.ts'
import type { CuedSentence } from './sentence-cues.ts'
import type { Speaker } from './speaker.ts'

const HE = /^(?:he|him|his|himself|он|его|ему|им|него|нему|ним|нем|нём)$/
const SHE = /^(?:she|her|hers|herself|она|ее|её|ей|нее|неё|ней)$/
export const THEY =
  /^(?:they|them|their|themselves|they’re|они|их|ими|них|ними|onlar\p{L}*|hər ikisi\p{L}*|оба|обоих|обе|both)$/u
// How many sentences a pronoun looks back.
const REACH = 3

/**
 * Whom a pronoun in a claim means among those who may be its victims: the nearest sentence that names one of that sex
 * decides; of several the one who is known to be held; for "they" those named in one row. Nobody where two fit.
 * `sureOnly`: only those of whom the text says that they are held (a visitor turned away is no victim of it).
 */
export function personMeant(
  document: Document,
  { sentence }: CuedSentence,
  pronoun: string,
  position: number,
  speaker: Speaker | null,
  sureOnly: boolean,
): Person[] {
  // "The latter" is mostly whoever does not do it.
  if (/^(?:тот|та)$/.test(pronoun)) return []
  const sex = HE.test(pronoun) ? 'm' : SHE.test(pronoun) ? 'f' : null
  const several = THEY.test(pronoun)
  const fits = ({ person, start }: Named): boolean =>
    start < position &&
    mayBeHeld(document, person) &&
    (sex === null || person.gender === null || person.gender === sex) &&
    (person === speaker?.person
      ? speaker.subject === true && person.held && person.relations.length === 0
      : person.held || (!sureOnly && !hasSpoken(document, person)))
  let perhaps: Person[] | null = null
  for (let back = 0; back <= REACH && back <= sentence.index; back++) {
    const row = namedIn(document, sentence.index - back).filter(fits)
    if (row.length === 0) continue
    const people = [...new Set(row.map(({ person }) => person))]
    if (several) {
      const together = rowBefore(document, row)
      if (together.length > 1) return together
      if (back === 0) continue
      return people.length === 1 && isHeldVictim(people[0]!) ? people : []
    }
    const [only] = people
    if (people.length === 1 && (only!.held || sex === null || only!.gender === sex)) return people
    // Of whom neither sex nor detention is told gives way to a held person named a little before.
    if (people.length === 1) {
      perhaps ??= people
      continue
    }
    const held = people.filter(isHeldVictim)
    if (held.length === 1) return held
    const sure = people.filter(({ gender }) => gender !== null && gender === sex)
    return sure.length === 1 ? sure : (perhaps ?? [])
  }
  return perhaps ?? []
}

const BOTH = /^(?:both|оба|обоих|обоим|обе|обеих|обеим|neither)$|^ikisi/u

/** The two whom "both" means: named together, in the sentence or not far before it. */
export function bothMeant(document: Document, { sentence, tokens }: CuedSentence): Person[] {
  if (!tokens.some(({ lower }) => BOTH.test(lower))) return []
  for (let back = 0; back <= REACH && back <= sentence.index; back++) {
    const row = namedIn(document, sentence.index - back).filter(({ person }) => mayBeHeld(document, person))
    const people = new Set(row.map(({ person }) => person))
    if (people.size === 2) return [...people]
    if (people.size > 2) return rowBefore(document, row).length === 2 ? rowBefore(document, row) : []
  }
  return []
}

/** The row of names that ends with the last of those given ("A, B and C"). */
export const rowBefore = (document: Document, named: Named[]): Person[] =>
  listedWith(document, named, named.at(-1)!).map(({ person }) => person)
