import { parseArgs } from 'node:util'
import { AccountName, addAccount } from '../accounts/account-store.ts'
import { passwordFault } from '../accounts/password.ts'
import { withDatabase } from '../db/reach.ts'
import { Role } from '../domain/decision.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, Trouble, WrongUse } from './command.ts'

const help = `
  vigil user add NAME --role admin|reviewer|reader

Makes an account. The password is read from standard input: at least 10 characters, without the line's end. An admin
makes accounts and reviews, a reviewer reviews, a reader reads and has watches.

Example:
  read -rs PASSWORD; printf %s "$PASSWORD" | vigil user add Aida --role admin
`

const FAULTS = {
  'too-short': 'the password is too short: at least 10 characters',
  'too-long': 'the password is too long: at most 1000 characters',
  'is-name': 'the password must not be the name',
}

export const command: Command = {
  help,
  async run(args) {
    const { name, role } = read(args)
    if (process.stdin.isTTY) process.stderr.write('Password (it is shown while you type; end with Ctrl-D): ')
    const password = (await readInput()).replace(/\r?\n$/, '')
    const fault = passwordFault(password, name)
    if (fault) throw new Trouble(FAULTS[fault])
    const say = sayAs('user')
    await withDatabase(
      readSettings(),
      async ({ sql }) => {
        if (!(await addAccount(sql, { name, role, password }))) throw new Trouble(`the name "${name}" is taken`)
      },
      say,
    )
    say(`made the account "${name}", ${role}`)
    return 0
  },
}

function read(args: string[]): { name: string; role: Role } {
  let parsed: { values: { role?: string }; positionals: string[] }
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' } } })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
  const [act, given, ...more] = parsed.positionals
  if (act !== 'add' || given === undefined || more.length > 0) throw new WrongUse('user takes "add NAME --role ROLE".')
  const name = AccountName.safeParse(given)
  if (!name.success) throw new WrongUse('a name has letters, digits, spaces and . _ - @ only, at most 60.')
  const role = Role.safeParse(parsed.values.role)
  if (!role.success) throw new WrongUse('--role is admin, reviewer or reader.')
  return { name: name.data, role: role.data }
}

async function readInput(): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
