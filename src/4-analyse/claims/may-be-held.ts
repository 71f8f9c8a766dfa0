import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'

const JUDGES = new Set(['judge', 'prosecutor', 'investigator', 'prison'])
const OUTSIDE = new Set([...JUDGES, 'lawyer', 'official', 'spokesperson', 'doctor', 'police', 'leader'])
const OFFICER = /officer|policem[ae]n|policewoman|sheriff|полицейск|участков|polis/i

/** Told to be held, and no judge or guard: such are told of as accused, seldom as ill-treated. */
export const isHeldVictim = ({ held, byline, roles }: Person): boolean =>
  held && !byline && !roles.some(({ kind, text }) => JUDGES.has(kind) || (kind === 'police' && OFFICER.test(text)))

const talkers = new WeakMap<readonly Person[], ReadonlySet<Person>>()

/** Keeps who speaks in a document: an outsider who comments is no victim of what he tells. */
export function keepTalkers({ people }: Document, speaking: ReadonlySet<Person>): void {
  talkers.set(people, speaking)
}

/** Whether somebody speaks in the article. */
export const hasSpoken = ({ people }: Document, person: Person): boolean => talkers.get(people)?.has(person) ?? false

/**
 * Whether a person may be deprived of liberty although no words were found that say so: nobody's relative or lawyer, no
 * official. Where such a one stands in a claim he is its victim sooner than a held person of another sentence.
 */
export const mayBeHeld = (document: Document, person: Person): boolean =>
  isHeldVictim(person) ||
  (!person.held &&
    !person.byline &&
    !person.roles.some(({ kind }) => OUTSIDE.has(kind)) &&
    !person.relations.some(({ to }) => document.people[to] !== undefined))
