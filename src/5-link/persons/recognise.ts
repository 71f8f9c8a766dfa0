import { compareProfessions, type Professions, type ProfessionVerdict } from '../../language/professions.ts'
import { compareNames, type NameExplanation, parseName } from '../../names/names.ts'

/** A person of the register as far as recognising a name needs it. */
export interface KnownPerson {
  id: string
  name: string
  spellings: string[]
  context: PersonContext
}

/** What stands around a name: it never makes a match, it only tells namesakes apart. */
export interface PersonContext {
  /** Places of detention named with it, by id. */
  facilityIds: string[]
  /** Persons named with it, by id. */
  namedWith: string[]
  /** Told to be held; null where nothing was said. */
  held: boolean | null
  /** Year of birth by an age told, a year more or less; null where none was. */
  born: number | null
  /** What they are told to be by profession: config/professions.txt. */
  professions: string[]
}

/** A person whom a name may mean, for a reviewer to say. */
export interface Candidate {
  id: string
  score: number
  explanation: NameExplanation
  context: SharedContext[]
  against: string[]
  /** How the professions told of both speak; null where of one nothing is told. */
  profession: ProfessionVerdict | null
  /** Both are told to be held, or not to be; true where nothing was said. */
  heldAlike: boolean
}

export type SharedContext = { kind: 'facility' | 'named-with'; id: string }

/**
 * `stands`: whether the name gets a person of its own until a reviewer answers. It does not where several fit equally
 * well: one more namesake would help nobody.
 */
export type Recognised =
  | { kind: 'same'; id: string }
  | { kind: 'new' }
  | { kind: 'unsure'; stands: boolean; candidates: Candidate[] }

// Above the threshold at which the name engine calls two names one person's: joining two people is worse than keeping
// one twice, and what lies between is for a reviewer.
const CERTAIN = 0.97
const MOST_OFFERED = 5

// Нина Алексеевна: a surname put behind it shows the second word to be the father's. Only women's: Николай Статкевич and
// Роман Абрамович bear surnames that look like fathers' names, which women's never do.
const isGivenAndFathers = (name: string): boolean =>
  parseName(name).father === null && parseName(`${name} Ivanova`).fatherSex === 'f'

/** A surname or given name alone never names a person of the register, nor does a given name with a father's name. */
export const isFullName = (name: string): boolean => name.trim().split(/\s+/).length > 1 && !isGivenAndFathers(name)

/** Whether a name of an article surely fits a person, whatever stands around it. */
export const fitsSurely = (
  name: string,
  { name: known, spellings }: Pick<KnownPerson, 'name' | 'spellings'>,
): boolean => [known, ...spellings].some((form) => form === name || compareNames(name, form).score >= CERTAIN)

/** Whether a name has a word that is one letter only: too little to make a person of. */
export const hasInitial = (name: string): boolean =>
  name
    .split(/[\s.]+/)
    .filter((word) => word !== '')
    .some((word) => [...word].length === 1)

/** Who of the register a name in an article means; never a guess between two. */
export function recognise(
  name: string,
  here: PersonContext,
  register: readonly KnownPerson[],
  professions: Professions,
): Recognised {
  const fitting = register
    .map((person) => candidateOf(name, here, person, professions))
    .filter((candidate): candidate is Candidate => candidate !== null)
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        b.context.length - a.context.length ||
        (b.profession?.grade ?? 0) - (a.profession?.grade ?? 0) ||
        Number(a.id) - Number(b.id),
    )
  if (fitting.length === 0) return { kind: 'new' }
  const initial = hasInitial(name)
  const certain = fitting.filter(({ score, against }) => (score >= CERTAIN || initial) && against.length === 0)
  // Of namesakes named in one article with one prison it is the prisoner whom later articles call a prisoner.
  const likely = certain.filter(({ heldAlike }) => heldAlike)
  const placed = (likely.length > 0 ? likely : certain).filter(({ context }) => context.length > 0)
  if (placed.length === 1 && (initial || certain[0]!.score >= CERTAIN)) return { kind: 'same', id: placed[0]!.id }
  if (!initial && certain.length === 1 && placed.length <= 1) return { kind: 'same', id: certain[0]!.id }
  const stands = !initial && certain.length < 2
  return { kind: 'unsure', stands, candidates: fitting.slice(0, MOST_OFFERED) }
}

function candidateOf(
  name: string,
  here: PersonContext,
  person: KnownPerson,
  professions: Professions,
): Candidate | null {
  let best: Candidate | null = null
  const context = shared(here, person.context)
  const profession = compareProfessions(here.professions, person.context.professions, professions)
  for (const form of [person.name, ...person.spellings]) {
    const comparison = compareNames(name, form)
    const { same, score } = form === name ? { same: true, score: 1 } : comparison
    if (!same || score <= (best?.score ?? 0)) continue
    best = {
      id: person.id,
      score,
      explanation: comparison.explain(),
      context,
      against: contradictions(here, person.context, context, profession),
      profession,
      heldAlike: here.held === null || person.context.held === null || here.held === person.context.held,
    }
  }
  return best
}

function shared(a: PersonContext, b: PersonContext): SharedContext[] {
  return [
    ...a.facilityIds.filter((id) => b.facilityIds.includes(id)).map((id): SharedContext => ({ kind: 'facility', id })),
    ...a.namedWith.filter((id) => b.namedWith.includes(id)).map((id): SharedContext => ({ kind: 'named-with', id })),
  ]
}

// An age is told by the day of the article, of the arrest or of the trial.
const SAME_AGE_YEARS = 3

// A trainer and a prisoner of one name are two people more often than one; a prisoner in another prison was moved.
// The same profession joins nobody: it only tells a reviewer more, and namesakes apart who have another one.
function contradictions(
  a: PersonContext,
  b: PersonContext,
  common: readonly SharedContext[],
  profession: ProfessionVerdict | null,
): string[] {
  const apart = a.held !== null && b.held !== null && a.held !== b.held && common.length === 0
  const otherAge = a.born !== null && b.born !== null && Math.abs(a.born - b.born) > SAME_AGE_YEARS
  // A teacher may drive a taxi, and who else has the same cell mates? But a judge is not the journalist he sentenced.
  const grade = profession?.grade ?? 0
  const otherTrade = grade === -1 || (grade < 0 && common.length === 0)
  return [...(apart ? ['held'] : []), ...(otherAge ? ['age'] : []), ...(otherTrade ? ['profession'] : [])]
}
