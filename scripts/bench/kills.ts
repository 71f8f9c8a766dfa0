// npm run bench -- kills [ARTICLES] [KILLS] [--distributed]: articles from a loopback outlet while workers, pages,
// PostgreSQL (and Redis where it is distributed) are killed with SIGKILL at random moments, and a reviewer decides
// claims meanwhile. At the end: is every discovery in an end state with its reason, no claim twice, each decision there?
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { seenMark } from '../../src/6-review/decide.ts'
import { decide } from '../../src/6-review/step.ts'
import { openDatabase } from '../../src/db/database.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../src/db/embedded.ts'
import type { ClaimFields } from '../../src/domain/claim.ts'
import { root } from '../../src/settings.ts'
import { outletFile, startGeneratedOutlet } from '../lib/generated-outlet.ts'
import { freePort, processesBelow, startVigil, throwAwayFolder } from '../lib/vigil-process.ts'

interface Target {
  name: string
  kill(): Promise<void>
}

interface Running {
  databaseUrl(): string
  targets(): Target[]
  stop(): Promise<void>
}

export async function bench(args: string[]): Promise<void> {
  const [articles = 1000, kills = 30] = args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  const distributed = args.includes('--distributed')
  const outlet = await startGeneratedOutlet(articles)
  const folder = throwAwayFolder({ 'bench/bench-post.yaml': outletFile(outlet.origin) })
  const running = distributed ? await spreadOut(folder) : await inOneTree(folder)
  const began = Date.now()
  const counted: Record<string, number> = {}
  const decisions = decideMeanwhile(running)
  try {
    for (let n = 0; n < kills; n++) {
      await sleep(500 + Math.random() * 2_500)
      const targets = running.targets()
      const target = targets[Math.floor(Math.random() * targets.length)]
      if (!target) continue
      await target.kill()
      counted[target.name] = (counted[target.name] ?? 0) + 1
    }
    console.log(`${kills} SIGKILLs in ${((Date.now() - began) / 1000).toFixed(0)} s: ${JSON.stringify(counted)}`)
    await untilAtEnd(running, articles)
    const made = await decisions.stop()
    await report(running, articles, made, began, outlet.asked)
  } finally {
    await decisions.stop()
    await running.stop()
    await outlet.close()
    folder.remove()
  }
}

// Who was killed a moment ago may still be on its way back.
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** `vigil start`: whatever runs below it is a target, PostgreSQL's own processes too. */
async function inOneTree({ data, config }: { data: string; config: string }): Promise<Running> {
  const vigil = await startVigil(['start'], { VIGIL_DATA: data, VIGIL_CONFIG: config, REDIS_URL: '' })
  const { embeddedUrl } = await import('../../src/db/embedded.ts')
  let url = embeddedUrl(data)!
  return {
    databaseUrl: () => {
      url = embeddedUrl(data) ?? url
      return url
    },
    targets: () =>
      processesBelow(vigil.child.pid!)
        .filter(({ pid, command }) => pid !== vigil.child.pid && / (web|work )|bin\/postgres -D/.test(command))
        .map(({ pid, command }) => ({
          name: command.includes('postgres')
            ? 'postgres'
            : command.includes(' web')
              ? 'web'
              : / work (\w+)/.exec(command)![1]!,
          kill: async () => killIfThere(pid),
        })),
    stop: async () => {
      await vigil.stop()
      if (process.env.VIGIL_DEBUG) console.log(vigil.log())
    },
  }
}

/** The layout of docker-compose.yml, as processes: each is started again when it dies, as a container would be. */
async function spreadOut({ data, config }: { data: string; config: string }): Promise<Running> {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(data, 'server'), { recursive: true })
  let server: EmbeddedPostgres = await startEmbedded(join(data, 'server'))
  const { port, password } = new URL(server.url)
  let stopping = false
  const keepServer = async () => {
    while (!stopping) {
      await server.ended
      if (stopping) return
      await sleep(1_000)
      server = await startEmbedded(join(data, 'server'), { port: Number(port), password })
    }
  }
  void keepServer()
  const redisPort = await freePort()
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    VIGIL_DATA: join(data, 'evidence'),
    VIGIL_CONFIG: config,
    PORT: String(await freePort()),
  }
  const vigil = (args: string[]) => [process.execPath, join(root, 'src/commands/main.ts'), ...args]
  const parts = new Map<string, { command: string[]; child?: ChildProcess }>([
    ['redis', { command: ['redis-server', '--port', String(redisPort), '--save', '', '--appendonly', 'no'] }],
    ['web', { command: vigil(['web']) }],
    ['capture', { command: vigil(['work', 'crawl', 'capture', 'render']) }],
    ['extract', { command: vigil(['work', 'extract', 'analyse']) }],
    ['link', { command: vigil(['work', 'link', 'alert']) }],
  ])
  const keep = (part: { command: string[]; child?: ChildProcess }): void => {
    const [program, ...args] = part.command
    part.child = spawn(program!, args, { env, stdio: 'ignore' })
    part.child.once('exit', () => !stopping && setTimeout(() => !stopping && keep(part), 1_000))
  }
  for (const part of parts.values()) keep(part)
  return {
    databaseUrl: () => server.url,
    targets: () => [
      ...[...parts].map(([name, part]) => ({ name, kill: async () => void part.child?.kill('SIGKILL') })),
      { name: 'postgres', kill: async () => killIfThere(server.pid) },
    ],
    async stop() {
      stopping = true
      for (const { child } of parts.values()) child?.kill('SIGTERM')
      await sleep(3_000)
      for (const { child } of parts.values()) child?.kill('SIGKILL')
      await server.stop()
    },
  }
}

