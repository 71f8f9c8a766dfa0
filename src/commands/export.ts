import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type ClaimFilter, filterNames, filterOptions, readFilter } from '../6-review/claim-filter.ts'
import { eachClaim } from '../6-review/claim-list.ts'
import { readClaimTypes } from '../6-review/claim-types.ts'
import { type ClaimFormat, claimFormats, isClaimFormat, writeClaims } from '../7-export/step.ts'
import { secretsOf } from '../accounts/confidential.ts'
import type { Sql } from '../db/database.ts'
import { withDatabase } from '../db/reach.ts'
import type { Checked } from '../evidence/verify.ts'
import { type WarcWish, writeWarc } from '../evidence/warc-export.ts'
import { sayAs } from '../say.ts'
import { readSettings, type Settings, version } from '../settings.ts'
import { type Command, Trouble, WrongUse } from './command.ts'

const all = [...claimFormats, 'warc']

const help = `
  vigil export --format ${all.join('|')} [filters]
  vigil export --warc [filters]

Writes reviewed claims to standard output, the newest first. Each says whether it was accepted or corrected.

  csv, xlsx, jsonl  a table, one claim a row
  jsonld            linked data: each claim a Web Annotation on the sentence that says so (offsets in code points)
  ftm               FollowTheMoney entities, one a line: Person, PublicBody, Article, Event (the claim) and Note (its
                    evidence); the model has no word for an allegation
  warc              the kept bytes of the claims' pages as one WARC 1.1 file, packed; --warc is short for it. With
                    --article, all that was ever fetched of that article. What is damaged is left out and named, and
                    the exit code is then 1

Filters:
${filterOptions()}
--review all also writes what is only suggested or was rejected.
--confidential also writes fields that a reviewer marked confidential, and the pages of their articles, which say them.

Examples:
  vigil export --format csv --type ill_treatment --from 2026-01-01 > claims.csv
  vigil export --warc --article 12 > article-12.warc.gz
`

export const command: Command = {
  help,
  async run(args) {
    const { format, given, confidential } = read(args)
    const { filter, wrong } = readFilter(given)
    if (wrong.length > 0) throw new WrongUse(`--${wrong[0]} has a value that can't be understood.`)
    // Whoever reads us has enough (| head): that is no failure.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
    const settings = readSettings()
    const say = sayAs('export')
    const faults = await withDatabase(
      settings,
      async ({ sql }) => {
        if (format === 'warc') return exportEvidence(filter, { sql, settings, confidential, say })
        const types = readClaimTypes(settings.VIGIL_CONFIG)
        await print(writeClaims(format, claimsOf(sql, filter, confidential), { sql, types }))
        return []
      },
      say,
    )
    for (const fault of faults) say(fault)
    return faults.length > 0 ? 1 : 0
  },
}

const claimsOf = (sql: Sql, filter: ClaimFilter, confidential: boolean) =>
  eachClaim(sql, { ...filter, review: filter.review ?? 'reviewed' }, { accountId: null, confidential })

async function exportEvidence(
  { article, ...rest }: ClaimFilter,
  {
    sql,
    settings,
    confidential,
    say,
  }: { sql: Sql; settings: Settings; confidential: boolean; say: (line: string) => void },
): Promise<string[]> {
  // Bytes are evidence whatever a reviewer thinks of the claim: who names an article or claim gets them.
  const asked = rest.claim ? { ...rest, review: rest.review ?? ('all' as const) } : rest
  // Bytes can't be blacked out.
  const closed = article && !confidential && (await secretsOf(sql, [article])).size > 0
  if (closed)
    throw new Trouble(`article ${article} has something confidential in it, and its page says it: add --confidential.`)
  const leftOut = { count: 0 }
  const wish: WarcWish =
    article && Object.keys(rest).length === 0
      ? { kind: 'article', id: article }
      : {
          kind: 'claims',
          ids: openIds(claimsOf(sql, { ...asked, ...(article ? { article } : {}) }, confidential), leftOut),
        }
  const checked: Checked = { count: 0, faults: [] }
  const parts = { sql, dataFolder: settings.VIGIL_DATA, software: `vigil/${version}`, now: new Date() }
  await print(writeWarc(wish, parts, checked))
  if (leftOut.count > 0)
    say(`${leftOut.count} claims were left out: their pages say what is confidential. --confidential writes them too.`)
  return checked.faults
}

async function* openIds(
  claims: AsyncIterable<{ id: string; secrets: string[] }>,
  leftOut: { count: number },
): AsyncGenerator<string> {
  for await (const { id, secrets } of claims) {
    if (secrets.length === 0) yield id
    else leftOut.count++
  }
}

async function print(pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
}

function read(args: string[]): {
  format: ClaimFormat | 'warc'
  given: Record<string, string>
  confidential: boolean
} {
  const { format, warc, confidential = false, ...given } = parse(args)
  const named = warc ? 'warc' : format
  if (named === undefined) throw new WrongUse(`export needs --format ${all.join('|')}.`)
  if (warc && format !== undefined && format !== 'warc')
    throw new WrongUse(`--warc is short for --format warc; you also gave --format ${format}.`)
  if (named !== 'warc' && !isClaimFormat(named))
    throw new WrongUse(`there is no format "${named}". There are: ${all.join(', ')}.`)
  return { format: named, given, confidential }
}

function parse(args: string[]): { format?: string; warc?: boolean; confidential?: boolean } & Record<string, string> {
  try {
    const filters = Object.fromEntries(filterNames.map((name) => [name, { type: 'string' as const }]))
    const flags = { warc: { type: 'boolean' as const }, confidential: { type: 'boolean' as const } }
    const options = { format: { type: 'string' as const }, ...flags, ...filters }
    return parseArgs({ args, options }).values as ReturnType<typeof parse>
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}
