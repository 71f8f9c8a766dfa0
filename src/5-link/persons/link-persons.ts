import type { Transaction } from '../../db/database.ts'
import { hasInitial, isFullName, type PersonContext, recognise } from './recognise.ts'
import {
  addPerson,
  answeredPairs,
  contextOfArticle,
  saidOf,
  saveOffers,
  soundingLike,
  tiedNames,
  tiePerson,
  tieVictims,
  type UnlinkedName,
  unlinkedNames,
} from './store.ts'

interface ArticleOfNames {
  articleId: string
  discoveryId: string
}

/** Ties an article's names to the register: what a reviewer said first, certain ones at once, the rest as questions. */
export async function linkPersons(tx: Transaction, { articleId, discoveryId }: ArticleOfNames): Promise<void> {
  for (const { name, personId } of await tiedNames(tx, articleId)) await tieVictims(tx, articleId, name, personId)
  const names = (await unlinkedNames(tx, articleId)).filter(({ name }) => isFullName(name))
  // Who is certain first: the others are told apart by who is named with them.
  const left: UnlinkedName[] = []
  for (const name of names) if (!(await link(tx, { articleId, discoveryId }, name, false))) left.push(name)
  for (const name of left) await link(tx, { articleId, discoveryId }, name, true)
}

/** @param ask whether to put the question where it stays unsure; before that, returns false */
async function link(
  tx: Transaction,
  article: ArticleOfNames,
  { name, held }: UnlinkedName,
  ask: boolean,
): Promise<boolean> {
  const { articleId, discoveryId } = article
  const said = await saidOf(tx, discoveryId, name)
  if (said.never) return true
  if (said.sameAs) {
    await tiePerson(tx, articleId, name, said.sameAs)
    return true
  }
  const here: PersonContext = { ...(await contextOfArticle(tx, articleId)), held }
  const register = (await soundingLike(tx, name, articleId)).filter(({ id }) => !said.notThese.includes(id))
  const recognised = recognise(name, here, register)
  if (recognised.kind === 'same') {
    await tiePerson(tx, articleId, name, recognised.id)
    return true
  }
  if (recognised.kind === 'unsure' && !ask) return false
  if (recognised.kind === 'new' && hasInitial(name)) return true
  const stands = recognised.kind === 'new' || recognised.stands
  const personId = stands ? await addPerson(tx, name) : null
  if (personId) await tiePerson(tx, articleId, name, personId)
  if (recognised.kind === 'unsure') {
    const answered = personId ? await answeredPairs(tx, personId) : []
    const candidates = recognised.candidates.filter(({ id }) => !answered.includes(id))
    await saveOffers(tx, { discoveryId, name, personId, candidates })
  }
  return true
}
