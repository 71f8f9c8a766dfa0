import type { Sql, Transaction } from '../db/database.ts'
import type { Outcome } from '../domain/outcome.ts'
import { soundKey } from '../names/names.ts'
import { sameIncident } from './incidents/same-incident.ts'
import { isFullName, type KnownPerson, recognise } from './persons/same-person.ts'
import {
  addPerson,
  articleToLink,
  claimsToPlace,
  placeClaim,
  retellings,
  soundingLike,
  tieFacility,
  tiePerson,
  unlinkedNames,
} from './store.ts'

// Two articles that are linked at once could each make the same person; one at a time is quick enough.
const LOCK = 4780_0005

export interface LinkDeps {
  sql: Sql
  tellDone(tx: Transaction): Promise<void>
}

/** Ties what an article names to persons and places of the register, and its claims to incidents. */
export async function linkArticle(discoveryId: string, { sql, tellDone }: LinkDeps): Promise<Outcome> {
  const article = await articleToLink(sql, discoveryId)
  if (article === null) return { kind: 'unchanged' }
  const { articleId } = article
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`
    await linkPersons(tx, articleId)
    for (const { name } of await unlinkedNames(tx, articleId, 'facility')) await tieFacility(tx, articleId, name)
    await linkIncidents(tx, articleId, discoveryId)
    await tx`update discovery set todo = 'alert', next_at = now(), state_at = now(), tries = 0 where id = ${discoveryId}`
    await tellDone(tx)
  })
  return { kind: 'done' }
}

async function linkPersons(tx: Transaction, articleId: string): Promise<void> {
  const names = (await unlinkedNames(tx, articleId, 'person')).map(({ name }) => name).filter(isFullName)
  const sounds = new Map(names.map((name) => [name, soundKey(name)]))
  const near: (KnownPerson & { sound: string })[] = names.length > 0 ? [...(await soundingLike(tx, [...new Set(sounds.values())]))] : []
  for (const name of names) {
    const sound = sounds.get(name)!
    const register = near.filter((person) => person.sound === sound)
    const recognised = recognise(name, register)
    const id = recognised.kind === 'same' ? recognised.id : await addPerson(tx, name, sound)
    if (recognised.kind !== 'same') near.push({ id, name, spellings: [], sound })
    await tiePerson(tx, articleId, name, id)
  }
}

async function linkIncidents(tx: Transaction, articleId: string, discoveryId: string): Promise<void> {
  for (const claim of await claimsToPlace(tx, articleId)) {
    const others = await retellings(tx, claim, discoveryId)
    const same = others.find((other) => sameIncident(claim, other))
    await placeClaim(tx, claim, same?.incidentId ?? null)
  }
}