/** A reviewer at work: accepts a suggested claim again and again, and notes what was answered with "saved". */
function decideMeanwhile(running: Running): { stop(): Promise<string[]> } {
  const saved: string[] = []
  let on = true
  const loop = (async () => {
    while (on) {
      const database = openDatabase(running.databaseUrl(), { connections: 1 })
      try {
        while (on) {
          const [claim] = await database.sql<{ id: string; fields: ClaimFields; evidence: string }[]>`
            select id, fields, evidence from claim where review = 'suggested' and current order by random() limit 1`
          if (claim) {
            const seen = seenMark(null, { review: 'suggested', fields: claim.fields }, claim.evidence)
            const asked = { claimId: claim.id, seen, wish: { act: 'accept' as const } }
            const outcome = await decide(asked, { name: 'bench' }, { sql: database.sql, now: () => new Date() })
            if (outcome.kind === 'decided') saved.push(claim.id)
          }
          await sleep(200)
        }
      } catch {
        await sleep(500) // the database was killed: what was not answered is not counted
      } finally {
        await database.close().catch(() => {})
      }
    }
  })()
  return {
    async stop() {
      on = false
      await loop
      return saved
    },
  }
}

async function untilAtEnd(running: Running, articles: number): Promise<void> {
  const end = Date.now() + 20 * 60_000
  for (let round = 0; Date.now() < end; round++) {
    const sql = postgres(running.databaseUrl(), { max: 1, onnotice: () => {} })
    try {
      const [row] =
        await sql`select count(*)::int as n, count(*) filter (where todo is not null)::int as open from discovery`
      if (row!.n >= articles && row!.open === 0) return
      if (round % 20 === 19) console.log(`  ${row!.n} discoveries, ${row!.open} not at their end`)
    } catch {
      // it is being started again
    } finally {
      await sql.end({ timeout: 1 }).catch(() => {})
    }
    await sleep(1_000)
  }
  console.log('NOT at the end after 20 minutes')
}

async function report(
  running: Running,
  articles: number,
  decided: string[],
  began: number,
  asked: Map<string, number>,
): Promise<void> {
  const sql = postgres(running.databaseUrl(), { max: 1, onnotice: () => {} })
  const states = await sql`select state, because, count(*)::int as n from discovery group by 1, 2 order by 3 desc`
  const [open] =
    await sql`select count(*)::int as n from discovery where todo is not null or (state in ('set_aside', 'failed') and because is null)`
  const [twice] = await sql`
    select count(*)::int as n from (select 1 from claim where current group by discovery_id, type, evidence_start, fields ->> 'victims', fields ->> 'victimGroup' having count(*) > 1) t`
  const [claims] = await sql`select count(*)::int as n from claim`
  const missing = []
  for (const id of decided) {
    const [row] = await sql`select 1 from decision where claim_id = ${id} and account_name = 'bench' and act = 'accept'`
    if (!row) missing.push(id)
  }
  console.log(
    `at the end after ${((Date.now() - began) / 1000).toFixed(0)} s; ${articles} articles: ${states.map((s) => `${s.n} ${s.state}${s.because ? ` (${s.because})` : ''}`).join(', ')}`,
  )
  console.log(`without an end state or a reason: ${open!.n}; claims: ${claims!.n}; the same claim twice: ${twice!.n}`)
  console.log(`decisions answered as saved: ${decided.length}; of these missing: ${missing.length}`)
  console.log(
    `pages asked for more than once (a kill between fetch and save): ${[...asked.values()].filter((n) => n > 1).length}`,
  )
  await sql.end()
}
