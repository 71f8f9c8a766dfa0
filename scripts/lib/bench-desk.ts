import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { addAccount } from '../../src/accounts/account-store.ts'
import { beginSession } from '../../src/accounts/session-store.ts'
import { openDatabase, type Sql } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { readSettings } from '../../src/settings.ts'
import { createWeb } from '../../src/web/server.ts'

export interface Measured {
  p50: number
  p95: number
  /** Processor time of Node and PostgreSQL together for one page, in ms: other work on the machine does not change it. */
  cpu: number
  slowest: { ms: number; path: string }
  /** Bytes of the largest answer, as it is and packed. */
  bytes: number
  packed: number
}

export interface BenchDesk {
  sql: Sql
  accountId: string
  /** Asks each path in turns and measures from question to last byte, in this process: no network in between. */
  measure(paths: string[], rounds: number): Promise<Measured>
  /** Prints what was measured, and how often the processor time of `floor` it took. */
  tell(name: string, measured: Measured, floor?: Measured): void
  close(): Promise<void>
}

// Each of the pool's connections should have seen the statements of a page.
const WARM_UP = 4

/** The pages over an embedded PostgreSQL of their own, with an admin signed in, who sees every page. */
export async function openBenchDesk(): Promise<BenchDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-desk-'))
  chmodSync(folder, 0o711)
  const server = await startEmbedded(folder)
  const database = openDatabase(server.url)
  const { sql } = database
  await migrate(sql)
  const settings = readSettings({ VIGIL_DATA: folder, DATABASE_URL: server.url })
  const account = await addAccount(sql, { name: 'Aida', role: 'admin', password: 'mist over the quiet river' })
  const cookie = `vigil=${(await beginSession(sql, account!.id, new Date())).key}`
  // A minute from page to page: what is kept in memory for that long does not help.
  let asked = 0
  const clock = () => new Date(Date.now() + asked * 61_000)
  const app = createWeb({ sql, settings, clock, log: (line) => console.error(line) })
  const ask = async (path: string) => {
    asked++
    const began = performance.now()
    const answer = await app.request(path, { headers: { cookie } })
    const body = Buffer.from(await answer.arrayBuffer())
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    return { path, ms: performance.now() - began, body }
  }
  return {
    sql,
    accountId: account!.id,
    async measure(paths, rounds) {
      // What was never asked is read from the disc first, and each connection plans a statement when it first has it; that
      // is not what a working day is made of.
      for (let time = 0; time < WARM_UP; time++) for (const path of paths) await ask(path)
      const answers: Awaited<ReturnType<typeof ask>>[] = []
      const before = cpuMs(server.pid)
      for (let round = 0; round < rounds; round++) for (const path of paths) answers.push(await ask(path))
      const cpu = (cpuMs(server.pid) - before) / answers.length
      const byTime = answers.toSorted((a, b) => a.ms - b.ms)
      const largest = answers.reduce((a, b) => (b.body.length > a.body.length ? b : a)).body
      // Nearest rank: of twenty answers the nineteenth, and not the worst of all.
      const place = (share: number) => byTime[Math.ceil(byTime.length * share) - 1]!
      return {
        p50: place(0.5).ms,
        p95: place(0.95).ms,
        cpu,
        slowest: place(1),
        bytes: largest.length,
        packed: gzipSync(largest).length,
      }
    },
    tell(name, { p50, p95, cpu, slowest, bytes, packed }, floor) {
      const kb = (count: number) => `${(count / 1024).toFixed(0)} KB`
      const words = `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)} ms, processor ${cpu.toFixed(0)} ms${floor ? ` (x${(cpu / floor.cpu).toFixed(1)})` : ''}; ${kb(bytes)} (${kb(packed)} packed)`
      console.log(
        `${name.padEnd(36)} ${words}${p95 > 100 ? `; slowest ${slowest.ms.toFixed(0)} ms: ${decodeURIComponent(slowest.path).slice(0, 90)}` : ''}`,
      )
    },
    async close() {
      await database.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// Linux counts processor time in hundredths of a second; over many pages that is fine enough.
const TICK_MS = 10

/** Processor time so far: ours, and that of PostgreSQL with all its processes. */
export function cpuMs(postgres: number): number {
  const own = process.cpuUsage()
  const times = new Map<number, { parent: number; ticks: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      // With those who ended: a helper of a parallel query is gone before we look.
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0)
      times.set(Number(name), { parent: Number(fields[1]), ticks })
    } catch {
      // It ended while we looked.
    }
  }
  const ticks = [...times].reduce(
    (sum, [pid, { parent, ticks }]) => (pid === postgres || parent === postgres ? sum + ticks : sum),
    0,
  )
  return (own.user + own.system) / 1000 + ticks * TICK_MS
}
