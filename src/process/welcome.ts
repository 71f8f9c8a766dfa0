import { join } from 'node:path'
import { createInvitation, hasAccounts } from '../accounts/invitation-store.ts'
import { openDatabase } from '../db/database.ts'
import { root, type Settings } from '../settings.ts'

/**
 * Tells where the pages are and, the first time and on a terminal only, gives the link that makes the first account:
 * the link is a key, and a log is no place for keys.
 */
export async function welcome({ settings, databaseUrl }: { settings: Settings; databaseUrl: string }): Promise<void> {
  const address =
    settings.PUBLIC_URL ??
    `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${settings.PORT}`
  const print = (line: string) => process.stdout.write(`${line}\n`)
  print(`\n  Vigil is running: ${address.replace(/\/$/, '')}/`)
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    if (await hasAccounts(database.sql)) return
    if (!process.stdout.isTTY) {
      print(`  There is no account yet: echo PASSWORD | ${whereItRuns(settings)}npx vigil user add NAME --role admin`)
      return
    }
    const key = await createInvitation(database.sql)
    print(`  Make the first account here, within an hour: ${address.replace(/\/$/, '')}/welcome/${key}`)
  } finally {
    print('  Ctrl-C stops it.\n')
    await database.close()
  }
}

/** What a command needs to find this product's data, where they do not lie in the usual place. */
const whereItRuns = ({ VIGIL_DATA, DATABASE_URL }: Settings): string =>
  DATABASE_URL || VIGIL_DATA === join(root, 'data') ? '' : `VIGIL_DATA='${VIGIL_DATA}' `
