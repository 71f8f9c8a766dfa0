import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { type Command, Trouble, WrongUse } from './command.ts'

// What was compiled once is not compiled again: halves the start of a command. Where the folder can't be written, nothing
// is kept and all works as well.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/vigil'))

// Loaded one at a time: `analyse` and its like must start at once, so they load nothing that they do not need. What each
// does stands here, so that `vigil --help` loads none.
const commands: Record<string, { summary: string; load: () => Promise<{ command: Command }> }> = {
  analyse: { summary: 'finds people, places of detention and claims in texts', load: () => import('./analyse.ts') },
  extract: { summary: 'reads articles out of saved pages', load: () => import('./extract.ts') },
  match: { summary: 'tells whether two names can be one person', load: () => import('./match.ts') },
  spot: { summary: 'finds tracked persons in texts', load: () => import('./spot.ts') },
  start: { summary: 'runs the product', load: () => import('./start.ts') },
  demo: { summary: 'runs the product on three sample outlets, without internet', load: () => import('./demo.ts') },
  work: { summary: 'works on queues: one part of what start does', load: () => import('./work.ts') },
  web: { summary: 'serves the pages: one part of what start does', load: () => import('./web.ts') },
  add: { summary: 'takes an address or a saved page the whole way', load: () => import('./add.ts') },
  outlet: { summary: 'adds an outlet, checks one, reads and writes OPML', load: () => import('./outlet.ts') },
  export: { summary: 'writes reviewed claims, or their evidence, out', load: () => import('./export.ts') },
  user: { summary: 'makes an account', load: () => import('./user.ts') },
  token: { summary: 'prints a token for the API', load: () => import('./token.ts') },
  verify: { summary: 'checks bytes, quotes and history against their hashes', load: () => import('./verify.ts') },
  reanalyse: { summary: 'reads an archive again with the analyser of today', load: () => import('./reanalyse.ts') },
  forget: {
    summary: 'forgets an article or a person for good, and leaves the history whole',
    load: () => import('./forget.ts'),
  },
  backup: { summary: 'writes tables and evidence into one file', load: () => import('./backup.ts') },
  restore: { summary: 'fills an empty data folder from a back-up', load: () => import('./restore.ts') },
  doctor: {
    summary: 'tells what is reachable, what is missing, what to do about it',
    load: () => import('./doctor.ts'),
  },
}

function printHelp(): void {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  process.stdout.write(
    `vigil: watches news outlets for people who monitor prisoners\n\nvigil COMMAND --help tells more.\n\n${lines.join('\n')}\n`,
  )
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printHelp()
    return name === undefined ? 2 : 0
  }
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!known) throw new WrongUse(`there is no command "${name}". vigil --help lists them.`)
  const { command } = await known.load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`vigil ${name}: ${known.summary}\n\n${command.help.trim()}\n`)
    return 0
  }
  return command.run(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof WrongUse) {
    process.stderr.write(`vigil: ${error.message}\n`)
    process.exitCode = 2
  } else {
    // A stack trace tells a user nothing; VIGIL_DEBUG shows it to a developer.
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`vigil: ${message}\n`)
    if (process.env.VIGIL_DEBUG && !(error instanceof Trouble)) console.error(error)
    process.exitCode = 1
  }
}
