import type { Transaction } from '../../db/database.ts'
import type { Professions } from '../../language/professions.ts'
import { compareNames } from '../../names/names.ts'
import { type Learnt, learning } from './learnt.ts'
import { fitsSurely, hasInitial, isFullName, type KnownPerson, type PersonContext, recognise } from './recognise.ts'
import {
  addPersons,
  contextsOfArticles,
  type NewPerson,
  type Offer,
  placeOfName,
  reservePersonIds,
  type Said,
  saidOf,
  saveOffers,
  soundingLike,
  soundsLike,
  soundWordsOf,
  type Tie,
  tiedNames,
  tiePersons,
  tieVictims,
  type UnlinkedName,
  unlinkedNames,
} from './store.ts'

interface ArticleOfNames {
  articleId: string
  discoveryId: string
}

/** What comes of linking: saved together when all names are done. */
interface Linked {
  /** Ids that no person has yet. */
  freeIds: string[]
  persons: NewPerson[]
  ties: Tie[]
  offers: Offer[]
}

/** What is known while the names of one article are tied: kept up with what is tied. */
interface Tying extends Linked {
  article: ArticleOfNames
  professions: Professions
  here: Pick<PersonContext, 'facilityIds' | 'namedWith'>
  said: Map<string, Said>
  register: Map<string, KnownPerson[]>
  /** Whom each name would surely fit: two names that stand together here and there speak for each other. */
  possible: Map<string, string[]>
  /** Persons who stand for names of this article: tied before, and now. */
  tied: Tie[]
}

/**
 * Ties the names of articles to the register, one article after the other: what a reviewer said first, certain ones at
 * once, the rest as questions. What the register knows of all of them is read once, and what comes of it saved once.
 */
export async function linkPersons(
  tx: Transaction,
  articles: readonly ArticleOfNames[],
  professions: Professions,
): Promise<void> {
  const ids = articles.map(({ articleId }) => articleId)
  const [tied, unlinked] = await Promise.all([tiedNames(tx, ids), unlinkedNames(tx, ids)])
  const discoveryOf = new Map(articles.map(({ articleId, discoveryId }) => [articleId, discoveryId]))
  const names = unlinked
    .filter(({ name }) => isFullName(name))
    .map((name) => ({ ...name, discoveryId: discoveryOf.get(name.articleId)! }))
  if (names.length === 0) return tieVictims(tx, tied)
  const [sounding, contexts, said, freeIds] = await Promise.all([
    soundingLike(tx, names),
    contextsOfArticles(tx, ids),
    saidOf(tx, names),
    reservePersonIds(tx, names.length),
  ])
  const alike = Map.groupBy(sounding, ({ articleId, asked }) => placeOfName(articleId, asked))
  const linked: Linked = { freeIds, persons: [], ties: [], offers: [] }
  const learnt = learning()
  for (const article of articles) {
    const { articleId } = article
    const own = names.filter((name) => name.articleId === articleId)
    if (own.length === 0) continue
    const here = contexts.find((context) => context.articleId === articleId)!
    const register = new Map(
      own.map(({ name }) => {
        const known = alike.get(placeOfName(articleId, name)) ?? []
        return [
          name,
          learnt.with(
            name,
            known.map(({ person }) => person),
          ),
        ]
      }),
    )
    linkNames(
      {
        ...linked,
        article,
        professions,
        here,
        said,
        register,
        tied: tied.filter((tie) => tie.articleId === articleId),
      },
      own,
      learnt,
    )
  }
  await addPersons(tx, linked.persons)
  await Promise.all([tieVictims(tx, tied), tiePersons(tx, linked.ties), saveOffers(tx, linked.offers)])
}

function linkNames(given: Omit<Tying, 'possible'>, names: readonly UnlinkedName[], learnt: Learnt): void {
  const possible = new Map(
    [...given.register].map(([name, register]) => [
      name,
      register.filter((person) => fitsSurely(name, person)).map(({ id }) => id),
    ]),
  )
  const tying: Tying = { ...given, possible, here: { ...given.here } }
  // Of two namesakes in one article it is the prisoner whom the register knows.
  const ordered = names.toSorted((a, b) => Number(b.held === true) - Number(a.held === true))
  // Who is certain first: the others are told apart by who is named with them.
  const left = ordered.filter((name) => !link(tying, name, false))
  for (const name of left) link(tying, name, true)
  learnt.from(tying, names)
}

/** @param ask whether to put the question where it stays unsure; before that, returns false */
function link(tying: Tying, { name, held, born, professions }: UnlinkedName, ask: boolean): boolean {
  const said = tying.said.get(placeOfName(tying.article.articleId, name))
  if (said?.never) return true
  if (said?.sameAs) return tie(tying, name, said.sameAs)
  const register = tying.register
    .get(name)!
    .filter(({ id }) => !said?.notThese.includes(id) && !isNamesakes(tying, name, id))
  const others = [...tying.possible].flatMap(([other, ids]) => (other === name ? [] : ids))
  const here = { ...tying.here, namedWith: [...tying.here.namedWith, ...others], held, born, professions }
  const recognised = recognise(name, here, register, tying.professions)
  if (recognised.kind === 'same') return tie(tying, name, recognised.id)
  if (recognised.kind === 'unsure' && !ask) return false
  if (recognised.kind === 'new' && hasInitial(name)) return true
  const stands = recognised.kind === 'new' || recognised.stands
  const personId = stands ? addNew(tying, name) : null
  if (recognised.kind === 'unsure')
    tying.offers.push({ discoveryId: tying.article.discoveryId, name, personId, candidates: recognised.candidates })
  return true
}

// Another name of this very article stands for that person, and the two names can't be one person's.
const isNamesakes = ({ tied }: Tying, name: string, personId: string): boolean =>
  tied.some((other) => other.personId === personId && other.name !== name && !compareNames(name, other.name).same)

function tie({ article: { articleId }, ties, tied, here }: Tying, name: string, personId: string): true {
  const made = { articleId, name, personId }
  ties.push(made)
  tied.push(made)
  here.namedWith = [...here.namedWith, personId]
  return true
}

/** A new person is known to the names of this article that come after it, too. */
function addNew(tying: Tying, name: string): string {
  const id = tying.freeIds.shift()!
  tying.persons.push({ id, name })
  const person: KnownPerson = {
    id,
    name,
    spellings: [],
    context: { facilityIds: [], namedWith: [], held: null, born: null, professions: [] },
  }
  const sounds = soundWordsOf([name])
  for (const [other, register] of tying.register) if (soundsLike(soundWordsOf([other]), sounds)) register.push(person)
  tie(tying, name, id)
  return id
}
