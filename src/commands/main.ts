import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { type Command, Trouble, WrongUse } from './command.ts'

// What was compiled once is not compiled again: halves the start of a command. Where the folder can't be written, nothing
// is kept and all works as well.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/vigil'))

// Loaded one at a time: `analyse` and its like must start at once, so they load nothing that they do not need.
const commands: Record<string, () => Promise<{ command: Command }>> = {
  analyse: () => import('./analyse.ts'),
  extract: () => import('./extract.ts'),
  match: () => import('./match.ts'),
  spot: () => import('./spot.ts'),
  start: () => import('./start.ts'),
  demo: () => import('./demo.ts'),
  work: () => import('./work.ts'),
  web: () => import('./web.ts'),
  add: () => import('./add.ts'),
  outlet: () => import('./outlet.ts'),
  export: () => import('./export.ts'),
  user: () => import('./user.ts'),
  token: () => import('./token.ts'),
  verify: () => import('./verify.ts'),
  reanalyse: () => import('./reanalyse.ts'),
  forget: () => import('./forget.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  doctor: () => import('./doctor.ts'),
}

async function printHelp(): Promise<void> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).command.summary}`),
  )
  process.stdout.write(
    `vigil: watches news outlets for people who monitor prisoners\n\nvigil COMMAND --help tells more.\n\n${lines.join('\n')}\n`,
  )
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await printHelp()
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) throw new WrongUse(`there is no command "${name}". vigil --help lists them.`)
  const { command } = await load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`vigil ${name}: ${command.summary}\n\n${command.help.trim()}\n`)
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
