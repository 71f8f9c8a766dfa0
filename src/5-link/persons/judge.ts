import type { Sql, Transaction } from '../../db/database.ts'
import { addPerson, REGISTER, tiePerson } from './store.ts'

/** What a reviewer says of an offered match. */
export type OfferAnswer = 'same' | 'different' | 'unknown'

export type JudgeOutcome =
  | { kind: 'done'; judgementId: string }
  | { kind: 'refused'; because: 'gone' | 'answered' | 'merged' | 'itself' }

export interface JudgeDeps {
  sql: Sql
  /** Incidents follow their victims: called with the claims whose persons changed. */
  relink(tx: Transaction, claimIds: string[]): Promise<void>
}

interface MovedName {
  articleId: string
  name: string
}

const locked = <T>(sql: Sql, run: (tx: Transaction) => Promise<T>): Promise<T> =>
  sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${REGISTER})`
    return run(tx)
  }) as Promise<T>

interface OfferRow {
  id: string
  discoveryId: string
  name: string
  personId: string | null
  candidateId: string
  answer: OfferAnswer | null
}

/** Answers an offered match. The answer is kept for ever; later runs ask it first. */
export function answerOffer(
  offerId: string,
  answer: OfferAnswer,
  accountName: string,
  deps: JudgeDeps,
): Promise<JudgeOutcome> {
  return locked(deps.sql, async (tx): Promise<JudgeOutcome> => {
    const [offer] = await tx<OfferRow[]>`
      select o.id, o.discovery_id, o.name, coalesce(p.merged_into, p.id) as person_id, coalesce(c.merged_into, c.id) as candidate_id, o.answer
      from person_offer o join person c on c.id = o.candidate_id left join person p on p.id = o.person_id
      where o.id = ${offerId} for update of o`
    if (!offer) return { kind: 'refused', because: 'gone' }
    if (offer.answer !== null) return { kind: 'refused', because: 'answered' }
    const { discoveryId, name, personId, candidateId } = offer
    let moved: MovedName[] = []
    if (answer === 'same') {
      moved = personId
        ? await moveAll(tx, personId, candidateId, deps)
        : await moveName(tx, { discoveryId, name }, candidateId, deps)
      if (personId && personId !== candidateId)
        await tx`update person set merged_into = ${candidateId} where id = ${personId}`
    }
    await tx`update person_offer set answer = ${answer} where id = ${offerId}`
    const judgementId = await keep(tx, {
      accountName,
      act: answer,
      discoveryId,
      name,
      personId: candidateId,
      otherId: personId,
      moved,
    })
    if (answer === 'different' && !personId) await standAlone(tx, offer, deps)
    return { kind: 'done', judgementId }
  })
}

/** When a name is none of those it was offered for, it gets a person of its own. */
async function standAlone(tx: Transaction, { discoveryId, name }: OfferRow, deps: JudgeDeps): Promise<void> {
  const [open] = await tx`
    select from person_offer where discovery_id = ${discoveryId} and name = ${name} and answer is distinct from 'different' limit 1`
  if (open) return
  await moveName(tx, { discoveryId, name }, await addPerson(tx, name), deps)
}

/** Joins two persons of the register into one; what was tied to the first is tied to the second. */
export function mergePersons(
  fromId: string,
  intoId: string,
  accountName: string,
  deps: JudgeDeps,
): Promise<JudgeOutcome> {
  return locked(deps.sql, async (tx): Promise<JudgeOutcome> => {
    if (fromId === intoId) return { kind: 'refused', because: 'itself' }
    const rows = await tx<
      { id: string }[]
    >`select id from person where id in ${tx([fromId, intoId])} and merged_into is null for update`
    if (rows.length < 2) return { kind: 'refused', because: 'merged' }
    const moved = await moveAll(tx, fromId, intoId, deps)
    await tx`update person set merged_into = ${intoId} where id = ${fromId}`
    // Those merged into it before follow, so that one look is always enough.
    await tx`update person set merged_into = ${intoId} where merged_into = ${fromId}`
    return {
      kind: 'done',
      judgementId: await keep(tx, {
        accountName,
        act: 'merge',
        discoveryId: null,
        name: null,
        personId: fromId,
        otherId: intoId,
        moved,
      }),
    }
  })
}

/** Says that a name in an article is not the person it was tied to: it gets a person of its own. */
export function splitName(
  { discoveryId, name }: { discoveryId: string; name: string },
  accountName: string,
  deps: JudgeDeps,
): Promise<JudgeOutcome> {
  return locked(deps.sql, async (tx): Promise<JudgeOutcome> => {
    const [tied] = await tx<{ personId: string }[]>`
      select person_id from mention join article a on a.id = article_id
      where a.discovery_id = ${discoveryId} and name = ${name} and person_id is not null limit 1`
    if (!tied) return { kind: 'refused', because: 'gone' }
    const own = await addPerson(tx, name)
    const moved = await moveName(tx, { discoveryId, name }, own, deps)
    return {
      kind: 'done',
      judgementId: await keep(tx, {
        accountName,
        act: 'split',
        discoveryId,
        name,
        personId: own,
        otherId: tied.personId,
        moved,
      }),
    }
  })
}

/** Says that a name is no person at all, in any article, now and later. */
export function neverPerson(name: string, accountName: string, deps: JudgeDeps): Promise<JudgeOutcome> {
  return locked(deps.sql, async (tx): Promise<JudgeOutcome> => {
    const tied = await tx<{ articleId: string; personId: string }[]>`
      select distinct article_id, person_id from mention where kind = 'person' and lower(name) = lower(${name}) and person_id is not null`
    const claims = await untie(tx, name)
    await deps.relink(tx, claims)
    const moved = tied.map(({ articleId, personId }) => ({ articleId, name, personId }))
    return {
      kind: 'done',
      judgementId: await keep(tx, {
        accountName,
        act: 'never',
        discoveryId: null,
        name,
        personId: null,
        otherId: null,
        moved,
      }),
    }
  })
}

async function untie(tx: Transaction, name: string): Promise<string[]> {
  const claims = await tx<{ id: string }[]>`
    delete from claim_person using claim c, mention m
    where claim_id = c.id and m.article_id = c.article_id and m.person_id = claim_person.person_id and lower(m.name) = lower(${name})
    returning c.id`
  await tx`update contact set person_id = null where lower(person) = lower(${name})`
  await tx`update mention set person_id = null where kind = 'person' and lower(name) = lower(${name})`
  return claims.map(({ id }) => id)
}

interface JudgementRow {
  id: string
  act: 'same' | 'different' | 'unknown' | 'merge' | 'split' | 'never'
  discoveryId: string | null
  name: string | null
  personId: string | null
  otherId: string | null
  moved: (MovedName & { personId?: string })[]
}

/** Takes a judgement back: what it moved goes back, and the question is open again. */
export function undoJudgement(judgementId: string, accountName: string, deps: JudgeDeps): Promise<JudgeOutcome> {
  return locked(deps.sql, async (tx): Promise<JudgeOutcome> => {
    const [row] = await tx<JudgementRow[]>`
      update person_judgement set undone_at = clock_timestamp(), undone_by = ${accountName}
      where id = ${judgementId} and undone_at is null
      returning id, act, discovery_id, name, person_id, other_id, moved`
    if (!row) return { kind: 'refused', because: 'gone' }
    await takeBack(tx, row, deps)
    return { kind: 'done', judgementId }
  })
}

async function takeBack(tx: Transaction, row: JudgementRow, deps: JudgeDeps): Promise<void> {
  const { act, discoveryId, name, personId, otherId, moved } = row
  if (act === 'same' || act === 'different' || act === 'unknown')
    await tx`
      update person_offer o set answer = null from person c
      where c.id = o.candidate_id and o.discovery_id = ${discoveryId} and o.name = ${name} and coalesce(c.merged_into, c.id) = ${personId}`
  if (act === 'never') {
    for (const one of moved) if (one.personId) await moveNames(tx, [one], one.personId, deps)
    return
  }
  if (act === 'split') return void (otherId && (await moveNames(tx, moved, otherId, deps)))
  const from = act === 'merge' ? personId : act === 'same' ? otherId : null
  if (from === null) {
    // A name that stood for nobody stands for nobody again.
    if (act === 'same' && name) for (const { articleId } of moved) await untieIn(tx, articleId, name, deps)
    return
  }
  const into = act === 'merge' ? otherId : personId
  await tx`update person set merged_into = null where id = ${from}`
  // What came since under a spelling of its own goes with it.
  const since = await tx<MovedName[]>`
    select distinct m.article_id, m.name from mention m join person p on p.id = ${from}
    where m.person_id = ${into} and (m.name = p.name or m.name = any(p.spellings))
      and not exists (select from person i where i.id = ${into} and (i.name = m.name or i.name = p.name))`
  await moveNames(tx, [...moved, ...since], from, deps)
}

async function untieIn(tx: Transaction, articleId: string, name: string, deps: JudgeDeps): Promise<void> {
  const claims = await tx<{ id: string }[]>`
    delete from claim_person using claim c where claim_id = c.id and c.article_id = ${articleId}
      and coalesce(c.decided, c.fields) -> 'victims' ? ${name}
      and person_id in (select person_id from mention where article_id = ${articleId} and name = ${name}) returning c.id`
  await tx`update contact set person_id = null where article_id = ${articleId} and person = ${name}`
  await tx`update mention set person_id = null where article_id = ${articleId} and name = ${name}`
  await deps.relink(
    tx,
    claims.map(({ id }) => id),
  )
}

async function moveAll(tx: Transaction, fromId: string, intoId: string, deps: JudgeDeps): Promise<MovedName[]> {
  if (fromId === intoId) return []
  const names = await tx<MovedName[]>`select distinct article_id, name from mention where person_id = ${fromId}`
  await moveNames(tx, names, intoId, deps)
  // Claims added by hand may have the person without a mention.
  await tx`insert into claim_person (claim_id, person_id) select claim_id, ${intoId} from claim_person where person_id = ${fromId} on conflict do nothing`
  await tx`delete from claim_person where person_id = ${fromId}`
  await tx`
    update person set sound_words = array(select distinct word from unnest(sound_words || (select sound_words from person where id = ${fromId})) as word)
    where id = ${intoId}`
  return names
}

async function moveName(
  tx: Transaction,
  { discoveryId, name }: { discoveryId: string; name: string },
  personId: string,
  deps: JudgeDeps,
): Promise<MovedName[]> {
  const names = await tx<MovedName[]>`
    select distinct m.article_id, m.name from mention m join article a on a.id = m.article_id
    where a.discovery_id = ${discoveryId} and m.name = ${name} and m.kind = 'person'`
  await moveNames(tx, names, personId, deps)
  return names
}

async function moveNames(
  tx: Transaction,
  names: readonly MovedName[],
  personId: string,
  deps: JudgeDeps,
): Promise<void> {
  const claimIds: string[] = []
  for (const { articleId, name } of names) {
    const claims = await tx<{ id: string }[]>`
      select id from claim where article_id = ${articleId} and coalesce(decided, fields) -> 'victims' ? ${name}`
    claimIds.push(...claims.map(({ id }) => id))
    await tx`
      delete from claim_person where claim_id = any(${claims.map(({ id }) => id)}::bigint[])
        and person_id in (select person_id from mention where article_id = ${articleId} and name = ${name})`
    await tiePerson(tx, articleId, name, personId)
  }
  await deps.relink(tx, claimIds)
}

async function keep(
  tx: Transaction,
  judgement: Omit<JudgementRow, 'id' | 'moved'> & { accountName: string; moved: readonly MovedName[] },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into person_judgement ${tx({ ...judgement, moved: tx.json(judgement.moved as never) })} returning id`
  return row!.id
}
