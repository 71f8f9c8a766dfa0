import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { readKept } from '../2-capture/warc.ts'
import type { Sql } from '../db/database.ts'
import type { ClaimFields, Quote } from '../domain/claim.ts'
import type { Review, Standing } from '../domain/decision.ts'

export interface Checked {
  count: number
  faults: string[]
}

const PAGE = 500

/** Goes through a table by its ids, a page at a time, and collects what is wrong. */
async function eachPage<Row extends { id: string }>(
  read: (after: string) => Promise<Row[]>,
  check: (row: Row) => Promise<string[]> | string[],
): Promise<Checked> {
  const faults: string[] = []
  let count = 0
  let after = '0'
  while (true) {
    const rows = await read(after)
    for (const row of rows) faults.push(...(await check(row)))
    count += rows.length
    if (rows.length < PAGE) return { count, faults }
    after = rows.at(-1)!.id
  }
}

/** Each stored body is read back and hashed again. */
export function verifyBytes(sql: Sql, dataFolder: string): Promise<Checked> {
  interface Row {
    id: string
    sha256: Uint8Array
    warcFile: string
    warcOffset: string
    warcLength: string
  }
  return eachPage(
    (after) => sql<Row[]>`
      select id, sha256, warc_file, warc_offset, warc_length from capture where id > ${after} order by id limit ${PAGE}`,
    async ({ id, sha256, warcFile, warcOffset, warcLength }) => {
      const place = { file: warcFile, offset: Number(warcOffset), length: Number(warcLength) }
      const kept = await readKept(dataFolder, place, Buffer.from(sha256))
      return 'fault' in kept ? [`capture ${id}: ${kept.fault}`] : []
    },
  )
}

/** Each text is hashed again, and each quote is looked up in it, letter for letter. */
export function verifyTexts(sql: Sql): Promise<Checked> {
  interface Row {
    id: string
    text: string
    textSha256: Uint8Array
    quotes: { what: string; quote: string; start: number; end: number }[]
  }
  return eachPage(
    (after) => sql<Row[]>`
      select id, text, text_sha256, (
        select coalesce(jsonb_agg(jsonb_build_object('what', what, 'quote', quote, 'start', starts, 'end', ends)), '[]') from (
          select 'mention ' || id as what, words as quote, starts, ends from mention where article_id = article.id
          union all select 'contact ' || id, evidence, evidence_start, evidence_end from contact where article_id = article.id
        ) found) as quotes
      from article where id > ${after} order by id limit ${PAGE}`,
    ({ id, text, textSha256, quotes }) => {
      const isSame = createHash('sha256').update(text).digest().equals(Buffer.from(textSha256))
      const wrong = quotes.filter(({ quote, start, end }) => text.slice(start, end) !== quote)
      return [
        ...(isSame ? [] : [`article ${id}: its text is not the one that was stored`]),
        ...wrong.map(({ what }) => `article ${id}: the words of ${what} do not stand in it`),
      ]
    },
  )
}

/** Each claim quotes its article, and stands where its last decision left it. */
export function verifyClaims(sql: Sql): Promise<Checked> {
  interface Row {
    id: string
    text: string
    evidence: string
    evidenceStart: number
    evidenceEnd: number
    also: Quote[]
    current: boolean
    textChanged: boolean
    origin: string
    review: Review
    decided: ClaimFields | null
    after: Standing | null
  }
  return eachPage(
    (after) => sql<Row[]>`
      select claim.id, article.text, evidence, evidence_start, evidence_end, also, current, text_changed, origin, claim.review, decided,
        (select after from decision where claim_id = claim.id and not forgotten order by id desc limit 1) as after
      from claim join article on article.id = article_id where claim.id > ${after} order by claim.id limit ${PAGE}`,
    (row) => {
      const faults: string[] = []
      if (row.text.slice(row.evidenceStart, row.evidenceEnd) !== row.evidence)
        faults.push(`claim ${row.id}: its evidence does not stand in the article`)
      if (
        row.review === 'suggested' &&
        row.current &&
        !row.also.every(({ quote, start, end }) => row.text.slice(start, end) === quote)
      )
        faults.push(`claim ${row.id}: a further quote does not stand in the article`)
      const review = row.after?.review ?? 'suggested'
      const fields = review === 'suggested' ? null : row.after!.fields
      if (row.review !== review || !isDeepStrictEqual(row.decided, fields))
        faults.push(`claim ${row.id}: it does not stand where its last decision left it`)
      if (row.after?.evidence && row.after.evidence.quote !== row.evidence && !row.textChanged)
        faults.push(`claim ${row.id}: its evidence is not the one that was decided`)
      return faults
    },
  )
}
