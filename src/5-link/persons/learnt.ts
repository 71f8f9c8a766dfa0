import type { KnownPerson, PersonContext } from './recognise.ts'
import { soundsLike, soundWordsOf, type Tie, type UnlinkedName } from './store.ts'

/** An article whose names are tied now. */
interface TiedArticle {
  here: Pick<PersonContext, 'facilityIds' | 'namedWith'>
  register: ReadonlyMap<string, readonly KnownPerson[]>
  tied: readonly Tie[]
}

/** What the articles of a batch say of persons to those after them, before any of it is saved. */
export interface Learnt {
  /** Who sounds like a name: those that the register knew, told anew, and those that it does not have yet. */
  with(name: string, known: readonly KnownPerson[]): KnownPerson[]
  /** Learns who was named in an article, with whom and where. */
  from(article: TiedArticle, names: readonly UnlinkedName[]): void
}

export function learning(): Learnt {
  const learnt = new Map<string, { person: KnownPerson; sounds: string[] }>()
  return {
    with(name, known) {
      const words = soundWordsOf([name])
      const ids = new Set(known.map(({ id }) => id))
      const fresh = [...learnt.values()].filter(
        ({ person, sounds }) => !ids.has(person.id) && soundsLike(words, sounds),
      )
      return [
        ...known.map((person) => joined(person, learnt.get(person.id)?.person)),
        ...fresh.map(({ person }) => person),
      ]
    },
    from({ here, register, tied }, names) {
      for (const { name, personId } of tied) {
        const before = learnt.get(personId)?.person ?? [...register.values()].flat().find(({ id }) => id === personId)
        const named = names.find((other) => other.name === name)
        const context: PersonContext = {
          facilityIds: here.facilityIds,
          namedWith: tied.map((tie) => tie.personId).filter((id) => id !== personId),
          held: named?.held ?? null,
          born: named?.born ?? null,
          professions: named?.professions ?? [],
        }
        // Whom only a reviewer's word brought here is not known by name.
        if (!before) continue
        const person = joined(before, { ...before, spellings: [name], context })
        learnt.set(personId, { person, sounds: soundWordsOf([person.name, ...person.spellings]) })
      }
    },
  }
}

function joined(person: KnownPerson, more: KnownPerson | undefined): KnownPerson {
  if (!more) return person
  return {
    ...person,
    spellings: [...new Set([...person.spellings, ...more.spellings])].filter((name) => name !== person.name),
    context: {
      facilityIds: [...new Set([...person.context.facilityIds, ...more.context.facilityIds])],
      namedWith: [...new Set([...person.context.namedWith, ...more.context.namedWith])],
      held: eitherHeld(person.context.held, more.context.held),
      born: more.context.born ?? person.context.born,
      professions: [...new Set([...person.context.professions, ...more.context.professions])],
    },
  }
}

const eitherHeld = (a: boolean | null, b: boolean | null): boolean | null =>
  a === null || b === null ? (a ?? b) : a || b
