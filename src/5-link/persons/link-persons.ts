import type { Transaction } from '../../db/database.ts'
import { hasInitial, isFullName, type KnownPerson, type PersonContext, recognise } from './recognise.ts'
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
  ties: Tie[]
}

/** Ties an article's names to the register: what a reviewer said first, certain ones at once, the rest as questions. */
export async function linkPersons(tx: Transaction, article: ArticleOfNames): Promise<void> {
  const { articleId, discoveryId } = article
  await tieVictims(tx, articleId, await tiedNames(tx, articleId))
  const unlinked = (await unlinkedNames(tx, articleId)).filter(({ name }) => isFullName(name))
  if (unlinked.length === 0) return
  const names = unlinked.map(({ name }) => name)
  const alike = Map.groupBy(await soundingLike(tx, names, articleId), ({ asked }) => asked)
  const tying: Tying = {
    article,
    here: await contextOfArticle(tx, articleId),
    said: await saidOf(tx, discoveryId, names),
    register: new Map(names.map((name) => [name, (alike.get(name) ?? []).map(({ person }) => person)])),
    ties: [],
  }
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
  const register = tying.register.get(name)!.filter(({ id }) => !said?.notThese.includes(id))
  const recognised = recognise(name, { ...tying.here, held }, register)
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
