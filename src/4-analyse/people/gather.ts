import { type Candidate, sumOf } from './candidate.ts'
import { ENOUGH } from './judge.ts'
import type { RunToken } from './runs.ts'
import { formsOf, likeness } from './same-name.ts'

/** A person while the text is gone through: all stretches that name him or her. */
export interface Gathered {
  mentions: Candidate[]
  /** The words of the fullest mention, without small words: given names, surname, father's name. */
  names: RunToken[]
}

/** Brings together what names one person: full names first, then single words that go back to one of them. */
export function gatherPeople(candidates: readonly Candidate[]): Gathered[] {
  mendGlued(candidates)
  const points = pointsOfKeys(candidates)
  const people: Gathered[] = []
  const byWord = new Map<string, Gathered[]>()
  const settled = new Set<Candidate>()
  const add = (person: Gathered, candidate: Candidate): void => {
    person.mentions.push(candidate)
    settled.add(candidate)
    for (const token of namesOf(candidate)) remember(byWord, person, token)
  }
  for (const candidate of candidates) {
    const names = namesOf(candidate)
    if (names.length < 2 || (points.get(candidate.key) ?? 0) < ENOUGH.several) continue
    const person = sameFullName(candidate, byWord)
    if (person) {
      add(person, candidate)
      if (fuller(names, person.names)) person.names = names
    } else {
      const created: Gathered = { mentions: [], names }
      people.push(created)
      add(created, candidate)
    }
  }
  // Single words go back to a full name wherever that stands; those that fit two go to the one named last before them.
  const rest = candidates.filter((candidate) => !settled.has(candidate)).sort((a, b) => a.start - b.start)
  for (const candidate of rest) {
    const names = namesOf(candidate)
    const person = meant(candidate, names, byWord)
    if (person) {
      add(person, candidate)
      continue
    }
    if (names.length !== 1 || (points.get(candidate.key) ?? 0) < ENOUGH.single) continue
    const created: Gathered = { mentions: [], names }
    people.push(created)
    add(created, candidate)
  }
  for (const person of people) person.mentions.sort((a, b) => a.start - b.start)
  return people.sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start)
}

const GLUED = /(to|and|in|of|was|who|said|is|has|for|on|at|by|from|with)$/

// "Darya Chultsovato two years": a lost space, where the text has the name without the small word elsewhere.
function mendGlued(candidates: readonly Candidate[]): void {
  const keys = new Set(candidates.filter((candidate) => namesOf(candidate).length === 1).map(({ key }) => key))
  for (const candidate of candidates) {
    const last = candidate.tokens.at(-1)!
    const glued = candidate.tokens.length > 1 && !last.facts.given ? GLUED.exec(last.word.lower)?.[1] : undefined
    if (glued === undefined) continue
    const name = last.facts.key.slice(0, -glued.length)
    if (name.length < 4 || !keys.has(name)) continue
    candidate.end -= glued.length
    candidate.tokens = [...candidate.tokens.slice(0, -1), { ...last, facts: { ...last.facts, key: name } }]
  }
}

const namesOf = (candidate: Candidate): RunToken[] =>
  candidate.tokens.filter((token) => !token.particle && !token.nickname)

// What speaks for a name in one place speaks for it everywhere; what its surroundings say against it counts by how often.
function pointsOfKeys(candidates: readonly Candidate[]): Map<string, number> {
  const merged = new Map<string, { points: Map<string, number>; times: number }>()
  for (const { key, points } of candidates) {
    const known = merged.get(key)
    if (!known) {
      merged.set(key, { points: new Map(points), times: 1 })
      continue
    }
    known.times++
    for (const [why, value] of points) {
      const before = known.points.get(why) ?? 0
      known.points.set(
        why,
        isOfPlace(why) ? before + value : value > 0 ? Math.max(value, before) : Math.min(value, before),
      )
    }
  }
  return new Map(
    [...merged].map(([key, { points, times }]) => {
      for (const [why, value] of points) if (isOfPlace(why)) points.set(why, value / times)
      return [key, sumOf(points) + Math.min(1, (times - 1) * 0.25)]
    }),
  )
}

// Reasons against a name that hold for one place only.
const isOfPlace = (why: string): boolean =>
  why === 'article' ||
  why === 'preposition of place' ||
  why === 'opens the sentence' ||
  why === 'a place or thing' ||
  why === 'a title in quotation marks'

const MOST_ALIKE = 12

