import { findAccount } from '../accounts/account-store.ts'
import { addToken } from '../accounts/token-store.ts'
import { withDatabase } from '../db/reach.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, Trouble, WrongUse } from './command.ts'

const help = `
  vigil token NAME

Prints a token for the API with the rights of this account: Authorization: Bearer TOKEN. It can't be shown again; it is
taken back on the account's page.

Example:
  curl -H "Authorization: Bearer $(vigil token Aida)" http://127.0.0.1:4780/api/v1/claims
`

export const command: Command = {
  help,
  async run(args) {
    const [name] = args
    if (args.length !== 1 || name === undefined || name.startsWith('-')) throw new WrongUse('token takes one NAME.')
    const token = await withDatabase(
      readSettings(),
      async ({ sql }) => {
        const account = await findAccount(sql, name)
        if (!account || account.disabledAt) throw new Trouble(`there is no account "${name}" that may sign in`)
        return addToken(sql, account.id, 'vigil token')
      },
      sayAs('token'),
    )
    process.stdout.write(`${token}\n`)
    return 0
  },
}
