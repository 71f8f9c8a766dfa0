import type { Runner, Transaction } from '../../db/database.ts'
import { soundKey } from '../../names/names.ts'
import type { Candidate, KnownPerson, PersonContext } from './recognise.ts'

/** Key of the register's lock: whoever links or judges persons waits for the other. */
export const REGISTER = 4780_0005

/** A name in an article that no person stands for yet, with what stands around it. */
export interface UnlinkedName {
  articleId: string
  name: string
  held: boolean | null
  born: number | null
  professions: string[]
}

export const unlinkedNames = (tx: Runner, articleIds: readonly string[]) => tx<UnlinkedName[]>`
  select article_id, name, bool_or(held) as held, max(born)::int as born, coalesce(max(professions), '{}') as professions from mention
  where article_id = any(${[...articleIds]}::bigint[]) and kind = 'person' and person_id is null
  group by article_id, name order by article_id, min(starts)`

/** Places and persons of the register that articles name. */
export const contextsOfArticles = (tx: Runner, articleIds: readonly string[]) => tx<
  ({ articleId: string } & Pick<PersonContext, 'facilityIds' | 'namedWith'>)[]
>`
  select article_id,
    coalesce(array_agg(distinct facility_id::text) filter (where facility_id is not null), '{}') as facility_ids,
    coalesce(array_agg(distinct person_id::text) filter (where person_id is not null), '{}') as named_with
  from mention where article_id = any(${[...articleIds]}::bigint[]) group by article_id`

/** The sounds by which a name is looked up. */
export const soundWordsOf = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => soundKey(name).split(' ')).filter((key) => key !== '')),
]

/** A person of the register beside the name of an article that sounds like theirs. */
export interface SoundsAlike {
  articleId: string
  asked: string
  person: KnownPerson
}

/** How many sounding words a person must share with a name to be compared with it: two, or all that the name has. */
const sharedWordsNeeded = (words: readonly string[]): number =>
  Math.min(2, words.filter((word) => word.length > 1).length)

// The newest articles that name a person say enough of what stands around them.
const CONTEXT_ARTICLES = 12

/** Whether a person of these sounds sounds enough like a name of those words to be compared with it. */
export const soundsLike = (words: readonly string[], sounds: readonly string[]): boolean =>
  words.filter((word) => sounds.includes(word)).length >= sharedWordsNeeded(words)

/** The pairs of words of which a person must have one: the index finds those who have both, not all who share one. */
function wordsToShare(words: readonly string[]): string[][] {
  const long = words.filter((word) => word.length > 1)
  if (long.length < 2) return long.map((word) => [word])
  return long.flatMap((word, i) => long.slice(i + 1).map((other) => [word, other]))
}

/**
 * For each name of an article the persons who sound like it, with what stood around them in other articles. A merged
 * person counts as the one it was merged into.
 */
export async function soundingLike(tx: Runner, names: readonly UnlinkedName[]): Promise<SoundsAlike[]> {
  const asked = names.flatMap(({ articleId, name }) =>
    wordsToShare(soundWordsOf([name])).map((words) => ({ articleId, name, words })),
  )
  const rows = await tx<(Omit<KnownPerson, 'context'> & PersonContext & { articleId: string; asked: string })[]>`
    with asked as (select * from jsonb_to_recordset(${tx.json(asked)}) as a("articleId" bigint, name text, words text[])),
    found as (
      select distinct asked."articleId" as article_id, asked.name, alike.id from asked cross join lateral (
        select coalesce(merged_into, id) as id from person where sound_words @> asked.words limit 200) alike),
    around as (
      select f.article_id, p.id, p.name, p.spellings || array(select name from person m where m.merged_into = p.id) as spellings, seen.*
      from (select distinct article_id, id from found) f join person p on p.id = f.id
      cross join lateral (
        select coalesce(array_agg(distinct facility_id::text) filter (where facility_id is not null), '{}') as facility_ids,
          coalesce(array_agg(distinct person_id::text) filter (where person_id <> p.id), '{}') as named_with,
          bool_or(held) filter (where person_id = p.id) as held,
          (array_agg(born::int order by article_id desc) filter (where person_id = p.id and born is not null))[1] as born,
          coalesce(string_to_array(string_agg(distinct array_to_string(professions, '|'), '|') filter (where person_id = p.id), '|'), '{}') as professions
        from mention where article_id = any(array(
          select distinct article_id from mention where person_id = p.id and article_id <> f.article_id
          order by article_id desc limit ${CONTEXT_ARTICLES}))) seen)
    select found.name as asked, around.* from found join around using (article_id, id) order by article_id, asked, id`
  return rows.map(({ articleId, asked, id, name, spellings, ...context }) => ({
    articleId,
    asked,
    person: { id, name, spellings, context },
  }))
}

/** A person whom an article names for the first time. */
export interface NewPerson {
  id: string
  name: string
}

/** Ids for new persons: they are tied together before they are saved together. */
export const reservePersonIds = async (tx: Runner, count: number): Promise<string[]> =>
  (
    await tx<
      { id: string }[]
    >`select nextval(pg_get_serial_sequence('person', 'id')) as id from generate_series(1, ${count}::int)`
  ).map(({ id }) => id)

export async function addPersons(tx: Runner, persons: readonly NewPerson[]): Promise<void> {
  if (persons.length === 0) return
  const rows = persons.map(({ id, name }) => ({ id, name, sound: soundKey(name), words: soundWordsOf([name]) }))
  await tx`
    insert into person (id, name, sound, sound_words) overriding system value
    select id, name, sound, words from jsonb_to_recordset(${tx.json(rows)}) as p(id bigint, name text, sound text, words text[])`
}

