import type { Runner, Transaction } from '../../db/database.ts'
import { soundKey } from '../../names/names.ts'
import type { Candidate, KnownPerson, PersonContext } from './recognise.ts'

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

/**
 * Persons who share two sounding words with a name (or all that it has), each with what stood around them elsewhere.
 * A merged person counts as the one it was merged into.
 */
export async function soundingLike(tx: Runner, name: string, exceptArticle: string): Promise<KnownPerson[]> {
  const words = soundWordsOf([name])
  const needed = Math.min(2, words.filter((word) => word.length > 1).length)
  return tx<KnownPerson[]>`
    with found as (
      select coalesce(merged_into, id) as id from person
      where sound_words && ${words}
        and (select count(*) from unnest(sound_words) as word where word = any(${words})) >= ${needed}
      group by 1 limit 200)
    select p.id, p.name,
      p.spellings || array(select name from person m where m.merged_into = p.id) as spellings,
      jsonb_build_object(
        'facilityIds', (select coalesce(jsonb_agg(distinct f.facility_id::text), '[]') from mention f
          where f.facility_id is not null and f.article_id = any(seen.articles)),
        'namedWith', (select coalesce(jsonb_agg(distinct o.person_id::text), '[]') from mention o
          where o.person_id is not null and o.person_id <> p.id and o.article_id = any(seen.articles)),
        'held', (select bool_or(held) from mention h where h.person_id = p.id)) as context
    from found join person p on p.id = found.id
    cross join lateral (select array(select distinct article_id from mention
      where person_id = p.id and article_id <> ${exceptArticle} order by article_id desc limit 50) as articles) seen
    order by p.id`
}

export async function addPerson(tx: Runner, name: string): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into person (name, sound, sound_words) values (${name}, ${soundKey(name)}, ${soundWordsOf([name])}) returning id`
  return row!.id
}

/** Ties each mention, victim and contact of this name in this article to the person, and learns the spelling. */
export async function tiePerson(tx: Runner, articleId: string, name: string, personId: string): Promise<void> {
  await tx`
    update mention set person_id = ${personId}
    where article_id = ${articleId} and kind = 'person' and name = ${name} and mended_by is null`
  await tieVictims(tx, articleId, name, personId)
  await tx`
    update person set spellings = spellings || ${name}::text,
      sound_words = array(select distinct word from unnest(sound_words || ${soundWordsOf([name])}::text[]) as word)
    where id = ${personId} and name <> ${name} and not spellings @> array[${name}]`
}

/** Ties an article's contacts and claims that have this name to the person who stands for it. */
export async function tieVictims(tx: Runner, articleId: string, name: string, personId: string): Promise<void> {
  await tx`update contact set person_id = ${personId} where article_id = ${articleId} and person = ${name}`
  await tx`
    insert into claim_person (claim_id, person_id)
    select id, ${personId} from claim where article_id = ${articleId} and coalesce(decided, fields) -> 'victims' ? ${name}
    on conflict do nothing`
}

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
export async function saidOf(tx: Runner, discoveryId: string, name: string): Promise<Said> {
  const rows = await tx<{ act: string; personId: string }[]>`
    select act, coalesce(p.merged_into, p.id) as person_id
    from person_judgement j left join person p on p.id = j.person_id
    where undone_at is null and (
      (act = 'never' and lower(j.name) = lower(${name}))
      or (act in ('same', 'different', 'split') and j.discovery_id = ${discoveryId} and j.name = ${name}))
    order by j.id`
  return {
    never: rows.some(({ act }) => act === 'never'),
    sameAs: rows.findLast(({ act }) => act === 'same' || act === 'split')?.personId ?? null,
    notThese: rows.filter(({ act }) => act === 'different').map(({ personId }) => personId),
  }
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
