import type { Runner, Sql, Transaction } from '../db/database.ts'
import { ClaimFields } from '../domain/claim.ts'
import { type Mend, mendFields, standingMends, type TagKind } from '../domain/mend.ts'
import { BEGINNING, chainHash, mendHash } from './chain.ts'

export interface KeptMend extends Mend {
  at: Date
}

/** Everything that was said of an article's tags, oldest first. */
export async function mendsOf(sql: Runner, discoveryId: string): Promise<KeptMend[]> {
  return sql<KeptMend[]>`
    select id, act, kind, name, to_name, held, words, undoes, account_name, at from mend
    where discovery_id = ${discoveryId} and not forgotten order by id`
}

export type MendWish =
  | { act: 'rename' | 'join'; kind: TagKind; name: string; toName: string }
  | { act: 'not'; kind: TagKind; name: string }
  | { act: 'held'; kind: 'person'; name: string; held: boolean }
  | { act: 'undo'; undoes: string }

export type MendOutcome =
  | { kind: 'mended' | 'already' }
  | { kind: 'refused'; because: 'gone' | 'no-name' | 'no-other' | 'no-change' }

/**
 * Mends a tag: kept for ever, put to the article's tags and its undecided claims at once, and to every later analysis.
 * The article is read again, so that all that follows from its tags follows too.
 */
export async function mendTag(
  sql: Sql,
  discoveryId: string,
  wish: MendWish,
  { accountName, now }: { accountName: string; now: Date },
): Promise<MendOutcome> {
  return sql.begin(async (tx): Promise<MendOutcome> => {
    const [found] = await tx`select 1 from discovery where id = ${discoveryId} for update`
    const [article] = await tx<{ id: string }[]>`
      select id from article where discovery_id = ${discoveryId} order by id desc limit 1`
    if (!found || !article) return { kind: 'refused', because: 'gone' }
    const known = await mendsOf(tx, discoveryId)
    const last = known.at(-1)
    if (last && last.accountName === accountName && saysTheSame(last, wish)) return { kind: 'already' }
    const said = wish.act === 'undo' ? undoing(wish, known) : await naming(tx, article.id, wish)
    if ('kind' in said && said.kind === 'refused') return said
    const mend = await keep(tx, discoveryId, { ...(said as Said), accountName, at: now })
    if (mend.act !== 'undo') await putToTags(tx, discoveryId, article.id, mend)
    await readAgain(tx, discoveryId)
    return { kind: 'mended' }
  })
}

type Said = Omit<Mend, 'id' | 'accountName'>
type Refused = Extract<MendOutcome, { kind: 'refused' }>

const saysTheSame = (last: Mend, wish: MendWish): boolean =>
  last.act === wish.act &&
  (wish.act === 'undo'
    ? last.undoes === wish.undoes
    : last.kind === wish.kind &&
      last.name === wish.name &&
      last.toName === ('toName' in wish ? wish.toName : null) &&
      last.held === ('held' in wish ? wish.held : null))

function undoing({ undoes }: { undoes: string }, known: Mend[]): Said | Refused {
  if (!standingMends(known).some(({ id }) => id === undoes)) return { kind: 'refused', because: 'gone' }
  return { act: 'undo', kind: null, name: null, toName: null, held: null, words: [], undoes }
}

async function naming(
  tx: Transaction,
  articleId: string,
  wish: Exclude<MendWish, { act: 'undo' }>,
): Promise<Said | Refused> {
  const { act, kind, name } = wish
  const tags = await tx<{ name: string; held: boolean | null; words: string[] }[]>`
    select name, bool_or(held) as held, array_agg(distinct words) as words from mention
    where article_id = ${articleId} and kind = ${kind} group by name`
  const tag = tags.find((each) => each.name === name)
  if (!tag) return { kind: 'refused', because: 'gone' }
  const said = { act, kind, name, toName: null, held: null, words: tag.words, undoes: null }
  if (act === 'not') return said
  if (act === 'held')
    return tag.held === wish.held ? { kind: 'refused', because: 'no-change' } : { ...said, held: wish.held }
  const toName = wish.toName.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
  if (!/\p{L}/u.test(toName)) return { kind: 'refused', because: 'no-name' }
  if (toName === name) return { kind: 'refused', because: 'no-change' }
  if (act === 'join' && !tags.some((each) => each.name === toName)) return { kind: 'refused', because: 'no-other' }
  return { ...said, toName }
}