export async function addPerson(tx: Runner, name: string): Promise<string> {
  const [id] = await reservePersonIds(tx, 1)
  await addPersons(tx, [{ id: id!, name }])
  return id!
}

/** A name of an article and the person it stands for. */
export interface Tie {
  articleId: string
  name: string
  personId: string
}

/** Ties mentions, victims and contacts of these names in their articles to their persons, and learns the spellings. */
export async function tiePersons(tx: Runner, ties: readonly Tie[]): Promise<void> {
  if (ties.length === 0) return
  const learnt = [...Map.groupBy(ties, ({ personId }) => personId)].map(([personId, of]) => {
    const names = [...new Set(of.map(({ name }) => name))]
    return { personId, names, words: soundWordsOf(names) }
  })
  await Promise.all([
    tx`
      update mention set person_id = tie.person_id from ${asRows(tx, ties)}
      where mention.article_id = tie.article_id and kind = 'person' and mention.name = tie.name`,
    tieVictims(tx, ties),
    tx`
      update person set
        spellings = spellings || array(select name from unnest(tie.names) as name where name <> person.name and name <> all(spellings)),
        sound_words = array(select distinct word from unnest(sound_words || tie.words) as word)
      from jsonb_to_recordset(${tx.json(learnt)}) as tie("personId" bigint, names text[], words text[])
      where id = tie."personId" and not (spellings || person.name) @> tie.names`,
  ])
}

export const tiePerson = (tx: Runner, articleId: string, name: string, personId: string): Promise<void> =>
  tiePersons(tx, [{ articleId, name, personId }])

/** Ties articles' contacts and claims that have these names to the persons who stand for them. */
export async function tieVictims(tx: Runner, ties: readonly Tie[]): Promise<void> {
  if (ties.length === 0) return
  await Promise.all([
    tx`
      update contact set person_id = tie.person_id from ${asRows(tx, ties)}
      where contact.article_id = tie.article_id and person = tie.name and contact.person_id is distinct from tie.person_id`,
    tx`
      insert into claim_person (claim_id, person_id)
      select claim.id, tie.person_id
      from ${asRows(tx, ties)} join claim on claim.article_id = tie.article_id and coalesce(decided, fields) -> 'victims' ? tie.name
      on conflict do nothing`,
  ])
}

const asRows = (tx: Runner, ties: readonly Tie[]) => tx`
  unnest(${ties.map(({ articleId }) => articleId)}::bigint[], ${ties.map(({ name }) => name)}::text[], ${ties.map(({ personId }) => personId)}::bigint[])
    as tie(article_id, name, person_id)`

/** Names of articles that persons stand for already: an earlier analysis, or a reviewer, tied them. */
export const tiedNames = (tx: Runner, articleIds: readonly string[]) => tx<Tie[]>`
  select distinct on (article_id, name) article_id, name, person_id from mention
  where article_id = any(${[...articleIds]}::bigint[]) and kind = 'person' and person_id is not null
  order by article_id, name, starts`

/** What reviewers said of a name in an article, and of names everywhere. */
export interface Said {
  never: boolean
  sameAs: string | null
  notThese: string[]
}

/**
 * By article and name. Undone judgements do not count; persons who were merged since count as whom they became.
 */
export async function saidOf(
  tx: Runner,
  names: readonly (UnlinkedName & { discoveryId: string })[],
): Promise<Map<string, Said>> {
  const rows = await tx<{ articleId: string; name: string; act: string; personId: string }[]>`
    select asked.article_id, asked.name, act, coalesce(p.merged_into, p.id) as person_id
    from unnest(${names.map(({ articleId }) => articleId)}::bigint[], ${names.map(({ discoveryId }) => discoveryId)}::bigint[], ${names.map(({ name }) => name)}::text[])
      as asked(article_id, discovery_id, name)
    join person_judgement j on undone_at is null and (
      (act = 'never' and lower(j.name) = lower(asked.name))
      or (act in ('same', 'different', 'split') and j.discovery_id = asked.discovery_id and j.name = asked.name))
    left join person p on p.id = j.person_id
    order by j.id`
  return new Map(
    [...Map.groupBy(rows, ({ articleId, name }) => placeOfName(articleId, name))].map(([place, said]) => [
      place,
      {
        never: said.some(({ act }) => act === 'never'),
        sameAs: said.findLast(({ act }) => act === 'same' || act === 'split')?.personId ?? null,
        notThese: said.filter(({ act }) => act === 'different').map(({ personId }) => personId),
      },
    ]),
  )
}

/** A name in an article, as a key. */
export const placeOfName = (articleId: string, name: string): string => `${articleId} ${name}`

/** A question for a reviewer: may this name of an article be one of these persons? */
export interface Offer {
  discoveryId: string
  name: string
  /** Whom it stands for until it is answered. */
  personId: string | null
  candidates: Candidate[]
}

export async function saveOffers(tx: Transaction, offers: readonly Offer[]): Promise<void> {
  const rows = offers.flatMap(({ candidates, ...offer }) =>
    candidates.map(({ id, score, explanation, context, profession, against }) => ({
      ...offer,
      candidateId: id,
      score,
      words: explanation.words,
      against: [...explanation.against, ...against],
      context: [...context, ...(profession && profession.grade !== 0 ? [{ kind: 'profession', ...profession }] : [])],
    })),
  )
  if (rows.length === 0) return
  await tx`
    insert into person_offer (discovery_id, name, person_id, candidate_id, score, words, against, context)
    select "discoveryId", name, "personId", "candidateId", score, words, against, context
    from jsonb_to_recordset(${tx.json(rows as never)}) as o("discoveryId" bigint, name text, "personId" bigint, "candidateId" bigint,
      score real, words jsonb, against jsonb, context jsonb)
    on conflict (discovery_id, name, candidate_id) do nothing`
}
