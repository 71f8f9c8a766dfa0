import type { Transaction } from '../../db/database.ts'
import { compareNames } from '../../names/names.ts'
import { fitsSurely, hasInitial, isFullName, type KnownPerson, type PersonContext, recognise } from './recognise.ts'
import {
  addPerson,
  answeredPairs,
  contextOfArticle,
  type Said,
  saidOf,
  saveOffers,
  sharedWordsNeeded,
  soundingLike,
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

/** What is known while the names of one article are tied: read once, kept up with what is tied. */
interface Tying {
  article: ArticleOfNames
  here: Omit<PersonContext, 'held'>
  said: Map<string, Said>
  register: Map<string, KnownPerson[]>
  /** Whom each name would surely fit: two names that stand together here and there speak for each other. */
  possible: Map<string, string[]>
  /** Names that were tied before, and those tied now. */
  tied: Tie[]
  ties: Tie[]
}

/** Ties an article's names to the register: what a reviewer said first, certain ones at once, the rest as questions. */
export async function linkPersons(tx: Transaction, article: ArticleOfNames): Promise<void> {
  const { articleId, discoveryId } = article
  const tied = await tiedNames(tx, articleId)
  await tieVictims(tx, articleId, tied)
  // Of two namesakes in one article it is the prisoner whom the register knows.
  const unlinked = (await unlinkedNames(tx, articleId))
    .filter(({ name }) => isFullName(name))
    .toSorted((a, b) => Number(b.held === true) - Number(a.held === true))
  if (unlinked.length === 0) return
  const names = unlinked.map(({ name }) => name)
  const [sounding, here, said] = await Promise.all([
    soundingLike(tx, names, articleId),
    contextOfArticle(tx, articleId),
    saidOf(tx, discoveryId, names),
  ])
  const alike = Map.groupBy(sounding, ({ asked }) => asked)
  const tying: Tying = {
    article,
    here,
    said,
    register: new Map(names.map((name) => [name, (alike.get(name) ?? []).map(({ person }) => person)])),
    possible: new Map(),
    tied: [...tied],
    ties: [],
  }
  for (const [name, register] of tying.register)
    tying.possible.set(
      name,
      register.filter((person) => fitsSurely(name, person)).map(({ id }) => id),
    )
  // Who is certain first: the others are told apart by who is named with them.
  const left: UnlinkedName[] = []
  for (const name of unlinked) if (!(await link(tx, tying, name, false))) left.push(name)
  for (const name of left) await link(tx, tying, name, true)
  await tiePersons(tx, articleId, tying.ties)
}

/** @param ask whether to put the question where it stays unsure; before that, returns false */
async function link(tx: Transaction, tying: Tying, { name, held }: UnlinkedName, ask: boolean): Promise<boolean> {
  const said = tying.said.get(name)
  if (said?.never) return true
  if (said?.sameAs) return tie(tying, name, said.sameAs)
  const register = tying.register
    .get(name)!
    .filter(({ id }) => !said?.notThese.includes(id) && !isNamesakes(tying, name, id))
  const others = [...tying.possible].flatMap(([other, ids]) => (other === name ? [] : ids))
  const here = { ...tying.here, namedWith: [...tying.here.namedWith, ...others], held }
  const recognised = recognise(name, here, register)
  if (recognised.kind === 'same') return tie(tying, name, recognised.id)
  if (recognised.kind === 'unsure' && !ask) return false
  if (recognised.kind === 'new' && hasInitial(name)) return true
  const stands = recognised.kind === 'new' || recognised.stands
  const personId = stands ? await addNew(tx, tying, name) : null
  if (recognised.kind === 'unsure') {
    const answered = personId ? await answeredPairs(tx, personId) : []
    const candidates = recognised.candidates.filter(({ id }) => !answered.includes(id))
    await saveOffers(tx, { discoveryId: tying.article.discoveryId, name, personId, candidates })
  }
  return true
}

// Another name of this very article stands for that person, and the two names can't be one person's.
const isNamesakes = ({ tied, ties }: Tying, name: string, personId: string): boolean =>
  [...tied, ...ties].some(
    (other) => other.personId === personId && other.name !== name && !compareNames(name, other.name).same,
  )

function tie({ ties, here }: Tying, name: string, personId: string): true {
  ties.push({ name, personId })
  here.namedWith = [...here.namedWith, personId]
  return true
}

/** A new person is known to the names of this article that come after it, too. */
async function addNew(tx: Transaction, tying: Tying, name: string): Promise<string> {
  const id = await addPerson(tx, name)
  const sounds = soundWordsOf([name])
  const person: KnownPerson = { id, name, spellings: [], context: { facilityIds: [], namedWith: [], held: null } }
  for (const [other, register] of tying.register) {
    const words = soundWordsOf([other])
    if (words.filter((word) => sounds.includes(word)).length >= sharedWordsNeeded(words)) register.push(person)
  }
  tie(tying, name, id)
  return id
}
