import type { Runner, Transaction } from '../../db/database.ts'
import { soundKey } from '../../names/names.ts'
import type { Candidate, KnownPerson, PersonContext } from './recognise.ts'

/** Key of the register's lock: whoever links or judges persons waits for the other. */
export const REGISTER = 4780_0005

/** A name in an article that no person stands for yet, with what stands around it. */
export interface UnlinkedName {
  name: string
  held: boolean | null
}

export const unlinkedNames = (tx: Runner, articleId: string) => tx<UnlinkedName[]>`
  select name, bool_or(held) as held from mention
  where article_id = ${articleId} and kind = 'person' and person_id is null
  group by name order by min(starts)`

/** Places and persons of the register that an article names. */
export async function contextOfArticle(tx: Runner, articleId: string): Promise<Omit<PersonContext, 'held'>> {
  const [row] = await tx<Omit<PersonContext, 'held'>[]>`
    select coalesce(array_agg(distinct facility_id::text) filter (where facility_id is not null), '{}') as facility_ids,
      coalesce(array_agg(distinct person_id::text) filter (where person_id is not null), '{}') as named_with
    from mention where article_id = ${articleId}`
  return row!
}

/** The sounds by which a name is looked up. */
export const soundWordsOf = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => soundKey(name).split(' ')).filter((key) => key !== '')),
]

/** A person of the register beside the name of an article that sounds like theirs. */
export interface SoundsAlike {
  asked: string
  person: KnownPerson
}

/** How many sounding words a person must share with a name to be compared with it: two, or all that the name has. */
export const sharedWordsNeeded = (words: readonly string[]): number =>
  Math.min(2, words.filter((word) => word.length > 1).length)

// The newest articles that name a person say enough of what stands around them.
const CONTEXT_ARTICLES = 12

/** The pairs of words of which a person must have one: the index finds those who have both, not all who share one. */
function wordsToShare(words: readonly string[]): string[][] {
  const long = words.filter((word) => word.length > 1)
  if (long.length < 2) return long.map((word) => [word])
  return long.flatMap((word, i) => long.slice(i + 1).map((other) => [word, other]))
}

/**
 * For each name the persons who sound like it, with what stood around them elsewhere. A merged person counts as the one
 * it was merged into.
 */
export async function soundingLike(
  tx: Runner,
  names: readonly string[],
  exceptArticle: string,
): Promise<SoundsAlike[]> {
  const asked = names.flatMap((name) => wordsToShare(soundWordsOf([name])).map((words) => ({ asked: name, words })))
  return tx<SoundsAlike[]>`
    with asked as (select * from jsonb_to_recordset(${tx.json(asked)}) as a(asked text, words text[])),
    found as (
      select distinct asked.asked, alike.id from asked cross join lateral (
        select coalesce(merged_into, id) as id from person where sound_words @> asked.words limit 200) alike),
    around as (
      select p.id, jsonb_build_object('id', p.id::text, 'name', p.name,
        'spellings', to_jsonb(p.spellings || array(select name from person m where m.merged_into = p.id)),
        'context', jsonb_build_object(
          'facilityIds', (select coalesce(jsonb_agg(distinct f.facility_id::text), '[]') from mention f
            where f.facility_id is not null and f.article_id = any(seen.articles)),
          'namedWith', (select coalesce(jsonb_agg(distinct o.person_id::text), '[]') from mention o
            where o.person_id is not null and o.person_id <> p.id and o.article_id = any(seen.articles)),
          'held', (select bool_or(held) from mention h where h.person_id = p.id and h.article_id = any(seen.articles)))) as person
      from (select distinct id from found) f join person p on p.id = f.id
      cross join lateral (select array(select distinct article_id from mention
        where person_id = p.id and article_id <> ${exceptArticle} order by article_id desc limit ${CONTEXT_ARTICLES}) as articles) seen)
    select found.asked, around.person from found join around on around.id = found.id order by found.asked, found.id`
}

