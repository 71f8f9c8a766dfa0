import { killAll, runProduct } from '../process/product.ts'
import { untilAsked } from '../process/until-asked.ts'
import { welcome } from '../process/welcome.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

const help = `
  vigil start

Runs the product on the outlets of config/outlets: database, workers and pages, in one process tree. Ctrl-C stops all of
it; a second Ctrl-C stops at once. docs/operating.md lists the variables that it heeds (PORT, HOST, VIGIL_DATA …).

Example:
  VIGIL_CONTACT=monitors@example.org vigil start
`

export const command: Command = {
  help,
  async run() {
    const settings = readSettings()
    const say = sayAs('vigil')
    const stopping = untilAsked(killAll)
    await runProduct({ settings, stopping, say, started: (databaseUrl) => welcome({ settings, databaseUrl }) })
    return 0
  },
}
