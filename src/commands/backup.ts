import { backUp } from '../db/backup.ts'
import { withDatabase } from '../db/reach.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, WrongUse } from './command.ts'

const help = `
  vigil backup FILE

Writes all of it into one file: tables and evidence (WARC files, screenshots), compressed. Vigil may go on running. The
file holds names of people: keep it encrypted.

Example:
  vigil backup vigil-2026-11-24.backup
`

export const command: Command = {
  help,
  async run(args) {
    const [file] = args
    if (args.length !== 1 || file === undefined || file.startsWith('-')) throw new WrongUse('backup takes one FILE.')
    const settings = readSettings()
    const say = sayAs('backup')
    const { rows, files } = await withDatabase(settings, ({ sql }) => backUp(sql, settings.VIGIL_DATA, file), say)
    say(`${rows} rows and ${files} files of evidence in ${file}`)
    return 0
  },
}
