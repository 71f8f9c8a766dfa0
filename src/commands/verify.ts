import { verifyChain, verifyMends } from '../6-review/verify-chain.ts'
import { withDatabase } from '../db/reach.ts'
import { type Checked, verifyBytes, verifyClaims, verifyTexts } from '../evidence/verify.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, WrongUse } from './command.ts'

const help = `
  vigil verify [--without-bytes]

Checks all that Vigil keeps against its hashes: the stored bytes, the texts, every quote in its text, every claim against
its last decision, and the chain of decisions. It finds one changed letter. What is wrong is listed, and the exit code
is then 1. The last lines name the heads of the chains: kept elsewhere, they also tell later if the newest entries are gone.

Example:
  vigil verify
`

export const command: Command = {
  help,
  async run(args) {
    const [option] = args
    if (args.length > 1 || (option !== undefined && option !== '--without-bytes'))
      throw new WrongUse('verify takes only --without-bytes.')
    const settings = readSettings()
    return withDatabase(
      settings,
      async ({ sql }) => {
        const bytes = option ? null : await verifyBytes(sql, settings.VIGIL_DATA)
        const parts: [string, Checked | null][] = [
          ['captures: bytes and SHA-256', bytes],
          ['articles: texts and quotes', await verifyTexts(sql)],
          ['claims: evidence and last decision', await verifyClaims(sql)],
        ]
        const chain = await verifyChain(sql)
        parts.push(['decisions: chain', { count: chain.decisions, faults: chain.faults }])
        const mends = await verifyMends(sql)
        parts.push(['mended tags: chain', mends])
        for (const [what, checked] of parts) print(what, checked)
        process.stdout.write(`head of the chain of mended tags: ${mends.head}\nhead of the chain: ${chain.head}\n`)
        return parts.some(([, checked]) => (checked?.faults.length ?? 0) > 0) ? 1 : 0
      },
      sayAs('verify'),
    )
  },
}

function print(what: string, checked: Checked | null): void {
  if (!checked) return
  const { count, faults } = checked
  process.stdout.write(`${what}: ${count} checked, ${faults.length === 0 ? 'all right' : `${faults.length} wrong`}\n`)
  for (const fault of faults) process.stdout.write(`  ${fault}\n`)
}
