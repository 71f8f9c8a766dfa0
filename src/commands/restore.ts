import { restore } from '../db/backup.ts'
import { withDatabase } from '../db/reach.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, WrongUse } from './command.ts'

const help = `
  vigil restore FILE

Fills an empty database and data folder from a file of "vigil backup". It is also the way to a new major version of
PostgreSQL: back up with the old Vigil, restore with the new one into a new data folder.

Example:
  VIGIL_DATA=data-new vigil restore vigil-2026-11-24.backup
`

export const command: Command = {
  help,
  async run(args) {
    const [file] = args
    if (args.length !== 1 || file === undefined || file.startsWith('-')) throw new WrongUse('restore takes one FILE.')
    const settings = readSettings()
    const say = sayAs('restore')
    const { rows, files } = await withDatabase(settings, ({ sql }) => restore(sql, settings.VIGIL_DATA, file), say)
    say(`${rows} rows and ${files} files of evidence are back`)
    return 0
  },
}
