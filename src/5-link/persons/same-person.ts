import { compareNames } from '../../names/names.ts'

/** A person of the register as far as recognising a name needs it. */
export interface KnownPerson {
  id: string
  name: string
  spellings: string[]
}

// Above the threshold at which the name engine calls two names one person's: joining two people is worse than keeping
// one twice, and what lies between is for a reviewer.
const CERTAIN = 0.97

export type Recognised = { kind: 'same'; id: string } | { kind: 'new' } | { kind: 'unsure'; ids: string[] }

/** A surname or given name alone never names a person of the register. */
export const isFullName = (name: string): boolean => name.trim().split(/\s+/).length > 1

/** Who of the register a name in an article means; never a guess between two. */
export function recognise(name: string, register: KnownPerson[]): Recognised {
  const scored = register
    .map((person) => ({ id: person.id, ...best(name, person) }))
    .filter(({ same }) => same)
  const certain = scored.filter(({ score }) => score >= CERTAIN)
  if (certain.length === 1) return { kind: 'same', id: certain[0]!.id }
  if (scored.length > 0) return { kind: 'unsure', ids: scored.map(({ id }) => id) }
  return { kind: 'new' }
}

function best(name: string, person: KnownPerson): { score: number; same: boolean } {
  let top = { score: 0, same: false }
  for (const form of [person.name, ...person.spellings]) {
    const { score, same } = form === name ? { score: 1, same: true } : compareNames(name, form)
    if (score > top.score) top = { score, same }
  }
  return top
}
