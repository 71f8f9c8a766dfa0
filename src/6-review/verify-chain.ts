import type { Sql } from '../db/database.ts'
import type { DecisionAct, Standing } from '../domain/decision.ts'
import type { Mend } from '../domain/mend.ts'
import { BEGINNING, contentHash, linkFault, mendHash } from './chain.ts'

interface DecisionRow {
  id: string
  claimId: string
  accountName: string
  at: Date
  act: DecisionAct
  reason: string | null
  before: Standing | null
  after: Standing
  forgotten: boolean
  contentHash: Uint8Array
  previousHash: Uint8Array
  hash: Uint8Array
}

export interface ChainReport {
  decisions: number
  /** The last hash: written down elsewhere, it also tells if the newest decisions were cut off. */
  head: string
  faults: string[]
}

const PAGE = 2000

/** Re-checks the history of decisions from its first one on: every word, every link, every tombstone. */
export async function verifyChain(sql: Sql): Promise<ChainReport> {
  const faults: string[] = []
  const buried = await readBuried(sql, 'decisions')
  let previous: Uint8Array = BEGINNING
  let last = '0'
  let decisions = 0
  while (true) {
    const rows: DecisionRow[] = await sql<
      DecisionRow[]
    >`select * from decision where id > ${last} order by id limit ${PAGE}`
    if (rows.length === 0) return { decisions, head: Buffer.from(previous).toString('hex'), faults }
    for (const row of rows) {
      const fault = linkFault(previous, row) ?? contentFault(row, buried)
      if (fault) faults.push(fault)
      previous = row.hash
      last = row.id
      decisions++
    }
  }
}

function contentFault(row: DecisionRow, buried: Set<string>): string | null {
  // A forgotten decision has no words left to check; its tombstone keeps their hash.
  if (row.forgotten)
    return buried.has(Buffer.from(row.contentHash).toString('hex'))
      ? null
      : `decision ${row.id} is marked forgotten, but no tombstone says so`
  if (Buffer.compare(contentHash(row), row.contentHash) !== 0)
    return `decision ${row.id}: its words are not the ones that were decided`
  return null
}

interface MendRow extends Mend {
  discoveryId: string
  at: Date
  forgotten: boolean
  contentHash: Uint8Array
  previousHash: Uint8Array
  hash: Uint8Array
}

/** Re-checks the history of mended tags from its first entry on, as `verifyChain` does that of decisions. */
export async function verifyMends(sql: Sql): Promise<{ count: number; head: string; faults: string[] }> {
  const faults: string[] = []
  const buried = await readBuried(sql, 'mends')
  let previous: Uint8Array = BEGINNING
  let count = 0
  for (let last = '0'; ; ) {
    const rows: MendRow[] = await sql<MendRow[]>`select * from mend where id > ${last} order by id limit ${PAGE}`
    if (rows.length === 0) return { count, head: Buffer.from(previous).toString('hex'), faults }
    for (const row of rows) {
      const link = linkFault(previous, row)?.replace('decision', 'mended tag')
      const isBuried = buried.has(Buffer.from(row.contentHash).toString('hex'))
      if (link) faults.push(link)
      else if (row.forgotten && !isBuried)
        faults.push(`mended tag ${row.id} is marked forgotten, but no tombstone says so`)
      else if (!row.forgotten && Buffer.compare(mendHash(row), row.contentHash) !== 0)
        faults.push(`mended tag ${row.id}: its words are not the ones that were said`)
      previous = row.hash
      last = row.id
      count++
    }
  }
}

async function readBuried(sql: Sql, what: 'decisions' | 'mends'): Promise<Set<string>> {
  const rows = await sql<{ hash: string }[]>`
    select jsonb_array_elements_text(hashes -> ${what}) as hash from tombstone where hashes ? ${what}`
  return new Set(rows.map(({ hash }) => hash))
}