// Any number will do: whoever adds to the chain waits for the one before.
const MEND_LOCK = 4780_0003

async function keep(
  tx: Transaction,
  discoveryId: string,
  { at, ...said }: Omit<Mend, 'id'> & { at: Date },
): Promise<Mend> {
  await tx`select pg_advisory_xact_lock(${MEND_LOCK})`
  const [last] = await tx<{ hash: Uint8Array }[]>`select hash from mend order by id desc limit 1`
  const previousHash = last?.hash ?? BEGINNING
  const contentHash = mendHash({ ...said, discoveryId, at })
  const [row] = await tx<{ id: string }[]>`
    insert into mend ${tx({ ...said, words: tx.json(said.words), discoveryId, at, contentHash, previousHash, hash: chainHash(previousHash, contentHash) })}
    returning id`
  return { ...said, id: row!.id }
}

/** The tags of the article now; the persons and places they stand for are told anew by the next step. */
async function putToTags(tx: Transaction, discoveryId: string, articleId: string, mend: Mend): Promise<void> {
  const { act, kind, name, toName, held, id } = mend
  const tags = tx`article_id = ${articleId} and kind = ${kind} and name = ${name}`
  if (act === 'held') return void (await tx`update mention set held = ${held}, mend_id = ${id} where ${tags}`)
  if (act === 'not') {
    await tx`delete from mention where ${tags}`
    if (kind === 'person') await tx`delete from contact where article_id = ${articleId} and person = ${name}`
  } else {
    const other = tx`(select person_id from mention where article_id = ${articleId} and kind = ${kind} and name = ${toName} limit 1)`
    const place = tx`(select facility_id from mention where article_id = ${articleId} and kind = ${kind} and name = ${toName} limit 1)`
    if (kind === 'person')
      await tx`
        update contact set person = ${toName}, person_id = ${other} where article_id = ${articleId} and person = ${name}
          and not exists (select from contact same where same.article_id = contact.article_id and same.kind = contact.kind
            and same.person = ${toName} and same.evidence_start = contact.evidence_start)`
    await tx`
      update mention set name = ${toName}, mend_id = ${id}, person_id = ${kind === 'person' ? other : null},
        facility_id = ${kind === 'facility' ? place : null} where ${tags}`
  }
  await putToClaims(tx, discoveryId, articleId, mend)
}

/** Claims that nobody decided about follow at once; decided ones stay as they were decided. */
async function putToClaims(tx: Transaction, discoveryId: string, articleId: string, mend: Mend): Promise<void> {
  const claims = await tx<{ id: string; fields: ClaimFields }[]>`
    select id, fields from claim where discovery_id = ${discoveryId} and review = 'suggested' and origin = 'analyser' and current
    order by id for update`
  for (const { id, fields } of claims) {
    const mended = mendFields(fields, mend)
    if (mended === fields) continue
    const done = await tx`
      update claim set fields = ${tx.json(ClaimFields.parse(mended))} where id = ${id} and not exists (
        select from claim other where other.id <> claim.id and other.origin = 'analyser' and other.article_id = claim.article_id
          and other.type = claim.type and other.evidence_start = claim.evidence_start and other.evidence_end = claim.evidence_end
          and other.fields -> 'victims' = ${tx.json(mended.victims)}
          and coalesce(other.fields ->> 'victimGroup', '') = coalesce(claim.fields ->> 'victimGroup', ''))`
    // Two suggestions that the mend makes one: the older stays.
    if (done.count === 0) await tx`update claim set current = false where id = ${id}`
    await tx`delete from claim_person where claim_id = ${id}`
    await tx`
      insert into claim_person (claim_id, person_id)
      select distinct ${id}::bigint, person_id from mention
      where article_id = ${articleId} and kind = 'person' and person_id is not null and name = any(${mended.victims})
      on conflict do nothing`
  }
}

// A first try of its own sends it on within seconds; a step that was left behind is only looked for once a minute.
const readAgain = (tx: Transaction, discoveryId: string) => tx`
  update discovery set todo = 'analyse', next_at = now(), state_at = now(), tries = 1, because = null, advice = null
  where id = ${discoveryId} and state = 'analysed' and (todo is null or todo in ('link', 'alert'))`
