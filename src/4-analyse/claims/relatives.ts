import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { isHeldVictim } from './may-be-held.ts'

interface Kin {
  /** What the one is to the other, in words for a reviewer. */
  kind: string
  other: Person
}

interface Known {
  /** Whose kin or lawyer names a person, by that person's id. */
  of: Map<number, Kin[]>
  parents: { m: Set<Person>; f: Set<Person> }
  held: Person[]
}

// Asked for every telling: worked out once for the people of a document.
const known = new WeakMap<readonly Person[], Known>()

function of(document: Document): Known {
  let found = known.get(document.people)
  if (!found) {
    found = { of: new Map(), parents: { m: new Set(), f: new Set() }, held: document.people.filter(isHeldVictim) }
    for (const other of document.people)
      for (const { kind, to } of other.relations) {
        const row = found.of.get(to)
        if (row) row.push({ kind: `one whose ${kind} is`, other })
        else found.of.set(to, [{ kind: `one whose ${kind} is`, other }])
        const parent = document.people[to]
        if (parent?.gender && (kind === 'son' || kind === 'daughter' || kind === 'child'))
          found.parents[parent.gender].add(parent)
      }
    known.set(document.people, found)
  }
  return found
}

/** Everybody to whom a person is kin or lawyer, or the other way round. */
export function relativesOf(document: Document, person: Person): Kin[] {
  const own = person.relations.flatMap(({ kind, to }) => {
    const other = document.people[to]
    return other ? [{ kind: `${kind} of`, other }] : []
  })
  return [...own, ...(of(document).of.get(person.id) ?? [])].filter(({ other }) => !other.byline && other !== person)
}

/** The only mother or father named so by a child of the article; null where there is none or more than one. */
export function onlyParent(document: Document, sex: 'm' | 'f'): Person | null {
  const [parent, ...more] = of(document).parents[sex]
  return parent && more.length === 0 ? parent : null
}

/** The people of whom the text says that they are held and who may be victims. */
export const heldPeople = (document: Document): readonly Person[] => of(document).held