export async function addPerson(tx: Runner, name: string): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into person (name, sound, sound_words) values (${name}, ${soundKey(name)}, ${soundWordsOf([name])}) returning id`
  return row!.id
}

/** A name of an article and the person it stands for. */
export interface Tie {
  name: string
  personId: string
}

/** Ties mentions, victims and contacts of these names in this article to their persons, and learns the spellings. */
export async function tiePersons(tx: Runner, articleId: string, ties: readonly Tie[]): Promise<void> {
  if (ties.length === 0) return
  const learnt = [...Map.groupBy(ties, ({ personId }) => personId)].map(([personId, of]) => {
    const names = [...new Set(of.map(({ name }) => name))]
    return { personId, names, words: soundWordsOf(names) }
  })
  await Promise.all([
    tx`
      update mention set person_id = tie.person_id from ${asRows(tx, ties)}
      where article_id = ${articleId} and kind = 'person' and mention.name = tie.name and mended_by is null`,
    tieVictims(tx, articleId, ties),
    tx`
      update person set
        spellings = spellings || array(select name from unnest(tie.names) as name where name <> person.name and name <> all(spellings)),
        sound_words = array(select distinct word from unnest(sound_words || tie.words) as word)
      from jsonb_to_recordset(${tx.json(learnt)}) as tie("personId" bigint, names text[], words text[])
      where id = tie."personId" and not (spellings || person.name) @> tie.names`,
  ])
}

export const tiePerson = (tx: Runner, articleId: string, name: string, personId: string): Promise<void> =>
  tiePersons(tx, articleId, [{ name, personId }])

/** Ties an article's contacts and claims that have these names to the persons who stand for them. */
export async function tieVictims(tx: Runner, articleId: string, ties: readonly Tie[]): Promise<void> {
  if (ties.length === 0) return
  await Promise.all([
    tx`update contact set person_id = tie.person_id from ${asRows(tx, ties)} where article_id = ${articleId} and person = tie.name`,
    tx`
      insert into claim_person (claim_id, person_id)
      select claim.id, tie.person_id from claim join ${asRows(tx, ties)} on coalesce(decided, fields) -> 'victims' ? tie.name
      where article_id = ${articleId}
      on conflict do nothing`,
  ])
}

const asRows = (tx: Runner, ties: readonly Tie[]) => tx`
  unnest(${ties.map(({ name }) => name)}::text[], ${ties.map(({ personId }) => personId)}::bigint[]) as tie(name, person_id)`

/** Names of an article that persons stand for already: an earlier analysis, or a reviewer, tied them. */
export const tiedNames = (tx: Runner, articleId: string) => tx<{ name: string; personId: string }[]>`
  select distinct on (name) name, person_id from mention
  where article_id = ${articleId} and kind = 'person' and person_id is not null order by name, starts`

/** What reviewers said of a name in an article, and of names everywhere. */
export interface Said {
  never: boolean
  sameAs: string | null
  notThese: string[]
}

/** Undone judgements do not count; persons who were merged since count as whom they became. */
export async function saidOf(tx: Runner, discoveryId: string, names: readonly string[]): Promise<Map<string, Said>> {
  const rows = await tx<{ name: string; act: string; personId: string }[]>`
    select asked.name, act, coalesce(p.merged_into, p.id) as person_id
    from unnest(${[...names]}::text[]) as asked(name)
    join person_judgement j on undone_at is null and (
      (act = 'never' and lower(j.name) = lower(asked.name))
      or (act in ('same', 'different', 'split') and j.discovery_id = ${discoveryId} and j.name = asked.name))
    left join person p on p.id = j.person_id
    order by j.id`
  return new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, said]) => [
      name,
      {
        never: said.some(({ act }) => act === 'never'),
        sameAs: said.findLast(({ act }) => act === 'same' || act === 'split')?.personId ?? null,
        notThese: said.filter(({ act }) => act === 'different').map(({ personId }) => personId),
      },
    ]),
  )
}

/** Pairs of persons that a reviewer has answered about: they are not offered again. */
export async function answeredPairs(tx: Runner, personId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select case when person_id = ${personId} then other_id else person_id end as id from person_judgement
    where undone_at is null and act in ('different', 'unknown') and other_id is not null
      and ${personId} in (person_id, other_id)`
  return rows.map(({ id }) => id)
}

export async function saveOffers(
  tx: Transaction,
  {
    discoveryId,
    name,
    personId,
    candidates,
  }: { discoveryId: string; name: string; personId: string | null; candidates: Candidate[] },
): Promise<void> {
  for (const { id, score, explanation, context, against } of candidates)
    await tx`
      insert into person_offer (discovery_id, name, person_id, candidate_id, score, words, against, context)
      values (${discoveryId}, ${name}, ${personId}, ${id}, ${score}, ${tx.json(explanation.words as never)},
        ${tx.json([...explanation.against, ...against])}, ${tx.json(context as never)})
      on conflict (discovery_id, name, candidate_id) do nothing`
}
