import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../src/settings.ts'

/** Vigil run from outside, as its users run it: for benchmarks and the tests of the whole way. */
export interface VigilProcess {
  data: string
  port: number
  child: ChildProcess
  /** What it wrote, on both outputs. */
  log(): string
  health(): Promise<Health>
  /** Waits until the counts satisfy `enough`, asking every `everyMs`. @throws after `seconds` */
  until(enough: (health: Health) => boolean, seconds: number, everyMs?: number): Promise<Health>
  stop(): Promise<void>
}

export interface Health {
  status: string
  articles: Record<'discovered' | 'captured' | 'extracted' | 'analysed' | 'duplicate' | 'set_aside' | 'failed', number>
  claims: number
}

export const ended = ({ articles: a }: Health): number => a.analysed + a.duplicate + a.set_aside + a.failed

/** A throw-away folder with a config of the given outlet files ("country/name.yaml" → text) and room for data. */
export function throwAwayFolder(outlets: Record<string, string>): { data: string; config: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-run-'))
  const config = join(folder, 'config')
  cpSync(join(root, 'config'), config, { recursive: true, filter: (path) => !/config\/(outlets|sample)$/.test(path) })
  for (const [path, text] of Object.entries(outlets)) {
    mkdirSync(dirname(join(config, 'outlets', path)), { recursive: true })
    writeFileSync(join(config, 'outlets', path), text)
  }
  return { data: join(folder, 'data'), config, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts `vigil ARGS` on this Node; `started` resolves when the pages answer. */
export async function startVigil(
  args: string[],
  env: Record<string, string>,
  { wait = true } = {},
): Promise<VigilProcess> {
  const port = Number(env.PORT ?? (await freePort()))
  const child = spawn(process.execPath, [join(root, 'scripts/vigil.mjs'), ...args], {
    env: { ...process.env, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stdout.on('data', (bytes) => {
    log += bytes
  })
  child.stderr.on('data', (bytes) => {
    log += bytes
  })
  const health = async (): Promise<Health> => {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(5_000) })
    return (await response.json()) as Health
  }
  const until: VigilProcess['until'] = async (enough, seconds, everyMs = 100) => {
    const end = Date.now() + seconds * 1000
    for (;;) {
      const now = await health().catch(() => null)
      if (now && enough(now)) return now
      if (child.exitCode !== null) throw new Error(`vigil ended with ${child.exitCode}:\n${log}`)
      if (Date.now() > end) throw new Error(`not reached in ${seconds} s: ${JSON.stringify(now)}\n${log.slice(-4000)}`)
      await sleep(everyMs)
    }
  }
  if (wait) await until(() => true, 120)
  return {
    data: env.VIGIL_DATA ?? '',
    port,
    child,
    log: () => log,
    health,
    until,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}

interface ProcessRow {
  pid: number
  parent: number
  command: string
  residentMb: number
  /** With that of its children that have ended. */
  cpuSeconds: number
}

/** The processes below one, with it. PostgreSQL and Chromium count too; `command` tells which is which. */
export function processesBelow(pid: number): ProcessRow[] {
  const rows = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)))
  const below = new Set([pid])
  for (let grew = true; grew; ) {
    const before = below.size
    for (const row of rows) if (below.has(row.parent)) below.add(row.pid)
    grew = below.size > before
  }
  return rows.filter((row) => below.has(row.pid))
}

function readProcess(pid: number): ProcessRow[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0
    // utime and stime in clock ticks, of which Linux counts 100 a second.
    return [
      {
        pid,
        parent: Number(fields[1]),
        command,
        residentMb: Number(resident) / 1024,
        cpuSeconds: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100,
      },
    ]
  } catch {
    return []
  }
}
