import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { filterNames, filterOptions, readFilter } from '../6-review/claim-filter.ts'
import { eachClaim } from '../6-review/claim-list.ts'
import { claimTable, formats, isFormat, writeTable } from '../7-export/step.ts'
import { withDatabase } from '../db/reach.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, WrongUse } from './command.ts'

const help = `
  vigil export --format ${formats.join('|')} [filters]

Writes reviewed claims to standard output, the newest first. The column "review" says of each whether it was accepted or
corrected. Filters:
${filterOptions()}
--review all also writes what is only suggested or was rejected.

Example:
  vigil export --format csv --type ill_treatment --from 2026-01-01 > claims.csv
`

export const command: Command = {
  summary: 'writes reviewed claims out',
  help,
  async run(args) {
    const { format, ...given } = read(args)
    if (format === undefined) throw new WrongUse(`export needs --format ${formats.join('|')}.`)
    if (['jsonld', 'ftm', 'warc'].includes(format))
      throw new WrongUse(`the format "${format}" is not there yet. There are: ${formats.join(', ')}.`)
    if (!isFormat(format)) throw new WrongUse(`there is no format "${format}". There are: ${formats.join(', ')}.`)
    const { filter, wrong } = readFilter(given)
    if (wrong.length > 0) throw new WrongUse(`--${wrong[0]} has a value that can't be understood.`)
    // Whoever reads us has enough (| head): that is no failure.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
    await withDatabase(
      readSettings(),
      async ({ sql }) => {
        const claims = eachClaim(sql, { ...filter, review: filter.review ?? 'reviewed' }, { accountId: null })
        for await (const piece of writeTable(format, claimTable(claims)))
          if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
      },
      sayAs('export'),
    )
    return 0
  },
}

function read(args: string[]): Record<string, string> {
  try {
    const options = Object.fromEntries(['format', ...filterNames].map((name) => [name, { type: 'string' as const }]))
    return parseArgs({ args, options }).values as Record<string, string>
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}