function remember(byWord: Map<string, Gathered[]>, person: Gathered, token: RunToken): void {
  if (token.initial) return
  const keys = [...formsOf(token), `~${soundHead(token)}`]
  for (const key of keys) {
    const people = byWord.get(key)
    if (!people) byWord.set(key, [person])
    else if (!people.includes(person) && people.length < MOST_ALIKE) people.push(person)
  }
}

// Names of one sound begin alike in most spellings; a hostile list of names must not be held against itself.
const soundHead = ({ facts }: RunToken): string => {
  const first = facts.key[0] ?? ''
  return HEADS[first] ?? first
}
const HEADS: Record<string, string> = {
  k: 'q',
  c: 'q',
  g: 'q',
  h: 'q',
  x: 'q',
  j: 'y',
  i: 'y',
  e: 'y',
  ə: 'a',
  w: 'v',
  z: 's',
  ц: 'т',
}

function known(byWord: Map<string, Gathered[]>, token: RunToken): Gathered[] {
  const found = new Set<Gathered>()
  for (const form of formsOf(token)) for (const person of byWord.get(form) ?? []) found.add(person)
  return [...found]
}

function near(byWord: Map<string, Gathered[]>, token: RunToken): Gathered[] {
  return (byWord.get(`~${soundHead(token)}`) ?? []).filter((person) =>
    person.names.some((name) => likeness(token, name) === 'near'),
  )
}

function sameFullName(candidate: Candidate, byWord: Map<string, Gathered[]>): Gathered | null {
  const names = namesOf(candidate)
  const seen = new Set<Gathered>()
  for (const token of names) {
    if (token.initial) continue
    for (const person of [...known(byWord, token), ...near(byWord, token)]) seen.add(person)
  }
  for (const person of seen) if (sameWords(names, person.names)) return person
  return null
}

// Every word of the shorter name has its own in the longer one, and one of them is the same letter for letter (or case for case).
function sameWords(a: RunToken[], b: RunToken[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...long]
  let exact = 0
  let close = 0
  for (const token of short) {
    let at = left.findIndex((other) => likeness(token, other) === 'same')
    if (at >= 0) exact++
    else {
      at = left.findIndex((other) => likeness(token, other) === 'near')
      if (at < 0) return false
      close++
    }
    left.splice(at, 1)
  }
  return exact > 0 || (close > 1 && short.length > 1)
}

const fuller = (a: RunToken[], b: RunToken[]): boolean => {
  const weight = (names: RunToken[]): number => names.reduce((sum, token) => sum + (token.initial ? 0.3 : 1), 0)
  return weight(a) > weight(b)
}

function meant(candidate: Candidate, names: RunToken[], byWord: Map<string, Gathered[]>): Gathered | null {
  const words = names.filter((token) => !token.initial)
  if (words.length === 0) return null
  const fitting = (find: (token: RunToken) => Gathered[]): Gathered[] => {
    const all = words.map(find)
    const first = all[0]!
    return first.filter((person) => all.every((people) => people.includes(person)) && initialsFit(names, person))
  }
  let people = fitting((token) => known(byWord, token))
  if (
    people.length === 0 &&
    words.every((token) => !token.facts.common && !token.facts.notPerson && !token.facts.organisation)
  )
    people = fitting((token) =>
      near(byWord, token).filter(
        (person) =>
          !candidate.points.has('title') ||
          person.names.some((name) => !name.facts.given && likeness(token, name) === 'near'),
      ),
    )
  if (people.length <= 1) return people[0] ?? null
  return lastNamed(people, candidate, words)
}

function initialsFit(names: RunToken[], person: Gathered): boolean {
  return names.every(
    (token) =>
      !token.initial ||
      person.names.some((name) => !name.initial && name.facts.key.startsWith(token.facts.key)) ||
      person.names.every(
        (name) => name.initial || names.some((other) => !other.initial && likeness(other, name) === 'same'),
      ),
  )
}

// Of a family with one surname the bare surname means the one whom it meant before, else the one named first.
function lastNamed(people: Gathered[], candidate: Candidate, words: RunToken[]): Gathered {
  const exactly = people.filter((person) =>
    person.names.some((name) => words.some((word) => word.facts.key === name.facts.key)),
  )
  const among = exactly.length > 0 ? exactly : people
  let best: Gathered | null = null
  let bestAt = -1
  for (const person of among)
    for (const mention of person.mentions) {
      if (mention.start >= candidate.start || mention.start <= bestAt || mention.key !== candidate.key) continue
      bestAt = mention.start
      best = person
    }
  return (
    best ?? among.reduce((first, person) => (person.mentions[0]!.start < first.mentions[0]!.start ? person : first))
  )
}
